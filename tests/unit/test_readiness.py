"""What an operator must confirm before launch. The day is always given, so nothing here depends on today."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands

from recovery_site.editorial import readiness
from recovery_site.editorial.assurance import DUTIES
from recovery_site.environment import CHOICES
from support.directory import HELPLINES
from tests.signatures import CHANGED_SINCE, SIGNED, UNSIGNED, rung_all

DAY = date(2026, 12, 1)
SAID = dict.fromkeys(readiness.ASKED_OF_OPERATORS, "said")


def missing(texts) -> list[str]:
    return [item.missing for item in readiness.open_signatures(texts)]


def overdue(day: date) -> list[str]:
    return [item.missing for item in readiness.open_reviews({"a": SIGNED}, day)]


def test_text_without_a_signature_is_open():
    assert missing({"a": UNSIGNED}) == ["not reviewed by a clinician"]
    assert missing({"a": SIGNED}) == []


def test_signature_under_older_words_is_open():
    assert missing({"a": CHANGED_SINCE}) == ["its words are no longer those that were signed on 2026-11-24"]


def test_review_is_overdue_from_the_day_after():
    assert overdue(date(2027, 5, 23)) == []
    assert overdue(date(2027, 5, 24)) == ["review overdue since 2027-05-23"]


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


def test_work_is_told_apart_by_who_does_it(unsigned):
    by = {task.who: [item.subject for item in task.open] for task in readiness.tasks({}, date(2028, 1, 1))}
    assert list(by) == ["A clinician", "An editor", "Whoever rings", "The operator", "Whoever has to say yes"]
    assert "the emergency list" in by["A clinician"]
    assert "article the-first-24-hours" in by["An editor"]
    assert by["The operator"] == list(readiness.ASKED_OF_OPERATORS)


def test_each_item_says_what_to_do_about_it(unsigned, monkeypatch):
    """What is to be run can be run: each command exists and takes these arguments, each file is there."""
    signable = readiness.texts()
    monkeypatch.setattr(readiness, "HELPLINES", tuple(rung_all(line, None) for line in HELPLINES))
    clinician, editor, ringer, operator, judge = readiness.tasks({}, date(2028, 1, 1))
    assert [item.then.split()[:2] for item in clinician.open] == [["manage.py", "sign"]] * len(signable)
    assert all(item.then.startswith("'updated' and 'next_review' in ") for item in editor.open)
    assert {item.then for item in ringer.open} == {f"manage.py rung {line.id}" for line in HELPLINES if line.numbers}
    assert {item.then.partition("=")[0] for item in operator.open} <= set(CHOICES)
    assert all("docs/assurance/people.toml" in item.then for item in judge.open)
    assert {"sign", "rung"} <= set(get_commands())


def test_file_to_sign_is_named_as_the_command_takes_it():
    files = {item.then.split()[2] for item in readiness.open_signatures(readiness.texts())}
    assert all((settings.BASE_DIR / file).is_file() for file in files)


def test_command_lists_what_is_open_and_fails(unsigned, settings):
    settings.OPERATOR_CONTACT = ""
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("readiness", "--on", "2026-12-01", stdout=out)
    assert left.value.code == 1
    assert "the emergency list: not reviewed by a clinician" in out.getvalue()
    assert "OPERATOR_CONTACT: not set" in out.getvalue()


def test_command_prints_a_checklist(unsigned, settings):
    settings.OPERATOR_NAME = ""
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("readiness", "--on", "2026-12-01", stdout=out)
    lines = out.getvalue().splitlines()
    assert "- [ ] the emergency list: not reviewed by a clinician" in lines
    assert '      `OPERATOR_NAME="…"`' in lines
    assert "## An editor: nothing open" in lines
    assert "The operator writes each line into the settings of this copy, and starts it again." in lines


def test_command_succeeds_once_nothing_is_open(monkeypatch, settings):
    for name, value in SAID.items():
        setattr(settings, name, value)
    monkeypatch.setattr(readiness, "texts", lambda: {"a": SIGNED})
    monkeypatch.setattr(readiness, "HELPLINES", (rung_all(HELPLINES[0], DAY),))
    monkeypatch.setattr(
        readiness, "DUTIES", tuple(replace(duty, done="A. Name, 2026-11-30, file 7") for duty in DUTIES)
    )
    out = StringIO()
    call_command("readiness", "--on", "2026-12-01", stdout=out)
    assert out.getvalue().count("nothing open") == 5
    assert readiness.closed(SAID) == readiness.keys()
