"""The page that says what we cannot know: each promise proved by a claim of that name, and the limits said."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from recovery_site import views
from recovery_site.proof import Proof, last_proof
from tests.page.pages import Page
from tests.prove.claims import CLAIMS

KEPT = "# The last kept proof\n\n- Date: 2026-11-23\n- Commit: 0123456789ab\n- Python 3.11\n"


@pytest.fixture
def page(client) -> Page:
    return Page(client.get("/private/"))


def test_every_promise_has_a_claim_of_its_name_and_every_claim_is_promised(page):
    promised = [attributes["id"] for attributes in page.attributes("div") if attributes.get("class") == "cases__case"]
    assert promised == list(CLAIMS)


def test_every_promise_says_how_to_check_it(client):
    html = client.get("/private/").content.decode()
    promises = html[html.index("data-claims") : html.index("</dl>")].split('class="cases__case"')[1:]
    assert len(promises) == len(CLAIMS)
    assert all("<strong>Check:</strong>" in promise for promise in promises)
    assert "make prove" in html


@pytest.mark.parametrize(
    "limit",
    [
        "history",
        "network",
        "sizes",
        "search engine",
        "Without JavaScript",
        "add-ons",
        "list of calls",
        "printed page",
        "Other sites",
    ],
)
def test_page_says_what_cannot_be_hidden(page, limit):
    assert limit in page.text[page.text.index("What we cannot hide") :]


@pytest.mark.parametrize(
    ("thing", "kept"),
    [
        ("A downloaded file", ("until you delete it", "downloads", "recent files", "backup")),
        ("A printed page", ("queue", "keep the job")),
        ("Copy", ("clipboard", "list of what was copied", "other devices")),
        ("Share", ("list of apps and people", "stays in that app")),
        ("A calendar entry", ("others may see it",)),
        ("Listen", ("voice on your device", "can hear it")),
    ],
)
def test_page_says_what_downloads_print_clipboard_and_share_keep(page, thing, kept):
    said = page.text[page.text.index("What we cannot hide") :]
    entry = said[said.index(f" {thing} ") :][:420]
    assert all(words in entry for words in kept), entry


def test_host_statement_is_shown_and_its_lack_is_said(settings):
    assert "have not said what their host records" in Client().get("/private/").content.decode()
    settings.HOST_STATEMENT = "Our host keeps addresses for a day."
    assert "Our host keeps addresses for a day." in Client().get("/private/").content.decode()


def test_last_proof_is_named_with_date_and_version(client, monkeypatch):
    monkeypatch.setattr(views, "PROOF", Proof(date(2026, 11, 3), "0123456789ab"))
    text = Page(client.get("/private/")).text
    assert "3 November 2026" in text
    assert "0123456789ab" in text


def test_lack_of_a_proof_is_said(client, monkeypatch):
    monkeypatch.setattr(views, "PROOF", None)
    assert "No proof was kept" in Page(client.get("/private/")).text


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        (KEPT, Proof(date(2026, 11, 23), "0123456789ab")),
        (KEPT.replace("89ab", "89ab with changes"), None),
        ("nothing", None),
    ],
)
def test_proof_is_read_from_its_page(tmp_path: Path, text, proof):
    path = tmp_path / "proof.md"
    assert last_proof(path) is None
    path.write_text(text, encoding="utf-8")
    assert last_proof(path) == proof


def test_page_says_what_leaving_quickly_does_not_do(page):
    assert "It does not delete your browser history" in page.text
