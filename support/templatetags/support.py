"""Template tags for people to call, so that every page shows the same numbers."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from support import fragments
from support.availability import clock
from support.availability.wording import all_hours, in_words
from support.country_choice import countries_to_show, help_address, kept_country, query_of
from support.directory import HOME_COUNTRIES
from support.directory.hours import Hours
from support.directory.records import Country, Number
from support.fragments import lines_by_number

register = template.Library()
register.filter(all_hours)
register.filter(help_address)
OWN_LINK = re.compile(r'href="(/[^"]*)"')
KEEPS_COUNTRY = re.compile(r"/(?:plans|articles|check-in)/[a-z0-9/-]*")
CRISIS_LINE = re.compile(r'<span class="crisis-line">[^<]*</span>')
EMERGENCY_NUMBER = re.compile(r'<span class="emergency-number">[^<]*</span>')


@register.simple_tag(takes_context=True)
def emergency_strip(context: Context, swapped: bool = False) -> str:
    """The line at the top of every page: each emergency number with its country. `swapped` replaces the one that stands."""
    return fragments.strip(context.get("country"), swapped=swapped)


@register.simple_tag(takes_context=True)
def emergency(context: Context, level: str = "h2") -> str:
    """The emergency card. `level` is the tag of its heading."""
    return fragments.emergency(context.get("country"), level)


@register.simple_tag(takes_context=True)
def emergency_short(context: Context, heading: str = "Are you safe right now?", level: str = "h2") -> str:
    """The emergency card for one screen: short signs, one button a country, the rest folded. One at most on a page."""
    return fragments.emergency_short(context.get("country"), heading, level)


@register.simple_tag
def emergency_bar(country: Country) -> str:
    """The emergency number of one country as a button, with the whole card's words folded below it."""
    return fragments.emergency_bar(country)


@register.simple_tag
def emergency_everywhere() -> str:
    """The same card with the numbers of every country, each with its name."""
    return fragments.emergency_everywhere()


@register.simple_tag(takes_context=True)
def emergency_unfolded(context: Context) -> str:
    """The emergency card with nothing folded, for a copy that has no other page."""
    return fragments.emergency_unfolded(context.get("country"))


@register.simple_tag(takes_context=True)
def emergency_on_paper(context: Context) -> str:
    """The signs in their short form, for one side of paper."""
    return fragments.emergency_on_paper(context.get("country"))


@register.simple_tag(takes_context=True)
def helplines(
    context: Context,
    kinds: Iterable[str] = ("crisis", "drugs"),
    most: int = 3,
    switch: bool = True,
    focus: bool = False,
    title: str = "Talk to someone now",
    folded: bool = False,
) -> str:
    """A few people to call, of the given kinds, for the chosen country or for those that come first.

    With `switch`, links that show another country's; with `focus`, the reader starts here. `title` is the heading.
    With `folded`, the first lines of each country stand and the rest is one tap away.
    """
    country, minute = context.get("country"), clock.minute()
    return fragments.helplines(
        country, tuple(kinds), most, minute, switch=switch, focus=focus, title=title, folded=folded
    )


@register.simple_tag(takes_context=True)
def person(context: Context, kinds: Iterable[str] = ("crisis", "drugs")) -> str:
    """One person to call, the best of some kinds, and both kinds where home is not safe; the links that show another country's numbers stand folded."""
    return fragments.person(context.get("country"), tuple(kinds), clock.minute())


@register.simple_tag(takes_context=True)
def voice(context: Context, focus: object = False) -> str:
    """Who answers now, one line a country, on one row each. With `focus`, whatever it is, the reader starts here."""
    return fragments.voice(context.get("country"), clock.minute(), focus=bool(focus))


@register.simple_tag(takes_context=True)
def country_buttons(context: Context) -> str:
    """A button for every other country, for a form that asks again with `country`."""
    return fragments.country_buttons(context.get("country"))


@register.simple_tag
def country_lines(country: Country) -> str:
    """Everyone to call in a country: who is open comes first."""
    return fragments.country_lines(country, clock.minute())


@register.simple_tag(takes_context=True)
def keep_country(context: Context) -> str:
    """The query that carries the chosen country to the next page of a plan; empty where none was chosen."""
    if posted := context.get("posted_country"):
        return query_of(posted)
    request = context.get("request")
    return kept_country(request) if request else ""


@register.simple_tag(takes_context=True)
def onward(context: Context, address: str) -> str:
    """An address of ours for this page: it keeps the chosen country."""
    query = keep_country(context)
    if query and address == "/help/":
        return f"/help/{query.removeprefix('?country=')}/"
    return KEEPS_COUNTRY.sub(rf"\g<0>{query}", address, count=1)


@register.simple_tag(takes_context=True)
def finish(context: Context, html: SafeString) -> SafeString:
    """Finished Markdown for this page: its links keep the country, its crisis lines and emergency numbers are filled in."""
    countries = countries_to_show(context.get("country"))
    finished = OWN_LINK.sub(lambda link: f'href="{onward(context, link[1])}"', html)
    for place, said in ((CRISIS_LINE, _crisis_lines(countries)), (EMERGENCY_NUMBER, _emergency_numbers(countries))):
        if said:
            finished = place.sub(said, finished)
    return mark_safe(finished)  # noqa: S308


@register.simple_tag
def home_in_words() -> str:
    """The countries that come first where nobody chose: "Ireland and the UK"."""
    return " and ".join(country.in_words.removeprefix("in ") for country in HOME_COUNTRIES)


@register.filter
def hours_in_words(hours: Hours) -> str:
    """ "Monday to Friday, 9.30am to 5.30pm"."""
    return in_words(hours)


@register.simple_tag(takes_context=True)
def human_line(context: Context) -> str:
    """One number at which a person answers day and night, for each country shown; the same number is named once."""
    return fragments.human_line(context.get("country"))


@register.filter
def join_numbers(numbers: tuple[Number, ...]) -> str:
    """ "112 or 999"."""
    return " or ".join(number.shown for number in numbers)


@register.filter
def names(countries: Iterable[Country]) -> str:
    """ "Ireland, United Kingdom"."""
    return ", ".join(country.name for country in countries)


@register.filter
def site_of(address: str) -> str:
    """The host of an address, as a reader knows it: "samaritans.org"."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _crisis_lines(countries: list[Country]) -> str:
    return " or ".join(
        format_html(
            "{} on {}{}", line.name, _dialled([Number(line.phone, line.phone_shown)]), _where(served, countries)
        )
        for line, served in lines_by_number(countries)
    )


def _emergency_numbers(countries: list[Country]) -> str:
    return ", or ".join(
        format_html("{}{}", _dialled(country.emergency), _where([country], countries))
        for country in countries
        if country.time_zone
    )


def _dialled(numbers: Iterable[Number]) -> SafeString:
    """ "112 or 999" for the middle of a sentence: each calls itself."""
    number = '<a class="number" href="tel:{}"><strong>{}</strong></a>'
    return format_html_join(" or ", number, ((one.number, one.shown) for one in numbers))


def _where(served: list[Country], shown: list[Country]) -> str:
    """The countries that a number serves, where more than one is shown."""
    return f" ({names(served)})" if len(shown) > 1 else ""
