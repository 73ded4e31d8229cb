"""People to call from an operator's own folder: services of their own, fields of ours, numbers rung, countries shown."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from prose.content_error import ContentError
from support.availability.listed import listed
from support.directory import HELPLINES, KNOWN
from support.directory.loading import HERE, Own, load_helplines, shown_countries
from support.directory.own import load_rung, load_shown
from support.directory.records import Helpline

OURS = HERE / "helplines.toml"
DROP_IN = """
[[helpline]]
id = "our-room-ie"
name = "Our Room"
country = "ie"
kind = "walk-in"
for_whom = "Anyone who wants to sit down for a while."
address = "1 Example Street, Example Town"
hours = [{ days = "mon-fri", opens = "09:00", closes = "17:00" }]
holidays = "check"
what_happens = ["Somebody opens the door.", "You sit down.", "You can go when you like."]
url = "https://our-room.example/"
checked = 2026-11-22
status = "VERIFIED"
sources = [{ url = "https://our-room.example/", date = "2026", own = true }]
"""


def load(tmp_path: Path, text: str, rung: str = "") -> dict[str, Helpline]:
    path = tmp_path / "helplines.toml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "rung.toml").write_text(rung, encoding="utf-8")
    own = Own(path, load_rung(tmp_path / "rung.toml"))
    return {line.id: line for line in load_helplines(OURS, KNOWN, own)}


def test_record_of_ones_own_stands_beside_ours(tmp_path):
    assert len(load(tmp_path, DROP_IN)) == len(HELPLINES) + 1


def test_record_of_the_same_id_changes_only_the_fields_that_it_has(tmp_path):
    text = '[[helpline]]\nid = "samaritans-ie"\nfor_whom = "Anyone at all."\nfree = false\nreplaces = "5e"\n'
    found, ours = load(tmp_path, text)["samaritans-ie"], next(line for line in HELPLINES if line.id == "samaritans-ie")
    assert (found.for_whom, found.free, found.phone) == ("Anyone at all.", False, ours.phone)


def test_hidden_record_is_not_listed(tmp_path):
    found = load(tmp_path, '[[helpline]]\nid = "text-about-it-ie"\nhidden = true\n')
    assert "text-about-it-ie" not in found
    assert len(found) == len(HELPLINES) - 1


def test_everything_wrong_with_a_record_is_said_at_once(tmp_path):
    wrong = DROP_IN
    for old, new in (
        ('name = "Our Room"\n', ""),
        ('kind = "walk-in"', 'kind = "drop-in"'),
        ('address = "1 Example Street, Example Town"', "adress = 5"),
        ("checked = 2026-11-22", 'checked = "today"'),
        ('opens = "09:00"', 'opens = "9"'),
    ):
        wrong = wrong.replace(old, new)
    with pytest.raises(ContentError) as caught:
        load(tmp_path, wrong + DROP_IN.replace("our-room", "our-other-room").replace("https://our", "our"))
    said = str(caught.value)
    assert all("helplines.toml, line " in line for line in said.splitlines())
    for part in (
        "'adress'",
        "'name' is missing",
        "'checked' must be",
        "our-room-ie: ",
        "our-other-room-ie: addresses must",
    ):
        assert part in said


def test_checks_of_one_record_are_said_at_once(tmp_path):
    wrong = DROP_IN.replace('"walk-in"', '"drop-in"').replace('"https:', '"http:').replace('"You sit down.", ', "")
    with pytest.raises(ContentError) as caught:
        load(tmp_path, wrong)
    assert [line.partition("our-room-ie: ")[2][:16] for line in str(caught.value).splitlines()] == [
        *("kind must be one", "addresses must s", "a place needs th"),
    ]


def test_few_fields_under_a_name_that_we_do_not_have_are_named_with_what_is_meant(tmp_path):
    text = '[[helpline]]\nid = "samaritan-ie"\nfree = false\n'
    with pytest.raises(ContentError, match="line 2: samaritan-ie: .* is samaritans-ie meant"):
        load(tmp_path, text)
    # Written against a record that an upgrade took away: nothing stops, and `readiness` names it.
    assert len(load(tmp_path, text + 'replaces = "5e"\n')) == len(HELPLINES)


def test_record_of_ones_own_keeps_its_place_on_paper_and_ours_makes_room(tmp_path):
    found = load(tmp_path, DROP_IN + "print = 1\n")
    places = [line.print for line in found.values() if line.country == "ie" and line.print]
    assert found["our-room-ie"].print == 1
    assert found["samaritans-ie"].print
    assert sorted(places) == sorted(set(places))


def test_number_rung_counts_while_the_service_has_it(tmp_path):
    rung = '[samaritans-ie]\ndate = 2026-11-23\nnumbers = ["{}"]\n'
    assert load(tmp_path, DROP_IN, rung.format("116123"))["samaritans-ie"].rung_on("116123")
    # The service has another number since an upgrade: nothing stops.
    assert load(tmp_path, DROP_IN, rung.format("999999"))["samaritans-ie"].rung is None


def test_number_of_ones_own_drops_the_ring_of_ours(tmp_path, monkeypatch):
    text = '[[helpline]]\nid = "samaritans-ie"\nphone = "018001234"\nphone_shown = "01 800 1234"\n'
    assert load(tmp_path, text)["samaritans-ie"].rung is None


def test_wrong_ring_is_named(tmp_path):
    with pytest.raises(ContentError, match=r"rung\.toml, line 1: samaritans-ie: needs exactly"):
        load(tmp_path, DROP_IN, "[samaritans-ie]\ndate = 2026-11-23\n")


def shown(tmp_path: Path, text: str) -> tuple[list[str], list[str]]:
    path = tmp_path / "countries.toml"
    path.write_text(text, encoding="utf-8")
    countries, home = shown_countries(KNOWN, path)
    return list(countries), [country.code for country in home]


@pytest.mark.parametrize(
    ("text", "countries", "home"),
    [
        ('shown = ["ie", "gb"]', ["ie", "gb", "world"], ["ie", "gb"]),
        ('shown = ["nz", "au"]', ["nz", "au", "world"], ["nz"]),
        ('shown = ["us", "gb"]\nfirst = ["us"]', ["us", "gb", "world"], ["us"]),
    ],
)
def test_countries_shown_are_those_of_the_list(tmp_path, text, countries, home):
    assert shown(tmp_path, text) == (countries, home)


def test_without_a_list_every_country_is_shown():
    countries, home = shown_countries(KNOWN, None)
    assert (countries, [country.code for country in home]) == (KNOWN, ["ie", "gb"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('\nshown = ["ie", "uk"]', r"line 2: 'shown' may name each of .*; not 'uk'"),
        ('shown = ["ie", "ie"]', "once; not 'ie'"),
        ("shown = []", "'shown' must name a country"),
        ('shown = "ie"', "'shown' must be a list"),
        ('show = ["ie"]', "nothing here is called 'show'"),
        ('shown = ["ie"]\nfirst = ["gb"]', "line 2: 'first' may name each of ie once; not 'gb'"),
    ],
)
def test_wrong_list_of_countries_is_named(tmp_path, text, why):
    path = tmp_path / "countries.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=why):
        load_shown(path, KNOWN)


def test_place_to_walk_into_shows_where_it_is_when_it_is_open_and_what_happens_when_you_come(tmp_path):
    line = listed(load(tmp_path, DROP_IN)["our-room-ie"], datetime(2026, 11, 24, 10, tzinfo=UTC))
    page = " ".join(re.sub(r"<[^>]+>", " ", render_to_string("support/_helpline.html", {"line": line})).split())
    for words in ("1 Example Street", "Open now until 5pm", "What happens when you come", "Somebody opens the door."):
        assert words in page
    assert "rung" not in page


def test_country_that_is_not_shown_leads_to_those_that_are(client, monkeypatch):
    left = {code: country for code, country in KNOWN.items() if code != "nz"}
    for module in ("support.views", "support.country_choice"):
        monkeypatch.setattr(f"{module}.COUNTRIES", left)
    assert client.get("/help/nz/").headers["Location"] == "/help/"
    assert client.get("/help/xx/").status_code == 404
    assert client.get("/plans/24-hours/?country=nz").context["country"] is None
