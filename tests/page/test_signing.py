"""The pack to sign: one page a text, with every word that a signature covers and the command at its end."""

import re

import pytest

from plans.library import PLANS
from prose.review import fingerprint
from recovery_site import assurance_views
from recovery_site.editorial import readiness
from tests.page.pages import opened, read

TEXTS = assurance_views.texts_to_sign()


def test_every_text_that_can_be_signed_has_its_page_and_the_list_leads_to_it():
    page = opened("/clinicians/sign/").content.decode()
    assert {text.name for text in TEXTS.values()} == set(readiness.texts())
    assert set(re.findall(r'href="/clinicians/sign/([\w-]+)/"', page)) == set(TEXTS)
    assert 'href="/clinicians/sign/"' in opened("/clinicians/").content.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_page_holds_everything_that_the_fingerprint_covers(name):
    """Not more or less: the fingerprint of what is shown is the one that a signature keeps."""
    text = TEXTS[name]
    assert fingerprint(text.dates.covered) == text.dates.words
    answer = opened(f"/clinicians/sign/{name}/")
    assert answer.status_code == 200
    assert "noindex" in answer.headers["X-Robots-Tag"]
    shown = set(re.findall(r"\w+", read(f"/clinicians/sign/{name}/").text))
    covered = set(re.findall(r"\w+", " ".join(text.dates.covered).replace('\\"', '"').replace("\\n", " ")))
    assert covered - shown == set()
    assert len(text.parts) == len(text.dates.covered)


@pytest.mark.parametrize("name", TEXTS)
def test_words_stand_first_as_readers_see_them_and_the_source_is_folded_behind(name):
    """Where a reader's page is, its headings and its first words stand here too, without a sign of a file or a template."""
    first, folded, source = opened(f"/clinicians/sign/{name}/").content.decode().partition('id="source"')
    assert folded
    assert "The source that the signature covers" in source.partition("</summary>")[0]
    shown = first.partition('<div class="article as-read">')[2]
    for sign in ("{%", "{{", "[[", "::: ", "](", "**", "{&quot;", "--- "):
        assert sign not in shown, sign
    assert TEXTS[name].title.replace("'", "&#x27;") in first
    assert f'href="{TEXTS[name].address}"' in first
    assert shown.count("<h2") >= 1


def test_plan_to_sign_holds_every_step_and_page_of_it():
    for plan in PLANS.values():
        shown = opened(f"/clinicians/sign/plan-{plan.slug}/").content.decode().partition('id="source"')[0]
        for step in plan.steps:
            for words in (
                step.heading,
                step.when,
                step.why,
                step.do_now,
                step.on_paper,
                *(one.say for one in step.words),
            ):
                assert str(words) in shown, (plan.slug, step.slug, words)
        for page in plan.pages:
            assert str(page.lead) in shown, (plan.slug, page.slug)


def test_anchors_of_a_page_to_sign_stand_once_and_lead_somewhere():
    for name in TEXTS:
        html = opened(f"/clinicians/sign/{name}/").content.decode()
        anchors = re.findall(r'\bid="([^"]+)"', html)
        assert len(anchors) == len(set(anchors)), name
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors), name


def test_list_has_titles_and_says_once_what_is_true_of_every_text(unsigned, client):
    page = client.get("/clinicians/sign/").content.decode()
    for plan in PLANS.values():
        assert f">{plan.heading}</a>" in page
    assert page.partition("<main")[2].partition("</main>")[0].count("reviewed by a clinician yet") == 1


def test_list_says_who_signed_where_somebody_did(signed, client):
    page = client.get("/clinicians/sign/").content.decode()
    assert page.count("reviewed by A. Name") == len(TEXTS)
    assert "not reviewed" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("name", TEXTS)
def test_page_ends_with_the_command_that_signs_it(name):
    page = read(f"/clinicians/sign/{name}/").text
    assert f"python {TEXTS[name].command}" in page
    assert TEXTS[name].dates.words in page


def test_page_says_who_signed_and_that_words_changed(signed, client):
    assert "reviewed by A. Name" in client.get("/clinicians/sign/plan-24-hours/").content.decode()


def test_text_that_cannot_be_signed_has_no_page(client):
    assert client.get("/clinicians/sign/no-such-text/").status_code == 404
