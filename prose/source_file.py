"""A file of words or records as text: its encoding, its line ends, and what no such file may hold."""

import re
from pathlib import Path

from prose.content_error import ContentError

# What git leaves where two changes met and nobody decided.
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)", re.MULTILINE)


def read_text(path: Path) -> str:
    """The text of a file, whatever its byte-order mark and line ends; raises ContentError where it cannot be used."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(path, 1, "the file is not UTF-8 text: save it as UTF-8") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONFLICT.search(text):
        raise ContentError(
            path,
            text.count("\n", 0, found.start()) + 1,
            "two changes meet here: keep one, and delete the marks around it",
        )
    return text


def files_in(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder by name, without what editors and systems leave beside them: hidden files, locks, copies."""
    return sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith((".", "~", "#")))
