"""The directory as open data: what the pages know, in a form that others can check; and the day on which a number is old."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from inspect import unwrap
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from support import fragments, listing, open_data
from support.directory import COUNTRIES, HELPLINES
from support.directory.hours import parse
from support.directory.records import DAYS_A_LOOK_LASTS, Rung
from tests.page.pages import Page

DATA, SCHEMA = "/help/directory.json", "/help/directory.schema.json"
SAMARITANS = next(line for line in HELPLINES if line.id == "samaritans-ie")
LOOKED = date(2026, 11, 22)
LAST_GOOD_DAY = LOOKED + timedelta(days=DAYS_A_LOOK_LASTS - 1)


@pytest.fixture
def data(client) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(DATA).content)
    return found


@pytest.fixture
def on(monkeypatch):
    """Let it be noon, UTC, on a day; what was rendered for another and kept is not asked."""

    def set_day(day: date) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC))

    monkeypatch.setattr(listing, "HELPLINES", tuple(replace(line, checked=LOOKED, rung=None) for line in HELPLINES))
    for fragment in ("helplines", "person", "country_lines", "voice"):
        monkeypatch.setattr(fragments, fragment, unwrap(getattr(fragments, fragment)))
    return set_day


def test_directory_fits_its_schema_which_is_a_schema(client, data):
    schema = json.loads(client.get(SCHEMA).content)
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data["services"][0].pop("checked"),
        lambda data: data["services"][0].update(phone="116 123"),
        lambda data: data["services"][0].update(hours="24/7"),
        lambda data: data["services"][0].update(rumour="closed"),
        lambda data: data["services"][3]["hours"]["openingHoursSpecification"][0].update(opens="9am"),
        lambda data: data["services"][3]["hours"].update(always=True),
        lambda data: data.pop("licence"),
    ],
)
def test_schema_refuses_what_is_wrong(client, data, spoil):
    spoil(data)
    assert list(Draft202012Validator(json.loads(client.get(SCHEMA).content)).iter_errors(data))


def test_directory_holds_every_service_and_every_country_of_the_pages(data):
    assert [service["id"] for service in data["services"]] == [line.id for line in HELPLINES]
    assert [country["code"] for country in data["countries"]] == list(COUNTRIES)
    for service, line in zip(data["services"], HELPLINES, strict=True):
        shown = line.phone_to_show
        assert service["phone"] == (shown and {"number": shown.number, "shown": shown.shown}), line.id
        assert (service["text"] or {}).get("number") == (line.text and line.text.number), line.id
        assert (service["link"], service["for_whom"]) == (line.url, line.for_whom)
        assert service["languages"] == list(line.languages)
        assert service["checked"] == str(line.checked)
        assert len(service["sources"]) == len(line.sources) > 0


def test_number_that_nobody_rang_is_null_there_and_a_rung_one_says_when_and_which():
    def rung_of(line: Any) -> Any:
        (service,) = open_data.directory(COUNTRIES.values(), [line], LOOKED)["services"]
        return service["rung"]

    assert rung_of(replace(SAMARITANS, rung=None)) is None
    rung = Rung(date(2026, 12, 1), ("116123",))
    assert rung_of(replace(SAMARITANS, rung=rung)) == {"date": "2026-12-01", "numbers": ["116123"]}


def test_hours_there_are_the_hours_of_the_page():
    """Read back as our own hours, they are the same: nothing is lost on the way to schema.org's words."""
    for line in HELPLINES:
        (service,) = open_data.directory(COUNTRIES.values(), [line], LOOKED)["services"]
        told = service["hours"]
        if told is None:
            assert not line.is_line, line.id
            continue
        openings = [
            {"days": day.lower()[:3], "opens": one["opens"], "closes": one["closes"]}
            for one in told["openingHoursSpecification"]
            for day in one["dayOfWeek"]
        ]
        assert (told["always"], told["known"]) == (line.hours.always, line.hours.known), line.id
        found = (
            {(day, one.opens, one.closes) for one in parse(openings).openings for day in one.days}
            if openings
            else set()
        )
        assert found == {(day, one.opens, one.closes) for one in line.hours.openings for day in one.days}, line.id
        assert told["check_on_public_holidays"] == (line.holidays == "check" and not line.hours.always), line.id


def test_directory_is_the_same_bytes_for_everyone_on_a_day_and_held_no_longer(on):
    asked_before = Client()
    on(LOOKED)
    first = asked_before.get(DATA).content
    assert asked_before.get(f"{DATA}?country=gb", headers={"Accept-Language": "cy", "Save-Data": "on"}).content == first
    on(LOOKED + timedelta(days=1))
    assert json.loads(asked_before.get(DATA).content)["as_of"] == str(LOOKED + timedelta(days=1))


def test_directory_may_be_shared_as_a_page_and_is_stored_by_no_browser(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 27, 23, 59, 30, tzinfo=UTC))
    headers = client.get(DATA).headers
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert (headers["Cache-Control"], headers["X-Accel-Expires"]) == ("no-store", "30")
    assert client.get(SCHEMA).headers["X-Accel-Expires"] == "60"
    assert client.get(DATA, headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"


@pytest.mark.parametrize("page", ["/help/", "/clinicians/"])
def test_directory_and_its_schema_are_linked_where_someone_would_look(client, page):
    links = {link.get("href") for link in Page(client.get(page)).attributes("a")}
    assert {DATA, SCHEMA} <= links


@pytest.mark.parametrize("address", ["/help/ie/", "/plans/24-hours/pause/?country=ie", "/?country=ie"])
def test_number_that_nobody_looked_at_for_180_days_says_so_on_the_page(client, on, address):
    asked_before = Client()
    for day, said in ((LAST_GOOD_DAY, False), (LAST_GOOD_DAY + timedelta(days=1), True)):
        on(day)
        for reader in (client, asked_before):
            text = Page(reader.get(address)).text
            assert ("Nobody here has looked at this number since 22 November 2026" in text) is said, day


def test_number_that_nobody_looked_at_for_180_days_says_so_in_the_data():
    def overdue(day: date, **change: Any) -> bool:
        line = replace(SAMARITANS, checked=LOOKED, **{"rung": None, **change})
        (service,) = open_data.directory(COUNTRIES.values(), [line], day)["services"]
        return bool(service["overdue"])

    day_after = LAST_GOOD_DAY + timedelta(days=1)
    assert (overdue(LAST_GOOD_DAY), overdue(day_after)) == (False, True)
    # To ring all of its numbers is to look.
    assert not overdue(day_after, rung=Rung(LAST_GOOD_DAY, SAMARITANS.numbers))
