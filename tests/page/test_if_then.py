"""The if-then sheet through the client: both readers, bad input, paper, and what never happens to a choice."""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import pytest
from django.test import Client

from plans.if_then import KEYS, NOTHING
from plans.if_then_lines import IFS, THENS
from support.directory import COUNTRIES
from support.listing import crisis_line
from support.private_post import FORM, ROUND_SIZE
from tests.page.pages import Page, title_of

START = "/plans/if-then/"
ADDRESS = "/plans/if-then/choose/"
PAPER = "/plans/if-then/print/"
ONE = {"if1": "p", "then1": "r"}
TWO = {**ONE, "if2": "c", "then2": "t"}
THREE = {**TWO, "if3": "n", "then3": "k"}
PAIRS = [{"if1": when, "then1": then} for when, then in product(IFS.by_code, THENS.by_code)]
# One, two or three pairs, each with the shortest and with the longest lines there are.
SHORT, LONG = (
    [kind(half.by_code.values(), key=lambda line: len(line.words.encode())).code for half in (IFS, THENS)]
    for kind in (min, max)
)
SETS = [dict(zip(KEYS, codes * number, strict=False)) for number in (1, 2, 3) for codes in (SHORT, LONG)]
TELLING = re.compile(r"[?&](if\d|then\d|asked|show|do)=")


def send(client: Client, chosen: Mapping[str, str] | None = None, asked: Sequence[str] = (), **more: str) -> Any:
    fields = [*(chosen or {}).items(), *more.items(), *(("asked", key) for key in asked)]
    body = "&".join(f"{key}={value}" for key, value in fields)
    return client.post(ADDRESS, body, content_type=FORM, CONTENT_TYPE=FORM, CONTENT_LENGTH=str(len(body)))


def selected(page: Page) -> list[str | None]:
    return [option["value"] for option in page.attributes("option") if "selected" in option]


def checked(page: Page) -> list[str | None]:
    return [field["value"] for field in page.attributes("input") if "checked" in field]


def sentence(pair: Mapping[str, str]) -> str:
    return f"If {IFS.by_code[pair['if1']].words}, then I will {THENS.by_code[pair['then1']].words}."


def words_of(response: Any) -> str:
    return re.sub(r"\s+([.,])", r"\1", Page(response).text)


# One address, two readers


def test_start_without_javascript_is_a_link_to_the_form(client):
    assert f'href="{ADDRESS}"' in client.get(START).content.decode()


def test_get_shows_one_form_with_three_pairs_and_nothing_chosen(client):
    page = Page(client.get(ADDRESS))
    assert len(page.attributes("fieldset")) == 3
    assert [field["name"] for field in page.attributes("select")] == list(KEYS)
    assert selected(page) == []


# The start page has the same one: a history does not tell how far somebody came.
IN_PLACE = "The if-then sheet – The Next 24"


@pytest.mark.parametrize(("chosen", "number"), [(ONE, 1), (TWO, 2), (THREE, 3)])
def test_plain_browser_posts_once_and_sees_the_sheet(client, chosen, number):
    response = send(client, {**dict.fromkeys(KEYS, NOTHING), **chosen}, KEYS, do="s")
    assert response.status_code == 200
    assert title_of(response).startswith("Your sheet")
    assert sentence(ONE) in words_of(response)
    assert words_of(response).count("then I will") == 4
    assert Page(response).text.count("My person") == 1
    html = response.content.decode()
    assert html[html.index('id="if-then-plans"') :].partition("</div>")[0].count("<p>") == number


def test_htmx_goes_list_by_list_with_the_chosen_line_in_sight(htmx):
    first = send(htmx)
    assert (first.status_code, title_of(first)) == (200, IN_PLACE)
    second = send(htmx, {"if1": "p"}, ["if1"])
    assert "If it is payday, then I will …" in Page(second).text
    third = send(htmx, ONE, ["then1"], do="m")
    assert (title_of(third), "Plan 2 of up to 3" in Page(third).text) == (IN_PLACE, True)
    assert sentence(ONE) in words_of(third)
    assert title_of(send(htmx, ONE, ["then1"], do="s")) == IN_PLACE
    assert title_of(send(htmx, THREE, ["then3"], do="m")) == IN_PLACE


