"""The clock that pages read. Whoever asks it marks the answer in the making: true for this minute only.

Opening hours change on whole minutes, so a page that asked may be shown again until its minute ends, never longer.
"""

from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The instant, aware, that a page may speak of."""
    instant = timezone.now()
    # Asked twice, an answer is true until the first of the two minutes ends.
    _told.set(_told.get() or instant)
    return instant


def minute() -> datetime:
    """The minute of that instant: all that opening hours depend on."""
    return now().replace(second=0, microsecond=0)


def forget() -> None:
    """Begin a new answer, in which nobody has asked for the time yet."""
    _told.set(None)


def told() -> datetime | None:
    """The instant that the answer speaks of; None where it is true at any hour."""
    return _told.get()


def is_this_minute(instant: datetime) -> bool:
    """Whether what was said of an instant is still true: it is the same minute. A clock that was set back is another minute."""
    return timezone.now().replace(second=0, microsecond=0) == instant.replace(second=0, microsecond=0)


def seconds_left(instant: datetime) -> int:
    """How long what was said of an instant is still true: the whole seconds until its minute ends, at least 0."""
    end = instant.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return max(0, int((end - timezone.now()).total_seconds()))
