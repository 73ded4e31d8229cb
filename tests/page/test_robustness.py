"""Whatever is sent, in whatever form: never our fault (5xx), never a cookie, never a traceback, never an echo."""

import string
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.yourself import KEYS
from recovery_site.addresses import public_addresses
from recovery_site.serving.content_type import UNREADABLE, plain_type
from recovery_site.views import NEUTRAL_SITE
from recovery_site.wsgi import application
from support.private_post import ROUND_SIZE
from tests.page.pages import opened

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
# What Python knows by these names is no text, or text that we do not speak.
CHARSETS = ("rot13", "punycode", "hex", "zlib", "base64", "bz2", "quopri", "uu", "undefined", "idna", "unicode_escape",
            "raw_unicode_escape", "utf-16", "utf-7", "latin-1", "cp037", "mbcs", "oem", "utf-8-sig", "", "x" * 300, "\xff")  # fmt: skip
PARAMETER_NAMES = st.sampled_from(["charset", "CHARSET", "charset*", "charset*0", "charset*0*", "boundary", "x", ""])
ODD_PARAMETERS = st.lists(st.tuples(PARAMETER_NAMES, st.one_of(st.sampled_from(CHARSETS), st.just("zz''%ff"), ODD_TEXT)), max_size=3)  # fmt: skip
KINDS = st.builds(
    lambda kind, parameters: "; ".join([kind, *(f"{name}={value}" for name, value in parameters)]),
    st.sampled_from([FORM, FORM.upper(), "multipart/form-data", "application/json", "text/plain", "x/y;;;=", ""]),
    ODD_PARAMETERS,
)
PARAMETERS = ("country", "plan", "step", "what", "next", "url", "redirect", "return_to", "asked", "show", "format")
ELSEWHERE = (
    "https://elsewhere.example/", "//elsewhere.example", "\\\\elsewhere.example", "/\\elsewhere.example",
    "https:elsewhere.example", "javascript:alert(7)", "x\r\nX-Elsewhere: elsewhere.example", "x%0d%0aX-Elsewhere:1",
    "é\u2028elsewhere.example", '"><script src=//elsewhere.example>', "{{ settings.SECRET_KEY }}", "{% debug %}",
)  # fmt: skip


def check_answer(response: Any, asked: object = "") -> None:
    assert response.status_code < 500, asked
    assert not response.cookies, asked
    assert "Set-Cookie" not in response.headers, asked
    body = b"".join(response) if response.streaming else response.content
    assert b"Traceback" not in body, asked
    for name, value in response.headers.items():
        assert "\r" not in name + value, asked
        assert "\n" not in name + value, asked
    location = response.headers.get("Location", "/")
    assert location == NEUTRAL_SITE or (location.startswith("/") and not location.startswith(("//", "/\\"))), asked


class AsServed(Client):
    """Django's client with what `recovery_site.wsgi` does to a request before Django sees it."""

    def _base_environ(self, **request: Any) -> dict[str, Any]:
        environ: dict[str, Any] = super()._base_environ(**request)  # type: ignore[misc]  # not in the stubs
        return {**environ, "CONTENT_TYPE": plain_type(environ.get("CONTENT_TYPE", ""))}


@pytest.fixture
def client() -> Client:
    return AsServed()


def ask(**environ: Any) -> tuple[int, dict[str, str], bytes]:
    """What the application answers to a request as a server hands it over."""
    answer: list[Any] = []
    asked = AsServed()._base_environ(PATH_INFO="/about/", SERVER_NAME="localhost")
    body = application({**asked, **environ}, lambda status, headers, exc_info=None: answer.extend([status, headers]))
    return int(answer[0][:3]), dict(answer[1]), b"".join(body)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/", "/plans/24-hours/pause/", QUESTIONS, "/clinicians/", "/help/gb/"])
def test_no_charset_breaks_a_page(path, method):
    plain = ask(PATH_INFO=path, QUERY_STRING="country=ie")
    for kind in [f"{FORM}; charset={name}" for name in CHARSETS] + [f"{FORM}; charset*=zz''%ff", "; charset*=zz''%ff"]:
        status, headers, body = ask(PATH_INFO=path, QUERY_STRING="country=ie", REQUEST_METHOD=method, CONTENT_TYPE=kind)
        assert "Content-Security-Policy" in headers, kind
        if method == "GET":
            assert (status, body) == (200, plain[2]), kind
        else:
            assert status in {405, 415}, kind
            assert b"Samaritans" in body, kind


@pytest.mark.parametrize(
    "kind", [FORM, FORM.upper(), f"{FORM};charset=UTF-8", f'{FORM}; charset="utf-8"', f"{FORM}; x=y"]
)
def test_utf_8_is_what_we_read(kind):
    assert plain_type(kind) == FORM


def test_any_other_charset_is_no_type_of_ours():
    assert {plain_type(f"{FORM}; charset={name}") for name in CHARSETS} == {UNREADABLE}


