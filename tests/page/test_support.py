"""The pages of people to call."""

import re
from datetime import UTC, date, datetime
from html import unescape
from inspect import unwrap

import pytest
from django.utils import timezone

from support import fragments, listing
from support.directory import COUNTRIES, HELPLINES
from tests.page.pages import Page, read
from tests.signatures import rung_all

NIGHT_IN_DUBLIN = datetime(2026, 11, 24, 3, 10, tzinfo=UTC)
NOON_IN_DUBLIN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    def set_clock(now):
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_clock


@pytest.fixture
def rung(monkeypatch):
    """Let every line be rung on a day, or never; what was rendered before and kept is not asked."""

    def set_rung(day: date | None) -> None:
        monkeypatch.setattr(listing, "HELPLINES", tuple(rung_all(line, day) for line in HELPLINES))
        for fragment in ("helplines", "person", "country_lines"):
            monkeypatch.setattr(fragments, fragment, unwrap(getattr(fragments, fragment)))

    return set_rung


def test_country_page_shows_every_line_of_the_country():
    for code in COUNTRIES:
        ids = {attributes.get("id") for _, attributes in read(f"/help/{code}/").tags}
        assert {helpline.id for helpline in HELPLINES if helpline.country == code} <= ids, code


def test_help_page_names_every_emergency_number_with_its_country(client):
    text = Page(client.get("/help/")).text
    for country in COUNTRIES.values():
        for number in country.emergency:
            assert number.shown in text
        assert country.name in text


def test_at_night_the_open_line_comes_before_office_hours(client, at):
    at(NIGHT_IN_DUBLIN)
    html = client.get("/help/ie/").content.decode()
    assert "(03:10 Irish time)" in html
    assert html.index('id="open-now"') < html.index('id="samaritans-ie"') < html.index('id="later"')
    assert "Closed now, opens today 9.30am (it is 03:10 Irish time)" in html


def test_at_noon_the_office_hours_line_is_open(client, at):
    at(NOON_IN_DUBLIN)
    html = client.get("/help/ie/").content.decode()
    assert "Open now until 5.30pm (it is 12:00 Irish time)" in html
    assert "Closed" not in html


@pytest.mark.parametrize("code", [code for code in COUNTRIES if code != "world"])
def test_every_country_has_someone_at_any_hour(client, at, code):
    for hour in range(24):
        at(datetime(2026, 12, 25, hour, tzinfo=UTC))
        assert 'id="open-now"' in client.get(f"/help/{code}/").content.decode()


def test_free_is_said_only_where_the_data_says_so(client):
    html = client.get("/help/gb/").content.decode()
    frank = html[html.index('id="frank') :].split("</article>")[0]
    assert "Free." not in frank


def card(client, address: str, service: str) -> str:
    """The words of one service's card."""
    html: str = client.get(address).content.decode()
    return html[html.index(f'id="{service}"') :].split("</article>")[0]


def test_number_that_nobody_rang_says_so(client, rung):
    rung(None)
    assert "not yet rung by us" in card(client, "/help/ie/", "samaritans-ie")


def test_number_that_was_rung_says_when(client, rung):
    rung(date(2026, 12, 1))
    said = card(client, "/help/ie/", "samaritans-ie")
    assert "Rung by us on 1 December 2026." in said
    assert "not yet rung" not in said


def test_a_line_with_other_hours_in_one_state_is_not_called_open_there_at_night(client, at):
    at(datetime(2026, 11, 24, 13, tzinfo=UTC))
    assert "In South Australia: closed, opens tomorrow 8.30am" in card(client, "/help/au/", "aod-hotline-au")
    assert "South Australia: every day, 8.30am to 10pm" in card(client, "/help/au/", "aod-hotline-au")


def test_what_to_send_is_a_word_to_copy_only_where_it_is_one(client):
    assert "Text <strong>HELLO</strong> to" in card(client, "/help/ie/", "text-about-it-ie")
    samhsa = card(client, "/help/us/", "samhsa-us")
    assert "Text your ZIP code to" in samhsa
    assert "<strong>" not in samhsa


def test_a_text_number_is_shown_in_groups_and_dialled_without(client):
    lifeline = card(client, "/help/au/", "lifeline-au")
    assert "0477 13 11 14</span>" in lifeline
    assert 'href="sms:0477131114"' in lifeline


def test_a_holiday_in_one_nation_is_named(client, at):
    at(datetime(2026, 11, 30, 12, tzinfo=UTC))
    assert "Public holiday in Scotland: check their hours" in card(client, "/help/gb/", "ca-gb")
    at(datetime(2026, 12, 25, 12, tzinfo=UTC))
    assert "Public holiday: check their hours" in card(client, "/help/gb/", "ca-gb")


def test_office_hours_never_stand_alone(client, at):
    at(NIGHT_IN_DUBLIN)
    html = client.get("/help/ie/").content.decode()
    money = html[html.index('id="money"') :].split("<summary><h2")[0]
    assert "Closed now" in money
    assert "Day and night, about anything: <strong>Samaritans</strong>" in money


