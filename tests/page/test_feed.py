"""The library's Atom feed."""

import xml.etree.ElementTree as ET

import pytest

from articles.library import ARTICLES
from prose.slugs import TELLING

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feed(client):
    response = client.get("/articles/feed/")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def links(feed) -> set[str]:
    return {link.get("href") for link in feed.iter(f"{ATOM}link")}


def test_feed_lists_every_article_once(feed):
    entries = [link.get("href") for link in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert sorted(entries) == sorted(f"http://testserver/articles/{slug}/" for slug in ARTICLES)


def test_feed_has_what_atom_demands(feed):
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            found = element.find(f"{ATOM}{name}")
            assert found is not None and found.text


def test_entries_say_when_they_changed_and_not_when_they_were_asked_for(feed):
    days = {entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")}
    assert days == {f"{article.dates.updated}T00:00:00+00:00" for article in ARTICLES.values()}


def test_feed_titles_hold_no_telling_word(feed):
    assert not [title.text for title in feed.iter(f"{ATOM}title") if TELLING.search(title.text)]


def test_addresses_are_the_operators_where_there_are_any(site_url, feed):
    assert all(address.startswith(f"{site_url}/articles/") for address in links(feed))


def test_author_is_the_site_until_an_operator_gives_a_name(client, settings):
    def authors() -> set[str | None]:
        feed = ET.fromstring(client.get("/articles/feed/").content)
        return {name.text for name in feed.iter(f"{ATOM}name")}

    assert authors() == {settings.SITE_NAME}
    settings.OPERATOR_NAME = "A clinic"
    assert authors() == {"A clinic"}


def test_library_names_its_feed(client):
    html = client.get("/articles/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in html
    assert 'href="/articles/feed/"' in html


def test_host_that_is_none_gets_no_feed(client):
    assert client.get("/articles/feed/", headers={"Host": "evil.example/a"}).status_code == 400


def test_feed_is_never_held_for_the_next_host(client, site_url):
    """With an address of its own it names no other; without one it names what was asked for, to that reader alone."""
    other = {"headers": {"Host": "other.example"}}
    assert b"other.example" not in client.get("/articles/feed/", **other).content
    assert "X-Accel-Expires" not in client.get("/articles/feed/").headers
    assert "CDN-Cache-Control" not in client.get("/articles/feed/").headers


def test_summary_says_that_it_is_text(feed):
    summaries = list(feed.iter(f"{ATOM}summary"))
    assert len(summaries) == len(ARTICLES)
    assert {summary.get("type") for summary in summaries} == {"text"}


def test_feed_that_did_not_change_is_not_sent_again(client):
    first = client.get("/articles/feed/")
    assert first.headers["ETag"]
    assert first.headers["Last-Modified"]
    for name in ("ETag", "Last-Modified"):
        asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[name]
        again = client.get("/articles/feed/", headers={asked: first.headers[name], "Accept-Encoding": "br"})
        assert (again.status_code, again.content) == (304, b"")
