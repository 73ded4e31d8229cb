"""The pages of people to call."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from support.directory import COUNTRIES, HELPLINES
from tests.page.pages import Page

NIGHT_IN_DUBLIN = datetime(2026, 11, 24, 3, 10, tzinfo=UTC)
NOON_IN_DUBLIN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    def set_clock(now):
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_clock


@pytest.mark.parametrize("code", COUNTRIES)
def test_country_page_shows_every_line_of_the_country(client, code):
    found = Page(client.get(f"/help/{code}/"))
    ids = {attributes.get("id") for _, attributes in found.tags}
    assert {helpline.id for helpline in HELPLINES if helpline.country == code} <= ids


def test_help_page_names_every_emergency_number_with_its_country(client):
    text = Page(client.get("/help/")).text
    for country in COUNTRIES.values():
        for number in country.emergency:
            assert number.shown in text
        assert country.name in text


def test_at_night_the_open_line_comes_before_office_hours(client, at):
    at(NIGHT_IN_DUBLIN)
    html = client.get("/help/ie/").content.decode()
    assert "It is 03:10 Irish time" in html
    assert html.index('id="open-now"') < html.index('id="samaritans-ie"') < html.index('id="later"')
    assert "Closed, opens today 9.30am" in html


def test_at_noon_the_office_hours_line_is_open(client, at):
    at(NOON_IN_DUBLIN)
    html = client.get("/help/ie/").content.decode()
    assert html.count("Closed, opens") == 0


@pytest.mark.parametrize("code", [code for code in COUNTRIES if code != "world"])
def test_every_country_has_someone_at_any_hour(client, at, code):
    for hour in range(24):
        at(datetime(2026, 12, 25, hour, tzinfo=UTC))
        assert 'id="open-now"' in client.get(f"/help/{code}/").content.decode()


def test_free_is_said_only_where_the_data_says_so(client):
    html = client.get("/help/gb/").content.decode()
    frank = html[html.index('id="frank') :].split("</article>")[0]
    assert "Free." not in frank


def test_number_that_nobody_rang_says_so(client):
    assert "not yet rung by us" in client.get("/help/ie/").content.decode()
