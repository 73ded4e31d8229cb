"""Template tags for people to call, so that every page shows the same numbers."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from support import clock
from support.choice import countries_to_show, kept_country
from support.directory import COUNTRIES
from support.hours import Hours
from support.listing import crisis_line, people
from support.records import Country, Helpline, Number
from support.wording import all_hours, in_words

register = template.Library()
register.filter(all_hours)
PLAN_LINK = re.compile(r'href="(/plans/[a-z0-9/-]*)')
CRISIS_LINE = re.compile(r'<span class="crisis-line">[^<]*</span>')
EMERGENCY_NUMBER = re.compile(r'<span class="emergency-number">[^<]*</span>')


@register.inclusion_tag("support/_strip.html", takes_context=True)
def emergency_strip(context: Context) -> dict[str, Any]:
    """The line at the top of every page: each emergency number with its country."""
    country = context.get("country")
    return {"countries": countries_to_show(country), "country": country}


@register.inclusion_tag("support/_emergency.html", takes_context=True)
def emergency(context: Context, level: str = "h2") -> dict[str, Any]:
    """The emergency card. `level` is the tag of its heading."""
    return {**_shown(context), "level": level}


@register.inclusion_tag("support/_helplines.html", takes_context=True)
def helplines(context: Context, kinds: tuple[str, ...] = ("crisis", "drugs"), most: int = 3) -> dict[str, Any]:
    """A few people to call, of the given kinds, for the chosen country or for those that come first."""
    now = clock.now()
    groups = [
        {"country": country, "lines": people(country, kinds, now, most)}
        for country in countries_to_show(context.get("country"))
    ]
    return {**_shown(context), "groups": groups}


@register.simple_tag(takes_context=True)
def keep_country(context: Context) -> str:
    """The query that carries the chosen country to the next page of a plan; empty where none was chosen in the address."""
    request = context.get("request")
    return kept_country(request) if request else ""


@register.simple_tag(takes_context=True)
def finish(context: Context, html: SafeString) -> SafeString:
    """Finished Markdown for this page: its links to plans keep the country, its crisis lines and emergency numbers are filled in."""
    countries = countries_to_show(context.get("country"))
    finished = PLAN_LINK.sub(rf'href="\1{keep_country(context)}', html)
    for place, said in ((CRISIS_LINE, _crisis_lines(countries)), (EMERGENCY_NUMBER, _emergency_numbers(countries))):
        if said:
            finished = place.sub(said, finished)
    return mark_safe(finished)  # noqa: S308


@register.filter
def hours_in_words(hours: Hours) -> str:
    """ "Monday to Friday, 9.30am to 5.30pm"."""
    return in_words(hours)


def _shown(context: Context) -> dict[str, Any]:
    country = context.get("country")
    return {
        "countries": countries_to_show(country),
        "country": country,
        "all_countries": COUNTRIES.values(),
        "request": context.get("request"),
    }


@register.inclusion_tag("support/_human_line.html", takes_context=True)
def human_line(context: Context) -> dict[str, Any]:
    """One number at which a person answers day and night, for each country shown; the same number is named once."""
    return {"lines": _lines_by_number(countries_to_show(context.get("country")))}


@register.filter
def join_numbers(numbers: tuple[Number, ...]) -> str:
    """ "112 or 999"."""
    return " or ".join(number.shown for number in numbers)


@register.filter
def site_of(address: str) -> str:
    """The host of an address, as a reader knows it: "samaritans.org"."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _lines_by_number(countries: list[Country]) -> list[tuple[Helpline, list[Country]]]:
    found: dict[str, tuple[Helpline, list[Country]]] = {}
    for country in countries:
        if line := crisis_line(country):
            found.setdefault(f"{line.phone} {line.name}", (line, []))[1].append(country)
    return list(found.values())


def _crisis_lines(countries: list[Country]) -> str:
    return " or ".join(
        format_html("{} on <strong>{}</strong>{}", line.name, line.phone_shown, _where(served, countries))
        for line, served in _lines_by_number(countries)
    )


def _emergency_numbers(countries: list[Country]) -> str:
    return ", or ".join(
        format_html("<strong>{}</strong>{}", join_numbers(country.emergency), _where([country], countries))
        for country in countries
        if country.time_zone
    )


def _where(served: list[Country], shown: list[Country]) -> str:
    """The countries that a number serves, where more than one is shown."""
    return f" ({', '.join(country.name for country in served)})" if len(shown) > 1 else ""
