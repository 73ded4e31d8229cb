"""The emergency card: one source on every page, its order, the country's own numbers, and a line beside thoughts of suicide."""

import pytest

from support.directory import COUNTRIES
from support.listing import crisis_line
from tests.page.pages import Page

PAGES_WITH_THE_CARD = ["/help/", "/help/{}/", "/plans/24-hours/?country={}", "/plans/craving/?country={}"]
# In this order: what stops heart and breath, then fits, heat, mind, colour, stroke, and intent.
SIGNS = ["chest pain", "trouble breathing", "gurgling", "cannot be woken", "a fit", "very hot", "hearing things",
         "blue or grey lips", "drooping face", "end their life"]  # fmt: skip
WAITING = ["Say what was taken", "Stay with them", "cool the skin", "on their side", "press on the chest", "naloxone",
           "Do not make them sick"]  # fmt: skip


def card(client, address: str) -> str:
    html: str = client.get(address).content.decode()
    return html[html.index('class="emergency"') :].split("</section>")[0]


def in_order(marks: list[str], text: str) -> bool:
    places = [text.index(mark) for mark in marks]
    return places == sorted(places)


@pytest.mark.parametrize("address", PAGES_WITH_THE_CARD)
def test_signs_and_what_to_do_while_waiting_stand_in_their_order(client, address):
    text = card(client, address.format("ie"))
    assert in_order([*SIGNS, "Not sure? Call.", "not sleeping it off", "Thoughts of ending your life", *WAITING], text)


@pytest.mark.parametrize("code", COUNTRIES)
@pytest.mark.parametrize("address", PAGES_WITH_THE_CARD[1:])
def test_card_has_the_numbers_of_the_chosen_country_and_of_no_other(client, code, address):
    text = card(client, address.format(code))
    dialled = {number.number for number in COUNTRIES[code].emergency}
    crisis = crisis_line(COUNTRIES[code])
    if crisis:
        dialled.add(crisis.phone)
    assert {part.split('"')[0] for part in text.split('href="tel:')[1:]} == dialled
    assert COUNTRIES[code].name in text


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_line_that_answers_day_and_night_stands_beside_thoughts_of_suicide(client, code):
    for address in PAGES_WITH_THE_CARD[1:]:
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


def test_where_no_country_is_chosen_each_number_is_named_with_its_country(client):
    text = card(client, "/plans/24-hours/")
    assert "Ireland: <strong" in text
    assert "United Kingdom: <strong" in text
    assert "116 123</strong> (Ireland, United Kingdom)" in text


@pytest.mark.parametrize("code", COUNTRIES)
def test_paper_has_the_short_form_with_the_same_line(client, code):
    text = Page(client.get(f"/plans/24-hours/print/?country={code}")).text
    crisis = crisis_line(COUNTRIES[code])
    assert in_order(
        ["Call an ambulance", "chest pain", "about to end your life", "Thoughts of ending your life:"], text
    )
    beside = text[text.index("Thoughts of ending your life:") :]
    assert beside.index(crisis.phone_shown if crisis else "findahelpline.com") < 80
