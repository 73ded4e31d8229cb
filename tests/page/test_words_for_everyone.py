"""Whom the words speak to: each has a place of their own that the library lists."""

import re
from pathlib import Path

import pytest

from articles.library import ARTICLES
from checkin.library import QUESTIONNAIRES
from checkin.yourself import QUESTIONS
from plans.library import PLANS
from support.directory import COUNTRIES, HELPLINES
from tests.page.pages import Page

ROOT = Path(__file__).resolve().parents[2]

PEOPLE = {
    "weekends and drink": ("/articles/the-weekend-and-drink/", "i-decided"),
    "parents": ("/articles/parents-and-pregnancy/", "children-now"),
    "pregnancy": ("/articles/parents-and-pregnancy/", "pregnant-today"),
    "professions": ("/articles/work-that-has-rules/", "health"),
    "students": ("/articles/work-that-has-rules/", "students"),
    "probation": ("/articles/work-that-has-rules/", "probation"),
    "prison": ("/articles/work-that-has-rules/", "prison"),
    "families": ("/articles/living-with-it-or-after-it/", "help-for-you"),
    "the bereaved": ("/articles/living-with-it-or-after-it/", "bereaved"),
    "gay, lesbian, bi and trans people": ("/articles/meetings-groups-and-therapists/", "lgbt"),
    "people with trauma": ("/articles/why-it-happens/", "what-for"),
    "whom something else holds now": ("/articles/signs-on-the-way/", "instead"),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_has_a_place_that_speaks_to_them(client, who):
    address, place = PEOPLE[who]
    assert f'id="{place}"' in client.get(address).content.decode()
    assert address in client.get("/articles/").content.decode()


@pytest.mark.parametrize("slug", ["low-mood-after-using", "the-first-24-hours", "slip-lapse-or-relapse"])
def test_studies_stand_folded_in_the_worst_hour(slug):
    html = str(ARTICLES[slug].body.html)
    assert '<details class="fold">\n<summary>How we know</summary>' in html


def test_a_drug_service_is_explained_once_and_linked_where_it_is_asked_for(client):
    html = client.get("/articles/the-first-appointment/").content.decode()
    for place in ("first-time", "costs", "records", "waiting"):
        assert f'id="{place}"' in html
    for address in ("/plans/24-hours/reach-out/", "/plans/72-hours/ask-for-more/", "/articles/what-treatment-helps/"):
        assert "/articles/the-first-appointment/" in client.get(address).content.decode()


def test_hope_is_said_in_plain_words_early(client):
    start = Page(client.get("/articles/starting-again-today/")).text
    assert start.index("You can stop again") < start.index("In the small hours") + 200
    ending = Page(client.get(f"/plans/24-hours/{PLANS['24-hours'].steps[-1].slug}/")).text
    assert ending.index("It can be done from here") < ending.index("The steps were to pause")


def test_hints_do_not_make_a_yes_of_one_night():
    hints = {question.key: question.hint for question in QUESTIONS}
    assert "More than once" in hints["stop"]
    assert "days after that" in hints["days"]
    assert len(QUESTIONS) == 5
    assert "with money" in " ".join(question.text for question in QUESTIONS)


def test_a_doctor_is_called_a_doctor_whatever_the_country():
    """Only Ireland and the UK, of the countries here, would all understand "GP": it stands where a line speaks of them."""
    lines = [
        line
        for folder in ("plans/content", "articles/content")
        for path in (ROOT / folder).rglob("*.md")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    said = [
        words
        for questionnaire in QUESTIONNAIRES.values()
        for words in (
            *(paragraph for band in questionnaire.bands for paragraph in band.meaning),
            *(step.words for step in questionnaire.next_steps),
        )
    ]
    for line in [*lines, *said]:
        if re.search(r"\bGPs?\b", line):
            assert re.search(r"\b(?:Ireland|Irish|UK|English|England)\b", line), line
    for helpline in HELPLINES:
        if any(re.search(r"\bGPs?\b", words) for words in (helpline.for_whom, *helpline.what_happens)):
            assert helpline.country in ("ie", "gb"), helpline.id


@pytest.mark.parametrize("code", ["", *COUNTRIES])
def test_step_that_sends_to_a_service_shows_one(client, code):
    """Not a crisis line alone: where no country is chosen, the drug line of each that stands first."""
    html = client.get(f"/plans/24-hours/reach-out/?country={code}").content.decode()
    people = html[html.index('id="people"') :].split("</section>")[0]
    shown = re.findall(r'class="line__name">([^<]+)<', people)
    if not code:
        assert shown == ["Samaritans", "HSE Drugs and Alcohol Helpline", "FRANK"]
    assert shown
    assert "Others to call" in people


def test_plans_that_print_if_then_lines_lead_to_the_sheet(client):
    for plan in PLANS.values():
        html = client.get(f"/plans/{plan.slug}/?country=nz").content.decode()
        assert ('href="/plans/if-then/?country=nz"' in html) == plan.print_if_then, plan.slug


def test_no_step_says_its_first_words_twice():
    plain = {}
    for plan in PLANS.values():
        for step in plan.steps:
            if step.words:
                do, say = (
                    re.sub(r"[^a-z ]", "", str(text).lower()).split() for text in (step.do_now, step.words[0].say)
                )
                runs = {tuple(do[i : i + 5]) for i in range(len(do) - 4)}
                plain[step.slug] = runs & {tuple(say[i : i + 5]) for i in range(len(say) - 4)}
    assert not any(plain.values()), plain
