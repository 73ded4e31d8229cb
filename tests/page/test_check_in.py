"""The check-in through the client: both readers, bad input, and what never happens to an answer."""

import re
from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from checkin.questions import OPTIONS
from checkin.yourself import KEYS, QUESTIONS
from support.private_post import ROUND_SIZE
from tests.page.pages import Page, title_of

ADDRESS = "/check-in/questions/"
FORM = "application/x-www-form-urlencoded"
ALL = [dict(zip(KEYS, values, strict=True)) for values in product("ynu", repeat=5)]


def send(client: Client, answers: dict[str, str] | None = None, asked: Sequence[str] = (), **more: str) -> Any:
    data: dict[str, Any] = {**(answers or {}), **more, "asked": list(asked)}
    pairs = [
        (key, value) for key, values in data.items() for value in (values if isinstance(values, list) else [values])
    ]
    body = "&".join(f"{key}={value}" for key, value in pairs)
    # The client leaves the headers of an empty body out; browsers send them.
    return client.post(ADDRESS, body, content_type=FORM, CONTENT_TYPE=FORM, CONTENT_LENGTH=str(len(body)))


def without_spaces(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# One address, two readers


def test_get_shows_the_whole_form(client):
    page = Page(client.get(ADDRESS))
    assert len(page.attributes("fieldset")) == 5
    assert len([field for field in page.attributes("input") if field["type"] == "radio"]) == 15
    assert not [field for field in page.attributes("input") if "checked" in field]


def test_start_without_javascript_is_a_link_to_the_form(client):
    assert f'href="{ADDRESS}"' in client.get("/check-in/").content.decode()


def test_plain_browser_posts_once_and_sees_the_result(client):
    response = send(client, ALL[0], KEYS)
    assert response.status_code == 200
    assert "You said yes to 5 of the 5." in Page(response).text


def test_htmx_starts_with_the_first_question(htmx):
    response = send(htmx)
    assert response.status_code == 200
    assert QUESTIONS[0].text in response.content.decode()
    assert "<html" not in response.content.decode()
    assert title_of(response).startswith("Check-in – ")


def test_htmx_walks_through_the_questions_one_at_a_time(htmx):
    answers: dict[str, str] = {}
    for question, after in zip(QUESTIONS, [*QUESTIONS[1:], None], strict=True):
        answers[question.key] = "y"
        response = send(htmx, answers, [question.key])
        assert response.status_code == 200
        assert after is None or after.text in response.content.decode()
    assert "You said yes to 5 of the 5." in Page(response).text


def test_answers_so_far_travel_as_hidden_fields(htmx):
    fields = Page(send(htmx, {"more": "y", "stop": "n"}, ["stop"])).attributes("input")
    hidden = {(field["name"], field["value"]) for field in fields if field["type"] == "hidden"}
    assert {("more", "y"), ("stop", "n"), ("asked", "time")} <= hidden


def test_stale_form_cannot_skip_a_question(htmx):
    response = send(htmx, {"days": "y"}, ["days"])
    assert QUESTIONS[0].text in response.content.decode()


def test_back_shows_the_question_before_with_its_answer_chosen(htmx):
    response = send(htmx, {"more": "u", "stop": "n"}, show="stop")
    page = Page(response)
    chosen = [field["value"] for field in page.attributes("input") if "checked" in field]
    assert response.status_code == 200
    assert QUESTIONS[1].text in response.content.decode()
    assert chosen == ["n"]


def test_change_an_answer_shows_all_five_as_they_were(client, htmx):
    for asker in (client, htmx):
        page = Page(send(asker, ALL[100], show="all"))
        chosen = {field["name"]: field["value"] for field in page.attributes("input") if "checked" in field}
        assert chosen == ALL[100]


def test_whole_page_and_fragment_hold_the_same_result(client, htmx):
    for answers in ALL[::27]:
        page, fragment = (without_spaces(send(asker, answers, KEYS)) for asker in (client, htmx))
        start = fragment.index("<section", fragment.index("result__heading"))
        rest = fragment[start:].rstrip()
        assert rest in page


# A question on the screen without an answer


def test_missing_answer_is_said_above_and_beside_the_question(htmx):
    response = send(htmx, {"more": "y"}, ["stop"])
    page = Page(response)
    assert response.status_code == 422
    assert title_of(response).startswith("Error: ")
    assert page.text.count("Choose an answer, or choose “I’m not sure”") == 2
    assert "#stop-y" in [link.get("href") for link in page.attributes("a")]
    assert "stop-error" in response.content.decode()


def test_error_summary_takes_focus(htmx):
    focused = [attributes for _, attributes in Page(send(htmx, {}, ["more"])).tags if "autofocus" in attributes]
    assert [attributes["class"] for attributes in focused] == ["error-summary"]


def test_missing_answers_of_the_whole_form_keep_the_others(client):
    response = send(client, {"more": "y", "days": "u"}, KEYS)
    page = Page(response)
    chosen = {field["name"]: field["value"] for field in page.attributes("input") if "checked" in field}
    assert response.status_code == 422
    assert chosen == {"more": "y", "days": "u"}
    assert page.text.count("(question 3)") == 2


def test_empty_post_shows_the_questions(client, htmx):
    assert send(client).status_code == 200
    assert send(htmx).status_code == 200


# The result


def help_of(html: str) -> str:
    """From the emergency up to what the answers may mean."""
    plain = re.sub(r"\d\d:\d\d", "hh:mm", html)
    return plain[plain.index('<section class="emergency') : plain.index('id="result-meaning"')]


def test_every_result_has_the_same_help_before_its_meaning(htmx):
    reference = help_of(without_spaces(send(htmx, ALL[0], KEYS)))
    for answers in ALL:
        assert help_of(without_spaces(send(htmx, answers, KEYS))) == reference, answers


def test_result_keeps_its_order(htmx):
    html = send(htmx, ALL[0], KEYS).content.decode()
    parts = [
        'class="emergency ',
        'class="people voice"',
        'id="result-meaning"',
        'id="result-next"',
        "the only copy",
        'class="button" href="/plans/',
        'id="result-reading"',
    ]
    marks = ["You said", *parts]
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)


