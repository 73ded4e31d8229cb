"""What `manage.py check` looks at: every word a reader can see, every link, every source. Each check can fail."""

import re
from dataclasses import replace

import pytest
from django.utils.html import escape

from checkin.library import QUESTIONNAIRES
from prose.citations import BIBLIOGRAPHY
from recovery_site.editorial import checks
from recovery_site.editorial.checks import ParsedPage, pages_are_whole, sources_are_used
from recovery_site.editorial.screens import screens_without_address
from recovery_site.editorial.sources import citing_texts, uses
from recovery_site.serving.errors import MESSAGES, STANDALONE


@pytest.fixture(scope="module")
def screens() -> dict[str, str]:
    return dict(screens_without_address())


@pytest.fixture
def only(monkeypatch):
    """Let the check see one page without an address, and no other."""

    def see(html: str) -> list[str]:
        monkeypatch.setattr(checks, "public_addresses", list)
        monkeypatch.setattr(checks, "screens_without_address", lambda: iter([("a page", html)]))
        return [f"{message.id} {message.msg}" for message in pages_are_whole(None)]

    return see


def test_every_source_is_used():
    assert sources_are_used(None) == []


def test_checks_see_every_screen_of_the_check_in(screens):
    for number in range(1, 6):
        assert f"Question {number} of 5" in screens[f"question {number}"]
        assert "There is a problem" in screens[f"question {number} without an answer"]
    assert "There is a problem" in screens["the whole form without answers"]


@pytest.mark.parametrize("questionnaire", QUESTIONNAIRES.values(), ids=lambda one: one.slug or "yourself")
def test_checks_see_a_result_of_every_band_and_every_next_step(screens, questionnaire):
    results = " ".join(html for name, html in screens.items() if name.startswith("the result"))
    for words in (*(band.meaning[0] for band in questionnaire.bands), *(one.words for one in questionnaire.next_steps)):
        assert escape(words) in results
    for band in questionnaire.bands:
        assert escape(band.not_sure) in results


def test_ids_are_unique_where_no_address_shows_it(screens):
    for name, html in screens.items():
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)), (name, [one for one in ids if ids.count(one) > 1])


def test_checks_see_every_error_page(screens):
    for status, (heading, _) in MESSAGES.items():
        assert heading in screens[f"the {status} page"]
    for name, status in STANDALONE.items():
        assert MESSAGES[status][0] in screens[f"the page {name}.html"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>an addict</p>", "E004 a page says “addict” (L01)"),
        ('<meta name="description" content="For addicts">', "E004 a page says “addicts” (L01)"),
        ('<nav aria-label="Getting clean">', "E004 a page says “Getting clean” (L05)"),
        ("<p>in the red card below</p>", "E004 a page says “red card” (L18)"),
        ('<h2 id="people">a</h2><h2 id="people">b</h2>', "E007 a page has two places called 'people'"),
        ('<a href="/nothing/">x</a>', "E002 a page links to /nothing/, which does not open"),
        ('<a href="#nowhere">x</a>', "E003 a page links to #nowhere, where there is no such place"),
        ('<a href="/help/#nowhere">x</a>', "E003 a page links to /help/#nowhere, where there is no such place"),
    ],
)
def test_check_names_what_is_wrong(only, html, found):
    assert only(html) == [f"recovery_site.{found}"]


def test_word_under_discussion_passes(only):
    assert only('<p>Some say <q class="term">addict</q>.</p>') == []


def test_address_that_does_not_open_is_named(monkeypatch):
    monkeypatch.setattr(checks, "public_addresses", lambda: ["/nothing/"])
    monkeypatch.setattr(checks, "screens_without_address", lambda: iter(()))
    assert [message.id for message in pages_are_whole(None)] == ["recovery_site.E001"]


def test_source_that_nothing_cites_is_named(monkeypatch):
    unused = replace(next(iter(BIBLIOGRAPHY.values())), key="unused-1999")
    monkeypatch.setattr(checks, "BIBLIOGRAPHY", {**BIBLIOGRAPHY, unused.key: unused})
    assert [message.msg for message in sources_are_used(None)] == ["no text cites the source 'unused-1999'"]


def test_articles_plans_and_the_clinicians_page_count_as_users():
    addresses = {text.address for _, texts in uses(BIBLIOGRAPHY, citing_texts()) for text in texts}
    assert {
        "/articles/why-it-happens/",
        "/plans/24-hours/tonight/",
        "/plans/24-hours/pause/",
        "/clinicians/",
    } <= addresses


def test_unseen_words_of_a_page_are_its_attributes():
    assert ParsedPage('<img alt="a" title="b"><p class="c">d</p>').unseen == ["a", "b"]


def test_pages_are_whole_with_a_public_address(site_url):
    """With one, pages link to pictures of codes, which are no pages. Without one, `make check` asks, which `make test` begins with."""
    assert pages_are_whole(None) == []