def test_all_six_keys_travel_with_every_list_so_that_requests_are_equally_long(htmx):
    for chosen, key in (({}, "if1"), ({"if1": "p"}, "then1"), (ONE, "if2")):
        page = Page(send(htmx, chosen, show=key))
        hidden = [field["name"] for field in page.attributes("input") if field["type"] == "hidden"]
        assert set(hidden) >= set(KEYS) - {key}
        assert {field["name"] for field in page.attributes("input") if field["type"] == "radio"} == {key}
    values = [field["value"] or "" for field in page.attributes("input") if field["name"] in KEYS]
    assert {len(value) for value in values} == {1}
    form = Page(htmx.get(ADDRESS))
    assert {len(option["value"] or "") for option in form.attributes("option")} == {1}


def test_back_shows_the_list_before_with_its_line_chosen(htmx):
    response = send(htmx, TWO, show="then1")
    assert "If it is payday, then I will …" in Page(response).text
    assert checked(Page(response)) == ["r"]


def test_stale_form_cannot_skip_a_list(htmx):
    for stale in (send(htmx, {"then2": "r"}, ["then2"]), send(htmx, ONE, show="if3")):
        assert "Plan 2 of up to 3 If …" in " ".join(Page(stale).text.split())


def test_change_shows_every_line_as_it_was(client, htmx):
    for asker in (client, htmx):
        response = send(asker, THREE, show="all")
        assert selected(Page(response)) == list(THREE.values())


def test_empty_pair_in_the_middle_is_closed_up(client):
    response = send(client, {**ONE, "if3": "n", "then3": "k"}, KEYS, do="s")
    hidden = {field["name"]: field["value"] for field in Page(response).attributes("input")}
    assert [hidden[key] for key in KEYS] == ["p", "r", "n", "k", NOTHING, NOTHING]


def test_whole_page_and_fragment_hold_the_same_sheet(client, htmx):
    page, fragment = (
        re.sub(r"\s+", " ", send(asker, TWO, KEYS, do="s").content.decode()).strip() for asker in (client, htmx)
    )
    start = fragment.index("<p", fragment.index("if-then-heading"))
    assert fragment[start:].strip() in page


# A list without a line


@pytest.mark.parametrize("key", KEYS)
def test_missing_line_is_said_above_and_beside_the_list(htmx, key):
    before = {one: THREE[one] for one in KEYS[: KEYS.index(key)]}
    response = send(htmx, before, [key])
    page = Page(response)
    assert response.status_code == 422
    assert title_of(response).startswith("Error: ")
    assert page.text.count("Choose a line") == 2
    places = {attributes.get("id") for _, attributes in page.tags}
    assert {link["href"] for link in page.attributes("a")} <= {f"#{place}" for place in places}
    assert [attributes["class"] for _, attributes in page.tags if "autofocus" in attributes] == ["error-summary"]


def test_list_of_a_second_plan_can_be_left_for_the_sheet(htmx):
    response = send(htmx, ONE, ["if2"], do="s")
    assert response.status_code == 200
    assert "Your sheet" in Page(response).text


def test_half_pair_of_the_whole_form_keeps_the_rest_and_names_what_is_missing(client):
    response = send(client, {**ONE, "if2": "c", "then3": "k"}, KEYS, do="s")
    page = Page(response)
    assert response.status_code == 422
    assert title_of(response).startswith("Error: ")
    assert selected(page) == ["p", "r", "c", "k"]
    assert page.text.count("Choose a “then” for plan 2") == page.text.count("Choose an “if” for plan 3") == 2
    assert {"#then2", "#if3"} <= {link.get("href") for link in page.attributes("a")}


def test_form_without_a_line_asks_for_the_first_pair_alone(client):
    response = send(client, dict.fromkeys(KEYS, NOTHING), KEYS, do="s")
    assert response.status_code == 422
    assert "for plan 1" in Page(response).text
    assert "for plan 2" not in Page(response).text


def test_empty_post_shows_the_first_list_or_the_form(client, htmx):
    assert send(client).status_code == send(htmx).status_code == 200


