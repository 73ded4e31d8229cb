"""Fragments that many pages share, rendered once for what they depend on: a country, and for opening hours a minute."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.conf import settings
from django.template.loader import render_to_string

from support.availability.listed import ListedHelpline, listed, local_time
from support.country_choice import countries_to_show
from support.directory import COUNTRIES
from support.directory.records import Country, Helpline
from support.emergency import EMERGENCY_CARD
from support.listing import HOME, crisis_line, finders, people, sections

Fragment = TypeVar("Fragment", bound=Callable[..., Any])

# A few dozen fragments for each of eight countries: those that were asked for last.
MOST_FRAGMENTS = 256
FOR_KIND = {"child-safety": "for a child"}


def cached(render: Fragment) -> Fragment:
    """Keep what a function made of its arguments, which must be all that it depends on. Not while developing."""
    return render if settings.DEBUG else lru_cache(maxsize=MOST_FRAGMENTS)(render)  # type: ignore[return-value]


@cached
def strip(country: Country | None, *, swapped: bool) -> str:
    return render_to_string("support/_strip.html", {**_shown(country), "swapped": swapped})


@cached
def emergency(country: Country | None, level: str) -> str:
    thoughts = _thoughts(countries_to_show(country))
    return render_to_string("support/_emergency.html", {**_shown(country), **thoughts, "level": level})


@cached
def emergency_short(country: Country | None, heading: str, level: str) -> str:
    thoughts = _thoughts(countries_to_show(country))
    context = {**_shown(country), **thoughts, "heading": heading, "level": level}
    return render_to_string("support/_emergency_short.html", context)


@cached
def emergency_bar(country: Country) -> str:
    context = {**_shown(country), **_thoughts([country]), "bar": True}
    return render_to_string("support/_emergency_bar.html", context)


@cached
def emergency_everywhere() -> str:
    countries = list(COUNTRIES.values())
    return render_to_string(
        "support/_emergency_now.html", {"countries": countries, **_thoughts(countries), "everywhere": True}
    )


@cached
def emergency_unfolded(country: Country | None) -> str:
    shown = {**_shown(country), **_thoughts(countries_to_show(country)), "everywhere": country is None}
    return render_to_string("support/_emergency_now.html", shown)


@cached
def emergency_on_paper(country: Country | None) -> str:
    return render_to_string("support/_emergency_paper.html", _thoughts(countries_to_show(country)))


@cached
def human_line(country: Country | None) -> str:
    return render_to_string("support/_human_line.html", {"lines": lines_by_number(countries_to_show(country))})


@cached
def helplines(
    country: Country | None,
    kinds: tuple[str, ...],
    most: int,
    minute: datetime,
    *,
    switch: bool,
    focus: bool,
    title: str,
    folded: bool = False,
) -> str:
    listed_here = [(shown, people(shown, kinds, minute, most)) for shown in countries_to_show(country)]
    not_rung = _not_rung(line for _, lines in listed_here for line in lines)
    first = _first(country) if folded else None
    found = [(shown, *_parted(lines, first)) for shown, lines in listed_here]
    context = {**_shown(country), "groups": found, "not_rung": not_rung, "switch": switch, "focus": focus}
    context |= {"title": title, "folded": folded}
    return render_to_string("support/_helplines.html", context)


@cached
def person(country: Country | None, kinds: tuple[str, ...], minute: datetime) -> str:
    lines = _best(country, kinds, minute)
    not_rung = _not_rung(line for line, _ in lines)
    stand, more = _split(lines, country) if {*HOME} & {*kinds} else (lines, [])
    context = {**_shown(country), "lines": stand, "more": more, "not_rung": not_rung, "all_lines": lines}
    context["whom"] = whom(line for line, _ in more)
    return render_to_string("support/_person.html", context)


@cached
def voice(country: Country | None, minute: datetime, *, focus: bool) -> str:
    context = {**_shown(country), "lines": _best(country, ("crisis", "drugs"), minute), "focus": focus}
    return render_to_string("support/_voice.html", context)


@cached
def country_buttons(country: Country | None) -> str:
    return render_to_string("support/_country_buttons.html", _shown(country))


@cached
def country_lines(country: Country, minute: datetime) -> str:
    found = sections(country, minute)
    not_rung = _not_rung(line for section in found for line in section.lines)
    context = {"sections": found, "time": local_time(country, minute), "not_rung": not_rung}
    return render_to_string("support/_country_lines.html", context)


def lines_by_number(countries: list[Country]) -> list[tuple[Helpline, list[Country]]]:
    """The line that answers day and night in each country, and the countries it serves: each line once."""
    found: dict[str, tuple[Helpline, list[Country]]] = {}
    for country in countries:
        if line := crisis_line(country):
            found.setdefault(f"{line.phone} {line.name}", (line, []))[1].append(country)
    return list(found.values())


def whom(lines: Iterable[ListedHelpline]) -> str:
    """For whom some folded lines are, where it is not for anyone: "for men, for a child"."""
    said = (
        f"for {line.helpline.for_some.lower()}" if line.helpline.for_some else FOR_KIND.get(line.helpline.kind, "")
        for line in lines
    )
    return ", ".join(dict.fromkeys(filter(None, said)))


def _parted(lines: list[ListedHelpline], first: int | None) -> tuple[list[ListedHelpline], list[ListedHelpline], str]:
    """The lines that stand, the rest to fold and for whom that is; all of them stand where there is no `first`."""
    more = [] if first is None else lines[first:]
    return lines[:first], more, whom(more)


def _first(country: Country | None) -> int:
    """How many lines of a country stand before the rest is folded: fewer where two countries share the screen."""
    return 2 if country else 1


def _split(
    lines: list[tuple[ListedHelpline, list[Country]]], country: Country | None
) -> tuple[list[tuple[ListedHelpline, list[Country]]], list[tuple[ListedHelpline, list[Country]]]]:
    """The first lines of each country, and the rest to fold."""
    stand: list[tuple[ListedHelpline, list[Country]]] = []
    for row in lines:
        if sum(bool(set(row[1]) & set(served)) for _, served in stand) < _first(country):
            stand.append(row)
    return stand, [row for row in lines if row not in stand]


def _not_rung(lines: Iterable[ListedHelpline]) -> bool:
    """Whether one of these has a number that nobody here has tried."""
    return any(line.helpline.numbers and not line.helpline.rung_on(*line.helpline.numbers) for line in lines)


def _best(
    country: Country | None, kinds: tuple[str, ...], minute: datetime
) -> list[tuple[ListedHelpline, list[Country]]]:
    """Whom to call for some kinds, with the countries each serves: a line that serves two of them stands once.

    One line a country, and with a line about drugs, where it is named first, the one that answers day and night. Two where home is not safe, for oneself and for a child, and where lines keep office hours.
    """
    shown = countries_to_show(country)
    if (kinds[0] == "drugs" or (not country and "crisis" in kinds)) and lines_by_number(shown):
        return _beside_the_crisis_line(shown, kinds[0], minute)
    most = 1 if {"crisis", "drugs"} & set(kinds) else 2
    found: dict[str, tuple[ListedHelpline, list[Country]]] = {}
    for one in shown:
        for line in people(one, kinds, minute, most):
            found.setdefault(line.helpline.phone or line.helpline.id, (line, []))[1].append(one)
    return list(found.values())


def _beside_the_crisis_line(
    countries: list[Country], first: str, minute: datetime
) -> list[tuple[ListedHelpline, list[Country]]]:
    """The line that answers day and night, once; where another kind is named first, the best of it for each country too."""
    crisis = [(listed(line, minute), served) for line, served in lines_by_number(countries)]
    if first == "crisis":
        return crisis
    asked = []
    for one in countries:
        best = [line for line in people(one, (first,), minute, 2) if line.helpline.kind == first]
        asked += [(line, [one]) for line in best[:1]]
    return [*crisis, *asked]


def _thoughts(countries: list[Country]) -> dict[str, Any]:
    """The card's words, and whom to call with thoughts of suicide: a line for each country, else its directory of lines."""
    directories = [line for country in countries if not crisis_line(country) for line in finders(country)[:1]]
    return {"emergency": EMERGENCY_CARD, "crisis_lines": lines_by_number(countries), "crisis_finders": directories}


def _shown(country: Country | None) -> dict[str, Any]:
    return {"countries": countries_to_show(country), "country": country, "all_countries": COUNTRIES.values()}
