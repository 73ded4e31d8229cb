"""Choosing a country: by plain links from a fixed list, kept through the plan, and on a result without losing it."""

import re
from itertools import product
from urllib.parse import urlencode

import pytest

from articles.library import ARTICLES
from checkin.yourself import KEYS
from support.directory import COUNTRIES
from support.listing import crisis_line
from support.private_post import ROUND_SIZE
from tests.page.pages import Page

CHECK_IN = "/check-in/questions/"
FORM = "application/x-www-form-urlencoded"
ALL = [dict(zip(KEYS, values, strict=True)) for values in product("ynu", repeat=5)]
WITH_LINES = ["/", "/articles/the-first-24-hours/", "/plans/24-hours/", "/plans/24-hours/reach-out/", "/plans/craving/"]
CODES = [code for code in COUNTRIES if code != "world"]


def choices(response) -> list[dict[str, str | None]]:
    return [link for link in Page(response).attributes("a") if (link.get("href") or "").startswith("?country=")]


def numbers(response) -> str:
    """The people to call of a page, and the strip above it."""
    html: str = response.content.decode()
    people = html[html.index('class="people') :].split("</section>")[0]
    strip = html[html.index('id="strip"') :].split("</aside>")[0]
    return strip + people


@pytest.mark.parametrize("address", WITH_LINES)
def test_every_country_is_a_plain_link_and_is_swapped_in_place(client, address):
    links = choices(client.get(address))
    assert [link["href"] for link in links] == [f"?country={code}" for code in COUNTRIES]
    for link in links:
        assert link["hx-get"] == link["href"]
        assert (link["hx-select"], link["hx-target"], link["hx-push-url"]) == ("#main", "#main", "true")


@pytest.mark.parametrize("address", [*WITH_LINES, "/help/", "/help/au/", "/check-in/", "/plans/24-hours/print/"])
def test_places_that_a_link_swaps_or_focuses_stand_on_every_page_with_it(client, address):
    found = Page(client.get(address))
    ids = {attributes.get("id") for _, attributes in found.tags}
    assert {"main", "strip", "footer-line"} <= ids
    assert {link["data-focus"] for link in found.attributes("a") if link.get("data-focus")} <= ids


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("address", WITH_LINES)
def test_chosen_country_is_shown_in_strip_and_lines_alone(client, address, code):
    said = numbers(client.get(f"{address}?country={code}"))
    assert COUNTRIES[code].emergency[0].shown in said
    line = crisis_line(COUNTRIES[code])
    assert line
    assert line.phone_shown in said
    assert f'href="?country={code}"' not in said


@pytest.mark.parametrize("value", ["fr", "G", "", "gb%00", "<b>", "ie&country=xx"])
def test_a_country_that_we_do_not_know_is_ignored(client, value):
    page = client.get(f"/plans/24-hours/?country={value}")
    assert page.status_code == 200
    assert "Ireland: <strong" in page.content.decode()
    assert "country=fr" not in page.content.decode()


ARTICLE_PAGES = [f"/articles/{slug}/" for slug in ARTICLES]


@pytest.mark.parametrize(
    "address",
    ["/", "/articles/", "/plans/", "/plans/24-hours/", "/plans/24-hours/pause/", "/check-in/", *ARTICLE_PAGES],
)
def test_links_keep_the_country(client, address):
    html = client.get(f"{address}?country=nz").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    links = re.findall(r'href="(/(?:plans|articles|check-in)/[^"]*)"', main)
    assert links
    for link in links:
        assert "?country=nz" in link or link.endswith((".ics", "/feed/")), link


@pytest.mark.parametrize("address", ARTICLE_PAGES)
def test_link_to_help_leads_to_the_chosen_country(client, address):
    html = client.get(f"{address}?country=nz").content.decode()
    assert 'href="/help/"' not in html[html.index("<main") : html.index("</main>")]


# On the result of the check-in


def ask(client, answers: dict[str, str], country: str | list[str] = "", query: str = ""):
    body = urlencode({**answers, "asked": KEYS, "country": country}, doseq=True)
    return client.post(CHECK_IN + query, body, content_type=FORM, CONTENT_LENGTH=str(len(body)))


@pytest.mark.parametrize("code", CODES)
def test_result_shows_another_country_and_stays_the_same_result(client, htmx, code):
    for asker in (client, htmx):
        response = ask(asker, ALL[1], code)
        text = Page(response).text
        assert "You said yes to 4, not sure" in text or "You said yes to 4 of the 5." in text
        assert COUNTRIES[code].name in numbers(response)
        assert f"?country={code}" in response.content.decode()
        links = [link.get("href") or "" for link in Page(response).attributes("a")]
        assert all(link.endswith(f"?country={code}") for link in links if link.startswith("/plans/24-hours"))


def test_form_on_the_result_carries_the_answers_and_every_country(htmx):
    html = ask(htmx, ALL[100]).content.decode()
    form = html[html.index("Another country</summary>") :].split("</form>")[0]
    assert dict(re.findall(r'name="(\w+)" value="(\w)"', form)) == ALL[100]
    assert re.findall(r'name="country" value="(\w+)"', form) == list(COUNTRIES)


def test_strip_and_footer_follow_where_only_a_part_is_swapped(htmx):
    html = ask(htmx, ALL[0], "us").content.decode()
    assert '<aside class="strip" id="strip" aria-label="Emergency" hx-swap-oob="true">' in html
    assert '<div id="footer-line" hx-swap-oob="true">' in html
    assert "hx-swap-oob" not in ask(htmx, ALL[0]).content.decode()


def test_reader_starts_at_the_people_to_call_after_choosing(client, htmx):
    for asker in (client, htmx):
        html = ask(asker, ALL[0], "us").content.decode()
        assert re.findall(r" autofocus>([^<]*)", html) == ["Talk to someone now in the US"]


@pytest.mark.parametrize("country", ["fr", "<b>", ["ie", "xx"], "U S"])
def test_unknown_country_in_a_post_is_ignored(htmx, country):
    response = ask(htmx, ALL[0], country)
    assert response.status_code == 200
    assert "hx-swap-oob" not in response.content.decode()
    assert "<b>" not in response.content.decode()


@pytest.mark.parametrize("code", COUNTRIES)
def test_result_for_a_country_is_of_equal_length_whatever_was_answered(client, htmx, code):
    for asker in (client, htmx):
        lengths = {len(ask(asker, answers, code).content) for answers in ALL[::9]}
        assert len(lengths) == 1
        assert lengths.pop() % ROUND_SIZE == 0


def test_result_keeps_the_country_of_the_address(htmx):
    html = ask(htmx, ALL[0], query="?country=ca").content.decode()
    assert "?country=ca" in html
    assert 'value="ca"' not in html


@pytest.mark.parametrize(
    ("written", "code"), [("uk", "gb"), ("UK", "gb"), ("IE", "ie"), ("eire", "ie"), ("USA", "us"), ("Au", "au")]
)
def test_a_country_is_understood_as_people_write_it(client, written, code):
    response = client.get(f"/help/{written}/")
    assert (response.status_code, response.headers["Location"]) == (301, f"/help/{code}/")
    assert (
        client.get(f"/plans/24-hours/pause/?country={written}").content
        == client.get(f"/plans/24-hours/pause/?country={code}").content
    )
