"""Open or closed, at any instant: daylight saving, midnight, holidays, and every quarter of an hour of a week."""

from bisect import bisect, bisect_left
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from support.availability.wording import clock, in_words, opening_in_words
from support.directory.hours import Hours, Opening, State, at, parse

DUBLIN = ZoneInfo("Europe/Dublin")
OFFICE = parse([{"days": "mon-fri", "opens": "09:30", "closes": "17:30"}])
EVENING = parse([{"days": "daily", "opens": "18:00", "closes": "02:00"}])
TO_MIDNIGHT = parse([{"days": "daily", "opens": "10:00", "closes": "24:00"}])


def never(day: date) -> bool:
    return False


def state(hours: Hours, local: datetime, holiday=never) -> State:
    return at(hours, local.replace(tzinfo=DUBLIN), DUBLIN, holiday).state


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (datetime(2026, 11, 23, 9, 29), State.CLOSED),
        (datetime(2026, 11, 23, 9, 30), State.OPEN),
        (datetime(2026, 11, 23, 17, 29), State.OPEN),
        (datetime(2026, 11, 23, 17, 30), State.CLOSED),
        (datetime(2026, 11, 22, 12, 0), State.CLOSED),
    ],
)
def test_office_hours_include_opening_and_exclude_closing(local, expected):
    assert state(OFFICE, local) is expected


@pytest.mark.parametrize(
    ("hour", "expected"), [(1, State.OPEN), (2, State.CLOSED), (17, State.CLOSED), (23, State.OPEN)]
)
def test_hours_may_cross_midnight(hour, expected):
    assert state(EVENING, datetime(2026, 11, 25, hour)) is expected


def test_hours_may_end_at_midnight():
    assert state(TO_MIDNIGHT, datetime(2026, 11, 25, 23, 59)) is State.OPEN
    assert state(TO_MIDNIGHT, datetime(2026, 11, 26, 0, 0)) is State.CLOSED


def test_day_and_night_is_always_open():
    assert state(parse("24/7"), datetime(2026, 12, 25, 3), lambda day: True) is State.OPEN


def test_hours_on_their_site_are_never_called_open():
    assert state(parse("see-site"), datetime(2026, 11, 25, 12)) is State.UNKNOWN


def test_holiday_says_check_hours_all_day():
    christmas = {date(2026, 12, 25)}
    assert state(OFFICE, datetime(2026, 12, 25, 12), christmas.__contains__) is State.HOLIDAY
    assert state(OFFICE, datetime(2026, 12, 25, 3), christmas.__contains__) is State.HOLIDAY


def test_no_opening_is_promised_on_a_holiday():
    answer = at(OFFICE, datetime(2026, 12, 24, 18, tzinfo=DUBLIN), DUBLIN, {date(2026, 12, 25)}.__contains__)
    assert answer.opens_at == datetime(2026, 12, 28, 9, 30, tzinfo=DUBLIN)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_daylight_saving_keeps_wall_clock_hours(day):
    sunday = parse([{"days": "sun", "opens": "09:00", "closes": "10:00"}])
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=3)
    instants = [start + timedelta(minutes=15 * step) for step in range(30 * 4)]
    open_at = [now.astimezone(DUBLIN) for now in instants if at(sunday, now, DUBLIN, never).state is State.OPEN]
    assert [f"{local:%H:%M}" for local in open_at] == ["09:00", "09:15", "09:30", "09:45"]


@pytest.mark.parametrize("hours", [OFFICE, EVENING, TO_MIDNIGHT])
def test_every_quarter_hour_of_a_week_agrees_with_a_plain_reading(hours):
    monday = datetime(2026, 11, 23)
    for step in range(7 * 24 * 4):
        local = monday + timedelta(minutes=15 * step)
        minute = local.hour * 60 + local.minute
        plain = any(
            (local.weekday() in opening.days and opening.opens <= minute < opening.closes)
            or ((local.weekday() - 1) % 7 in opening.days and minute < opening.closes - 1440)
            for opening in hours.openings
        )
        answer = at(hours, local.replace(tzinfo=DUBLIN), DUBLIN, never)
        assert (answer.state is State.OPEN) == plain
        if answer.closes_at:
            assert at(hours, answer.closes_at - timedelta(minutes=1), DUBLIN, never).state is State.OPEN
            assert at(hours, answer.closes_at, DUBLIN, never).state is State.CLOSED
        if not plain:
            assert answer.opens_at is not None
            assert at(hours, answer.opens_at, DUBLIN, never).state is State.OPEN
            before = answer.opens_at - timedelta(minutes=1)
            assert at(hours, before, DUBLIN, never).state is State.CLOSED


