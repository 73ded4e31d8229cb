"""What readers see that no address shows by itself: each question, its error, each result or sheet, and the error pages.

The checks look at these words like at any page.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from checkin.questions import KEYS, OPTIONS
from plans import if_then
from plans.if_then_lines import IFS, THENS
from recovery_site.serving.errors import STANDALONE, WORDS, error_page, standalone_page

FORM = "application/x-www-form-urlencoded"


def screens_without_address() -> Iterator[tuple[str, str]]:
    """A name and the HTML of each."""
    yield from _check_in()
    yield from _if_then()
    for status in WORDS:
        yield f"the {status} page", error_page(status).content.decode()
    for name, status in STANDALONE.items():
        yield f"the page {name}.html", standalone_page(status)[0].decode()


def _check_in() -> Iterator[tuple[str, str]]:
    """Every screen that a POST can answer with, as a fragment; the results as pages too."""
    for number, key in enumerate(KEYS, 1):
        before = dict.fromkeys(KEYS[: number - 1], OPTIONS[0].value)
        yield f"question {number}", _post({**before, "show": key}, 200)
        yield f"question {number} without an answer", _post({**before, "asked": key}, 422)
    yield "the whole form without answers", _post({"asked": KEYS}, 422, htmx=False)
    # What a result says depends on how many of each option there are, not on which question had it.
    for given in combinations_with_replacement([option.value for option in OPTIONS], len(KEYS)):
        answers = dict(zip(KEYS, given, strict=True))
        yield f"the result of {' '.join(given)}", _post(answers, 200)
        yield f"the result page of {' '.join(given)}", _post(answers, 200, htmx=False)


def _if_then() -> Iterator[tuple[str, str]]:
    """Every list of the sheet and its error, the whole form, and sheets that together hold every line."""
    address = "plans:if-then-choose"
    whens, thens = list(IFS.by_code), list(THENS.by_code)
    first = {"if1": whens[0], "then1": thens[0], "if2": whens[1], "then2": thens[1], "if3": whens[2]}
    for number, key in enumerate(if_then.KEYS):
        before = {one: first[one] for one in if_then.KEYS[:number]}
        yield f"the list {key}", _post({**before, "show": key}, 200, address=address)
        yield f"the list {key} without a line", _post({**before, "asked": key}, 422, address=address)
    for htmx in (True, False):
        asked = {"asked": if_then.KEYS, "do": "s"}
        yield f"the sheet's form without lines ({htmx=})", _post(asked, 422, htmx=htmx, address=address)
        yield f"the sheet's form with lines ({htmx=})", _post({**first, "show": "all"}, 200, htmx=htmx, address=address)
    for number in range(max(len(whens), len(thens))):
        pair = {"if1": whens[number % len(whens)], "then1": thens[number % len(thens)]}
        yield f"the sheet of {' '.join(pair.values())}", _post(pair, 200, address=address)
        yield f"the sheet page of {' '.join(pair.values())}", _post(pair, 200, htmx=False, address=address)


def _post(data: Mapping[str, object], status: int, *, htmx: bool = True, address: str = "checkin:questions") -> str:
    client = Client(SERVER_NAME="localhost", headers={"HX-Request": "true"} if htmx else {})
    response = client.post(reverse(address), urlencode(data, doseq=True), content_type=FORM)
    if response.status_code != status:
        raise RuntimeError(f"{address} answered {response.status_code} to {data}, not {status}")
    return response.content.decode()
