"""The library's pages."""

import pytest
from django.utils.html import escape

from articles.library import ARTICLES
from prose.citations import BIBLIOGRAPHY
from recovery_site.editorial.sources import citing_texts
from tests.page.pages import Page
from tests.signatures import CHANGED_SINCE, give_every_text


@pytest.fixture(params=list(ARTICLES))
def article(request):
    return ARTICLES[request.param]


def test_index_lists_every_article(client):
    html = client.get("/articles/").content.decode()
    for slug in ARTICLES:
        assert f"/articles/{slug}/" in html


def dates_of(client, slug: str) -> str:
    """The words at the end of an article on who checked it."""
    html: str = client.get(f"/articles/{slug}/").content.decode()
    return html[html.index("Written by the people who make this site") :].split("</p>")[0]


def test_article_that_no_clinician_reviewed_says_so(client, unsigned, article):
    assert "Not reviewed by a clinician yet." in dates_of(client, article.slug)


def test_article_that_a_clinician_reviewed_says_who_and_when(client, signed, article):
    said = dates_of(client, article.slug)
    assert "Reviewed by A. Name, a role, a body, on 24 November 2026." in said
    assert "Not reviewed" not in said
    assert "changed since" not in said


def test_article_says_that_its_words_changed_after_the_review(client, monkeypatch, article):
    give_every_text(CHANGED_SINCE, monkeypatch)
    assert "The words have changed since then." in dates_of(client, article.slug)


def test_article_shows_its_dates_sources_and_next_step(client, article):
    html = client.get(f"/articles/{article.slug}/").content.decode()
    assert "Last checked" in html
    assert "Next check due" in html
    assert article.next_step.url in html
    for source in article.sources:
        assert source.link.replace("&", "&amp;") in html


def test_every_citation_leads_to_its_source(client, article):
    found = Page(client.get(f"/articles/{article.slug}/"))
    ids = {attributes.get("id") for _, attributes in found.tags}
    for number, _ in enumerate(article.sources, 1):
        assert {f"cite-{number}", f"source-{number}"} <= ids


def test_every_source_leads_back_to_the_text(client, article):
    links = [link.get("href") for link in Page(client.get(f"/articles/{article.slug}/")).attributes("a")]
    for number, _ in enumerate(article.sources, 1):
        assert links.index(f"#source-{number}") < links.index(f"#cite-{number}")


def test_sources_page_lists_the_bibliography_with_its_uses(client):
    html = client.get("/articles/sources/").content.decode()
    for source in BIBLIOGRAPHY.values():
        assert escape(source.link) in html
    for address in ("/articles/why-it-happens/", "/plans/24-hours/tonight/", "/plans/24-hours/pause/", "/clinicians/"):
        assert f'<a href="{address}">' in html


def test_every_source_stands_below_each_text_that_is_named_as_its_user(client):
    for text in citing_texts():
        listed = client.get(text.address).content.decode().partition('id="sources"')[2]
        for source in text.sources:
            assert escape(source.link) in listed, (source.key, text.address)
