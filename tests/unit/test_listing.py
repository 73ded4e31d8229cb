"""In which order a page lists its lines."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from support.availability.listed import ListedHelpline
from support.directory import COUNTRIES, HELPLINES
from support.directory.hours import Availability, State
from support.listing import _in_order

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("backwards", [False, True])
def test_what_opens_soonest_comes_first_whatever_its_clock_shows(backwards):
    """Half past eight in Vancouver comes after nine o'clock in Toronto."""
    opening = {
        "unknown": None,
        "toronto": datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Toronto")),
        "vancouver": datetime(2026, 11, 24, 8, 30, tzinfo=ZoneInfo("America/Vancouver")),
    }
    lines = [
        ListedHelpline(HELPLINES[0], Availability(State.CLOSED, opens_at), name) for name, opens_at in opening.items()
    ]
    found = _in_order(lines[::-1] if backwards else lines, COUNTRIES["ca"], NOW)
    assert [line.note for line in found] == list(opening)
