"""Pages compressed, held or not: nobody can tell the difference."""

import gzip

import brotli
import pytest
from django.utils import timezone

ABOUT = "/about/"
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def one_instant(monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.mark.parametrize("address", [ABOUT, "/", "/no-such-page/"])
def test_every_encoding_holds_the_same_page(client, one_instant, address):
    plain = client.get(address).content
    for _ in range(2):
        zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
        small = client.get(address, headers=BROWSER)
        assert (zipped.headers["Content-Encoding"], small.headers["Content-Encoding"]) == ("gzip", "br")
        assert gzip.decompress(zipped.content) == brotli.decompress(small.content) == plain
        assert client.get(address).content == plain
        for answer in (zipped, small):
            assert answer.headers["Content-Length"] == str(len(answer.content))


@pytest.mark.parametrize("address", [ABOUT, "/", "/articles/", "/no-such-page/"])
def test_every_page_varies_by_encoding_alone(client, address):
    for headers in ({}, BROWSER, {}):
        assert client.get(address, headers=headers).headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", [ABOUT, "/"])
def test_held_page_has_the_headers_of_the_first(client, one_instant, address):
    first, second = client.get(address, headers=BROWSER), client.get(address, headers=BROWSER)
    assert dict(first.headers) == dict(second.headers)
    assert first.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in first.headers


def test_head_has_the_headers_of_get(client):
    for headers in ({}, BROWSER):
        asked = [client.head(ABOUT, headers=headers), client.get(ABOUT, headers=headers)]
        assert dict(asked[0].headers) == dict(asked[1].headers)
