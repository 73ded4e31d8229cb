"""The directory as a sheet of cells, for people who ring round and keep lists, and what of an edited sheet is new. Pure.

A spreadsheet reads `=1+1` as a formula, `+353…` as a sum, `0800…` as a number without its zero and `24/7` as a day in July. So a cell
that one might take for such a thing starts with an apostrophe, which is taken off again when the sheet comes back.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from support.directory.own import with_fields

Record = Mapping[str, Any]

# What a person corrects in a sheet. Hours by the day, sources and what happens in a call are lists: they stay in the file.
COLUMNS = (
    *("id", "name", "country", "kind", "for_whom", "answered_by", "phone", "phone_shown", "textphone.number", "textphone.shown"),
    *("text.number", "text.shown", "text.keyword", "text.send", "hours", "chat", "email", "free", "cost_note", "on_bill", "url", "checked"),
)  # fmt: skip
FIXED = ("id", "country")
FLAGS = ("free", "on_bill")
# As a spreadsheet would take it for a formula, a number or a day.
TAKEN_FOR_SOMETHING = re.compile(r"['=+\-@\t\r\n].*|[\d\s.,/:()-]+", re.DOTALL)


def to_csv(records: Iterable[Record]) -> str:
    """The records as a sheet, one a row. The mark at its start tells spreadsheets that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell(record, column)) for column in COLUMNS] for record in records)
    return "\ufeff" + out.getvalue()


def cell(record: Record, column: str) -> str:
    """What a record says in a column, as text; empty where it says nothing, or where only the file can hold it."""
    name, _, part = column.partition(".")
    value = record.get(name)
    if part:
        value = value.get(part) if isinstance(value, Mapping) else None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else ""


def guarded(text: str) -> str:
    """The text as no spreadsheet takes it for anything but text."""
    return f"'{text}" if TAKEN_FOR_SOMETHING.fullmatch(text) else text


def from_csv(text: str, records: Iterable[Record]) -> dict[str, dict[str, Any]]:
    """What an edited sheet says anew: fields by the id of their record. Raises ValueError with a line for each thing that is wrong.

    Rows and columns may be missing and may stand in any order: what is not in the sheet stays as it is.
    """
    known = {str(record["id"]): record for record in records}
    rows, wrong = _rows(text)
    changes: dict[str, dict[str, Any]] = {}
    for number, row in rows:
        name = row["id"]
        if name not in known:
            wrong.append(f"row {number}: no service is called '{name}'. A new one is written into the file itself")
        elif name in changes:
            wrong.append(f"row {number}: '{name}' stands twice")
        else:
            changes[name] = {}
            for column, value in row.items():
                if value != cell(known[name], column):
                    try:
                        _change(changes[name], known[name], column, value)
                    except ValueError as why:
                        wrong.append(f"row {number}, {name}, {column}: {why}")
    if wrong:
        raise ValueError("\n".join(wrong))
    return {name: fields for name, fields in changes.items() if fields}


def _rows(text: str) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """The rows with their numbers, as a spreadsheet counts them, each cell by its column; and what is wrong with the columns."""
    text = text.removeprefix("\ufeff")
    # Where a comma is the decimal sign, spreadsheets put semicolons between cells.
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    columns = [column.strip() for column in next(reader, [])]
    wrong = [f"there is no column '{column}'" for column in columns if column not in COLUMNS]
    if "id" not in columns:
        return [], [*wrong, "the column 'id' is missing"]
    rows = [
        (number, {column: value.strip().removeprefix("'") for column, value in zip(columns, row, strict=False)})
        for number, row in enumerate(reader, start=2)
        if any(value.strip() for value in row)
    ]
    return ([] if wrong else rows), wrong


def _change(changes: dict[str, Any], record: Record, column: str, value: str) -> None:
    """Note the new value of a cell among a record's changes. Raises ValueError where a sheet cannot say it."""
    name, _, part = column.partition(".")
    if column in FIXED:
        raise ValueError("this cannot be changed")
    if part:
        table = {**record.get(name, {}), **changes.get(name, {}), part: value}
        changes[name] = {key: said for key, said in table.items() if said}
        if not changes[name]:
            raise ValueError("this cannot be taken away here, but in the file itself")
    elif name == "hours" and not isinstance(record.get(name), str):
        raise ValueError("this service has hours by the day: they are changed in the file itself")
    elif name in FLAGS:
        if value.lower() not in {"yes", "no"}:
            raise ValueError(f"must be yes or no; it is '{value}'")
        changes[name] = value.lower() == "yes"
    elif name == "checked":
        changes[name] = _day(value)
    else:
        changes[name] = value


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"must be a day such as 2026-11-23; it is '{value}'") from error


def written(text: str, changes: Mapping[str, Record]) -> str:
    """An operator's helplines.toml with these changes: in the record that is there, or in a new one that names the fields alone."""
    for name, fields in changes.items():
        text = with_fields(text, name, fields)
    return text
