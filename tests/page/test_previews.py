"""What machines read of a page: link previews, which tell nothing, and microdata, which claims nothing untrue."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from articles import views
from articles.library import ARTICLES
from plans.library import PLANS
from prose.addresses import TELLING
from prose.review import ClinicalReview
from recovery_site.addresses import public_addresses
from tests.page.pages import Page, title_of

SLUG = "your-body-after-a-slip"


def preview(page: Page) -> dict[str | None, str | None]:
    return {meta["property"]: meta["content"] for meta in page.attributes("meta") if meta.get("property")}


def properties(page: Page) -> list[tuple[str, str | None]]:
    """Every microdata property with its value, or None where the value is visible text or another item."""
    return [(name, tag.get("content", tag.get("href"))) for _, tag in page.tags if (name := tag.get("itemprop"))]


@pytest.mark.parametrize("address", public_addresses())
def test_preview_shows_no_telling_word_and_no_picture(client, address):
    response = client.get(address)
    shown = preview(Page(response))
    assert set(shown) == {"og:title", "og:description"}
    assert not TELLING.search(" ".join(filter(None, shown.values())))
    assert (shown["og:title"] or "?") in title_of(response)


def test_previews_describe_all_pages_alike(client):
    assert len({preview(Page(client.get(address)))["og:description"] for address in public_addresses()}) == 1


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


@pytest.mark.parametrize("slug", list(ARTICLES))
def test_microdata_names_no_reviewer_while_there_is_none(client, slug):
    names = {name for name, _ in properties(Page(client.get(f"/articles/{slug}/")))}
    assert not names & {"reviewedBy", "lastReviewed", "author", "publisher"}


def test_microdata_names_the_reviewer_once_there_is_one(client, monkeypatch):
    review = ClinicalReview("Somebody Real", "GP", "A practice", date(2027, 1, 15))
    article = ARTICLES[SLUG]
    reviewed = replace(article, dates=replace(article.dates, clinical_review=review))
    monkeypatch.setattr(views, "ARTICLES", MappingProxyType({**ARTICLES, SLUG: reviewed}))
    found = properties(Page(client.get(f"/articles/{SLUG}/")))
    assert ("lastReviewed", "2027-01-15") in found
    assert ("name", "Somebody Real") in found


@pytest.mark.parametrize(("day", "named"), [(date(2099, 1, 15), True), (date(2020, 1, 15), False)])
def test_microdata_of_a_plan_names_a_reviewer_of_these_very_words(client, monkeypatch, day, named):
    plan = PLANS["24-hours"]
    review = ClinicalReview("Somebody Real", "GP", "A practice", day)
    reviewed = replace(plan, dates=replace(plan.dates, clinical_review=review))
    monkeypatch.setattr("plans.views.PLANS", MappingProxyType({**PLANS, plan.slug: reviewed}))
    found = properties(Page(client.get("/plans/24-hours/")))
    assert (("name", "Somebody Real") in found) == named
