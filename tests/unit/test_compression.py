"""Which encoding a browser gets."""

import gzip

import brotli
import pytest

from recovery_site.serving.compression import choose_encoding, compress


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br ; q=0.9 , gzip;q=0.8", "br"),
        ("gzip;q=1.0,deflate;q=0.6,identity;q=0.3", "gzip"),
        ("", "identity"),
        ("deflate, zstd", "identity"),
        ("identity", "identity"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("gzip;q=0, br;q=0", "identity"),
        ("gzip;q=0.000", "identity"),
        ("*;q=0", "identity"),
        ("identity;q=0, *;q=0", "identity"),
        ("gzip;q=much", "identity"),
        ("gzip;q=nan", "identity"),
        ("gzip;q=7", "identity"),
        ("gzip;level=9", "identity"),
        (",,;,", "identity"),
    ],
)
def test_encoding_is_what_the_browser_likes_and_then_what_packs_best(accepted, chosen):
    assert choose_encoding(accepted) == chosen


def test_what_is_packed_comes_out_again():
    body = "A slip is not the end. ’ €".encode() * 50
    assert gzip.decompress(compress(body, "gzip")) == body
    assert brotli.decompress(compress(body, "br")) == body
    assert compress(body, "identity") == body


def test_same_page_packs_to_the_same_bytes():
    assert compress(b"page" * 100, "gzip") == compress(b"page" * 100, "gzip")
