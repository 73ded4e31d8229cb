"""What an operator must confirm before launch. The day is always given, so nothing here depends on today."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from recovery_site.editorial import readiness
from support.directory import HELPLINES
from tests.signatures import CHANGED_SINCE, SIGNED, UNSIGNED, rung_all

DAY = date(2026, 12, 1)
SAID = dict.fromkeys(readiness.ASKED_OF_OPERATORS, "said")


def missing(texts, day=DAY) -> list[str]:
    return [item.missing for item in readiness.open_reviews(texts, day)]


def test_text_without_a_signature_is_open():
    assert missing({"a": UNSIGNED}) == ["not reviewed by a clinician"]
    assert missing({"a": SIGNED}) == []


def test_signature_under_older_words_is_open():
    assert missing({"a": CHANGED_SINCE}) == ["its words are no longer those that were signed on 2026-11-24"]


def test_review_is_overdue_from_the_day_after():
    assert missing({"a": SIGNED}, date(2027, 5, 23)) == []
    assert missing({"a": SIGNED}, date(2027, 5, 24)) == ["review overdue since 2027-05-23"]


def test_every_kind_of_text_is_asked_about():
    names = readiness.texts()
    assert {"the emergency list", "plan 24-hours", "the clinicians' page", "article the-first-24-hours"} <= set(names)


def test_number_that_nobody_tried_is_open_and_a_rung_one_is_not():
    helpline = next(line for line in HELPLINES if line.id == "samaritans-ie")
    silent, rung = rung_all(helpline, None), rung_all(helpline, DAY)
    assert "116 123 was not tried yet" in [item.missing for item in readiness.open_numbers([silent])]
    assert list(readiness.open_numbers([rung])) == []


def test_number_for_texts_counts_too():
    helpline = next(line for line in HELPLINES if line.text and not line.phone)
    assert list(readiness.open_numbers([replace(helpline, rung=None)]))


@pytest.mark.parametrize("name", readiness.ASKED_OF_OPERATORS)
def test_setting_that_was_not_said_is_open(name):
    assert [item.subject for item in readiness.open_settings({**SAID, name: ""})] == [name]
    assert list(readiness.open_settings(SAID)) == []


def test_command_lists_what_is_open_and_fails(unsigned, settings):
    settings.OPERATOR_CONTACT = ""
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("readiness", "--on", "2026-12-01", stdout=out)
    assert left.value.code == 1
    assert "the emergency list: not reviewed by a clinician" in out.getvalue()
    assert "OPERATOR_CONTACT: not set" in out.getvalue()


def test_command_succeeds_once_nothing_is_open(monkeypatch, settings):
    for name, value in SAID.items():
        setattr(settings, name, value)
    monkeypatch.setattr(readiness, "texts", lambda: {"a": SIGNED})
    monkeypatch.setattr(readiness, "HELPLINES", (rung_all(HELPLINES[0], DAY),))
    out = StringIO()
    call_command("readiness", "--on", "2026-12-01", stdout=out)
    assert out.getvalue().count("nothing open") == 3
