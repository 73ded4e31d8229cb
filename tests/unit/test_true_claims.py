"""What this copy's own files say that people did. A test cannot ask them; it can tell what nobody can have done."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from prose.review import ClinicalReview
from recovery_site.editorial.readiness import texts
from support.directory import HELPLINES
from support.directory.records import Helpline
from tests.signatures import SIGNED, rung_all

# On this day the words and the numbers were first put together, and nobody had signed or rung any of them.
BEGUN = date(2026, 11, 22)
DAY = date(2027, 1, 15)
LINE = rung_all(next(line for line in HELPLINES if line.phone), DAY)
ONLY_A_CHAT = replace(LINE, phone="", phone_shown="", textphone=None, text=None, chat="https://one.example/chat")


def doubts_about_day(day: date, today: date) -> list[str]:
    if day < BEGUN:
        return [f"{day} is before the first words and numbers of this site"]
    return [f"{day} has not been yet"] if day > today else []


def doubts_about_signature(review: ClinicalReview | None, today: date) -> list[str]:
    if review is None:
        return []
    unnamed = [part for part in (review.name, review.role, review.body) if not re.search(r"[^\W\d_]", part)]
    return [*(f"'{part}' names nobody" for part in unnamed), *doubts_about_day(review.date, today)]


def doubts_about_ring(line: Helpline, today: date) -> list[str]:
    if line.rung is None:
        return []
    nothing_to_ring = [] if line.phone or line.textphone or line.text else ["there is no number to ring or to text"]
    return [*nothing_to_ring, *doubts_about_day(line.rung.date, today)]


@pytest.fixture
def today() -> date:
    """The latest date on earth, so that a signature of this morning counts in New Zealand too."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


@pytest.mark.parametrize("name", texts())
def test_text_claims_no_signature_that_nobody_can_have_given(name, today):
    assert doubts_about_signature(texts()[name].clinical_review, today) == []


def test_no_record_claims_to_have_been_rung_when_nobody_can_have(today):
    assert {line.id: why for line in HELPLINES if (why := doubts_about_ring(line, today))} == {}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": "…"}, ["'…' names nobody"]),
        ({"role": "", "body": "-"}, ["'' names nobody", "'-' names nobody"]),
        ({"date": date(2027, 1, 16)}, ["2027-01-16 has not been yet"]),
        ({"date": date(2026, 1, 15)}, ["2026-01-15 is before the first words and numbers of this site"]),
    ],
)
def test_signature_that_nobody_can_have_given_is_noticed(wrong, why):
    assert SIGNED.clinical_review
    assert doubts_about_signature(SIGNED.clinical_review, DAY) == []
    assert doubts_about_signature(replace(SIGNED.clinical_review, **wrong), DAY) == why


def test_ring_that_nobody_can_have_made_is_noticed():
    assert doubts_about_ring(LINE, DAY) == []
    assert doubts_about_ring(LINE, DAY - timedelta(days=1)) == ["2027-01-15 has not been yet"]
    assert doubts_about_ring(rung_all(LINE, BEGUN - timedelta(days=1)), DAY)
    assert doubts_about_ring(ONLY_A_CHAT, DAY) == ["there is no number to ring or to text"]
