"""In which order a page lists its lines."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from support import listing, without_a_network
from support.availability.listed import ListedHelpline
from support.directory import COUNTRIES, HELPLINES
from support.directory.checks import KINDS
from support.directory.hours import Availability, State
from support.listing import NEEDS, _in_order, sections
from support.without_a_network import needs

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


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WITH_CLOCK = [country for country in COUNTRIES.values() if country.time_zone]


def under(country: str, anchor: str) -> list[str]:
    return [
        line.helpline.id for part in sections(COUNTRIES[country], NOON) if part.anchor == anchor for line in part.lines
    ]


@pytest.mark.parametrize("country", WITH_CLOCK, ids=lambda country: country.code)
@pytest.mark.parametrize("need", ["young", "not-safe", "family", "bereavement"])
def test_every_country_has_someone_for_young_people_abuse_at_home_families_and_grief(country, need):
    assert under(country.code, need)


@pytest.mark.parametrize("country", WITH_CLOCK, ids=lambda country: country.code)
def test_under_18_there_is_a_number_day_and_night_in_every_country(country):
    (line,) = (line for line in HELPLINES if line.country == country.code and line.kind == "young")
    assert line.phone_to_show
    assert line.answers_always


@pytest.mark.parametrize("part", ["scotland", "wales", "northern-ireland"])
def test_a_nation_with_a_line_of_its_own_for_abuse_at_home_shows_it(part):
    lines = [line for line in HELPLINES if line.part == part and line.kind == "abuse"]
    assert any(line.phone_to_show and line.answers_always for line in lines)
    assert {line.id for line in lines} <= set(under("gb", "not-safe"))


@pytest.mark.parametrize("country", WITH_CLOCK, ids=lambda country: country.code)
def test_the_first_line_about_abuse_is_about_home(country):
    """A few lines beside a plan are the first of their kind."""
    line = next(line for line in HELPLINES if line.country == country.code and line.kind == "abuse")
    assert not line.part
    assert line.service in {
        "womens-aid",
        "domestic-abuse",
        "domestic-violence",
        "sheltersafe",
        "1800respect",
        "womens-refuge",
    }


def test_a_line_of_one_nation_that_stands_under_a_need_names_the_nation():
    names = {part.code: part.name for country in COUNTRIES.values() for part in country.parts}
    for line in HELPLINES:
        assert not (line.part and line.kind in NEEDS) or line.region == names[line.part], line.id


@pytest.mark.parametrize("part", COUNTRIES["gb"].parts, ids=lambda part: part.code)
def test_every_nation_has_a_way_in_to_treatment(part):
    finders = [line for line in HELPLINES if line.part == part.code and line.kind == "finder"]
    assert finders
    assert {line.id for line in finders} <= set(under("gb", part.code))


def test_what_a_country_has_itself_is_not_shown_for_the_world_too():
    assert "ca-gb" in under("gb", "meetings")
    assert "ca-world" not in under("gb", "meetings")
    assert "ca-world" in under("us", "meetings")


def test_help_with_debt_is_no_line_for_pensions():
    """MoneyHelper's phone line answers questions about pensions: seen in the source of its own pages."""
    debt = {line.id: line.phone for line in HELPLINES if line.kind == "money"}
    assert "08000113797" not in debt.values()
    assert debt["stepchange-gb"] == "08001381111"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_service_stands_under_a_heading_with_and_without_a_network(monkeypatch, kind):
    line = replace(HELPLINES[0], id="ours", country="ie", kind=kind, part="", region="")
    monkeypatch.setattr(listing, "HELPLINES", (line,))
    monkeypatch.setattr(without_a_network, "HELPLINES", (line,))
    now = datetime(2026, 12, 21, 12, tzinfo=UTC)
    online = [one.helpline for section in sections(COUNTRIES["ie"], now) for one in section.lines]
    assert online == [one for need in needs(COUNTRIES["ie"]) for one in need.lines] == [line]