@pytest.mark.parametrize(
    ("now", "opens", "said"),
    [
        (datetime(2026, 11, 23, 3, 10), datetime(2026, 11, 23, 9, 30), "opens today 9.30am"),
        (datetime(2026, 11, 23, 18, 0), datetime(2026, 11, 24, 9, 30), "opens tomorrow 9.30am"),
        (datetime(2026, 11, 21, 12, 0), datetime(2026, 11, 23, 9, 30), "opens Monday 9.30am"),
        (datetime(2026, 12, 23, 18, 0), datetime(2027, 1, 4, 9, 0), "opens Monday 4 January 9am"),
    ],
)
def test_next_opening_is_said_in_words(now, opens, said):
    assert opening_in_words(opens.replace(tzinfo=DUBLIN), now.replace(tzinfo=DUBLIN)) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "midnight"), (30, "12.30am"), (570, "9.30am"), (720, "noon"), (1320, "10pm"), (1440, "midnight")],
)
def test_clock_in_words(minutes, said):
    assert clock(minutes) == said


def test_hours_in_words():
    assert in_words(OFFICE) == "Monday to Friday, 9.30am to 5.30pm"
    assert in_words(TO_MIDNIGHT) == "Every day, 10am to midnight"
    assert in_words(parse("24/7")) == "Day and night, every day"
    assert in_words(parse("see-site")) == "see their site"


@pytest.mark.parametrize(
    "value",
    [
        "always",
        [],
        [{"days": "mon-fri"}],
        [{"days": "fri-mon", "opens": "09:00", "closes": "10:00"}],
        [{"days": "someday", "opens": "09:00", "closes": "10:00"}],
        [{"days": "mon", "opens": "9", "closes": "10:00"}],
        [{"days": "mon", "opens": "09:60", "closes": "10:00"}],
        [{"days": "mon", "opens": "25:00", "closes": "26:00"}],
        [{"days": "mon", "opens": "24:00", "closes": "02:00"}],
        [{"days": "daily", "opens": "09:00", "closes": "12:00"}, {"days": "mon", "opens": "11:00", "closes": "13:00"}],
        [{"days": "sun", "opens": "20:00", "closes": "03:00"}, {"days": "mon", "opens": "02:00", "closes": "04:00"}],
    ],
)
def test_hours_that_cannot_be_are_refused(value):
    with pytest.raises(ValueError, match=r"."):
        parse(value)


# When clocks change

CHANGES = [
    (ZoneInfo("Europe/Dublin"), datetime(2026, 10, 25, tzinfo=UTC)),
    (ZoneInfo("Europe/London"), datetime(2027, 3, 28, tzinfo=UTC)),
    (ZoneInfo("America/New_York"), datetime(2026, 11, 1, tzinfo=UTC)),
    (ZoneInfo("America/Vancouver"), datetime(2027, 3, 14, tzinfo=UTC)),
    (ZoneInfo("Australia/Adelaide"), datetime(2026, 10, 3, tzinfo=UTC)),
    (ZoneInfo("Australia/Sydney"), datetime(2027, 4, 3, tzinfo=UTC)),
    (ZoneInfo("Pacific/Auckland"), datetime(2027, 4, 3, tzinfo=UTC)),
    (ZoneInfo("Australia/Lord_Howe"), datetime(2027, 4, 3, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "day"), CHANGES, ids=[f"{zone} {day:%Y-%m}" for zone, day in CHANGES])
def test_what_is_promised_comes_true_when_clocks_change(zone, day):
    """Around each change, for openings in every half hour: open when it says so, closed when it says so, at the first chance."""
    for opens in range(0, 6 * 60, 30):
        hours = Hours(openings=(Opening(frozenset(range(7)), opens, opens + 45),))
        instants = [day + timedelta(minutes=15 * quarter) for quarter in range(-4 * 12, 4 * 36)]
        states = [at(hours, now, zone, never) for now in instants]
        for now, found in zip(instants, states, strict=True):
            if found.closes_at:
                assert found.closes_at.astimezone(UTC) > now
                assert at(hours, found.closes_at.astimezone(UTC), zone, never).state is State.CLOSED
            if found.opens_at:
                begins = found.opens_at.astimezone(UTC)
                assert begins > now
                assert at(hours, begins, zone, never).state is State.OPEN
                between = states[bisect(instants, now) : bisect_left(instants, begins)]
                assert all(state.state is State.CLOSED for state in between), (zone, opens, now)
