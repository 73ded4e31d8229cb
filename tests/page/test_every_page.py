"""What is true of every page, whoever asks and whatever it is about."""

import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from prose.slugs import TELLING
from recovery_site.addresses import public_addresses
from tests.page.pages import opened, read, title_of

ADDRESSES = public_addresses()
OTHERS = [
    "/healthz",
    "/robots.txt",
    "/favicon.ico",
    "/leave/",
    "/no-such-page/",
    "/plans/24-hours",
    "/plans/24-hours/reminder.ics",
    "/plans/24-hours/take-away.html",
    "/help/directory.json",
    "/help/directory.schema.json",
    "/plans/24-hours/paper.pdf",
    "/articles/feed/",
    "/sitemap.xml",
]
HTMX_ATTRIBUTES = {
    "hx-get", "hx-post", "hx-select", "hx-select-oob", "hx-target", "hx-swap", "hx-push-url", "hx-status:422", "hx-disable", "hx-sync",
}  # fmt: skip


@pytest.fixture(params=ADDRESSES)
def page(request):
    response = opened(request.param)
    assert response.status_code == 200
    return response


@pytest.fixture
def parsed(page):
    return read(page.wsgi_request.path)


@pytest.mark.parametrize("address", [*ADDRESSES, *OTHERS])
def test_no_cookie_is_set(address):
    response = opened(address)
    assert not response.cookies
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", [*ADDRESSES, *OTHERS])
def test_every_answer_carries_the_constant_headers(address):
    headers = opened(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    # No other host and no scheme: what a page may use is its own, or in a plan's one file what its hash names, or nothing.
    sources = {source for directive in policy.split("; ") for source in directive.split()[1:]}
    assert {source for source in sources if not source.startswith("'sha256-")} <= {"'none'", "'self'"}
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_pages_are_not_stored(page):
    assert page.headers["Cache-Control"] == "no-store"


def test_titles_hold_no_telling_word(page):
    assert not TELLING.search(title_of(page))


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_hold_no_telling_word(address):
    assert not TELLING.search(address)


def test_no_inline_script_or_style(parsed):
    """One file of ours has a style in it, because it is one file: test_take_away.py reads its policy."""
    assert all(attributes.get("src") for attributes in parsed.attributes("script"))
    assert not parsed.attributes("style")
    for tag, attributes in parsed.tags:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag


def test_only_known_htmx_attributes_are_used(parsed):
    used = {name for _, attributes in parsed.tags for name in attributes if name.startswith(("hx-", "data-hx"))}
    assert used <= HTMX_ATTRIBUTES


def test_htmx_links_work_without_it_too(parsed):
    for _, attributes in parsed.tags:
        if "hx-get" in attributes:
            assert attributes["hx-get"] in {attributes.get("action"), attributes.get("href")}
        if "hx-post" in attributes:
            assert attributes["hx-post"] in {attributes.get("action"), attributes.get("href")}


def test_htmx_is_told_what_not_to_swap(parsed):
    (meta,) = [meta for meta in parsed.attributes("meta") if meta.get("name") == "htmx-config"]
    config = json.loads(meta["content"] or "")
    assert config == {
        "noSwap": [204, 304, "4xx", "5xx"],
        "defaultTimeout": 10000,
        "mode": "same-origin",
        "includeIndicatorCSS": False,
    }


def test_nothing_comes_from_another_host(parsed):
    for tag, attributes in parsed.tags:
        for name in ("src", "srcset", "action", "poster", "data"):
            assert not (attributes.get(name) or "").startswith(("http", "//")), tag
        if tag == "link" and attributes.get("rel") != "canonical":
            ours = "/articles/feed/" if attributes.get("rel") == "alternate" else "/static/"
            assert (attributes["href"] or "").startswith(ours)


def test_outside_links_send_no_referrer(parsed):
    for attributes in parsed.attributes("a"):
        if (attributes.get("href") or "").startswith("http"):
            assert "noreferrer" in (attributes.get("rel") or "")


def test_nobody_can_type_words(parsed):
    assert not parsed.attributes("textarea")
    assert {field.get("type") for field in parsed.attributes("input")} <= {"hidden", "radio"}


def test_no_form_sends_with_get_but_for_lists_without_answers_and_none_is_remembered(parsed):
    """The kit's choice stands in its address, to be kept: a plan and a country from lists, nothing that somebody typed."""
    for form in parsed.attributes("form"):
        assert form["autocomplete"] == "off"
        if form["method"] == "get":
            assert form["action"] == "/clinicians/"
            assert not parsed.attributes("input")
            assert not parsed.attributes("textarea")
        else:
            assert form["method"] == "post"


def test_page_has_one_first_heading_and_one_main(parsed):
    assert len(parsed.attributes("h1")) == 1
    assert len(parsed.attributes("main")) == 1


def test_ids_are_unique(parsed):
    ids = [attributes["id"] for _, attributes in parsed.tags if attributes.get("id")]
    assert len(ids) == len(set(ids)), [name for name in ids if ids.count(name) > 1]


def test_skip_link_comes_first_and_the_strip_before_main(page):
    html = page.content.decode()
    order = [html.index(mark) for mark in ('class="skip-link"', 'class="exit"', 'class="strip"', "<main")]
    assert order == sorted(order)


def test_emergency_numbers_are_named_with_their_country(page):
    strip = re.search(r'<aside class="strip".*?</aside>', page.content.decode(), re.DOTALL)
    assert strip
    assert re.search(r"Ireland|United Kingdom|United States|Canada|Australia|New Zealand|or local number", strip[0])


@pytest.mark.parametrize("address", ADDRESSES)
def test_get_is_the_same_with_and_without_htmx(client, htmx, address, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert client.get(address).content == htmx.get(address).content


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_answers_like_get_without_a_body(client, address):
    assert client.head(address).status_code == 200


def test_hsts_follows_the_public_address(settings):
    def headers() -> set[str | None]:
        return {
            Client().get("/about/", secure=secure).headers.get("Strict-Transport-Security") for secure in (True, False)
        }

    assert headers() == {None}
    settings.SECURE_HSTS_SECONDS = 63072000
    assert headers() == {"max-age=63072000"}
