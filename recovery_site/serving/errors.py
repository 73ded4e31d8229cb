"""Errors are pages too: each says what to do, and whom to call. None reads anything of the request that went wrong."""

import base64
import hashlib
from functools import cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from recovery_site import own_look
from recovery_site.context import of_itself
from support.directory import COUNTRIES
from support.emergency import EMERGENCY_CARD
from support.listing import crisis_line

# Title and one sentence, by status. Each says what a person can do next.
MESSAGES = {
    400: ("That request could not be read", "Something in the address or in what was sent was not in a form we know. Nothing was kept. Please go to the start page and try again."),
    403: ("This page is not open", "There is nothing here that you can open. Please go to the start page."),
    404: ("There is no page here", "The address may be old or mistyped. The links below lead to what people come here for."),
    405: ("That cannot be done here", "This page can be read, but nothing can be sent to it. Nothing was kept."),
    411: ("That request could not be read", "What was sent did not say how long it is, so we did not read it. Nothing was kept. Please use the form itself."),
    413: ("That was too much to read", "What was sent is far longer than five short answers, so we did not read it. Nothing was kept."),
    414: ("That address was too long", "What was asked for is far longer than any address of this site. Nothing was kept. Please go to the start page and try again."),
    415: ("That cannot be read here", "This page reads the answers of its own form and nothing else. No file was taken and nothing was kept."),
    417: ("That cannot be read here", "Something was expected of this site that it does not do. Nothing was kept. Please use the form itself."),
    429: ("Too many requests at once", "Very many pages were asked for from your connection in a short time, so we stopped for a moment. You may share it with others. Nothing was kept. Please wait a minute and try again."),
    431: ("That was too much to read", "Your browser sent more about itself than this site reads. Nothing was kept. Please try another browser, or a private window."),
    500: ("Something broke on our side", "It is not your doing. Nothing you sent was kept. Please try again in a minute."),
    501: ("That cannot be read here", "It was sent in a form that this site does not read. Nothing was kept. Please go to the start page and try again."),
    505: ("That cannot be read here", "It was sent in a form that this site does not read. Nothing was kept. Please go to the start page and try again."),
}  # fmt: skip
# The pages that need no other file, as a proxy calls them: nobody answers; it counted too many requests; it cannot read one.
STANDALONE = {"unavailable": 500, "busy": 429, "refused": 400}


def error_page(status: int) -> HttpResponse:
    """The page for a 4xx status. It is the same whatever was asked: a request that cannot be read is not read again."""
    heading, sentence = MESSAGES.get(status, MESSAGES[400])
    country = COUNTRIES.get(settings.DEFAULT_COUNTRY)
    context = {**of_itself(), "country": country, "heading": heading, "sentence": sentence}
    return HttpResponse(render_to_string("errors/error.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault: bytes made at start, so that nothing has to work any more."""
    page, policy = standalone_page(500)
    return HttpResponse(page, status=500, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


@cache
def standalone_page(status: int) -> tuple[bytes, str]:
    """A page that needs no other file, and its own policy, which lets in its one stylesheet by hash and nothing else."""
    sheets = ("tokens", "base", "layout", "components")
    style = "\n".join((settings.BASE_DIR / f"static/css/{name}.css").read_text(encoding="utf-8") for name in sheets)
    if own_look.COLOURS:
        style += own_look.COLOURS.content.decode()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    countries = [country for country in COUNTRIES.values() if country.code != "world"]
    heading, sentence = MESSAGES[status]
    context: dict[str, Any] = {
        "heading": heading,
        "sentence": sentence,
        "style": style,
        "site_name": settings.SITE_NAME,
        "countries": countries,
        "emergency": EMERGENCY_CARD,
        "lines": [(country, line) for country in countries if (line := crisis_line(country))],
    }
    page = render_to_string("errors/standalone.html", context)
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    return page.encode(), policy


def standalone_headers(status: int) -> dict[str, str]:
    """The headers of such a page, where nothing of ours stands between it and the visitor."""
    headers = {
        "Content-Security-Policy": standalone_page(status)[1],
        "Cache-Control": "no-store",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return headers


@cache
def standalone_answer(status: int) -> bytes:
    """The page as a whole HTTP/1.1 answer, for a server that refuses a request before the site sees it."""
    body = standalone_page(status)[0]
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **standalone_headers(status),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{head}\r\n".encode() + body
