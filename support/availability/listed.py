"""What a line is at an instant, and the words for it: open, closed until when, or see their site."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from support.availability import public_holidays, wording
from support.directory import COUNTRIES, hours, zone_of
from support.directory.hours import Availability, State
from support.directory.records import Country, Elsewhere, Helpline


@dataclass(frozen=True)
class ListedHelpline:
    """A line as a page shows it at an instant. `note` is its state in words; empty where hours do not matter.

    `overdue`: nobody has looked at its numbers for so long that the card says so.
    """

    helpline: Helpline
    availability: Availability
    note: str
    overdue: bool = False

    @property
    def is_open(self) -> bool:
        return self.availability.state is State.OPEN


def listed(helpline: Helpline, now: datetime) -> ListedHelpline:
    """One line with its state at an aware instant."""
    zone = zone_of(helpline)
    overdue = bool(helpline.numbers) and helpline.overdue(now.astimezone(UTC).date())
    if zone is None or not helpline.keeps_hours:
        return ListedHelpline(helpline, Availability(State.UNKNOWN), "", overdue)
    availability = hours.at(helpline.hours, now, zone, partial(public_holidays.is_holiday, helpline))
    notes = [
        _hours_in_words(helpline, availability, now.astimezone(zone)),
        *(_elsewhere(helpline, one, now) for one in helpline.elsewhere),
    ]
    return ListedHelpline(helpline, availability, ". ".join(notes), overdue)


def local_time(country: Country, now: datetime) -> str:
    """The time that the page's states are based on: "03:10 Irish time"; empty for the world."""
    return f"{now.astimezone(ZoneInfo(country.time_zone)):%H:%M} {country.time_name}" if country.time_zone else ""


def _hours_in_words(helpline: Helpline, availability: Availability, local: datetime) -> str:
    """The state in words, always with the time it is true for."""
    if availability.state is State.OPEN and not availability.closes_at:
        return "Open now" if helpline.elsewhere else "Open now, day and night"
    time = f"it is {local:%H:%M} {helpline.time_name or COUNTRIES[helpline.country].time_name}"
    if availability.closes_at:
        return f"Open now until {wording.time_of_day(availability.closes_at)} ({time})"
    if availability.state is State.CLOSED:
        opens = availability.opens_at and wording.opening_in_words(availability.opens_at, local)
        return f"Closed now, {opens or 'check their hours'} ({time})"
    if availability.state is State.HOLIDAY:
        place = public_holidays.where(helpline, local.date())
        return f"Public holiday{f' in {place}' if place else ''}: check their hours"
    return "Hours: see their site"


def _elsewhere(helpline: Helpline, other: Elsewhere, now: datetime) -> str:
    """The state in a place with other hours: "In South Australia: closed, opens today 8.30am"."""
    zone, calendar = ZoneInfo(other.time_zone), COUNTRIES[helpline.country].holidays
    availability = hours.at(
        other.hours, now, zone, lambda day: day in public_holidays.days_of(calendar, other.holidays_part, day.year)
    )
    if availability.state is State.OPEN:
        said = f"open until {wording.time_of_day(availability.closes_at)}" if availability.closes_at else "open"
    elif availability.opens_at:
        said = f"closed, {wording.opening_in_words(availability.opens_at, now)}"
    else:
        said = "public holiday, check their hours" if availability.state is State.HOLIDAY else "check their hours"
    return f"In {other.place}: {said}"
