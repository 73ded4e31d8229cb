"""The clinician kit: what a choice makes, and what never gets into a link."""

from itertools import product
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from django.urls import resolve

from plans.handout import CHOICES, choose
from support.directory import COUNTRIES
from tests.page.pages import Page

ADDRESS = "/clinicians/"
EVERY_CHOICE = list(product(CHOICES, ["", *COUNTRIES]))
MADE = '<div class="kit__handout"'


def send(client, query: str = "country="):
    return client.get(f"{ADDRESS}?{query}")


def made(response) -> str:
    html: str = response.content.decode()
    return html[html.index(MADE) :]


def test_every_link_opens_the_page_it_promises():
    for what, country in EVERY_CHOICE:
        address = urlsplit(choose(what, country).path)
        assert resolve(address.path).view_name in {"plans:start", "plans:step"}, address
        assert address.query == (f"country={country}" if country else ""), (what, country)


def test_choice_stands_in_the_address_and_opens_again_as_it_was(client, site_url):
    """So it can be kept as a bookmark and sent to a colleague. An address holds values from fixed lists alone."""
    form = next(form for form in Page(client.get(ADDRESS)).attributes("form") if "kit__form" in (form["class"] or ""))
    assert (form["method"], form["action"], form["hx-get"], form["hx-push-url"]) == ("get", ADDRESS, ADDRESS, "true")
    for what, country in EVERY_CHOICE[::5]:
        link = site_url + choose(what, country).path
        assert link in made(send(client, f"what={what}&country={country}")).replace("<wbr>", "")


def test_a_choice_is_never_held_for_the_next_reader(client, site_url):
    for address in (ADDRESS, "/clinicians/cards/"):
        first, other = (client.get(f"{address}?what={what}&country=gb") for what in ("craving", "7-days"))
        assert first.content != other.content
        assert "X-Accel-Expires" not in first.headers
        assert client.get(address).content == client.get(address).content != first.content


def test_chosen_country_is_never_said_to_be_the_sites(client):
    assert "As this site is set" not in send(client, "what=24-hours&country=gb").content.decode()


def test_choice_stays_chosen_without_javascript(client):
    page = Page(send(client, "what=craving/delay&country=au"))
    chosen = [option["value"] for option in page.attributes("option") if "selected" in option]
    assert chosen == ["craving/delay", "au"]


def test_link_is_the_same_for_every_client(client, site_url):
    answers = {made(send(client, "what=72-hours&country=gb")) for _ in range(2)}
    assert len(answers) == 1
    extra = send(client, "what=72-hours&country=gb&client=4711&ref=dr-smith&utm_source=letter")
    assert made(extra) in answers


@pytest.mark.parametrize(
    "body",
    [
        "what=nothing", "what=24-hours/nothing", "what=../../etc&country=xx", "country=<script>", "what=%00&country=%ff",
        "what=24-hours/pause/", "what=https://evil.example/", "name=somebody", "&&=",
    ],
)  # fmt: skip
def test_anything_that_is_on_no_list_is_ignored(client, site_url, body):
    response = send(client, body)
    assert response.status_code == 200
    # Where something was asked for, the heading takes the focus.
    assert made(response).replace(' tabindex="-1" autofocus', "") == made(send(client))


def test_choice_is_not_stored_and_sets_no_cookie(client, htmx):
    for asker in (client, htmx):
        response = send(asker, "what=craving&country=gb")
        assert response.headers["Cache-Control"] == "no-store"
        assert "X-Accel-Expires" not in response.headers
        assert not response.cookies
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; ")


def test_nothing_can_be_typed_into_the_kit(client):
    fields = Page(client.get(ADDRESS))
    assert [field["name"] for field in fields.attributes("select")] == ["what", "country"]
    assert not fields.attributes("input")
    assert not fields.attributes("textarea")


def test_words_for_a_letter_name_no_substance_and_no_sender(client, site_url):
    for what, country in EVERY_CHOICE[::7]:
        html = made(send(client, f"what={what}&country={country}"))
        letter = html[html.index('id="kit-letter"') : html.index('id="code"')]
        for telling in ("cocaine", "drug", "relapse", "clinic", "slip"):
            assert telling not in letter.lower()


