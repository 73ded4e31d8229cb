"""The clinicians' page: what it says, and who has signed it."""

import tomllib
from dataclasses import replace

import pytest
from django.test import Client

from plans import clinicians, kit_views, library, views
from prose.content_error import ROOT, ContentError
from support import emergency
from tests.page.pages import Page
from tests.signatures import CHANGED_SINCE, SIGNED

ADDRESS = "/clinicians/"
PARTS = (
    "what", "not-for", "purpose", "kit", "limits", "evidence", "introduce", "lapse-relapse", "words", "privacy",
    "editing", "owner", "review", "changes", "licence",
)  # fmt: skip


@pytest.mark.parametrize("anchor", PARTS)
def test_every_part_of_the_page_has_an_address_of_its_own(client, anchor):
    assert f'id="{anchor}"' in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "case",
    ["ambulance", "suicidal", "under 18", "pregnant", "alcohol", "benzodiazepines", "opioids", "Psychosis", "risk"],
)
def test_page_says_whom_the_plan_is_not_for(client, case):
    html = client.get(ADDRESS).content.decode()
    assert case in html[html.index('id="not-for"') : html.index('id="purpose"')]


@pytest.mark.parametrize("step", library.PLANS["24-hours"].steps, ids=lambda step: step.slug)
def test_evidence_names_every_step_with_sources(client, step):
    html = client.get(ADDRESS).content.decode()
    table = html[html.index('id="evidence"') : html.index('id="introduce"')]
    row = table[table.index(f"<td>{step.heading}</td>") :].split("</tr>")[0]
    assert 'class="cite"' in row


def test_changes_are_the_first_entry_of_the_change_log(client, tmp_path):
    log = tmp_path / "CHANGELOG.md"
    log.write_text("# Changes\n\n## 2.0, today\n\n- New words.\n\n## 1.0, before\n\n- Old words.\n")
    latest = clinicians.load_changes(log)
    assert latest.version == "2.0, today"
    assert "New words" in latest.words.html
    assert "Old words" not in latest.words.html
    log.write_text(
        "# Changes\n\n## 2.0, today\n\n- New words.\n\n### New numbers\n\n- 112\n\n## 1.0, before\n\n- Old words.\n"
    )
    assert clinicians.load_changes(log).words.html == latest.words.html
    shown = Page(client.get(ADDRESS)).text
    assert f"Version {clinicians.CHANGES.version}" in shown


def test_change_log_starts_with_the_version_that_this_is():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert clinicians.CHANGES.version.split(",")[0] == project["version"]


def test_change_log_without_an_entry_is_named(tmp_path):
    log = tmp_path / "CHANGELOG.md"
    log.write_text("# Changes\n")
    with pytest.raises(ContentError, match=r"CHANGELOG\.md, line 1: the change log has no entry"):
        clinicians.load_changes(log)


# Reviewed, or not


@pytest.mark.parametrize("address", ["/", ADDRESS, "/about/", "/plans/24-hours/", "/plans/24-hours/print/"])
def test_site_and_paper_say_that_no_clinician_has_signed(client, unsigned, address):
    assert "Not reviewed by a clinician yet" in client.get(address).content.decode()


@pytest.mark.parametrize("signed_plan", [True, False])
@pytest.mark.parametrize("signed_list", [True, False])
def test_line_goes_only_when_both_are_signed(client, unsigned, monkeypatch, signed_plan, signed_list):
    if signed_list:
        monkeypatch.setattr(emergency, "DATES", SIGNED)
    if signed_plan:
        plans = {**library.PLANS, "24-hours": replace(library.PLANS["24-hours"], dates=SIGNED)}
        monkeypatch.setattr("recovery_site.editorial.readiness.PLANS", plans)
    footer = client.get("/").content.decode().split('class="footer__note"')[1]
    assert ("Not reviewed by a clinician yet" in footer) is not (signed_plan and signed_list)
    assert ("#review" in footer) is (signed_plan and signed_list)


@pytest.mark.parametrize("signed_list", [True, False])
def test_paper_names_a_reviewer_only_when_the_emergency_list_is_signed_too(client, unsigned, monkeypatch, signed_list):
    monkeypatch.setattr(views, "PLANS", {"24-hours": replace(library.PLANS["24-hours"], dates=SIGNED)})
    if signed_list:
        monkeypatch.setattr(emergency, "DATES", SIGNED)
    html = client.get("/plans/24-hours/print/").content.decode()
    paper = html[html.index('class="paper"') : html.index("</main>")]
    assert ("Reviewed by A. Name" in paper) is signed_list
    assert ("Not reviewed by a clinician yet" in paper) is not signed_list


def test_machines_read_of_a_reviewer_only_where_there_is_one(client, unsigned, monkeypatch):
    for address in ("/plans/24-hours/", "/plans/24-hours/pause/", ADDRESS):
        html = client.get(address).content.decode()
        assert 'itemprop="dateModified"' in html
        assert "reviewedBy" not in html
    monkeypatch.setattr(views, "PLANS", {"24-hours": replace(library.PLANS["24-hours"], dates=SIGNED)})
    monkeypatch.setattr(kit_views, "CLINICIANS", replace(clinicians.CLINICIANS, dates=SIGNED))
    for address in ("/plans/24-hours/", "/plans/24-hours/pause/", ADDRESS):
        html = Client().get(address).content.decode()
        assert '<meta itemprop="lastReviewed" content="2026-11-24">' in html
        assert '<meta itemprop="name" content="A. Name">' in html


def test_signature_shows_with_name_role_body_and_date(client, monkeypatch):
    monkeypatch.setattr(emergency, "DATES", SIGNED)
    text = Page(client.get(ADDRESS)).text
    assert "The emergency list: reviewed by A. Name, a role, a body, on 24 November 2026." in text


def test_signature_under_older_words_does_not_count():
    assert SIGNED.signed
    assert not CHANGED_SINCE.signed
