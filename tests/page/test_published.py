"""Addresses are a promise: they stand in letters and on paper. What was published once answers for ever.

`published.txt` lists every page and every anchor that was ever given out. A line is added for a new page and never
taken away: a page that moves answers 301.
"""

from pathlib import Path
from urllib.parse import urldefrag

from recovery_site.addresses import public_addresses
from tests.page.pages import opened, read

PUBLISHED = (Path(__file__).parent / "published.txt").read_text(encoding="utf-8").split()


def test_published_address_still_answers(client):
    for address in PUBLISHED:
        path, anchor = urldefrag(address)
        if opened(path).status_code == 301:
            path = client.get(path, follow=True).wsgi_request.path
        assert opened(path).status_code == 200, address
        if anchor:
            assert anchor in {attributes.get("id") for _, attributes in read(path).tags}, address


def test_every_page_is_on_the_list():
    assert set(public_addresses()) <= set(PUBLISHED)


def test_list_is_in_order_and_names_nothing_twice():
    assert sorted(set(PUBLISHED)) == PUBLISHED
