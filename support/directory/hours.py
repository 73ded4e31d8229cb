"""Opening hours: is a line open at an instant, and when does it open next? Pure: no clock, no disk, no calendar of its own.

Hours are wall-clock times in the service's own time zone, so that daylight saving needs no special case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum

MINUTES_A_DAY = 24 * 60
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_AHEAD = 21


@dataclass(frozen=True)
class Opening:
    """A stretch of opening on some days of the week: 0 is Monday; minutes count from that day's midnight.

    `closes` is later than `opens`; past 1440 it runs into the next day.
    """

    days: frozenset[int]
    opens: int
    closes: int


@dataclass(frozen=True)
class Hours:
    """When a service answers. No openings and not always: its own site says when."""

    always: bool = False
    openings: tuple[Opening, ...] = ()

    @property
    def known(self) -> bool:
        return self.always or bool(self.openings)


class State(Enum):
    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Availability:
    """Open or not at an instant. In the line's own time: `closes_at` where it is open but not always, `opens_at` where
    it is closed.
    """

    state: State
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def at(hours: Hours, now: datetime, zone: tzinfo, is_holiday: Callable[[date], bool]) -> Availability:
    """The state of a line at an aware instant, in the line's own time zone.

    Office hours say nothing about a public holiday: that whole day is HOLIDAY, and no opening is promised on one.
    """
    if hours.always:
        return Availability(State.OPEN)
    if not hours.openings:
        return Availability(State.UNKNOWN)
    local = now.astimezone(zone).replace(tzinfo=None)
    if is_holiday(local.date()):
        return Availability(State.HOLIDAY)
    yesterday, today = local.date() - timedelta(days=1), local.date()
    for start, end in (*_stretches(hours, yesterday, is_holiday), *_stretches(hours, today, is_holiday)):
        closes = _instant(end, zone)
        if _instant(start, zone).astimezone(UTC) <= now < closes.astimezone(UTC):
            return Availability(State.OPEN, closes_at=closes)
    return Availability(State.CLOSED, _next_opening(hours, now, zone, is_holiday))


def _stretches(hours: Hours, day: date, is_holiday: Callable[[date], bool]) -> list[tuple[datetime, datetime]]:
    """The stretches that begin on a day, by the clock on the wall."""
    openings = [opening for opening in hours.openings if day.weekday() in opening.days]
    if not openings or is_holiday(day):
        return []
    midnight = datetime.combine(day, time())
    return [
        (midnight + timedelta(minutes=opening.opens), midnight + timedelta(minutes=opening.closes))
        for opening in openings
    ]


def _next_opening(hours: Hours, now: datetime, zone: tzinfo, is_holiday: Callable[[date], bool]) -> datetime | None:
    today = now.astimezone(zone).date()
    for ahead in range(DAYS_AHEAD):
        stretches = _stretches(hours, today + timedelta(days=ahead), is_holiday)
        instants = ((_instant(start, zone), _instant(end, zone)) for start, end in stretches)
        coming = [start for start, end in instants if start.astimezone(UTC) > now and start != end]
        if coming:
            return min(coming, key=lambda start: start.astimezone(UTC))
    return None


def _instant(clock: datetime, zone: tzinfo) -> datetime:
    """The first instant at which a clock in the zone shows a time, or when it has jumped over that time.

    In autumn an hour comes twice: what begins or ends in it does so the first time. In spring one never comes: what was to
    begin in it begins after the jump. Instants are compared in UTC, since Python compares two of one zone by their clocks.
    """
    shown = clock.replace(tzinfo=zone)
    exists = shown.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == clock
    return shown if exists else _instant(clock + timedelta(minutes=1), zone)


def overlaps(hours: Hours) -> bool:
    """Whether two of the openings share a minute of the week."""
    week = 7 * MINUTES_A_DAY
    taken: set[int] = set()
    for opening in hours.openings:
        for day in opening.days:
            start = day * MINUTES_A_DAY
            minutes = {minute % week for minute in range(start + opening.opens, start + opening.closes)}
            if minutes & taken:
                return True
            taken |= minutes
    return False


def parse(value: object) -> Hours:
    """Hours as they stand in the data: "24/7", "see-site", or a list of {days, opens, closes}.

    `days` is "daily", a day ("mon") or a range ("mon-fri"); times are "09:30", and a closing time may be "24:00" or,
    past midnight, earlier than the opening time. Raises ValueError that says what is wrong.
    """
    if value == "24/7":
        return Hours(always=True)
    if value == "see-site":
        return Hours()
    if not isinstance(value, list) or not value:
        raise ValueError('hours are "24/7", "see-site" or a list of openings')
    hours = Hours(openings=tuple(_opening(record) for record in value))
    if overlaps(hours):
        raise ValueError("the opening hours overlap")
    return hours


def _opening(record: object) -> Opening:
    if not isinstance(record, dict) or set(record) != {"days", "opens", "closes"}:
        raise ValueError("an opening has days, opens and closes")
    opens, closes = _minutes(record["opens"]), _minutes(record["closes"])
    if opens == MINUTES_A_DAY:
        raise ValueError("nothing opens at 24:00: write 00:00 of the next day")
    return Opening(_days(record["days"]), opens, closes if closes > opens else closes + MINUTES_A_DAY)


def _days(value: object) -> frozenset[int]:
    if value == "daily":
        return frozenset(range(7))
    first, _, last = str(value).partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        raise ValueError(f"'{value}' is no day and no range of days")
    start, end = DAYS.index(first), DAYS.index(last or first)
    if end < start:
        raise ValueError(f"'{value}' runs backwards")
    return frozenset(range(start, end + 1))


def _minutes(value: object) -> int:
    hour, colon, minute = str(value).partition(":")
    if not (colon and len(hour) == len(minute) == 2 and hour.isdigit() and minute.isdigit()):
        raise ValueError(f"'{value}' is no time such as 09:30")
    minutes = int(hour) * 60 + int(minute)
    if int(minute) > 59 or minutes > MINUTES_A_DAY:
        raise ValueError(f"'{value}' is no time of a day")
    return minutes
