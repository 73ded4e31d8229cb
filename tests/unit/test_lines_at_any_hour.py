"""The real lines of every country, every quarter of an hour of weeks in which clocks change and days are holidays."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from support import listing
from support.availability.listed import listed
from support.availability.public_holidays import is_holiday, where
from support.directory import COUNTRIES, HELPLINES, zone_of
from support.directory.hours import MINUTES_A_DAY, Hours, State
from support.listing import CALLS, HOME, crisis_line, for_paper, people, sections

# Clocks change in Europe, North America, Australia and New Zealand in these weeks of 2026; the last one has Christmas.
WEEKS = [date(2026, 3, 2), date(2026, 3, 23), date(2026, 3, 30), date(2026, 9, 21), date(2026, 9, 28),
         date(2026, 10, 19), date(2026, 10, 26), date(2026, 12, 21)]  # fmt: skip
LINES = [line for line in HELPLINES if line.is_line]
WITH_CLOCK = [country for country in COUNTRIES.values() if country.time_zone]
# What templates and articles ask for.
NEEDS = [
    ("crisis",),
    ("crisis", "drugs"),
    ("crisis", "peers"),
    ("crisis", "family"),
    ("drugs",),
    ("peers",),
    ("family",),
    ("abuse", "child-safety"),
    ("crisis", "young"),
    ("young",),
    ("bereavement",),
]


@pytest.fixture(autouse=True, scope="module")
def listed_once() -> Iterator[None]:
    """A country's lines at an instant are asked for by each need of its readers."""
    lines = {line.id: line for line in HELPLINES}
    once = cache(lambda name, now: listed(lines[name], now))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "listed", lambda line, now: once(line.id, now))
        yield


def quarters(monday: date) -> list[datetime]:
    start = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    return [start + timedelta(minutes=15 * step) for step in range(7 * 24 * 4)]


QUARTERS = [instant for monday in WEEKS for instant in quarters(monday)]
CHRISTMAS = WEEKS[-1]
# With Good Friday, and with Ireland's and New Zealand's Mondays of October.
HOLIDAYS = (date(2026, 3, 30), date(2026, 10, 26), CHRISTMAS)


@cache
def quarters_of(zone: ZoneInfo) -> list[datetime]:
    """Of the weeks in which the clocks of this zone change, and of those with holidays."""
    weeks = [quarters(monday) for monday in WEEKS]
    offsets = [[week[end].astimezone(zone).utcoffset() for end in (0, -1)] for week in weeks]
    return [
        instant
        for monday, week, (first, last) in zip(WEEKS, weeks, offsets, strict=True)
        if first != last or monday in HOLIDAYS
        for instant in week
    ]


def open_by_the_clock(hours: Hours, local: datetime) -> bool:
    minute = local.hour * 60 + local.minute
    return hours.always or any(
        (local.weekday() in opening.days and opening.opens <= minute < opening.closes)
        or ((local.weekday() - 1) % 7 in opening.days and minute < opening.closes - MINUTES_A_DAY)
        for opening in hours.openings
    )


def test_weeks_in_which_clocks_change_are_among_those_of_a_zone():
    for zone, weeks in (("Europe/London", 4), ("America/New_York", 4), ("Australia/Sydney", 4), ("UTC", 3)):
        assert len(quarters_of(ZoneInfo(zone))) >= weeks * 7 * 24 * 4, zone


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_state_agrees_with_the_clock_on_the_wall_and_an_opening_that_is_promised_comes_true(line):
    zone, promised = zone_of(line), set()
    assert zone
    for now in quarters_of(zone):
        local = now.astimezone(zone)
        found = listed(line, now)
        if not line.hours.known:
            assert found.note == "Hours: see their site"
        elif line.hours.openings and is_holiday(line, local.date()):
            assert found.availability.state is State.HOLIDAY
            assert found.note.startswith("Public holiday")
        else:
            assert found.is_open == open_by_the_clock(line.hours, local), now
            assert found.note.startswith("Open now" if found.is_open else "Closed now, "), now
        if opens_at := found.availability.opens_at:
            assert opens_at > now
            promised.add(opens_at)
    assert bool(promised) == bool(line.hours.openings)
    for opens_at in promised:
        assert listed(line, opens_at).is_open
        assert not listed(line, opens_at - timedelta(minutes=1)).is_open


@pytest.mark.parametrize("country", WITH_CLOCK, ids=lambda country: country.code)
def test_a_line_that_answers_day_and_night_stands_beside_every_need(country):
    for kinds, now, most in product(NEEDS, quarters(CHRISTMAS)[::3], (2, 3)):
        lines = people(country, kinds, now, most)
        # A line for women brings the one for men of its kind.
        assert 0 < len(lines) <= most + 1, (kinds, now)
        assert any(line.is_open and line.helpline.answers_always for line in lines), (kinds, now)


@pytest.mark.parametrize("country", WITH_CLOCK, ids=lambda country: country.code)
def test_every_country_has_help_with_abuse_at_home_and_with_a_worry_about_a_child(country):
    for now in quarters(CHRISTMAS)[::12]:
        kinds = {line.helpline.kind for line in people(country, HOME, now, len(HOME))}
        assert {"abuse", "child-safety"} <= kinds or (kinds & {"abuse", "child-safety"} and "crisis" in kinds)
        assert {"abuse", "child-safety"} <= {line.helpline.kind for line in people(country, HOME, now)}