BANNED = re.compile(
    r"\b(mild|moderate|severe(?! panic)|dependen(t|ce)|addict|disorder|score|risk|percent|%|well done|great|good news|congratulations|safe to)\b",
    re.IGNORECASE,
)


def test_no_result_names_a_level_or_praises(htmx):
    for answers in ALL[::5]:
        text = Page(send(htmx, answers, KEYS)).text
        assert not BANNED.search(text), (answers, BANNED.search(text))


def test_no_yes_is_no_all_clear(htmx):
    text = Page(send(htmx, dict.fromkeys(KEYS, "n"), KEYS)).text
    assert "This is not an all-clear" in text


def test_not_sure_is_named(htmx):
    answers = dict(zip(KEYS, "yyunn", strict=True))
    assert "You said yes to 2, not sure about 1, no to 2." in Page(send(htmx, answers, KEYS)).text


def test_result_has_no_offer(htmx, settings):
    settings.OFFER_URL, settings.OFFER_LABEL = "https://offer.example/", "Book a talk with us"
    assert "offer.example" not in send(htmx, ALL[0], KEYS).content.decode()


# What never happens to an answer


def test_answers_are_of_equal_length_whatever_was_answered(client, htmx):
    for asker in (client, htmx):
        lengths = {len(send(asker, answers, KEYS).content) for answers in ALL}
        assert len(lengths) == 1
        assert lengths.pop() % ROUND_SIZE == 0


@pytest.mark.parametrize("number", range(1, 5))
def test_questions_are_of_equal_length_whatever_was_answered(htmx, number):
    lengths = {len(send(htmx, dict(list(answers.items())[:number]), [KEYS[number - 1]]).content) for answers in ALL}
    assert len(lengths) == 1


def test_answers_are_sent_uncompressed():
    response = send(Client(headers={"HX-Request": "true", "Accept-Encoding": "gzip, br"}), ALL[0], KEYS)
    assert "Content-Encoding" not in response.headers


