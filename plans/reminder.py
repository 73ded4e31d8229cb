"""Tomorrow's reminder: a calendar entry with neutral words. No address, place or site name: others may see a calendar."""

from datetime import datetime, timedelta
from uuid import uuid4

from icalendar import Alarm, Calendar, Event

SUMMARY = "Ten quiet minutes"
DESCRIPTION = "Something you asked yourself to do today."
AFTER = timedelta(hours=24)
LASTS = timedelta(minutes=10)


def reminder(now: datetime) -> bytes:
    """An iCalendar file for 24 hours after an aware instant, in UTC, with an alarm at its start."""
    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", now)
    event.add("dtstart", now + AFTER)
    event.add("dtend", now + AFTER + LASTS)
    event.add("summary", SUMMARY)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", DESCRIPTION)
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