def test_letter_names_the_emergency_number_of_the_country(client, site_url):
    assert "call 111 in New Zealand" in made(send(client, "country=nz"))
    assert "112 or 999 in Ireland, or 999 or 112 in the UK" in made(send(client))


def test_operators_country_is_the_first_choice(client, site_url, settings):
    settings.DEFAULT_COUNTRY = "nz"
    html = client.get(ADDRESS).content.decode()
    assert "As this site is set: New Zealand" in html
    assert "call 111 in New Zealand" in html
    assert "111" in client.get("/clinicians/cards/").content.decode()


# Without a public address


def test_without_an_address_the_kit_says_what_is_missing(client):
    text = made(client.get(ADDRESS))
    assert "SITE_URL" in text
    assert "<svg" not in text
    assert "localhost" not in text
    assert "/plans/24-hours/print/" in text


@pytest.mark.parametrize("name", ["qr.svg", "qr.png"])
def test_without_an_address_there_is_no_code(client, name):
    assert client.get(f"/clinicians/{name}").status_code == 404


def test_without_an_address_there_are_no_cards(client):
    html = client.get("/clinicians/cards/").content.decode()
    assert "SITE_URL" in html
    assert "cut-outs" not in html


# Cards


def test_sheet_holds_eight_cards_with_the_chosen_page(client, site_url):
    html = client.get("/clinicians/cards/?what=craving&country=us").content.decode()
    assert html.count('class="cut-out"') == 8
    assert html.count('class="qr"') == 8
    cards = html.replace("<wbr>", "")
    assert cards.count(f'cut-out__link">{site_url}/plans/craving/?country=us') == 8
    assert cards.count("<strong>911</strong>") == 8
    assert html != client.get("/clinicians/cards/?what=7-days&country=us").content.decode()


def cut_outs(client) -> str:
    html: str = client.get("/clinicians/cards/").content.decode()
    return html[html.index('class="cut-outs"') : html.index("</main>")]


def test_cards_are_neutral(client, site_url):
    cards = cut_outs(client)
    for telling in ("cocaine", "drug", "relapse", "slip", "Open now"):
        assert telling not in cards


def test_cards_say_that_nobody_signed(client, site_url, unsigned):
    assert cut_outs(client).count("Not reviewed by a clinician yet.") == 8


def test_cards_say_so_no_more_once_list_and_plan_are_signed(client, site_url, signed):
    assert "Not reviewed" not in cut_outs(client)


@pytest.mark.parametrize(("what", "country"), [("24-hours", ""), ("craving/delay", "nz"), ("someone-close", "gb")])
def test_every_choice_offers_a_link_a_code_words_paper_one_file_and_the_empty_if_then_sheet(client, what, country):
    """Read from the template, whichever way a choice reaches it."""
    handout = choose(what, country)
    asked = f"?country={country}" if country else ""
    context = {"handout": handout, "link": f"https://next24.example{handout.path}", "qr": "the code", "countries": []}
    html = render_to_string("clinicians/_handout.html", context)
    for offered in (
        handout.path,
        handout.paper,
        handout.one_file,
        handout.if_then,
        f"/clinicians/qr.svg{handout.query}",
    ):
        assert f'href="{offered.replace("&", "&amp;")}"' in html, offered
    assert (handout.one_file, handout.if_then) == (
        f"/plans/{handout.plan.slug}/take-away.html{asked}",
        f"/plans/if-then/print/{asked}",
    )
    assert {client.get(address).status_code for address in (handout.one_file, handout.if_then)} == {200}
    assert "the code" in html
    assert 'id="letter"' in html
    assert 'id="message"' in html
    assert "stays on the device" in html


def test_without_an_address_paper_and_file_are_there_all_the_same(client):
    links = {link["href"] for link in Page(client.get(ADDRESS)).attributes("a")}
    assert {"/plans/24-hours/print/", "/plans/24-hours/take-away.html", "/plans/if-then/print/"} <= links