# The card


LINES = [line for line in HELPLINES if line.is_line and line.country != "world"]


def test_card_says_everything_that_is_known_of_a_line(client):
    for line in LINES:
        words = unescape(card(client, f"/help/{line.country}/", line.id))
        checked = f"Checked {line.checked.day} {line.checked:%B %Y}"
        wanted = [line.name, line.for_whom, *line.what_happens, line.how_known, checked, line.url]
        if line.phone_to_show:
            wanted += [
                f">{line.phone_shown}</span>",
                f'href="tel:{line.phone}"',
                f'Call <span class="number">{line.phone_shown}</span>',
            ]
        if line.text:
            wanted += [line.text.shown, f'href="sms:{line.text.number}"', line.text.keyword, line.text.send]
        wanted += [line.textphone.shown if line.textphone else "", line.chat, line.email]
        wanted += [line.cost_note, *line.languages]
        assert [what for what in wanted if what not in words] == [], line.id
        assert ("Free." in words or "Free to call." in words) is (line.free is True), line.id
        assert ("Does not show on a phone bill" in words) is (line.on_bill is False), line.id
        assert ("May show on a phone bill" in words) is (line.on_bill is True), line.id


def test_state_stands_in_words_and_not_in_colour_alone(client, at):
    for now in (NIGHT_IN_DUBLIN, NOON_IN_DUBLIN, datetime(2026, 12, 25, 12, tzinfo=UTC)):
        at(now)
        for line in LINES:
            state = card(client, f"/help/{line.country}/", line.id).split('class="state')[1].split(">")[1]
            assert state.startswith(("Open now", "Closed now, ", "Public holiday", "Hours: see their site")), line.id


@pytest.mark.parametrize("day", [None, date(2026, 12, 1)])
def test_few_lines_on_a_page_say_whether_somebody_rang_them(client, rung, day):
    rung(day)
    for address in ("/articles/the-first-24-hours/", "/plans/24-hours/"):
        html = client.get(address).content.decode()
        assert html.count("We have not rung th") == (day is None), address


@pytest.mark.parametrize("code", COUNTRIES)
def test_not_rung_is_said_once_on_a_card_and_once_at_the_foot_of_the_list(client, rung, code):
    rung(None)
    html = client.get(f"/help/{code}/").content.decode()
    lines = [line for line in HELPLINES if line.country in {code, "world"} and line.is_line]
    assert html.count("not yet rung by us") == len(lines)
    foot = html[html.rindex("</article>") :]
    assert html.count("We have not rung these numbers") == foot.count("We have not rung these numbers") == bool(lines)


@pytest.mark.parametrize("code", COUNTRIES)
def test_who_is_sent_to_the_signs_lands_at_the_emergency_call(client, code):
    html = client.get(f"/help/{code}/").content.decode()
    assert f'href="/help/{code}/#now"' in html
    bar = html[html.index('id="now"') :].split("</section>")[0]
    assert html[: html.index('id="now"')].endswith('<section class="emergency emergency--short emergency--bar" ')
    assert bar.index("button--emergency") < bar.index("When to call an ambulance</summary>")
    assert "data-unfold" in bar


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_heading_on_paper_says_nothing_about_now(client, code):
    html = client.get(f"/help/{code}/").content.decode()
    for heading in re.findall(r"<h2[^>]*>.*?</h2>", html, re.S):
        on_paper = re.sub(r'<span class="(quiet )?screen-only">[^<]*</span>', "", heading)
        assert not re.search("open|now|later", re.sub("<[^>]*>", "", on_paper), re.I), heading
        assert re.sub("<[^>]*>", "", on_paper).strip(), heading


def test_state_of_a_line_whose_texts_keep_other_hours_is_that_of_the_phone(client):
    for line in LINES:
        words = card(client, f"/help/{line.country}/", line.id)
        if line.text_apart:
            assert words.index("button--call") < words.index("By phone: <span") < words.index('"sms:'), line.id
        else:
            assert "By phone: <span" not in words, line.id


def test_pieta_does_not_call_its_texts_free(client):
    assert "Free to call." in card(client, "/help/ie/", "pieta-ie")


def test_help_begins_with_a_voice_day_and_night(client):
    html = client.get("/help/").content.decode()
    assert html.index("<h1") < html.index('class="people voice"') < html.index('id="country-heading"')
    assert "day and night" in html[html.index('class="people voice"') : html.index('id="country-heading"')]


@pytest.mark.parametrize("code", COUNTRIES)
def test_headings_keep_their_words_apart(client, code):
    """Space between tags is dropped on this page: what stands in brackets keeps its own."""
    html = client.get(f"/help/{code}/").content.decode()
    said = [unescape(re.sub("<[^>]+>", "", heading)) for heading in re.findall("<h2.*?</h2>", html, re.DOTALL)]
    assert said
    assert [words for words in said if re.search(r"\w\(", words)] == []
