"""The pack to sign: one page a text, with every word that a signature covers and the command at its end."""

import re

import pytest

from prose.review import fingerprint
from recovery_site import papers
from recovery_site.editorial import readiness
from tests.page.pages import opened, read

TEXTS = papers.texts_to_sign()


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
def test_page_ends_with_the_command_that_signs_it(name):
    page = read(f"/clinicians/sign/{name}/").text
    assert f"python {TEXTS[name].command}" in page
    assert TEXTS[name].dates.words in page


def test_page_says_who_signed_and_that_words_changed(signed, client):
    assert "reviewed by A. Name" in client.get("/clinicians/sign/plan-24-hours/").content.decode()


def test_text_that_cannot_be_signed_has_no_page(client):
    assert client.get("/clinicians/sign/no-such-text/").status_code == 404