# What never happens to a choice


def test_sheets_are_of_equal_length_whatever_was_chosen(client, htmx):
    for asker in (client, htmx):
        assert {len(send(asker, chosen, KEYS, do="s").content) for chosen in (*SETS, *PAIRS[::7])} == {ROUND_SIZE}


@pytest.mark.parametrize("key", KEYS)
def test_lists_are_of_equal_length_whatever_was_chosen(htmx, key):
    lengths = {len(send(htmx, chosen, show=key).content) for chosen in (*SETS, *PAIRS[::7])}
    assert lengths == {ROUND_SIZE}


@pytest.mark.parametrize("code", COUNTRIES)
def test_sheets_for_a_country_are_of_equal_length_whatever_was_chosen(client, htmx, code):
    for asker in (client, htmx):
        assert {len(send(asker, chosen, country=code).content) for chosen in SETS} == {ROUND_SIZE}


def test_longest_name_and_an_address_leave_every_answer_its_size(client, htmx, settings, site_url):
    settings.SITE_NAME = "&" * 40
    for asker in (client, htmx):
        for more in ({"do": "s"}, {"show": "all"}, {"show": "then3"}):
            assert {len(send(asker, chosen, **more).content) for chosen in SETS} == {ROUND_SIZE}
        assert len(send(asker, {}, KEYS, do="s").content) == ROUND_SIZE


def test_answers_are_sent_uncompressed_and_are_not_stored():
    for more in ({}, {"HX-Request": "true"}):
        response = send(Client(headers={"Accept-Encoding": "gzip, br", **more}), TWO, do="s")
        assert "Content-Encoding" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
        assert "X-Accel-Expires" not in response.headers
        assert not response.cookies


@pytest.mark.parametrize("address", [START, ADDRESS])
def test_no_shared_cache_keeps_where_choices_are_made(client, address):
    headers = client.get(address).headers
    assert "X-Accel-Expires" not in headers
    assert "CDN-Cache-Control" not in headers


def test_empty_sheet_is_the_same_for_everyone_and_may_be_shared(client):
    assert "X-Accel-Expires" in client.get(PAPER).headers
    assert client.get(f"{PAPER}?if1=p&then1=r").content == Client().get(PAPER).content


def test_choices_never_stand_in_an_address(client, htmx):
    for response in (send(client, THREE, do="s"), send(htmx, THREE, do="s"), send(htmx, TWO, show="if3")):
        for _, attributes in Page(response).tags:
            for name in ("href", "action", "hx-post", "hx-get"):
                assert not TELLING.search(attributes.get(name) or "")


def test_title_says_nothing_of_the_choice(client):
    assert len({title_of(send(client, chosen, do="s")) for chosen in SETS}) == 1


def test_query_is_not_read_as_a_choice(client):
    assert client.get(f"{ADDRESS}?if1=p&then1=r&show=all").content == client.get(ADDRESS).content


def test_post_does_not_change_what_is_held(client):
    before = client.get(ADDRESS).content
    send(client, THREE, KEYS, do="s")
    assert client.get(ADDRESS).content == before


# Bad input


@pytest.mark.parametrize(
    "body", ["if1=payday", "if1=", "if1=%00", "if1=p&if1=c", "if1=%ff", "x=1&y=2", "=&=&&", "if1", "if1=P", "if1=-"]
)
def test_line_that_is_on_no_list_counts_as_not_chosen(htmx, body):
    assert htmx.post(ADDRESS, body + "&asked=if1", content_type=FORM).status_code == 422


@pytest.mark.parametrize("code", [code for code in THENS.by_code if code not in IFS.by_code])
def test_line_of_the_other_list_counts_as_not_chosen(htmx, code):
    assert send(htmx, {"if1": code}, ["if1"]).status_code == 422


@pytest.mark.parametrize(
    "body", ["asked=nothing", "asked=%00", "show=elsewhere", "do=elsewhere", "name=somebody", "if4=p", "country=xx"]
)
def test_unknown_keys_are_dropped(client, htmx, body):
    for asker in (client, htmx):
        response = asker.post(ADDRESS, body, content_type=FORM)
        assert response.status_code == 200
        assert "somebody" not in response.content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(client, method):
    response = getattr(client, method)(ADDRESS)
    assert response.status_code == 405
    assert "116 123" in response.content.decode()


