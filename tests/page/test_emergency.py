"""The emergency card: one source on every page, its order, the country's own numbers, and a line beside thoughts of suicide."""

import re

import pytest
from django.utils.html import escape

from prose.content_error import ROOT, ContentError
from support.directory import COUNTRIES
from support.emergency import EMERGENCY_CARD, load_card
from support.listing import crisis_line
from tests.page.pages import Page

FULL = ["/help/", "/help/{}/", "/plans/24-hours/pause/?country={}"]
SHORT = ["/plans/24-hours/?country={}", "/plans/craving/?country={}"]
# In this order: what stops heart and breath, then fits, heat, mind, colour, stroke, and intent.
SIGNS = ["chest pain", "trouble breathing", "gurgling", "cannot be woken", "a fit", "very hot", "hearing things",
         "blue or grey lips", "drooping face", "end their life"]  # fmt: skip
ALONE = ["on speaker", "Unlock the door", "Sit down", "Do not drive yourself", "neighbour"]
WAITING = ["Say what was taken", "Stay with them", "cool the skin", "on their side", "press on the chest", "naloxone",
           "Do not make them sick"]  # fmt: skip


def card(client, address: str) -> str:
    html: str = client.get(address).content.decode()
    return html[html.index('<section class="emergency') :].split("</section>")[0]


def in_order(marks: list[str], text: str) -> bool:
    places = [text.index(mark) for mark in marks]
    return places == sorted(places)


@pytest.mark.parametrize("address", FULL)
def test_signs_and_what_to_do_until_help_comes_stand_in_their_order(client, address):
    text = card(client, address.format("ie"))
    marks = [*SIGNS, "Not sure? Call.", "not sleeping it off", "Thoughts of ending your life", *ALONE, *WAITING]
    assert in_order(marks, text)
    assert in_order([escape(sign.full) for sign in EMERGENCY_CARD.signs], text)


@pytest.mark.parametrize("address", SHORT)
def test_short_card_has_every_sign_and_the_rest_folded(client, address):
    text = card(client, address.format("ie"))
    signs = [sign.short for sign in EMERGENCY_CARD.signs]
    assert in_order(["are you safe", "Call an ambulance now for:", *signs, "Not sure? Call.", "Call 112"], text)
    assert in_order(
        ["Thoughts of ending your life", "<details", "Are you alone?", *ALONE, "While you wait", *WAITING], text
    )


@pytest.mark.parametrize("code", ["", *COUNTRIES])
def test_paper_has_every_sign_in_its_short_form(client, code):
    text = Page(client.get(f"/plans/24-hours/print/?country={code}")).text
    assert in_order([sign.short for sign in EMERGENCY_CARD.signs], text)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('unsure_short = "Not sure? Call."', "", "'unsure_short' must be text"),
        ('short = "a fit"', 'brief = "a fit"', "each sign needs exactly: full, short"),
        ("alone = [", 'alone = [""]\nlonely = [', "nothing here is called 'lonely'"),
        ("waiting = [", 'waiting = ["", ', "'waiting' must be a list of sentences"),
    ],
)
def test_a_mistake_in_the_words_is_named(tmp_path, before, after, why):
    words = (ROOT / "support" / "emergency.toml").read_text(encoding="utf-8")
    assert before in words
    wrong = tmp_path / "emergency.toml"
    wrong.write_text(words.replace(before, after), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(why)):
        load_card(wrong)


@pytest.mark.parametrize("code", COUNTRIES)
@pytest.mark.parametrize("address", [*FULL[1:], *SHORT])
def test_card_has_the_numbers_of_the_chosen_country_and_of_no_other(client, code, address):
    """The short card has one button: the numbers of one country reach the same place."""
    text = card(client, address.format(code))
    numbers = COUNTRIES[code].emergency
    dialled = {number.number for number in (numbers[:1] if address in SHORT or "/help/" in address else numbers)}
    crisis = crisis_line(COUNTRIES[code])
    if crisis:
        dialled.add(crisis.phone)
    assert {part.split('"')[0] for part in text.split('href="tel:')[1:]} == dialled
    assert COUNTRIES[code].name in text
    assert all(number.shown in text for number in numbers)


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_line_that_answers_day_and_night_stands_beside_thoughts_of_suicide(client, code):
    for address in (*FULL[1:], *SHORT):
        text = card(client, address.format(code))
        beside = text[text.index("Thoughts of ending your life") :]
        crisis = crisis_line(COUNTRIES[code])
        assert (crisis.phone_shown if crisis else "findahelpline.com") in beside


def test_card_for_every_country_names_each_number_with_its_country(client):
    text = card(client, "/help/")
    for country in COUNTRIES.values():
        numbers = " or ".join(number.shown for number in country.emergency)
        assert f'{country.name}: <strong class="number">{numbers}</strong>' in text
        crisis = crisis_line(country)
        assert not crisis or crisis.phone_shown in text[text.index("Thoughts of ending your life") :]


@pytest.mark.parametrize("address", [FULL[2], SHORT[0]])
def test_where_no_country_is_chosen_each_number_is_named_with_its_country(client, address):
    text = card(client, address.split("?")[0])
    for country in ("Ireland", "United Kingdom"):
        assert f"{country}: <strong" in text
    assert "116 123" in text


def test_button_of_the_short_card_is_named_with_its_country(client):
    text = card(client, "/plans/24-hours/")
    assert 'Call 112</span> <span class="button__where">in Ireland<' in text
    assert 'Call 999</span> <span class="button__where">in the UK<' in text


@pytest.mark.parametrize("code", COUNTRIES)
def test_paper_has_the_short_form_with_the_same_line(client, code):
    text = Page(client.get(f"/plans/24-hours/print/?country={code}")).text
    crisis = crisis_line(COUNTRIES[code])
    assert in_order(
        ["Call an ambulance", "chest pain", "about to end your life", "Thoughts of ending your life:"], text
    )
    beside = text[text.index("Thoughts of ending your life:") :]
    assert beside.index(crisis.phone_shown if crisis else "findahelpline.com") < 80
