"""Public holidays where a line is: office hours say nothing about those days."""

from datetime import date
from functools import cache

import holidays as calendars

from support.directory import COUNTRIES
from support.directory.records import Helpline


def is_holiday(helpline: Helpline, day: date) -> bool:
    """Whether a day is a public holiday in any part of the country that a line serves."""
    return bool(_parts_on_holiday(helpline, day))


def where(helpline: Helpline, day: date) -> str:
    """The nations on holiday that day, "England, Wales and Scotland"; empty where it is one everywhere the line serves."""
    *first, last = _parts_on_holiday(helpline, day)
    if len(first) + 1 == len(_parts(helpline)):
        return ""
    return f"{', '.join(first)} and {last}" if first else last


@cache
def days_of(country: str, part: str, year: int) -> frozenset[date]:
    """The public holidays of a year; `country` and `part` are codes of the calendar."""
    return frozenset(calendars.country_holidays(country, subdiv=part or None, years=year, expand=False))


def _parts_on_holiday(helpline: Helpline, day: date) -> list[str]:
    country = COUNTRIES[helpline.country].holidays
    return [name for name, part in _parts(helpline).items() if day in days_of(country, part, day.year)]


def _parts(helpline: Helpline) -> dict[str, str]:
    """The calendars that a line keeps, by the name of the place: its own state's, those its region names, or those of every nation or state it serves.

    Who answers a line for a whole country may sit anywhere in it, so a holiday in one state makes its hours unsure.
    """
    if helpline.holidays_part:
        return {"": helpline.holidays_part}
    country = COUNTRIES[helpline.country]
    states = {calendar.place: calendar.holidays_part for calendar in country.calendars}
    nations = {part.name: part.holidays_part for part in country.parts if helpline.part in {"", part.code}}
    places = states or nations
    return _named_in(helpline.region, places) or places or {"": ""}


def _named_in(region: str, places: dict[str, str]) -> dict[str, str]:
    """The places that a region names: "England and Wales" is two nations. The longest name is looked for first."""
    found = set()
    for name in sorted(places, key=len, reverse=True):
        if name and name in region:
            found.add(name)
            region = region.replace(name, "")
    return {name: part for name, part in places.items() if name in found}
