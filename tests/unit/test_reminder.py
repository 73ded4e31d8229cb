"""The calendar entry as a file: what RFC 5545 asks of it, what calendars trip over, and what it must not tell."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from icalendar.cal import Component

from plans.reminder import DESCRIPTION, SUMMARY, reminder

NIGHT = datetime(2026, 11, 23, 3, 10, 42, 123456, tzinfo=UTC)
# All that a calendar is told, by the part of the file in which it stands.
TOLD = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}


@pytest.fixture
def file() -> bytes:
    return reminder(NIGHT, ZoneInfo("Europe/Dublin"))


@pytest.fixture
def parts(file) -> dict[str, Component]:
    return {str(part.name): part for part in Calendar.from_ical(file).walk()}


def test_reminder_ends_each_line_as_the_standard_says_and_none_is_too_long(file):
    """RFC 5545, 3.1: CRLF, and at most 75 octets before it. All of it is ASCII, so that no calendar guesses a charset."""
    assert file.isascii()
    assert file.endswith(b"END:VCALENDAR\r\n")
    lines = file.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 75 for line in lines)


def test_reminder_begins_with_its_version_and_says_who_made_it_without_telling(file):
    """Some calendars take no file whose second line is something else."""
    assert file.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//calendar//reminder//EN\r\n")


def test_reminder_holds_what_the_standard_asks_for_and_nothing_else(parts):
    """No METHOD (nobody is invited), no place, address, organiser or name of a calendar that others may see."""
    assert {name: set(part) for name, part in parts.items()} == TOLD


def test_reminder_reads_back_without_a_complaint(parts):
    assert not [part.errors for part in parts.values() if part.errors]


def test_every_reminder_has_a_name_of_its_own():
    """A calendar that knows the name would move the entry it has; a name that is made of the time would tell when."""
    names = {str(Calendar.from_ical(reminder(NIGHT)).walk("VEVENT")[0]["UID"]) for _ in range(3)}
    assert len(names) == 3
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name) for name in names)


def test_times_stand_in_utc_and_need_no_table_of_time_zones(file, parts):
    times = dict(re.findall(rb"^(DT[A-Z]+):(\d{8}T\d{6}Z)\r$", file, re.MULTILINE))
    assert times == {b"DTSTAMP": b"20261123T031042Z", b"DTSTART": b"20261124T031000Z", b"DTEND": b"20261124T032000Z"}
    event = parts["VEVENT"]
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=10)
    assert b"TZID" not in file and b"VTIMEZONE" not in file


def test_alarm_rings_when_it_begins_and_shows_words(parts):
    """Apple and Outlook drop an alarm without words; a time before the start would ring on the wrong day for some."""
    alarm = parts["VALARM"]
    assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", DESCRIPTION)
    assert alarm.decoded("trigger") == timedelta()


def test_words_of_the_reminder_tell_nothing(file, parts):
    assert (parts["VEVENT"]["SUMMARY"], parts["VEVENT"]["CLASS"]) == (SUMMARY, "PRIVATE")
    for telling in (b"cocaine", b"24", b"recovery", b"http", b"slip", b"plan", b"craving", b"next"):
        words = b" ".join(line for line in file.lower().splitlines() if line.startswith((b"summary", b"description")))
        assert telling not in words
