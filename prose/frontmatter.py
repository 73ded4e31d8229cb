"""A content file's front matter: read it, and take typed values out of it.

Every complaint names the file and the line. What is wrong is noted, and said at the end of `checked()`, all at once.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from prose.content_error import ContentError, Mistakes
from prose.source_file import read_text

# Ten times as fast where PyYAML was built with its C library.
SAFE: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KEY = re.compile(r"^([A-Za-z_]\w*):", re.MULTILINE)
# What any text may say of itself beside its words: that it is not ready, and which words of ours it stands for.
OF_THE_FILE = ("draft", "replaces")
# Stands in for what is missing until everything that is wrong was found.
UNSAID = "…"
Value = TypeVar("Value")


class Loader(SAFE):  # type: ignore[misc, valid-type]
    """YAML without surprises: of a key that stands twice, nobody knows which one was meant."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key '{key.value}' stands twice", key.start_mark
                )
            seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


@dataclass(frozen=True)
class Document:
    """A content file: its front matter, its Markdown body, and the line on which that body starts."""

    path: Path
    meta: dict[str, Any]
    body: str
    body_line: int
    key_lines: dict[str, int]
    used: set[str] = field(default_factory=set, compare=False)
    mistakes: Mistakes = field(default_factory=Mistakes, compare=False)

    @contextmanager
    def checked(self) -> Iterator[None]:
        """Around everything that is read out of the document. Raises ContentError at the end, for all that is wrong."""
        before = len(self.mistakes.found)
        with self.mistakes.noted():
            yield
            self._no_other_keys()
        if len(self.mistakes.found) > before:
            self.mistakes.say()

    def tried(self, make: Callable[[], Value], otherwise: Value) -> Value:
        """What something makes; where it cannot, that is noted, and another value stands in until the end."""
        with self.mistakes.noted():
            return make()
        return otherwise

    def error(self, key: str, why: str) -> ContentError:
        return ContentError(self.path, self.line(key), why)

    def note(self, key: str, why: str) -> None:
        """Something is wrong, and reading goes on."""
        self.mistakes.found.append(self.error(key, why))

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found wrong so far, so that two parts can be held against each other."""
        return not self.mistakes.found

    def line(self, key: str) -> int:
        """The line on which a key stands, or 1 where it does not."""
        return self.key_lines.get(key, 1)

    def text(self, key: str) -> str:
        """A required, non-empty string."""
        value = self._required(key)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            self.note(key, f"'{key}' must be text and must not be empty")
        return value.strip() if isinstance(value, str) and value.strip() else UNSAID

    def optional_text(self, key: str) -> str:
        """A string, or "" where the key is missing or empty."""
        self.used.add(key)
        return "" if self.meta.get(key) is None else self.text(key)

    def number(self, key: str) -> int:
        """A required whole number."""
        value = self._required(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if value is not None:
            self.note(key, f"'{key}' must be a whole number")
        return 0

    def day(self, key: str) -> date:
        """A required date, written 2026-11-23. Raises ContentError: no day can stand in for another."""
        value = self.meta.get(key)
        self.used.add(key)
        if value is None:
            raise self.error(key, f"'{key}' is missing")
        if type(value) is not date:
            raise self.error(key, f"'{key}' must be a date such as 2026-11-23")
        return value

    def words(self, without: tuple[str, ...]) -> str:
        """Everything that the file says but for some keys, in one form: how it is laid out does not matter."""
        told = {key: value for key, value in self.meta.items() if key not in (*without, *OF_THE_FILE)}
        lines = [line.rstrip() for line in self.body.strip().splitlines()]
        return "\n".join([json.dumps(told, default=str, ensure_ascii=False, sort_keys=True), *lines])

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """A required string out of a fixed list."""
        value = self.text(key)
        if value in allowed:
            return value
        if value != UNSAID:
            self.note(key, f"'{key}' must be one of {', '.join(allowed)}; it is '{value}'")
        return allowed[0]

    def texts(self, key: str, *, allowed: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of strings, which may be empty; out of a fixed list where one is given."""
        value = self._required(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            if value is not None:
                self.note(key, f"'{key}' must be a list of words")
            return ()
        unknown = [item for item in value if allowed and item not in allowed]
        if unknown:
            self.note(key, f"'{key}' knows only {', '.join(allowed)}; not '{unknown[0]}'")
        return tuple(value)

    def records(self, key: str, fields: tuple[str, ...]) -> tuple[dict[str, str], ...]:
        """A list of small records that all have exactly these text fields."""
        value = self._required(key)
        if not isinstance(value, list):
            if value is not None:
                self.note(key, f"'{key}' must be a list")
            return ()
        return tuple(record for record in value if self._is_record(key, record, fields))

    def record(self, key: str, fields: tuple[str, ...]) -> dict[str, Any] | None:
        """One small record with exactly these text fields, or None where the key is empty."""
        value = self.meta.get(key)
        self.used.add(key)
        return dict(value) if value is not None and self._is_record(key, value, fields) else None

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        self.used.add(key)
        value = self.meta.get(key, False)
        if not isinstance(value, bool):
            self.note(key, f"'{key}' must be true or false")
        return value is True

    def _no_other_keys(self) -> None:
        """Note each key that nothing reads: most often a typing mistake."""
        self.flag("draft")
        self.optional_text("replaces")
        for key in self.meta:
            if key not in self.used:
                self.note(key, f"nothing here is called '{key}'")

    def _required(self, key: str) -> object:
        """The value of a key; None, which is noted, where there is none."""
        self.used.add(key)
        if self.meta.get(key) is None:
            self.note(key, f"'{key}' is missing")
        return self.meta.get(key)

    def _is_record(self, key: str, record: object, fields: tuple[str, ...]) -> bool:
        if not isinstance(record, dict) or set(record) != set(fields):
            self.note(key, f"each entry of '{key}' needs exactly: {', '.join(fields)}")
            return False
        wrong = [
            name
            for name, value in record.items()
            if not isinstance(value, date if name == "date" else str) or not str(value).strip()
        ]
        for name in wrong:
            what = "a date such as 2026-11-23" if name == "date" else "text and must not be empty"
            self.note(key, f"'{name}' in '{key}' must be {what}")
        return not wrong


def read(path: Path) -> Document:
    """Read a content file; raise ContentError when its front matter cannot be read."""
    source = read_text(path)
    if not source.startswith("---\n"):
        raise ContentError(path, 1, "the file must start with front matter between two lines of ---")
    head, closing, body = f"{source}\n".partition("\n---\n")
    if not closing:
        raise ContentError(path, 1, "the closing --- of the front matter is missing")
    key_lines = {match[1]: head.count("\n", 0, match.start()) + 1 for match in KEY.finditer(head)}
    return Document(path, _fields(head, path), body, head.count("\n") + 3, key_lines)


def _fields(head: str, path: Path) -> dict[str, Any]:
    """The front matter's keys and values; `head` begins with the opening line, so that lines count from it."""
    try:
        fields = yaml.load(f"{head}\n", Loader=Loader)  # noqa: S506
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        why = f"the front matter is not YAML: {getattr(error, 'problem', error)}"
        raise ContentError(path, mark.line + 1 if mark else 1, why) from error
    if not isinstance(fields, dict) or not fields:
        raise ContentError(path, 1, "the front matter is empty")
    return fields
