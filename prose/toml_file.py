"""TOML files: read one, and find the line of what is wrong in it."""

import re
import tomllib
from pathlib import Path
from typing import Any

from prose.content_error import ContentError


def read(path: Path) -> tuple[dict[str, Any], str]:
    """What a file holds, and its text to find lines in; raises ContentError where it is not TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text
    except ValueError as error:
        found = re.search(r"line (\d+)", str(error))
        raise ContentError(path, int(found[1]) if found else 1, f"the file is not TOML: {error}") from error


def line_of(table: str, text: str) -> int:
    """The line of a table's `[name]` or of a list's first `[[name]]`; 1 where it is written in another way."""
    found = re.search(rf"^\[+{re.escape(table)}\]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
