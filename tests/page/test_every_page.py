"""What is true of every page, whoever asks and whatever it is about."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from prose.slugs import TELLING
from recovery_site.addresses import public_addresses
from tests.page.pages import Page, opened, read, title_of

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


@pytest.fixture(scope="module")
def pages() -> dict[str, Any]:
    """The answer to every public address."""
    return {address: opened(address) for address in ADDRESSES}


@pytest.fixture(scope="module")
def parsed(pages) -> dict[str, Page]:
    return {address: read(address) for address in pages}


def test_every_page_opens(pages):
    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}


def test_no_cookie_is_set():
    for address in (*ADDRESSES, *OTHERS):
        response = opened(address)
        assert not response.cookies, address
        assert "Set-Cookie" not in response.headers, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


def test_every_answer_carries_the_constant_headers():
    for address in (*ADDRESSES, *OTHERS):
        headers = opened(address).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; "), address
        assert "frame-ancestors 'none'" in policy, address
        # No other host and no scheme: what a page may use is its own, or in a plan's one file what its hash names, or nothing.
        sources = {source for directive in policy.split("; ") for source in directive.split()[1:]}
        assert {source for source in sources if not source.startswith("'sha256-")} <= {"'none'", "'self'"}, address
        assert headers["Referrer-Policy"] == "no-referrer", address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", address
        assert "camera=()" in headers["Permissions-Policy"], address


def test_pages_are_not_stored(pages):
    for address, page in pages.items():
        assert page.headers["Cache-Control"] == "no-store", address


def test_titles_and_addresses_hold_no_telling_word(pages):
    for address, page in pages.items():
        assert not TELLING.search(title_of(page)), address
        assert not TELLING.search(address), address


def test_no_inline_script_or_style(parsed):
    """One file of ours has a style in it, because it is one file: test_take_away.py reads its policy."""
    for address, page in parsed.items():
        assert all(attributes.get("src") for attributes in page.attributes("script")), address
        assert not page.attributes("style"), address
        for tag, attributes in page.tags:
            assert "style" not in attributes, (address, tag)
            assert not [name for name in attributes if name.startswith("on")], (address, tag)


def test_only_known_htmx_attributes_are_used(parsed):
    for address, page in parsed.items():
        used = {name for _, attributes in page.tags for name in attributes if name.startswith(("hx-", "data-hx"))}
        assert used <= HTMX_ATTRIBUTES, address


def test_htmx_links_work_without_it_too(parsed):
    for address, page in parsed.items():
        for _, attributes in page.tags:
            if "hx-get" in attributes:
                assert attributes["hx-get"] in {attributes.get("action"), attributes.get("href")}, address
            if "hx-post" in attributes:
                assert attributes["hx-post"] in {attributes.get("action"), attributes.get("href")}, address


def test_htmx_is_told_what_not_to_swap(parsed):
    for address, page in parsed.items():
        (meta,) = [meta for meta in page.attributes("meta") if meta.get("name") == "htmx-config"]
        config = json.loads(meta["content"] or "")
        assert config == {
            "noSwap": [204, 304, "4xx", "5xx"],
            "defaultTimeout": 10000,
            "mode": "same-origin",
            "includeIndicatorCSS": False,
        }, address


def test_nothing_comes_from_another_host(parsed):
    for address, page in parsed.items():
        for tag, attributes in page.tags:
            for name in ("src", "srcset", "action", "poster", "data"):
                assert not (attributes.get(name) or "").startswith(("http", "//")), (address, tag)
            if tag == "link" and attributes.get("rel") != "canonical":
                ours = "/articles/feed/" if attributes.get("rel") == "alternate" else "/static/"
                assert (attributes["href"] or "").startswith(ours), address


def test_outside_links_send_no_referrer(parsed):
    for address, page in parsed.items():
        for attributes in page.attributes("a"):
            if (attributes.get("href") or "").startswith("http"):
                assert "noreferrer" in (attributes.get("rel") or ""), address


def test_nobody_can_type_words(parsed):
    for address, page in parsed.items():
        assert not page.attributes("textarea"), address
        assert {field.get("type") for field in page.attributes("input")} <= {"hidden", "radio"}, address


def test_no_form_sends_with_get_but_for_lists_without_answers_and_none_is_remembered(parsed):
    """The kit's choice stands in its address, to be kept: a plan and a country from lists, nothing that somebody typed."""
    for address, page in parsed.items():
        for form in page.attributes("form"):
            assert form["autocomplete"] == "off", address
            if form["method"] == "get":
                assert form["action"] == "/clinicians/", address
                assert not page.attributes("input"), address
                assert not page.attributes("textarea"), address
            else:
                assert form["method"] == "post", address


def test_page_has_one_first_heading_and_one_main(parsed):
    for address, page in parsed.items():
        assert len(page.attributes("h1")) == 1, address
        assert len(page.attributes("main")) == 1, address


def test_ids_are_unique(parsed):
    for address, page in parsed.items():
        ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
        assert len(ids) == len(set(ids)), (address, [name for name in ids if ids.count(name) > 1])


def test_skip_link_comes_first_and_the_strip_before_main(pages):
    for address, page in pages.items():
        html = page.content.decode()
        order = [html.index(mark) for mark in ('class="skip-link"', 'class="exit"', 'class="strip"', "<main")]
        assert order == sorted(order), address


def test_emergency_numbers_are_named_with_their_country(pages):
    named = re.compile("Ireland|United Kingdom|United States|Canada|Australia|New Zealand|or local number")
    for address, page in pages.items():
        strip = re.search(r'<aside class="strip".*?</aside>', page.content.decode(), re.DOTALL)
        assert strip, address
        assert named.search(strip[0]), address


def test_get_is_the_same_with_and_without_htmx(client, htmx, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    for address in ADDRESSES:
        assert client.get(address).content == htmx.get(address).content, address


def test_head_answers_like_get_without_a_body(client):
    for address in ADDRESSES:
        response = client.head(address)
        assert (response.status_code, response.content) == (200, b""), address


def test_hsts_follows_the_public_address(settings):
    def headers() -> set[str | None]:
        return {
            Client().get("/about/", secure=secure).headers.get("Strict-Transport-Security") for secure in (True, False)
        }

    assert headers() == {None}
    settings.SECURE_HSTS_SECONDS = 63072000
    assert headers() == {"max-age=63072000"}
