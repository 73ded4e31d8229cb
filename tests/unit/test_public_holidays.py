"""Public holidays in countries whose states or provinces keep their own, also for records that an operator will write."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from support.availability.public_holidays import is_holiday, where
from support.directory import COUNTRIES, HELPLINES
from support.directory.hours import Hours, Opening

OFFICE = Hours(openings=(Opening(frozenset(range(5)), 9 * 60, 17 * 60),))
LINE = replace(
    next(line for line in HELPLINES if line.kind == "drugs"), hours=OFFICE, holidays="check", part="", region=""
)


def line(country: str, part: str = ""):
    return replace(LINE, country=country, holidays_part=part)


@pytest.mark.parametrize(
    ("country", "part", "day", "is_one"),
    [
        ("au", "VIC", date(2026, 11, 3), True),  # Melbourne Cup
        ("au", "NSW", date(2026, 11, 3), False),
        ("au", "", date(2026, 11, 3), True),
        ("au", "", date(2026, 11, 4), False),
        ("au", "NSW", date(2027, 12, 27), True),  # for Christmas, which is a Saturday
        ("ca", "ON", date(2027, 2, 15), True),  # Family Day
        ("ca", "QC", date(2027, 2, 15), False),
        ("ca", "QC", date(2027, 6, 24), True),
        ("ca", "", date(2027, 6, 24), True),
        ("nz", "AUK", date(2027, 2, 1), True),  # Auckland's anniversary
        ("nz", "OTA", date(2027, 2, 1), False),
        ("nz", "", date(2027, 2, 1), True),
        ("us", "", date(2027, 7, 5), True),  # for the Fourth of July, which is a Sunday
        ("ie", "", date(2027, 3, 17), True),
    ],
)
def test_a_holiday_counts_where_the_line_is(country, part, day, is_one):
    assert is_holiday(line(country, part), day) is is_one


def test_a_holiday_of_some_states_is_said_with_their_names():
    assert where(line("au"), date(2026, 11, 3)) == "Victoria"
    assert where(line("ca"), date(2027, 6, 24)) == "Quebec"
    assert where(line("au"), date(2026, 12, 25)) == ""
    assert where(line("au", "VIC"), date(2026, 11, 3)) == ""


def test_a_line_of_some_nations_keeps_no_holiday_of_another():
    """Cruse outside Scotland is not told by a Scottish holiday, nor any other line by that of a place its region leaves out."""
    for helpline in HELPLINES:
        country = COUNTRIES[helpline.country]
        names = [*(part.name for part in country.parts), *(one.place for one in country.calendars)]
        if named := [name for name in names if name in helpline.region]:
            office = replace(helpline, hours=OFFICE, holidays="check", holidays_part="")
            days = [date(2026, 1, 1) + timedelta(day) for day in range(730)]
            told = {where(office, day) for day in days if is_holiday(office, day)}
            assert not any(name in said for said in told for name in names if name not in named), (helpline.id, told)


def test_a_scottish_holiday_says_nothing_about_the_nations_around_it():
    cruse = next(line for line in HELPLINES if line.id == "cruse-gb")
    assert not is_holiday(cruse, date(2026, 11, 30))  # St Andrew's Day
    assert where(cruse, date(2027, 7, 12)) == "Northern Ireland"


def test_every_state_of_a_federal_country_is_named():
    assert {code: len(country.calendars) for code, country in COUNTRIES.items() if country.calendars} == {
        "ca": 13,
        "au": 8,
        "nz": 18,
    }
