"""Whom the words speak to: each has a place of their own that the library lists."""

import pytest

from articles.library import ARTICLES
from checkin.yourself import QUESTIONS
from tests.page.pages import Page

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
    ending = Page(client.get("/plans/24-hours/look-back-gently/")).text
    assert ending.index("It can be done from here") < ending.index("The steps were to pause")


def test_hints_do_not_make_a_yes_of_one_night():
    hints = {question.key: question.hint for question in QUESTIONS}
    assert "More than once" in hints["stop"]
    assert "days after that" in hints["days"]
    assert len(QUESTIONS) == 5
    assert "with money" in " ".join(question.text for question in QUESTIONS)