def test_too_many_fields_and_another_encoding_are_clear_errors(client):
    assert client.post(ADDRESS, "&".join(["a=1"] * 200), content_type=FORM).status_code == 400
    assert client.post(ADDRESS, b"if1=p", content_type=f"{FORM}; charset=utf-16").status_code == 400


# Paper


@pytest.mark.parametrize("code", COUNTRIES)
def test_sheet_and_empty_sheet_carry_the_emergency_line_and_the_countrys_voice(client, htmx, code):
    country = COUNTRIES[code]
    asked = [send(htmx, ONE, country=code), client.get(f"{PAPER}?country={code}")]
    for response in (*asked, client.post(f"{ADDRESS}?country={code}", "if1=p&then1=r", content_type=FORM)):
        html = response.content.decode()
        paper = html[html.index('class="paper') :]
        assert paper.index("Call an ambulance") < paper.index('class="paper__heading"')
        assert country.emergency[0].shown in paper if country.emergency else True
        if line := crisis_line(country):
            assert (line.phone_shown or "") in paper


def test_empty_sheet_holds_every_line_with_a_box(client):
    response = client.get(PAPER)
    text = words_of(response)
    for half in (IFS, THENS):
        for line in half.by_code.values():
            assert line.words in text
    assert response.content.decode().count("<li>") >= len(IFS.by_code) + len(THENS.by_code)
    assert "Open now" not in text


def test_paper_has_an_address_and_the_empty_one_a_code_where_there_is_one(client, site_url):
    assert f"{site_url}{START}" in client.get(PAPER).content.decode()
    assert 'class="qr"' in client.get(PAPER).content.decode()
    assert f"{site_url}{START}" in send(client, ONE, do="s").content.decode()


def test_paper_says_whether_a_clinician_has_signed(client, signed):
    for response in (client.get(PAPER), send(client, ONE, do="s")):
        assert "Reviewed by A. Name" in Page(response).text


def test_share_and_copy_take_the_plans_and_nothing_else(client):
    response = send(client, TWO, do="s")
    html = response.content.decode()
    assert 'data-share="if-then-plans"' in html
    assert 'data-copy="if-then-plans"' in html
    plans = html[html.index('id="if-then-plans"') :].partition("</div>")[0]
    assert re.sub("<[^>]+>", " ", plans).count("then I will") == 2
    assert "http" not in plans


# What it says of itself, and where it is found


def test_start_says_that_the_method_is_borrowed_before_the_button(client):
    html = client.get(START).content.decode()
    assert html.index("borrowed from research on alcohol") < html.index("Choose my plans")
    assert html.index("Nothing is kept") < html.index("Choose my plans")


def test_form_without_javascript_says_what_the_browser_keeps(client):
    html = client.get(ADDRESS).content.decode()
    assert html.index("may keep what you send until you close it") < html.index("<form")


@pytest.mark.parametrize(
    "address",
    [
        "/plans/",
        "/plans/24-hours/look-back-gently/",
        "/plans/craving/decide/",
        "/plans/craving/how-it-goes/",
        "/articles/the-first-24-hours/",
        "/plans/7-days/day-5/",
        "/articles/riding-out-a-craving/",
        "/clinicians/",
    ],
)
def test_sheet_is_linked_where_it_helps(client, address):
    assert START in {link.get("href") for link in Page(client.get(address)).attributes("a")}


def test_clinicians_are_given_the_empty_sheet(client):
    assert PAPER in {link.get("href") for link in Page(client.get("/clinicians/")).attributes("a")}


def test_sheet_keeps_the_country(client, htmx):
    for response in (client.get(f"{START}?country=ca"), client.get(f"{ADDRESS}?country=ca")):
        assert f"{ADDRESS}?country=ca" in response.content.decode()
    html = send(htmx, ONE, country="us").content.decode()
    assert f'action="{ADDRESS}?country=us"' in html
    assert 'id="strip"' in html
