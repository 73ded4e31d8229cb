"""TOML files: read one, find the line of what is wrong in it, and write a value."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from prose.content_error import ContentError
from prose.source_file import read_text

# Where a value begins with a quotation mark that a word processor made.
CURLY = re.compile(r"[=\[,{]\s*[“”„‘’]")
DAY = re.compile(r"=\s*(\d{4}-\d\d-\d\d)")


def read(path: Path) -> tuple[dict[str, Any], str]:
    """What a file holds, and its text to find lines in; raises ContentError where it is not TOML."""
    text = read_text(path)
    try:
        return tomllib.loads(text), text
    except ValueError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 1
        raise ContentError(path, line, _why(text.splitlines()[line - 1 : line], error)) from error


def _why(lines: list[str], error: ValueError) -> str:
    """What is wrong on a line that is not TOML, named where it is a usual slip."""
    line = "".join(lines)
    if CURLY.search(line):
        return 'curly quotes stand where straight ones must: write "like this"'
    if day := DAY.search(line):
        try:
            date.fromisoformat(day[1])
        except ValueError:
            return f"there is no day {day[1]}"
    return f"the file is not TOML: {error}"


def lines_of(table: str, text: str) -> list[int]:
    """The line of each `[[name]]` of a list, in order."""
    return [text.count("\n", 0, found.start()) + 1 for found in re.finditer(rf"^\[\[{table}\]\]", text, re.MULTILINE)]


def line_of(table: str, text: str) -> int:
    """The line of a table's `[name]` or of a list's first `[[name]]`; 1 where it is written in another way."""
    # Looked for as it stands: a pattern for each of two hundred names takes longer than reading the file.
    text = f"\n{text}"
    places = [place for mark in (f"\n[{table}]", f"\n[[{table}]]") if (place := text.find(mark)) >= 0]
    return text.count("\n", 0, min(places)) + 1 if places else 1


def written(value: object) -> str:
    """A value as a file holds it on one line: text, true or false, a date, a list, or a small table of these."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {written(part)}" for name, part in value.items()) + " }"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
