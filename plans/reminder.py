"""Tomorrow's reminder: a calendar entry with neutral words. No address, place or site name: others may see a calendar."""

from datetime import UTC, datetime, timedelta, tzinfo
from uuid import uuid4

from icalendar import Alarm, Calendar, Event

SUMMARY = "Ten quiet minutes"
DESCRIPTION = "Something you asked yourself to do today."
LASTS = timedelta(minutes=10)


def tomorrow(now: datetime, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which a clock in the zone shows the same time a day later, also where it is changed meanwhile."""
    return (now.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=zone).astimezone(UTC)


def reminder(now: datetime, zone: tzinfo = UTC) -> bytes:
    """An iCalendar file for this time tomorrow on the clock of a zone, after an aware instant, with an alarm at its start.

    The times stand in UTC, which every calendar reads without a table of time zones. There is no METHOD: RFC 5545 (3.7.2) lets
    it stand only where the file's media type names it too, and Outlook takes a file without one as a plain appointment.
    """
    # Whole minutes: some calendars show no seconds, and would ring a moment off what they show.
    starts = tomorrow(now, zone).replace(second=0, microsecond=0)
    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", starts + LASTS)
    event.add("summary", SUMMARY)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", DESCRIPTION)
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//calendar//reminder//EN")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
