"""The checklist for ringing round names every number, oldest first, and says which nobody has rung."""

from dataclasses import replace
from datetime import date
from io import StringIO

from django.core.management import call_command

from support.directory import HELPLINES
from support.verification import HEADINGS, checklist, numbers_not_rung, table
from tests.signatures import rung_all

# Two real services as they were before anybody rang them.
READ = date(2026, 11, 22)
FRANK = replace(next(line for line in HELPLINES if line.id == "frank-gb"), checked=READ, rung=None)
SAMHSA = replace(next(line for line in HELPLINES if line.id == "samhsa-us"), checked=READ, rung=None)


def test_every_number_of_the_directory_is_on_the_list():
    numbers = [contact.number for contact in checklist(HELPLINES)]
    for line in HELPLINES:
        assert not line.phone or line.phone_shown in numbers
        assert not line.text or any(number.startswith("text") and line.text.shown in number for number in numbers)
        assert not line.textphone or f"textphone {line.textphone.shown}" in numbers


def test_a_service_stands_with_each_of_its_numbers_and_their_hours():
    rows = [(contact.number, contact.hours) for contact in checklist([FRANK])]
    assert rows == [
        ("0300 123 6600", "Day and night, every day"),
        ("textphone 0300 123 1099", "Day and night, every day"),
        ("text 82111", "see their site"),
    ]
    assert "text your ZIP code to 435748" in [contact.number for contact in checklist([SAMHSA])]


def test_what_was_looked_at_longest_ago_comes_first():
    lines = [
        rung_all(replace(FRANK, id="rung"), date(2027, 3, 1)),
        replace(FRANK, id="read", checked=date(2027, 2, 1)),
        replace(FRANK, id="old", checked=date(2026, 1, 1)),
    ]
    assert [contact.service for contact in checklist(lines)][::3] == ["old", "read", "rung"]


def test_numbers_that_nobody_rang_are_told_apart():
    assert numbers_not_rung([rung_all(FRANK, date(2027, 3, 1))]) == []
    assert {contact.service for contact in numbers_not_rung([FRANK, rung_all(SAMHSA, date(2027, 3, 1))])} == {FRANK.id}


def test_table_is_plain_text_in_columns():
    lines = table(checklist([FRANK])).splitlines()
    column = lines[0].index("Number")
    assert lines[0].split("  ")[0] == HEADINGS[0]
    assert lines[1][column:].startswith("0300 123 6600")
    assert lines[2][column:].startswith("textphone")
    assert lines[1].startswith("2026-11-22    not yet  gb ")


def test_command_prints_the_whole_list_and_what_is_left_to_do():
    out = StringIO()
    call_command("helplines", stdout=out)
    said = out.getvalue()
    assert said.splitlines()[0].split() == " ".join(HEADINGS).split()
    assert len([line for line in said.splitlines() if line.startswith("20")]) == len(checklist(HELPLINES))
    assert f"{len(numbers_not_rung(HELPLINES))} of {len(checklist(HELPLINES))} numbers were not rung yet." in said