@pytest.mark.parametrize("country", WITH_CLOCK, ids=lambda country: country.code)
def test_help_page_has_the_order_it_promises(country):
    zone = ZoneInfo(country.time_zone)
    for now in quarters(CHRISTMAS)[::3]:
        found = sections(country, now)
        anchors = [section.anchor for section in found]
        nations = [part.code for part in country.parts]
        needs = ["young", "not-safe", "find", "meetings", "family", "bereavement", "money"]
        expected = ["open-now", "later", *nations, *needs]
        assert anchors == [anchor for anchor in expected if anchor in anchors]
        assert anchors[0] == "open-now"
        open_now = [line.helpline.answers_always for line in found[0].lines]
        if not 8 <= now.astimezone(zone).hour < 21:
            assert open_now == sorted(open_now, reverse=True)
        for section in found:
            to_call = [line.helpline for line in section.lines if line.helpline.is_line]
            assert not to_call or section.beside or any(line.answers_always for line in to_call), section.title


def test_what_opens_sooner_comes_first():
    lines = [section.lines for section in sections(COUNTRIES["gb"], datetime(2026, 11, 24, 23, 50, tzinfo=UTC))]
    names = [line.helpline.id for section in lines for line in section]
    assert names.index("na-gb") < names.index("ca-gb")


def test_every_line_stands_on_its_country_page_once():
    for country in COUNTRIES.values():
        ids = [
            line.helpline.id
            for section in sections(country, datetime(2026, 11, 24, tzinfo=UTC))
            for line in section.lines
        ]
        own = {line.id for line in HELPLINES if line.country == country.code}
        services = {line.service for line in HELPLINES if line.id in own}
        world = {line.id for line in HELPLINES if line.country == "world" and line.service not in services}
        assert sorted(ids) == sorted(own | world)


def test_the_best_line_of_each_kind_is_among_the_few():
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    for code, drugs in {"ie": "hse-drugs-ie", "gb": "frank-gb", "us": "samhsa-us", "au": "aod-hotline-au"}.items():
        country = COUNTRIES[code]
        assert {line.helpline for line in people(country, ("crisis", "drugs"), noon, 2)} == {
            crisis_line(country),
            next(line for line in HELPLINES if line.id == drugs),
        }


def test_where_a_country_has_no_lines_the_directories_stand_in():
    for kinds in [*NEEDS[:2], HOME]:
        lines = people(COUNTRIES["world"], kinds, datetime(2026, 11, 24, tzinfo=UTC))
        assert lines[0].helpline.id == "find-a-helpline-world"


@pytest.mark.parametrize("country", WITH_CLOCK, ids=lambda country: country.code)
def test_paper_has_a_phone_that_answers_day_and_night(country):
    lines = [line for line, _ in for_paper([country])]
    assert 0 < len(lines) <= 4
    assert lines[0].answers_always
    assert lines[0].phone_to_show
    assert lines[0].kind in CALLS


# Public holidays


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        (date(2026, 1, 2), "Scotland"),
        (date(2026, 3, 17), "Northern Ireland"),
        (date(2026, 4, 6), "England, Wales and Northern Ireland"),
        (date(2026, 11, 30), "Scotland"),
        (date(2026, 12, 25), ""),
    ],
)
def test_uk_wide_line_keeps_the_holidays_of_every_nation_and_names_them(day, nations):
    uk_wide = next(line for line in HELPLINES if line.id == "ca-gb")
    assert is_holiday(uk_wide, day)
    assert where(uk_wide, day) == nations


@pytest.mark.parametrize(
    ("service", "day", "holiday"),
    [
        ("hse-drugs-ie", date(2026, 2, 2), True),
        ("hse-drugs-ie", date(2026, 3, 17), True),
        ("hse-drugs-ie", date(2026, 10, 26), True),
        ("hse-drugs-ie", date(2026, 11, 30), False),
        ("sfad-scotland", date(2026, 11, 30), True),
        ("sfad-scotland", date(2026, 4, 6), False),
        ("call-wales", date(2026, 11, 30), False),
        ("samhsa-us", date(2026, 11, 26), True),
        ("988-ca", date(2026, 7, 1), True),
        ("lifeline-au", date(2026, 4, 25), True),
        ("1737-nz", date(2026, 2, 6), True),
    ],
)
def test_each_country_and_nation_keeps_its_own_holidays(service, day, holiday):
    assert is_holiday(next(line for line in HELPLINES if line.id == service), day) is holiday


# Australia's hotline: day and night, but not in South Australia


def test_hours_of_south_australia_are_said_at_every_quarter_of_an_hour():
    line = next(line for line in HELPLINES if line.elsewhere)
    adelaide = ZoneInfo("Australia/Adelaide")
    assert not line.answers_always
    for now in QUARTERS:
        local, note = now.astimezone(adelaide), listed(line, now).note
        assert note.startswith("Open now. In South Australia: ")
        if not time_is_between(local, 8 * 60 + 30, 22 * 60):
            assert ": open" not in note, now
        elif "public holiday" not in note:
            assert note.endswith(": open until 10pm"), now


def time_is_between(local: datetime, first: int, last: int) -> bool:
    return first <= local.hour * 60 + local.minute < last
