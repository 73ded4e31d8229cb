"""Pages of the if-then sheet. What is chosen comes in the body of a POST, is shown once, and is kept nowhere."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from plans import papers
from plans.if_then import KEYS, NOTHING, PAIRS, Done, key_before, missing, next_screen, pairs_of, screen_called
from plans.if_then_lines import IF_THEN, IFS, THENS, Half
from plans.papers import whom_to_call
from plans.qr import printed_address
from support.country_choice import chosen_country, country_called, kept_country, query_of
from support.directory.records import Country
from support.htmx_request import HtmxHttpRequest
from support.private_post import refusal, rounded

# Asks for the whole form, to change any line.
ALL = "all"
# What a button asks for: the sheet, or one more pair.
SHEET, MORE = "s", "m"
# Rows to write in by hand: a sheet has four pairs, chosen or not.
ROWS = 4


@dataclass(frozen=True)
class Submission:
    """The known lines of a request by key, the keys that were on its screen, and what it asks for.

    `country` is the one whose numbers were asked for with the lines; None where the address decides.
    """

    chosen: dict[str, str]
    asked: tuple[str, ...] = ()
    show: str = ""
    do: str = ""
    country: Country | None = None


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "plans/if_then_start.html", {"words": IF_THEN})


@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """Every line with a box to tick, on one side of paper."""
    return papers.of_if_then(request).answer(request)


@require_safe
@never_cache
def blank_pdf(request: HttpRequest) -> HttpResponse:
    return papers.of_if_then(request).as_pdf(request)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HtmxHttpRequest) -> HttpResponse:
    """GET: the whole form. POST: the next list or the sheet; 422 where a line that was asked for is missing."""
    if request.method != "POST":
        return _whole_form(request, Submission({}), page=True)
    if status := refusal(request):
        return HttpResponse(status=status)
    return rounded(_answer(request, _read(request.POST), page=not request.htmx))


def _read(data: QueryDict) -> Submission:
    """Take the known keys. A line given twice is no choice: we cannot tell which was meant."""
    given = {key: values[0] for key in KEYS if len(values := data.getlist(key)) == 1}
    asked, show = data.getlist("asked"), data.get("show", "")
    return Submission(
        chosen={key: code for key, code in given.items() if code in _half(key).by_code},
        asked=tuple(key for key in KEYS if key in asked),
        show=show if show in {*KEYS, ALL} else "",
        do=data.get("do", ""),
        country=country_called(data.get("country", "")),
    )


def _answer(request: HttpRequest, sent: Submission, *, page: bool) -> HttpResponse:
    if sent.show == ALL:
        return _whole_form(request, sent, page=page)
    if sent.show and not page:
        return _list(request, sent, screen_called(sent.show, sent.chosen))
    if absent := missing(sent.chosen, sent.asked, finish=sent.do == SHEET):
        if page or len(sent.asked) > 1:
            return _whole_form(request, sent, page=page, absent=absent)
        return _list(request, sent, absent[0], absent=absent)
    screen = next_screen(sent.chosen, more=sent.do == MORE)
    if isinstance(screen, Done):
        return _sheet(request, sent, screen, page=page)
    if page:
        return _whole_form(request, sent, page=True)
    return _list(request, sent, screen.key)


def _whole_form(request: HttpRequest, sent: Submission, *, page: bool, absent: tuple[str, ...] = ()) -> HttpResponse:
    pairs = [
        [(key, _half(key), sent.chosen.get(key), key in absent) for key in pair] for pair in PAIRS
    ]  # fmt: skip
    context = {"pairs": pairs, "missing": absent, "number": 2 * len(pairs_of(sent.chosen)) + 1}
    return _render(request, "plans/if_then_choose.html", sent, context, page=page, status=422 if absent else 200)


def _list(request: HttpRequest, sent: Submission, key: str, absent: tuple[str, ...] = ()) -> HttpResponse:
    number = KEYS.index(key) + 1
    pair = PAIRS[(number - 1) // 2]
    context = {
        "key": key,
        "number": number,
        "pair": PAIRS.index(pair) + 1,
        "last": pair == PAIRS[-1],
        "half": _half(key),
        "before": key_before(key),
        "when": IFS.by_code.get(sent.chosen.get(pair[0], "")) if key == pair[1] else None,
        "so_far": _lines(pairs_of({one: code for one, code in sent.chosen.items() if one not in pair})),
        "chosen": sent.chosen.get(key),
        "others": [(one, value) for one, value in _on_the_wire(sent.chosen) if one != key],
        "missing": absent,
    }
    return _render(request, "plans/if_then_list.html", sent, context, page=False, status=422 if absent else 200)


def _sheet(request: HttpRequest, sent: Submission, done: Done, *, page: bool) -> HttpResponse:
    country = sent.country or chosen_country(request)
    query = query_of(sent.country) or kept_country(request)
    context = {
        **whom_to_call(country),
        "pairs": _lines(done.pairs),
        "blanks": range(ROWS - len(done.pairs)),
        "number": 2 * len(done.pairs) + 1,
        "posted_country": sent.country,
        "address": printed_address(reverse("plans:if-then") + query),
    }
    numbered = dict(zip(KEYS, (code for pair in done.pairs for code in pair), strict=False))
    return _render(request, "plans/if_then_sheet.html", Submission(numbered), context, page=page)


def _render(
    request: HttpRequest, template: str, sent: Submission, context: dict[str, Any], *, page: bool, status: int = 200
) -> HttpResponse:
    name = template if page else f"{template}#fragment"
    shared = {"words": IF_THEN, "page": page, "keys": KEYS, "nothing": NOTHING, "fields": _on_the_wire(sent.chosen)}
    return render(request, name, {**shared, **context}, status=status)


def _half(key: str) -> Half:
    return IFS if key.startswith("if") else THENS


def _lines(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The words of pairs of codes."""
    return [(IFS.by_code[when].words, THENS.by_code[then].words) for when, then in pairs]


def _on_the_wire(chosen: dict[str, str]) -> list[tuple[str, str]]:
    """Every key with its code, or with the sign for nothing: all requests are equally long."""
    return [(key, chosen.get(key, NOTHING)) for key in KEYS]
