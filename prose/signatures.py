"""Signatures that stand in the operator's own folder, because no file of ours is ever changed there: one record a text."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from prose import toml_file
from prose.content_error import ContentError, Mistakes
from prose.places import own_file

FILE = "signatures.toml"
FIELDS = ("name", "role", "body", "date", "words")


def load(path: Path) -> Mapping[str, dict[str, Any]]:
    """The signatures by the name of their text; raises ContentError for each record that is not one."""
    tables, text = toml_file.read(path)
    records, mistakes = tables.pop("signature", []), Mistakes()
    with mistakes.noted():
        if tables or not isinstance(records, list):
            raise ContentError(path, 1, "the file holds [[signature]] and nothing else: manage.py sign writes it")
    found: dict[str, dict[str, Any]] = {}
    for record, line in zip(records, toml_file.lines_of("signature", text), strict=False):
        with mistakes.noted():
            if why := _broken(record):
                raise ContentError(path, line, why)
            found[record["text"]] = {name: record[name] for name in FIELDS}
    mistakes.say()
    return found


def _broken(record: dict[str, Any]) -> str:
    if set(record) != {"text", *FIELDS}:
        return f"a signature needs exactly: text, {', '.join(FIELDS)}"
    wrong = [
        name for name, value in record.items() if type(value) is not (date if name == "date" else str) or not value
    ]
    return f"'{wrong[0]}' is empty or not of its kind" if wrong else ""


_path = own_file(FILE)
SIGNATURES: Mapping[str, dict[str, Any]] = load(_path) if _path else {}