def test_answers_are_not_stored(client, htmx):
    for asker in (client, htmx):
        response = send(asker, ALL[0], KEYS)
        assert response.headers["Cache-Control"] == "no-store"
        assert not response.cookies


def test_answers_never_stand_in_an_address(htmx):
    for _, attributes in Page(send(htmx, ALL[0], KEYS)).tags:
        for name in ("href", "action", "hx-post", "hx-get"):
            assert not re.search(r"[?&](more|stop|time|harm|days|asked|show)=", attributes.get(name) or "")


def test_title_says_nothing_of_the_answers(htmx):
    assert len({title_of(send(htmx, answers, KEYS)) for answers in ALL}) == 1


def test_title_in_place_does_not_tell_how_far_someone_came(client, htmx):
    """It ends in a history and in a browser's session file. The heading, which has the focus, says where one is."""
    screens = [client.get("/check-in/"), send(htmx)]
    screens += [send(htmx, dict.fromkeys(KEYS[:number], "y"), KEYS[:number]) for number in range(1, 6)]
    screens += [send(htmx, ALL[0], KEYS, show="all")]
    assert {title_of(screen) for screen in screens} == {"Check-in – The Next 24"}
    assert title_of(send(htmx, {}, KEYS[:1])) == "Error: Check-in – The Next 24"


def test_query_is_not_read_as_an_answer(client):
    page = Page(client.get(ADDRESS + "?more=y&stop=y&time=y&harm=y&days=y&asked=more"))
    assert len(page.attributes("fieldset")) == 5
    assert not [field for field in page.attributes("input") if "checked" in field]


# Bad input


@pytest.mark.parametrize(
    "body", ["more=yes", "more=", "more=%00", "more=y&more=n", "more=%ff", "x=1&y=2", "=&=&&", "more"]
)
def test_odd_answers_count_as_not_given(htmx, body):
    response = htmx.post(ADDRESS, body + "&asked=more", content_type=FORM)
    assert response.status_code == 422


@pytest.mark.parametrize("body", ["asked=nothing", "asked=%00&asked=%ff", "show=elsewhere", "name=somebody", "%00=%00"])
def test_unknown_keys_are_dropped(client, htmx, body):
    for asker in (client, htmx):
        response = asker.post(ADDRESS, body, content_type=FORM)
        assert response.status_code == 200
        assert "somebody" not in response.content.decode()


def test_too_many_fields_are_a_clear_error(client):
    response = client.post(ADDRESS, "&".join(["a=1"] * 200), content_type=FORM)
    assert response.status_code == 400
    assert "116 123" in response.content.decode()


def test_other_encoding_is_a_clear_error(client):
    response = client.post(ADDRESS, b"more=y", content_type=f"{FORM}; charset=utf-16")
    assert response.status_code == 400


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(client, method):
    response = getattr(client, method)(ADDRESS)
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]
    assert "116 123" in response.content.decode()


def test_upload_is_refused_and_nothing_is_spooled(client, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    upload = SimpleUploadedFile("a.bin", b"x" * 3_000_000)
    assert client.post(ADDRESS, {"more": "y", "file": upload}).status_code == 415
    assert not list(tmp_path.iterdir())


# What it says of itself


def test_every_option_is_offered_in_words(client):
    text = Page(client.get(ADDRESS)).text
    for option in OPTIONS:
        assert text.count(option.label) >= 5


def test_start_says_what_it_is_before_the_button(client):
    html = client.get("/check-in/").content.decode()
    button = html.index("Start the check-in")
    for fact in ("Nothing is kept", "not a diagnosis", "There is no clock"):
        assert html.index(fact) < button
    # The way out itself stands in sight on every page; what it does not do follows the button, so that this is on one screen.
    assert html.index("You can leave at any time") > button


def test_form_without_javascript_says_what_the_browser_keeps(client):
    html = client.get(ADDRESS).content.decode()
    assert html.index("may keep what you send until you close it") < html.index("<form")
