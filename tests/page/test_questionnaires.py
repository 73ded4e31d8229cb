"""What holds for every check-in there is, and for one more that is only data."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.html import escape

from checkin import fragments, views
from checkin.library import QUESTIONNAIRES, questions_address, start_address
from checkin.questionnaire import Questionnaire
from checkin.questions import VALUES
from checkin.someone import SOMEONE
from checkin.yourself import YOURSELF
from support.directory import COUNTRIES, HELPLINES
from support.listing import HOME
from support.private_post import FORM, ROUND_SIZE
from tests.page.pages import Page, title_of

KEYS = ("aaaa", "bbbb", "cccc", "dddd", "eeee")
# A third one: data alone, and its words are its own.
THIRD = replace(
    YOURSELF,
    slug="third",
    title="A third check-in",
    heading="A third heading",
    offer="A third offer",
    questions=tuple(
        replace(one, key=key, text=f"{one.text} {key}") for key, one in zip(KEYS, YOURSELF.questions, strict=True)
    ),
    limit="A third limit.",
)
ALL = MappingProxyType({**QUESTIONNAIRES, THIRD.slug: THIRD})
EVERY = pytest.mark.parametrize("questionnaire", ALL.values(), ids=lambda one: one.slug or "yourself")


@pytest.fixture(autouse=True)
def _third(monkeypatch):
    monkeypatch.setattr(views, "QUESTIONNAIRES", ALL)


def all_answers(questionnaire: Questionnaire) -> list[dict[str, str]]:
    return [dict(zip(questionnaire.keys, values, strict=True)) for values in product("ynu", repeat=5)]


def send(
    client: Client,
    questionnaire: Questionnaire,
    answers: dict[str, str],
    asked: Sequence[str] = (),
    query: str = "",
    **more: str,
) -> Any:
    pairs = [*answers.items(), *more.items(), *(("asked", key) for key in asked)]
    body = "&".join(f"{key}={value}" for key, value in pairs)
    address = questions_address(questionnaire) + query
    return client.post(address, body, content_type=FORM, CONTENT_TYPE=FORM, CONTENT_LENGTH=str(len(body)))


@pytest.fixture(scope="module")
def answered() -> Callable[..., Any]:
    """What comes for five answers, asked for once for all that is looked at in it."""
    held: dict[tuple[str, ...], Any] = {}

    def answered(client: Client, questionnaire: Questionnaire, answers: dict[str, str], query: str = "") -> Any:
        key = (str(client.defaults), questionnaire.slug, *answers.values(), query)
        if key not in held:
            held[key] = send(client, questionnaire, answers, questionnaire.keys, query)
        assert held[key].status_code == 200, key
        return held[key]

    return answered


@pytest.fixture(scope="module")
def result(answered: Callable[..., Any]) -> Callable[..., str]:
    """Its words, without what differs from one minute to the next."""

    def result(*asked: Any) -> str:
        return re.sub(r"\d\d:\d\d", "hh:mm", re.sub(r"\s+", " ", answered(*asked).content.decode()))

    return result


@EVERY
def test_start_page_leads_to_its_own_questions_and_to_every_other_check_in(client, questionnaire):
    html = client.get(start_address(questionnaire)).content.decode()
    assert f'href="{questions_address(questionnaire)}" hx-post="{questions_address(questionnaire)}"' in html
    assert escape(questionnaire.heading) in html
    for other in ALL.values():
        assert (escape(other.offer) in html) == (other != questionnaire)


@EVERY
def test_plain_form_asks_its_own_questions_and_posts_once(client, result, questionnaire):
    page = Page(client.get(questions_address(questionnaire)))
    names = {field["name"] for field in page.attributes("input") if field["type"] == "radio"}
    assert names == set(questionnaire.keys)
    assert questions_address(questionnaire) in [form["action"] for form in page.attributes("form")]
    assert not [field for field in page.attributes("input") if "checked" in field]
    assert "You said yes to 5 of the 5." in result(client, questionnaire, all_answers(questionnaire)[0])


@EVERY
def test_htmx_walks_through_its_questions_one_at_a_time(htmx, questionnaire):
    answers: dict[str, str] = {}
    response = send(htmx, questionnaire, {})
    for question in questionnaire.questions:
        assert escape(question.text) in response.content.decode()
        page = Page(response)
        assert {form["hx-post"] for form in page.attributes("form")} == {questions_address(questionnaire)}
        hidden = {
            field["name"]: field["value"]
            for field in page.attributes("input")
            if field["type"] == "hidden" and field["name"] in questionnaire.keys
        }
        assert hidden == answers
        answers[question.key] = "y"
        response = send(htmx, questionnaire, answers, [question.key])
    assert "You said yes to 5 of the 5." in Page(response).text


@EVERY
def test_stale_form_cannot_skip_a_question_of_any(htmx, questionnaire):
    last = questionnaire.keys[-1]
    response = send(htmx, questionnaire, {last: "y"}, [last])
    assert escape(questionnaire.questions[0].text) in response.content.decode()


@EVERY
def test_answers_to_another_check_in_are_dropped(client, htmx, questionnaire):
    for other in ALL.values():
        if not set(other.keys) & set(questionnaire.keys):
            for asker in (client, htmx):
                response = send(asker, questionnaire, all_answers(other)[0], other.keys)
                assert response.status_code == 200
                assert "You said" not in response.content.decode()
                assert not any(f'name="{key}"' in response.content.decode() for key in other.keys)


@EVERY
def test_missing_answer_is_an_error_in_every_check_in(client, htmx, questionnaire):
    key = questionnaire.keys[1]
    for asker, asked in ((client, questionnaire.keys), (htmx, [key])):
        response = send(asker, questionnaire, {questionnaire.keys[0]: "y"}, asked)
        assert response.status_code == 422
        assert title_of(response).startswith("Error: ")
        assert f'href="#{key}-y"' in response.content.decode()


@EVERY
def test_back_and_change_show_what_was_chosen(htmx, questionnaire):
    answers = all_answers(questionnaire)[100]
    back = Page(send(htmx, questionnaire, answers, show=questionnaire.keys[1]))
    assert [field["value"] for field in back.attributes("input") if "checked" in field] == [
        answers[questionnaire.keys[1]]
    ]
    change = Page(send(htmx, questionnaire, answers, show="all"))
    assert {field["name"]: field["value"] for field in change.attributes("input") if "checked" in field} == answers


@EVERY
def test_every_result_is_of_equal_length_whatever_was_answered_in_every_check_in(client, htmx, answered, questionnaire):
    for asker in (client, htmx):
        responses = (answered(asker, questionnaire, answers) for answers in all_answers(questionnaire))
        lengths = {len(response.content) for response in responses}
        assert len(lengths) == 1
        assert lengths.pop() % ROUND_SIZE == 0


@EVERY
@pytest.mark.parametrize("code", COUNTRIES)
def test_every_result_for_a_country_is_of_equal_length_in_every_check_in(client, htmx, questionnaire, code):
    for asker in (client, htmx):
        some = all_answers(questionnaire)[::13]
        chosen = (send(asker, questionnaire, answers, questionnaire.keys, country=code) for answers in some)
        assert len({len(response.content) for response in chosen}) == 1


@EVERY
@pytest.mark.parametrize("number", range(1, 5))
def test_every_question_is_of_equal_length_whatever_was_answered_in_every_check_in(htmx, questionnaire, number):
    begun = {tuple(list(answers.items())[:number]) for answers in all_answers(questionnaire)}
    asked = questionnaire.keys[number - 1 : number]
    assert len({len(send(htmx, questionnaire, dict(answers), asked).content) for answers in begun}) == 1


@EVERY
def test_nothing_of_an_answer_is_stored_or_stands_in_an_address_or_title(client, htmx, answered, questionnaire):
    for asker in (client, htmx):
        titles = set()
        for answers in all_answers(questionnaire)[::9]:
            response = answered(asker, questionnaire, answers)
            assert response.headers["Cache-Control"] == "no-store"
            assert not response.cookies
            titles.add(title_of(response))
            for _, attributes in Page(response).tags:
                for name in ("href", "action", "hx-post", "hx-get"):
                    telling = rf"[?&]({'|'.join(questionnaire.keys)}|asked|show)="
                    assert not re.search(telling, attributes.get(name) or "")
        assert len(titles) == 1


@EVERY
def test_page_and_fragment_hold_the_same_result_in_every_check_in(client, htmx, result, questionnaire):
    for answers in all_answers(questionnaire)[::27]:
        page, fragment = (result(asker, questionnaire, answers) for asker in (client, htmx))
        assert fragment[fragment.index("</h2>") + 5 :].rstrip() in page


@EVERY
def test_every_result_says_what_it_is_not_and_shows_the_emergency_card(htmx, result, questionnaire):
    cards = set()
    for answers in all_answers(questionnaire):
        html = result(htmx, questionnaire, answers)
        assert escape(questionnaire.limit) in html
        cards.add(html[html.index('<section class="emergency') :].split("</section>")[0])
    assert len(cards) == 1


@EVERY
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [(b"{}", "application/json", 415), (b"aaaa=" + b"y" * 17_000, FORM, 413), (b"a=1&" * 200, FORM, 400)],
)
def test_bad_input_is_refused_in_every_check_in(client, questionnaire, body, kind, status):
    assert client.post(questions_address(questionnaire), body, content_type=kind).status_code == status


@pytest.mark.parametrize(
    "address", ["/check-in/nobody/", "/check-in/nobody/questions/", "/check-in/questions/questions/"]
)
def test_check_in_that_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address, "a=b", content_type=FORM).status_code in {404, 405}


# For someone close


def home_lines(html: str) -> str:
    start = html.index(f'aria-label="{SOMEONE.help_heading}"')
    return html[start : html.index("</section>", start)]


def test_fear_shows_who_helps_at_home_before_everything_else(client, htmx, result):
    for asker in (client, htmx):
        for answers in all_answers(SOMEONE):
            html = result(asker, SOMEONE, answers)
            order = [html.index(mark) for mark in ('id="result-next"', 'aria-label="When home is not safe"')]
            emergency, meaning = html.index('<section class="emergency'), html.index('id="result-meaning"')
            if answers["fear"] == "n":
                assert emergency < meaning < order[0] < order[1]
            else:
                first = html.index('id="result-first"')
                assert (
                    first < html.index("call the emergency number", first) < emergency < order[0] < order[1] < meaning
                )


def test_every_result_shows_the_same_help_at_home_to_the_letter(htmx, result):
    assert len({home_lines(result(htmx, SOMEONE, answers)) for answers in all_answers(SOMEONE)}) == 1


@pytest.mark.parametrize("code", COUNTRIES)
def test_fear_meets_abuse_and_child_safety_lines_in_every_country(htmx, result, code):
    html = home_lines(result(htmx, SOMEONE, dict.fromkeys(SOMEONE.keys, "u"), f"?country={code}"))
    if code == "world":
        assert "Find A Helpline" in html
        return
    for kind in HOME:
        assert any(escape(line.for_whom) in html for line in HELPLINES if (line.country, line.kind) == (code, kind))


def test_no_result_for_someone_close_is_an_all_clear(htmx, result):
    assert "This is not an all-clear" in result(htmx, SOMEONE, dict.fromkeys(SOMEONE.keys, "n"))


def test_home_leads_to_the_check_in_for_someone_close(client):
    links = [link["href"] for link in Page(client.get("/")).attributes("a") if link.get("class") == "situation"]
    assert links[3] == "/check-in/someone/"


@pytest.mark.parametrize("code", ["", "ie", "gb"])
def test_result_of_fear_has_a_line_for_women_and_one_for_men(client, code):
    answers = dict(zip(SOMEONE.keys, "nynnn", strict=True))
    html = send(client, SOMEONE, answers, SOMEONE.keys, f"?country={code}").content.decode()
    lines = {"ie": ("Women’s Aid", "Men’s Aid"), "gb": ("National Domestic Abuse Helpline", "Men’s Advice Line")}
    for country in [code] if code else lines:
        assert all(name in html for name in lines[country]), country


@pytest.mark.parametrize("address", ["/plans/someone-close/safe-first/", "/plans/someone-close/is-everyone-safe/"])
@pytest.mark.parametrize("code", ["", "ie", "gb"])
def test_where_home_is_not_safe_a_line_for_women_has_one_for_men_beside_it(client, address, code):
    html = client.get(f"{address}?country={code}").content.decode()
    html = html[html.index("<main") :]
    lines = {"ie": ("Women’s Aid", "Men’s Aid"), "gb": ("National Domestic Abuse Helpline", "Men’s Advice Line")}
    for country in [code] if code else lines:
        for name, whom in zip(lines[country], ("women", "men"), strict=True):
            assert re.search(rf"{name}( <[^>]*>\(for {whom}\)|.*?{whom.capitalize()} who)", html, re.S), (country, name)


@EVERY
def test_what_is_held_in_memory_is_the_same_whatever_was_answered(htmx, questionnaire):
    """Every question and outcome is made together, at the first request for a country: nothing is added for anybody's answers."""
    made: Any = fragments.fragments
    made.cache_clear()
    address = questions_address(questionnaire)
    htmx.post(address, "show=all", content_type=FORM)
    held = made.cache_info()
    for answers in product(VALUES, repeat=5):
        given = dict(zip(questionnaire.keys, answers, strict=True))
        for sent in (given, {questionnaire.keys[0]: answers[0]}, {**given, "show": questionnaire.keys[-1]}):
            assert htmx.post(address, urlencode(sent), content_type=FORM).status_code == 200
    assert made.cache_info().misses == held.misses == 1
