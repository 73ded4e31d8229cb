"""Whatever is sent, in whatever form: never our fault (5xx), never a cookie, never a traceback, never an echo."""

import string
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.questions import KEYS
from recovery_site.addresses import public_addresses
from recovery_site.views import NEUTRAL_SITE

BOUNDED = settings(
    max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FORM = "application/x-www-form-urlencoded"
QUESTIONS = "/check-in/questions/"
PATHS = st.sampled_from([*public_addresses(), "/leave/", "/healthz", "/clinicians/qr.svg", "/clinicians/qr.png"])
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "x"])
# Latin 1, because that is how a server hands bytes to an application.
ODD_TEXT = st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=60)
NAMES = st.sampled_from([
    "ACCEPT", "ACCEPT_ENCODING", "ACCEPT_LANGUAGE", "AUTHORIZATION", "COOKIE", "EXPECT", "FORWARDED", "HX_CURRENT_URL",
    "HX_REQUEST", "HX_TARGET", "IF_MODIFIED_SINCE", "IF_NONE_MATCH", "ORIGIN", "RANGE", "REFERER", "USER_AGENT",
    "X_FORWARDED_FOR", "X_FORWARDED_HOST", "X_FORWARDED_PROTO", "X_HTTP_METHOD_OVERRIDE", "X_ORIGINAL_URL",
])  # fmt: skip
HEADERS = st.dictionaries(NAMES.map("HTTP_{}".format), ODD_TEXT, max_size=5)
KINDS = st.sampled_from([
    FORM, f"{FORM}; charset=utf-16", f"{FORM}; charset=rot13", "multipart/form-data",
    "multipart/form-data; boundary=x", "application/json", "text/plain; charset=idna", "x/y;;;=", "",
])  # fmt: skip
PARAMETERS = ("country", "plan", "step", "what", "next", "url", "redirect", "return_to", "asked", "show", "format")
ELSEWHERE = (
    "https://elsewhere.example/", "//elsewhere.example", "\\\\elsewhere.example", "/\\elsewhere.example",
    "https:elsewhere.example", "javascript:alert(7)", "x\r\nX-Elsewhere: elsewhere.example", "x%0d%0aX-Elsewhere:1",
    "é\u2028elsewhere.example", '"><script src=//elsewhere.example>', "{{ settings.SECRET_KEY }}", "{% debug %}",
)  # fmt: skip


def check_answer(response: Any) -> None:
    assert response.status_code < 500
    assert not response.cookies
    assert "Set-Cookie" not in response.headers
    body = b"".join(response) if response.streaming else response.content
    assert b"Traceback" not in body
    for name, value in response.headers.items():
        assert "\r" not in name + value
        assert "\n" not in name + value
    location = response.headers.get("Location", "/")
    assert location == NEUTRAL_SITE or (location.startswith("/") and not location.startswith(("//", "/\\")))


@BOUNDED
@given(method=METHODS, path=PATHS, headers=HEADERS, query=ODD_TEXT)
def test_any_method_header_and_query_is_answered(client, method, path, headers, query):
    check_answer(client.generic(method, path, QUERY_STRING=query, **headers))


@BOUNDED
@given(path=st.one_of(ODD_TEXT, st.text(string.printable, max_size=80)), prefix=st.sampled_from(["", "help", "plans/24-hours", "articles", "static"]))  # fmt: skip
def test_any_path_is_answered(client, path, prefix):
    # As a server hands it over: already decoded, whatever came out.
    check_answer(client.get("/", PATH_INFO=f"/{prefix}/{path}"))


@BOUNDED
@given(body=st.binary(max_size=400), kind=KINDS, htmx=st.booleans(), method=st.sampled_from(["POST", "PUT"]))
def test_any_body_and_kind_is_answered(client, body, kind, htmx, method):
    headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    check_answer(client.generic(method, QUESTIONS, body, content_type=kind, **headers))


@BOUNDED
@given(
    pairs=st.lists(st.tuples(st.sampled_from([*KEYS, "asked", "show", "x"]), st.one_of(st.sampled_from([*"ynu", *KEYS, "all"]), ODD_TEXT)), max_size=12),
    htmx=st.booleans(),
)  # fmt: skip
def test_any_form_gets_a_page_of_one_size(client, pairs, htmx):
    body = "&".join(f"{name}={quote(value, encoding='latin-1')}" for name, value in pairs)
    headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    response = client.generic(
        "POST", QUESTIONS, body.encode(), content_type=FORM, CONTENT_TYPE=FORM, CONTENT_LENGTH=str(len(body)), **headers
    )
    check_answer(response)
    assert response.status_code in {200, 422}
    assert len(response.content) % (16 * 1024) == 0


@BOUNDED
@given(length=ODD_TEXT)
def test_any_length_is_answered(client, length):
    check_answer(client.generic("POST", QUESTIONS, b"more=y", content_type=FORM, CONTENT_LENGTH=length))


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize("value", ELSEWHERE)
def test_no_parameter_leads_elsewhere_or_comes_back(client, parameter, value):
    for path in (
        "/",
        "/plans/24-hours",
        "/plans/24-hours/",
        "/leave/",
        "/check-in/",
        "/clinicians/",
        "/clinicians/qr.svg",
    ):
        response = client.get(path, {parameter: value})
        check_answer(response)
        if "Location" not in response.headers:
            body = b"".join(response) if response.streaming else response.content
            assert b"elsewhere.example" not in body, path
            assert b"alert(7)" not in body, path
        assert "X-Elsewhere" not in response.headers


@pytest.mark.parametrize("path", ["//elsewhere.example/plans", "/\\elsewhere.example/plans", "/plans/24-hours%0d%0aX-Elsewhere:1", "//elsewhere.example/%2e%2e"])  # fmt: skip
def test_no_path_leads_elsewhere(client, path):
    check_answer(client.get("/", PATH_INFO=path))


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "localhost@elsewhere.example", "[::1", "localhost:x", "localhost/", "", "a b", "é"])  # fmt: skip
def test_forged_host_is_refused_and_not_repeated(client, host):
    response = client.get("/about/", HTTP_HOST=host)
    assert response.status_code == 400
    assert b"elsewhere.example" not in response.content


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Forwarded"])  # fmt: skip
def test_forged_header_changes_nothing(name):
    assert Client().get("/about/", headers={name: "elsewhere.example"}).content == Client().get("/about/").content


def test_unknown_query_changes_nothing(client):
    assert client.get("/about/?utm_source=a&fbclid=b").content == client.get("/about/").content


@pytest.mark.parametrize("address", public_addresses())
def test_pages_are_not_archived(client, address):
    response = client.get(address)
    assert "noarchive" in response.headers["X-Robots-Tag"]
    html = response.content.decode()
    assert "og:image" not in html
    assert ('<meta name="robots" content="noindex">' in html) == (address == "/check-in/questions/")
