"""What machines read of a page: link previews, which tell nothing, and microdata, which claims nothing untrue."""

import pytest

from articles.library import ARTICLES
from prose.slugs import TELLING
from recovery_site.addresses import public_addresses
from tests.page.pages import Page, opened, read, title_of
from tests.signatures import CHANGED_SINCE, SIGNED, UNSIGNED, give_every_text

SLUG = "your-body-after-a-slip"


def preview(page: Page) -> dict[str | None, str | None]:
    return {meta["property"]: meta["content"] for meta in page.attributes("meta") if meta.get("property")}


def properties(page: Page) -> list[tuple[str, str | None]]:
    """Every microdata property with its value, or None where the value is visible text or another item."""
    return [(name, tag.get("content", tag.get("href"))) for _, tag in page.tags if (name := tag.get("itemprop"))]


def test_preview_shows_no_telling_word_and_no_picture():
    for address in public_addresses():
        shown = preview(read(address))
        assert set(shown) == {"og:title", "og:description"}, address
        assert not TELLING.search(" ".join(filter(None, shown.values()))), address
        assert (shown["og:title"] or "?") in title_of(opened(address)), address


def test_previews_describe_all_pages_alike():
    assert len({preview(read(address))["og:description"] for address in public_addresses()}) == 1


def test_search_engines_find_what_titles_leave_out(client):
    page = Page(client.get(f"/articles/{SLUG}/"))
    (description,) = [meta["content"] for meta in page.attributes("meta") if meta.get("name") == "description"]
    assert "cocaine" in (description or "")


@pytest.mark.parametrize("slug", list(ARTICLES))
def test_article_says_in_microdata_what_it_is(client, slug):
    page = Page(client.get(f"/articles/{slug}/"))
    (article,) = page.attributes("article")
    assert article["itemtype"] == "https://schema.org/MedicalWebPage"
    found = properties(page)
    assert {"name", "description", "dateModified", "audience"} <= {name for name, _ in found}
    cited = [value for name, value in found if name == "citation"]
    assert cited == [source.link for source in ARTICLES[slug].sources]


@pytest.mark.parametrize("dates", [UNSIGNED, CHANGED_SINCE], ids=["unsigned", "changed since"])
def test_microdata_names_no_reviewer_while_nobody_stands_behind_these_words(client, monkeypatch, dates):
    give_every_text(dates, monkeypatch)
    for slug in ARTICLES:
        names = {name for name, _ in properties(Page(client.get(f"/articles/{slug}/")))}
        assert not names & {"reviewedBy", "lastReviewed", "author", "publisher"}, slug


def test_microdata_names_the_reviewer_once_there_is_one(client, signed):
    found = properties(Page(client.get(f"/articles/{SLUG}/")))
    assert ("lastReviewed", "2026-11-24") in found
    assert ("name", "A. Name") in found


@pytest.mark.parametrize(("dates", "named"), [(SIGNED, True), (CHANGED_SINCE, False)], ids=["signed", "changed since"])
def test_microdata_of_a_plan_names_a_reviewer_of_these_very_words(client, monkeypatch, dates, named):
    give_every_text(dates, monkeypatch)
    found = properties(Page(client.get("/plans/24-hours/")))
    assert (("name", "A. Name") in found) == named
