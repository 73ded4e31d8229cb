"""Errors are pages too: each says what to do, and whom to call."""

import base64
import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from support.directory import COUNTRIES
from support.emergency import WORDS as EMERGENCY
from support.listing import crisis_line

# Title and one sentence, by status. Each says what a person can do next.
WORDS = {
    400: ("That request could not be read", "Something in the address or in what was sent was not in a form we know. Nothing was kept. Please go to the start page and try again."),
    403: ("This page is not open", "There is nothing here that you can open. Please go to the start page."),
    404: ("There is no page here", "The address may be old or mistyped. The links below lead to what people come here for."),
    405: ("That cannot be done here", "This page can be read, but nothing can be sent to it. Nothing was kept."),
    411: ("That request could not be read", "What was sent did not say how long it is, so we did not read it. Nothing was kept. Please use the form itself."),
    413: ("That was too much to read", "What was sent is far longer than five short answers, so we did not read it. Nothing was kept."),
    415: ("That cannot be read here", "This page reads the answers of its own form and nothing else. No file was taken and nothing was kept."),
    429: ("Too many requests at once", "Very many pages were asked for from your connection in a short time, so we stopped for a moment. You may share it with others. Nothing was kept. Please wait a minute and try again."),
    500: ("Something broke on our side", "It is not your doing. Nothing you sent was kept. Please try again in a minute."),
}  # fmt: skip
# The pages that need no other file, as a proxy calls them: nobody answers; it counted too many requests; it cannot read one.
STANDALONE = {"unavailable": 500, "busy": 429, "refused": 400}


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page for a 4xx status. It needs nothing that the request holds."""
    heading, sentence = WORDS.get(status, WORDS[400])
    return render(request, "errors/error.html", {"heading": heading, "sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault: bytes made at start, so that nothing has to work any more."""
    page, policy = standalone_page(500)
    return HttpResponse(page, status=500, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


@cache
def standalone_page(status: int) -> tuple[bytes, str]:
    """A page that needs no other file, and its own policy, which lets in its one stylesheet by hash and nothing else."""
    sheets = ("tokens", "base", "layout", "components")
    style = "\n".join((settings.BASE_DIR / f"static/css/{name}.css").read_text(encoding="utf-8") for name in sheets)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    countries = [country for country in COUNTRIES.values() if country.code != "world"]
    heading, sentence = WORDS[status]
    context: dict[str, Any] = {
        "heading": heading,
        "sentence": sentence,
        "style": style,
        "site_name": settings.SITE_NAME,
        "countries": countries,
        "emergency": EMERGENCY,
        "lines": [(country, line) for country in countries if (line := crisis_line(country))],
    }
    page = render_to_string("errors/standalone.html", context)
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    return page.encode(), policy
