"""The directory goes into a spreadsheet and comes back as it was; what was edited is checked, shown and written beside ours."""

import csv
import io
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from support.directory import COUNTRIES, HELPLINES, KNOWN
from support.directory.loading import HERE, Own, load_helplines
from support.directory.own import entries
from support.spreadsheet import COLUMNS, cell, from_csv, guarded, to_csv, written

RECORDS = [
    entry.record for entry in entries(HERE / "helplines.toml", "helpline", "id") if entry.record["country"] in COUNTRIES
]
BY_ID = {record["id"]: record for record in RECORDS}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def edited(**cells: str) -> str:
    """A sheet with one service, and what somebody wrote into it."""
    given = {"id": "samaritans-ie", **{name.replace("__", "."): value for name, value in cells.items()}}
    out = io.StringIO()
    csv.writer(out).writerows([given, given.values()])
    return out.getvalue()


def test_sheet_comes_back_as_it_was():
    assert from_csv(to_csv(RECORDS), RECORDS) == {}
    assert len(rows(to_csv(RECORDS))) == len(RECORDS) + 1


def test_no_cell_is_taken_for_a_formula_a_number_or_a_day():
    for row in rows(to_csv(RECORDS))[1:]:
        for text in row:
            assert not text.startswith(("=", "+", "-", "@", "\t", "\r")), text
            assert not text.replace(" ", "").replace("/", "").replace("-", "").isdigit(), text


@given(st.text(max_size=20))
def test_guard_is_taken_off_again_whatever_stands_behind_it(text):
    assert guarded(text)[:1] not in tuple("=+-@\t\r")
    assert (guarded(text).removeprefix("'") if guarded(text) != text else text) == text


@pytest.mark.parametrize("poison", ['=HYPERLINK("https://x.example")', "+1+1", "-2", "@SUM(A1)", "\t=1", "'=1"])
def test_formula_that_stands_in_a_record_is_text_in_the_sheet_and_comes_back(poison):
    record = {**BY_ID["samaritans-ie"], "for_whom": poison}
    assert f"'{poison}" in rows(to_csv([record]))[1]
    assert from_csv(to_csv([record]), [record]) == {}


def test_semicolons_missing_columns_and_another_order_are_read():
    sheet = "name;id\nSamaritans Ireland;samaritans-ie\n;\n"
    assert from_csv(sheet, RECORDS) == {"samaritans-ie": {"name": "Samaritans Ireland"}}


def test_only_what_is_new_counts():
    assert from_csv(edited(name="Samaritans", free="no"), RECORDS) == {"samaritans-ie": {"free": False}}
    assert from_csv(edited(id="text-about-it-ie", text__keyword="HI"), RECORDS) == {
        "text-about-it-ie": {"text": {"number": "50808", "keyword": "HI"}}
    }


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"id": "samaritans-xx"}, "row 2: no service is called 'samaritans-xx'"),
        ({"country": "gb"}, "row 2, samaritans-ie, country: this cannot be changed"),
        ({"free": "perhaps"}, "row 2, samaritans-ie, free: must be yes or no"),
        ({"checked": "22/11/2026"}, "row 2, samaritans-ie, checked: must be a day"),
        ({"colour": "red"}, "there is no column 'colour'"),
    ],
)
def test_what_a_sheet_cannot_say_is_named_with_its_row(cells, why):
    with pytest.raises(ValueError, match=why):
        from_csv(edited(**cells), RECORDS)


def test_everything_wrong_with_a_sheet_is_said_at_once():
    with pytest.raises(ValueError) as caught:
        from_csv("id,free,checked\nsamaritans-ie,perhaps,soon\nnobody,yes,\n", RECORDS)
    assert len(str(caught.value).splitlines()) == 3


def test_changes_go_into_the_record_that_is_there_or_into_a_new_one():
    own = '# ours\n\n[[helpline]]\nid = "samaritans-ie"\nname = "Sam"\nfree = true\n\n[[helpline]]\nid = "other"\nname = "x"\n'
    text = written(own, {"samaritans-ie": {"name": "S", "free": False}, "frank-gb": {"chat": "https://x.example"}})
    assert text == (
        '# ours\n\n[[helpline]]\nid = "samaritans-ie"\nname = "S"\nfree = false\n\n[[helpline]]\nid = "other"\nname = "x"\n'
        '\n[[helpline]]\nid = "frank-gb"\nchat = "https://x.example"\n'
    )


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("helplines", *arguments, stdout=out)
    return out.getvalue()


def test_command_prints_every_service_that_is_shown():
    sheet = rows(command("--csv"))
    assert sheet[0] == list(COLUMNS)
    assert {row[0] for row in sheet[1:]} == {line.id for line in HELPLINES}


def test_command_shows_what_changes_and_writes_only_when_told(tmp_path: Path):
    sheet, own = tmp_path / "numbers.csv", tmp_path / "helplines.toml"
    sheet.write_text(edited(phone="'116124", phone_shown="'116 124"), encoding="utf-8-sig")
    shown = command("--from-csv", str(sheet), "--to", str(own))
    assert "samaritans-ie: phone: 116123 → 116124" in shown
    assert "Nothing was written yet." in shown
    assert not own.exists()
    command("--from-csv", str(sheet), "--to", str(own), "--write")
    line = next(line for line in load_helplines(HERE / "helplines.toml", KNOWN, Own(own)) if line.id == "samaritans-ie")
    assert (line.phone, line.phone_shown, line.name) == ("116124", "116 124", "Samaritans")
    assert "The sheet changes nothing." in command("--from-csv", str(sheet), "--to", str(own))


def test_command_refuses_what_the_start_would_and_writes_nothing(tmp_path: Path):
    """A spreadsheet that ate a zero is the mistake to fear: the number shown is then not the number dialled."""
    sheet, own = tmp_path / "numbers.csv", tmp_path / "helplines.toml"
    sheet.write_text(edited(phone="116124"), encoding="utf-8")
    with pytest.raises(CommandError, match="the number shown, 116 123, is not the number dialled, 116124"):
        command("--from-csv", str(sheet), "--to", str(own), "--write")
    sheet.write_bytes("id,name\nsamaritans-ie,Café\n".encode("cp1252"))
    with pytest.raises(CommandError, match="CSV UTF-8"):
        command("--from-csv", str(sheet), "--to", str(own), "--write")
    assert not own.exists()


def test_command_without_a_folder_of_ones_own_changes_no_file_of_ours(tmp_path: Path, settings):
    settings.SITE_FOLDER = ""
    sheet = tmp_path / "numbers.csv"
    sheet.write_text(edited(name="S"), encoding="utf-8")
    with pytest.raises(CommandError, match="a file of ours is never changed"):
        command("--from-csv", str(sheet), "--write")
    settings.SITE_FOLDER = str(tmp_path)
    command("--from-csv", str(sheet), "--write")
    assert 'name = "S"' in (tmp_path / "helplines.toml").read_text()


def test_every_column_is_a_field_and_what_a_record_says_there_is_text():
    assert all(isinstance(cell(record, column), str) for record in RECORDS for column in COLUMNS)
    for column in COLUMNS:
        assert any(cell(record, column) for record in RECORDS), column
