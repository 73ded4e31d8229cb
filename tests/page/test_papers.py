"""The page that shows what is proved, documented and open, and each paper in full."""

import re

import pytest

from recovery_site import assurance_views
from recovery_site.editorial import assurance
from recovery_site.editorial.assurance import OPEN, PAPERS, STATES
from tests.page.pages import opened, read

ADDRESS = "/clinicians/assurance/"


def test_page_counts_what_the_papers_hold(client):
    found: dict[str, int] = {state: sum(paper.count(state) for paper in PAPERS) for state in STATES}
    text = read(ADDRESS).text
    assert f"{found['proved']} are proved, {found['documented']} are documented and {found['open']} are open" in text
    for paper in PAPERS:
        assert paper.title.replace("'", "’") in text.replace("'", "’")
        assert f"/clinicians/assurance/{paper.slug}/" in opened(ADDRESS).content.decode()


def test_page_claims_no_certificate_and_names_what_people_must_do():
    text = read(ADDRESS).text
    assert "No certificate is claimed" in text
    for duty in assurance.DUTIES:
        assert duty.who.replace("'", "&#x27;") in opened(ADDRESS).content.decode()


def test_every_question_says_what_it_has():
    questions = re.findall(
        r"<li>.*? <strong>(Proved|Documented|Open)\.</strong></li>", opened(ADDRESS).content.decode()
    )
    assert len(questions) == sum(len(paper.answers) for paper in PAPERS)


def test_what_an_operator_says_is_open_no_more(client, settings):
    before = sum(paper.count(OPEN) for paper in PAPERS)
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "Us", "us@example.org"
    settings.HOST_STATEMENT, settings.FUNDING_STATEMENT = "Nothing.", "We do."
    (said,) = re.findall(r"and (\d+) are open", client.get(ADDRESS).content.decode())
    assert int(said) < before


def test_clinicians_page_leads_there():
    page = opened("/clinicians/").content.decode()
    for address in (ADDRESS, f"{ADDRESS}hazard-log/", f"{ADDRESS}dpia/", "/accessibility/"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("name", assurance_views.FILES)
def test_paper_shows_every_line_of_its_file(name):
    answer = opened(f"{ADDRESS}{name}/")
    assert answer.status_code == 200
    assert "noindex" in answer.headers["X-Robots-Tag"]
    shown = set(re.findall(r"\w+", read(f"{ADDRESS}{name}/").text))
    file = re.sub(r"\]\([^)]+\)", "]", assurance_views.FILES[name].read_text(encoding="utf-8"))
    assert set(re.findall(r"\w+", file)) - shown == set()


def test_paper_that_does_not_exist_is_not_found(client):
    assert client.get(f"{ADDRESS}no-such-paper/").status_code == 404
    assert client.get(f"{ADDRESS}people/").status_code == 404
