"""What the words promise to someone in danger: one route, the person alone first, nothing that keeps them from ringing."""

import re
from pathlib import Path

import pytest

from plans.library import PLANS
from support.directory import COUNTRIES
from tests.page.pages import Page

ROOT = Path(__file__).resolve().parents[2]
ROUTE = "/plans/72-hours/see-a-doctor/#passed"
TEXTS = {
    str(path.relative_to(ROOT)): " ".join(path.read_text(encoding="utf-8").split())
    for folder in ("plans/content", "articles/content")
    for path in (ROOT / folder).rglob("*.md")
}
HEART_THEN = re.compile(r"[^.\n]*\bchest (?:pain|hurt)[^.\n]*(?:\bpassed|went away|gone away|is over)[^.\n]*")


def test_chest_pain_that_has_passed_has_one_route(client):
    """Whatever speaks of it leads there; there it depends on how long ago it was, and is never a drug service."""
    for name, text in TEXTS.items():
        if name.endswith("see-a-doctor.md"):
            continue
        assert not HEART_THEN.search(text) or ROUTE in text, name
    html = client.get("/plans/72-hours/see-a-doctor/").content.decode()
    said = html[html.index('id="passed"') : html.index('id="pounding"')]
    marks = ["It is back", "last 24 hours", "emergency department today", "longer ago", "ring a doctor today"]
    assert [said.index(mark) for mark in marks] == sorted(said.index(mark) for mark in marks)
    assert said.count("drug service") == 1
    assert "A drug service cannot check a heart" in said


def test_a_heart_that_does_not_settle_has_a_time_and_a_place(client):
    html = client.get("/plans/72-hours/see-a-doctor/").content.decode()
    said = html[html.index('id="pounding"') : html.index('id="swallowed"')]
    for mark in ("10 minutes", "ring 111", "emergency department", "Do not drive yourself"):
        assert mark in said


@pytest.mark.parametrize(
    "name", [name for name, text in TEXTS.items() if "recovery position" in text or "sleep it off" in text]
)
def test_who_is_alone_is_told_before_who_stands_by(name):
    text = TEXTS[name].lower()
    by = min(text.index(mark) for mark in ("recovery position", "sleep it off") if mark in text)
    alone = text[:by]
    assert all(mark in alone for mark in ("unlock the door", "sit down", "not drive"))


@pytest.mark.parametrize("plan", [plan for plan in PLANS if plan != "someone-close"])
def test_every_plan_leads_on_for_pregnancy_and_for_children(client, plan):
    """The plan for someone close speaks to another reader: for a child it has a page and a step of its own."""
    html = client.get(f"/plans/{plan}/").content.decode()
    said = html[html.index('id="not-enough"') :]
    assert "pregnant, children with you" in said.split("</li>")[0]
    assert "/plans/24-hours/not-enough/" in said.split("</li>")[0]


@pytest.mark.parametrize(
    ("place", "marks"),
    [
        ("pregnant", ("bleeding", "midwife", "Nobody else needs to know today")),
        ("breastfeeding", ("Do not feed from the breast now", "pharmacist, midwife or health visitor")),
        ("children", ("Ring one adult now", "swallowed", "mind them")),
        (
            "alcohol",
            ("Do not stop all at once", "Do not drink more than usual", "do not be alone", "Is the line closed?"),
        ),
        ("opioids", ("Do not change what you take", "naloxone")),
    ],
)
def test_who_needs_more_than_the_plan_is_told_what_first(client, place, marks):
    html = client.get("/plans/24-hours/not-enough/").content.decode()
    said = html[html.index(f'id="{place}"') :].split("<h2")[0]
    for mark in marks:
        assert mark in said


def test_fear_of_ringing_is_answered_for_each_country_without_a_promise(client):
    answer = client.get("/plans/24-hours/afraid-to-ring/")
    text, html = Page(answer).text, answer.content.decode()
    assert text.index("ring now and read this later") < text.index("Nobody can promise")
    assert "Nobody can promise you that police never come" in text
    said = html[html.index('id="police"') : html.index('id="work"')]
    names = [country.name for code, country in COUNTRIES.items() if code not in {"gb", "world"}]
    for name in (*names, "England and Wales", "Scotland", "Northern Ireland"):
        assert name.removeprefix("the ") in said


def test_alcohol_with_cocaine_is_said_as_its_source_says_it():
    for name, text in TEXTS.items():
        assert "heart and liver" not in text, name
