"""The clock that pages read. Whoever asks it marks the answer in the making: true for this minute, or for this day.

Opening hours change on whole minutes and dates at midnight, so a page that asked may be shown again until then, never longer.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils import timezone


@dataclass(frozen=True)
class Stretch:
    """A stretch of time, from its first instant up to the one at which it is over; both aware, in UTC."""

    begins: datetime
    ends: datetime

    @property
    def is_now(self) -> bool:
        """Whether what was said of it is still true. A clock that was set back is in another stretch."""
        return self.begins <= timezone.now() < self.ends

    @property
    def seconds_left(self) -> int:
        """How long what was said of it is still true: whole seconds, at least 0."""
        return max(0, int((self.ends - timezone.now()).total_seconds()))


_told: ContextVar[Stretch | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The instant, aware, that a page may speak of until its minute ends."""
    instant = timezone.now()
    begins = instant.astimezone(UTC).replace(second=0, microsecond=0)
    _tell(Stretch(begins, begins + timedelta(minutes=1)))
    return instant


def minute() -> datetime:
    """The minute of that instant: all that opening hours depend on."""
    return now().replace(second=0, microsecond=0)


def today(zone: tzinfo = UTC) -> date:
    """The date on the calendar of a zone, of which a page may speak until midnight there."""
    day = timezone.now().astimezone(zone).date()
    begins, ends = (datetime.combine(one, time(), zone).astimezone(UTC) for one in (day, day + timedelta(days=1)))
    _tell(Stretch(begins, ends))
    return day


def forget() -> None:
    """Begin a new answer, in which nobody has asked for the time yet."""
    _told.set(None)


def told() -> Stretch | None:
    """The stretch that the answer speaks of; None where it is true at any hour."""
    return _told.get()


def _tell(stretch: Stretch) -> None:
    """Note what was asked for. Asked more than once, an answer is true while all of it is."""
    before = _told.get() or stretch
    _told.set(Stretch(max(before.begins, stretch.begins), min(before.ends, stretch.ends)))