@pytest.mark.parametrize(
    "path", ["/", "/about/", QUESTIONS, "/clinicians/cards/", "/clinicians/qr.svg", "/help/gb/", "/nowhere/"]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_hundred_and_one_fields_are_refused_with_a_page(client, path, htmx):
    many = "&".join(f"x{number}=1" for number in range(101))
    headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    answers = [client.get(f"{path}?{many}", **headers), client.post(QUESTIONS, many, content_type=FORM, **headers)]
    for response in answers:
        assert response.status_code in {200, 400, 404}
        assert "Content-Security-Policy" in response.headers
        if response.status_code != 200:
            assert b"Samaritans" in response.content
            assert b"x100" not in response.content


def test_error_page_is_the_same_whatever_was_asked(client, site_url):
    """No path in a canonical link, no query, no country: the request that could not be read is not read again."""
    asked = ["/nowhere/", "/plans/24-hours/nowhere/?country=gb", "/help/xx/?country=au&x=1", "/articles/secret-name/"]
    pages = {client.get(path).content for path in asked}
    assert len(pages) == 1
    page = pages.pop()
    assert b"canonical" not in page
    assert b"secret-name" not in page


POISONS = [
    {"HTTP_SCRIPT_NAME": "/nowhere", "SCRIPT_NAME": "/nowhere"},
    {"SCRIPT_URL": "/nowhere/about/", "REDIRECT_URL": "/nowhere/about/"},
    {"HTTP_X_FORWARDED_PROTO": "https", "wsgi.url_scheme": "https"},
    {"HTTP_X_FORWARDED_HOST": "nowhere.example", "HTTP_X_FORWARDED_PREFIX": "/nowhere", "HTTP_FORWARDED": "host=nowhere"},
    {"HTTP_HOST": "127.0.0.1:1"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "https://nowhere.example/", "HTTP_HX_BOOSTED": "true"},
    {"HTTP_ACCEPT_LANGUAGE": "de", "HTTP_COOKIE": "a=b", "HTTP_AUTHORIZATION": "Basic eA==", "HTTP_USER_AGENT": "x"},
]  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/", "/plans/24-hours/pause/", "/help/gb/", "/articles/why-it-happens/", "/check-in/"]
)
def test_what_is_kept_in_memory_does_not_depend_on_headers(path):
    """Whichever comes first, a page is the same with an odd header and without: one answer must not change the next."""
    for poison in POISONS:
        poisoned = ask(PATH_INFO=path, **poison)
        assert poisoned[0] == 200
        assert poisoned[2] == ask(PATH_INFO=path)[2], poison
        assert b"nowhere" not in poisoned[2]


@BOUNDED
@given(name=st.text(string.ascii_uppercase + "_", min_size=1, max_size=24), value=ODD_TEXT)
def test_any_header_name_changes_nothing(name, value):
    if name not in {"HOST", "ACCEPT_ENCODING"}:
        assert ask(**{f"HTTP_{name}": value})[2] == ask()[2]


@BOUNDED
@given(method=METHODS, path=PATHS, headers=HEADERS, query=ODD_TEXT, kind=KINDS)
def test_any_method_header_and_query_is_answered(client, method, path, headers, query, kind):
    check_answer(client.generic(method, path, QUERY_STRING=query, content_type=kind, CONTENT_TYPE=kind, **headers))


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
    assert len(response.content) % ROUND_SIZE == 0


@BOUNDED
@given(length=ODD_TEXT)
def test_any_length_is_answered(client, length):
    check_answer(client.generic("POST", QUESTIONS, b"more=y", content_type=FORM, CONTENT_LENGTH=length))


def test_no_parameter_leads_elsewhere_or_comes_back(client):
    for parameter, value in product(PARAMETERS, ELSEWHERE):
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
            check_answer(response, (path, parameter, value))
            if "Location" not in response.headers:
                body = b"".join(response) if response.streaming else response.content
                assert b"elsewhere.example" not in body, (path, parameter, value)
                assert b"alert(7)" not in body, (path, parameter, value)
            assert "X-Elsewhere" not in response.headers, (path, parameter, value)


@pytest.mark.parametrize("path", ["//elsewhere.example/plans", "/\\elsewhere.example/plans", "/plans/24-hours%0d%0aX-Elsewhere:1", "//elsewhere.example/%2e%2e"])  # fmt: skip
def test_no_path_leads_elsewhere(client, path):
    check_answer(client.get("/", PATH_INFO=path))


@pytest.mark.parametrize("host", ["elsewhere.example/", "localhost@elsewhere.example", "[::1", "localhost:x", "localhost/", "", "a b", "é"])  # fmt: skip
def test_host_that_is_none_is_refused_and_not_repeated(client, host):
    response = client.get("/about/", HTTP_HOST=host)
    assert response.status_code == 400
    assert b"elsewhere.example" not in response.content


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Forwarded"])  # fmt: skip
def test_forged_header_changes_nothing(name):
    assert Client().get("/about/", headers={name: "elsewhere.example"}).content == Client().get("/about/").content


def test_unknown_query_changes_nothing(client):
    assert client.get("/about/?utm_source=a&fbclid=b").content == client.get("/about/").content


def test_pages_are_not_archived():
    for address in public_addresses():
        response = opened(address)
        assert "noarchive" in response.headers["X-Robots-Tag"], address
        html = response.content.decode()
        assert "og:image" not in html, address
        assert ('<meta name="robots" content="noindex">' in html) == address.endswith(("/questions/", "/choose/")), (
            address
        )
