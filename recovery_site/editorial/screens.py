"""What readers see that no address shows by itself: each question, its error, each result or sheet, and the error pages.

The checks look at these words like at any page.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from checkin.library import QUESTIONNAIRES, questions_address
from checkin.outcomes import Outcome, outcome_of
from checkin.questionnaire import Questionnaire
from checkin.questions import OPTIONS
from plans import if_then
from plans.if_then_lines import IFS, THENS
from recovery_site.serving.errors import MESSAGES, STANDALONE, error_page, standalone_page
from support.private_post import FORM


def screens_without_address() -> Iterator[tuple[str, str]]:
    """A name and the HTML of each."""
    for questionnaire in QUESTIONNAIRES.values():
        for name, html in _check_in(questionnaire):
            yield f"{name}{questionnaire.slug and f', {questionnaire.slug}'}", html
    yield from _if_then()
    for status in MESSAGES:
        yield f"the {status} page", error_page(status).content.decode()
    for name, status in STANDALONE.items():
        yield f"the page {name}.html", standalone_page(status)[0].decode()


def _check_in(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Every screen that a POST can answer with, as a fragment; the results as pages too."""
    address, keys = questions_address(questionnaire), questionnaire.keys
    for number, key in enumerate(keys, 1):
        before = dict.fromkeys(keys[: number - 1], OPTIONS[0].value)
        yield f"question {number}", _post(address, {**before, "show": key}, 200)
        yield f"question {number} without an answer", _post(address, {**before, "asked": key}, 422)
    yield "the whole form without answers", _post(address, {"asked": keys}, 422, htmx=False)
    for given in different_results(questionnaire):
        answers = dict(zip(keys, given, strict=True))
        yield f"the result of {' '.join(given)}", _post(address, answers, 200)
        yield f"the result page of {' '.join(given)}", _post(address, answers, 200, htmx=False)


def _if_then() -> Iterator[tuple[str, str]]:
    """Every list of the sheet and its error, the whole form, and sheets that together hold every line."""
    address = reverse("plans:if-then-choose")
    whens, thens = list(IFS.by_code), list(THENS.by_code)
    first = {"if1": whens[0], "then1": thens[0], "if2": whens[1], "then2": thens[1], "if3": whens[2]}
    for number, key in enumerate(if_then.KEYS):
        before = {one: first[one] for one in if_then.KEYS[:number]}
        yield f"the list {key}", _post(address, {**before, "show": key}, 200)
        yield f"the list {key} without a line", _post(address, {**before, "asked": key}, 422)
    for htmx in (True, False):
        asked = {"asked": if_then.KEYS, "do": "s"}
        yield f"the sheet's form without lines ({htmx=})", _post(address, asked, 422, htmx=htmx)
        yield f"the sheet's form with lines ({htmx=})", _post(address, {**first, "show": "all"}, 200, htmx=htmx)
    for number in range(max(len(whens), len(thens))):
        pair = {"if1": whens[number % len(whens)], "then1": thens[number % len(thens)]}
        yield f"the sheet of {' '.join(pair.values())}", _post(address, pair, 200)
        yield f"the sheet page of {' '.join(pair.values())}", _post(address, pair, 200, htmx=False)


def different_results(questionnaire: Questionnaire) -> list[tuple[str, ...]]:
    """One set of answers for each result that differs: in how many of each option there are, or in what follows."""
    keys = questionnaire.keys
    found: dict[Outcome, tuple[str, ...]] = {}
    for given in product([option.value for option in OPTIONS], repeat=len(keys)):
        answers = dict(zip(keys, given, strict=True))
        found.setdefault(outcome_of(answers, questionnaire.bands, questionnaire.next_steps), given)
    return list(found.values())


@cache
def _client(*, htmx: bool) -> Client:
    """One for all screens: a client takes longer to begin than a screen to be made. What follows from a POST is never held."""
    return Client(SERVER_NAME="localhost", headers={"HX-Request": "true"} if htmx else {})


def _post(address: str, data: Mapping[str, object], status: int, *, htmx: bool = True) -> str:
    response = _client(htmx=htmx).post(address, urlencode(data, doseq=True), content_type=FORM)
    if response.status_code != status:
        raise RuntimeError(f"{address} answered {response.status_code} to {data}, not {status}")
    return response.content.decode()
