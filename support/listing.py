"""Which lines a page lists, in which order, and what it says of each: computed for an instant, in the country's time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import holidays as calendars

from support import hours
from support.directory import COUNTRIES, HELPLINES, zone_of
from support.hours import Answer, State
from support.records import Country, Helpline

# Between these hours (local) lines that answer day and night come first.
NIGHT_BEGINS, NIGHT_ENDS = 21, 8
CALLS = ("crisis", "drugs", "mental-health")


@dataclass(frozen=True)
class Listed:
    """A line as a page shows it at an instant. `note` is its state in words; empty where hours do not matter."""

    helpline: Helpline
    answer: Answer
    note: str

    @property
    def is_open(self) -> bool:
        return self.answer.state is State.OPEN


@dataclass(frozen=True)
class Section:
    title: str
    anchor: str
    lines: tuple[Listed, ...]


def sections(country: Country, now: datetime) -> list[Section]:
    """Everything for one country at an aware instant: open now, opens later, each nation's own, groups, family, money."""
    own = [listed(helpline, now) for helpline in HELPLINES if helpline.country == country.code and not helpline.part]
    world = [listed(helpline, now) for helpline in HELPLINES if helpline.country == "world" != country.code]
    calls = _in_order([line for line in own if line.helpline.kind in CALLS and line.helpline.is_line], country, now)
    rest = [line for line in own if line not in calls] + world
    found = [
        Section("Open now", "open-now", tuple(line for line in calls if line.is_open)),
        Section("Open later, or check their hours", "later", tuple(line for line in calls if not line.is_open)),
        *(_part_section(country, code, name, now) for code, name in ((part.code, part.name) for part in country.parts)),
        Section("Find a service near you", "find", _of_kind(rest, "finder", *CALLS)),
        Section("Meetings and groups", "meetings", _of_kind(rest, "peers")),
        Section("For family and friends", "family", _of_kind(rest, "family")),
        Section("Money", "money", _of_kind(rest, "money")),
    ]
    return [section for section in found if section.lines]


def people(country: Country, kinds: tuple[str, ...], now: datetime, most: int = 3) -> list[Listed]:
    """A few lines of some kinds for a plan, a result or an article, at an aware instant.

    A line that answers day and night is always among them, so that office hours never stand alone.
    """
    own = [
        listed(helpline, now)
        for helpline in HELPLINES
        if helpline.country == country.code and not helpline.part and not helpline.region
    ]
    wanted = [line for line in own if line.helpline.kind in kinds]
    if "peers" in kinds or "family" in kinds:
        wanted += [
            listed(helpline, now) for helpline in HELPLINES if helpline.country == "world" and helpline.kind in kinds
        ]
    chosen = _in_order(wanted, country, now)[:most]
    if not any(line.helpline.hours.always and line.helpline.is_line for line in chosen):
        beside = [line for line in own if line.helpline == crisis_line(country)]
        chosen = [*beside, *chosen[: most - len(beside)]]
    return chosen


def crisis_line(country: Country) -> Helpline | None:
    """The first number of a country at which a person answers day and night, whatever it is about."""
    lines = (helpline for helpline in HELPLINES if helpline.country == country.code and helpline.kind == "crisis")
    return next((line for line in lines if line.hours.always and line.phone_to_show and not line.part), None)


def for_paper(countries: list[Country], most: int = 4) -> list[tuple[Helpline, list[Country]]]:
    """The lines that a printed page carries, best first, each with the countries it serves; a number stands once."""
    marked = sorted((line for line in HELPLINES if line.print), key=lambda line: line.print or 0)
    found: dict[str, tuple[Helpline, list[Country]]] = {}
    for line in marked:
        country = next((country for country in countries if country.code == line.country), None)
        if country:
            found.setdefault(line.phone or line.id, (line, []))[1].append(country)
    return list(found.values())[:most]


def listed(helpline: Helpline, now: datetime) -> Listed:
    """One line with its state at an aware instant."""
    zone = zone_of(helpline)
    if zone is None or not helpline.is_line:
        return Listed(helpline, Answer(State.UNKNOWN), "")
    answer = hours.at(helpline.hours, now, zone, holiday_calendar(helpline))
    return Listed(helpline, answer, _note(answer, now))


@cache
def _calendar(country: str, part: str) -> calendars.HolidayBase:
    return calendars.country_holidays(country, subdiv=part or None)


def holiday_calendar(helpline: Helpline) -> Callable[[date], bool]:
    """Whether a day is a public holiday where the line is. A UK-wide line keeps all four nations' holidays."""
    country = COUNTRIES[helpline.country]
    parts = [part.holidays_part for part in country.parts if helpline.part in {"", part.code}] or [""]
    return lambda day: any(day in _calendar(country.holidays, part) for part in parts)


def local_time(country: Country, now: datetime) -> str:
    """The time that the page's states are based on: "03:10 Irish time"; empty for the world."""
    return f"{now.astimezone(ZoneInfo(country.time_zone)):%H:%M} {country.time_name}" if country.time_zone else ""


def _note(answer: Answer, now: datetime) -> str:
    if answer.state is State.CLOSED and answer.opens_at:
        return f"Closed, {hours.opening_in_words(answer.opens_at, now)}"
    return {
        State.OPEN: "Open now",
        State.CLOSED: "Closed: check hours",
        State.HOLIDAY: "Public holiday: check hours",
        State.UNKNOWN: "",
    }[answer.state]


def _in_order(lines: list[Listed], country: Country, now: datetime) -> list[Listed]:
    hour = now.astimezone(ZoneInfo(country.time_zone)).hour if country.time_zone else 0
    night = hour >= NIGHT_BEGINS or hour < NIGHT_ENDS
    states = (State.OPEN, State.UNKNOWN, State.HOLIDAY, State.CLOSED)

    def rank(line: Listed) -> tuple[int, bool, str]:
        opens = line.answer.opens_at.isoformat() if line.answer.opens_at else ""
        return states.index(line.answer.state), night and not line.helpline.hours.always, opens

    return sorted(lines, key=rank)


def _part_section(country: Country, code: str, name: str, now: datetime) -> Section:
    lines = [
        listed(helpline, now) for helpline in HELPLINES if (helpline.country, helpline.part) == (country.code, code)
    ]
    return Section(f"In {name}", code, tuple(_in_order(lines, country, now)))


def _of_kind(lines: list[Listed], *kinds: str) -> tuple[Listed, ...]:
    return tuple(line for line in lines if line.helpline.kind in kinds)
