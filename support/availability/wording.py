"""Opening hours in the words a reader would use. Pure: what it says depends on what it is given alone."""

from datetime import datetime

from support.directory.hours import MINUTES_A_DAY, Hours
from support.directory.records import Helpline

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_words(hours: Hours) -> str:
    """The hours as a reader says them: "Monday to Friday, 9.30am to 5.30pm"."""
    if hours.always:
        return "Day and night, every day"
    if not hours.openings:
        return "see their site"
    return "; ".join(
        f"{_days_in_words(opening.days)}, {clock(opening.opens)} to {clock(opening.closes)}"
        for opening in hours.openings
    )


def all_hours(helpline: Helpline) -> str:
    """The hours of a line, with those of a place that keeps others."""
    places = (f"{other.place}: {_lower_first(in_words(other.hours))}" for other in helpline.elsewhere)
    return "; ".join((in_words(helpline.hours), *places))


def clock(minutes: int) -> str:
    """Minutes since midnight as "9.30am", "noon", "midnight"."""
    minutes %= MINUTES_A_DAY
    if minutes in {0, 12 * 60}:
        return "noon" if minutes else "midnight"
    hour, minute = divmod(minutes, 60)
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''}{'am' if hour < 12 else 'pm'}"


def opening_in_words(opens_at: datetime, now: datetime) -> str:
    """When a line opens next, as seen at `now`: "opens today 9.30am", "opens Monday 9.30am"."""
    local = now.astimezone(opens_at.tzinfo)
    ahead = (opens_at.date() - local.date()).days
    day = {0: "today", 1: "tomorrow"}.get(ahead) or DAY_NAMES[opens_at.weekday()]
    if ahead >= 7:
        day = f"{day} {opens_at.day} {opens_at:%B}"
    return f"opens {day} {time_of_day(opens_at)}"


def time_of_day(instant: datetime) -> str:
    """The time of an instant as "9.30am"."""
    return clock(instant.hour * 60 + instant.minute)


def _days_in_words(days: frozenset[int]) -> str:
    first, last = min(days), max(days)
    if len(days) == 7:
        return "Every day"
    return DAY_NAMES[first] if first == last else f"{DAY_NAMES[first]} to {DAY_NAMES[last]}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
