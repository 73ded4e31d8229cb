"""The lines that can be chosen on the if-then sheet, and the words around them, read and checked once at start."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString

from prose import markdown, slugs, toml_file
from prose.body import body_of
from prose.citations import Source, cited_sources
from prose.content_error import ContentError
from prose.frontmatter import read
from prose.rendered import Prose
from prose.review import Dates, dates

HERE = Path(__file__).resolve().parent
CODE = re.compile(r"[a-z]")
# What fits one row of a phone, and fewer choices than these are hardly a choice.
MOST_CHARACTERS = 28
LEAST_LINES = 12


@dataclass(frozen=True)
class Line:
    """One half of a plan: the code that travels, and the words that are read."""

    code: str
    words: str


@dataclass(frozen=True)
class Group:
    """Lines of a kind, under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Half:
    """Everything that can stand after "If", or after "then I will"."""

    groups: tuple[Group, ...]

    @cached_property
    def by_code(self) -> dict[str, Line]:
        return {line.code: line for group in self.groups for line in group.lines}


@dataclass(frozen=True)
class IfThenPage:
    """The page's words: what the sheet is, how to use it, where the method comes from."""

    title: str
    heading: str
    lead: SafeString
    description: str
    body: Prose
    dates: Dates
    sources: tuple[Source, ...]


def load_lines(path: Path) -> tuple[Half, Half]:
    """Both lists, "if" first; raises ContentError for the first line that cannot be used."""
    table, text = toml_file.read(path)
    unknown = set(table) - {"ifs", "thens"}
    if unknown:
        raise ContentError(path, 1, f"nothing here is called '{min(unknown)}'")
    return _half(path, "ifs", table, text), _half(path, "thens", table, text)


def load_page(path: Path, lines: Path) -> IfThenPage:
    """The page's words; a signature covers the lines too. Raises ContentError where they cannot be used."""
    document = read(path)
    with document.checked():
        body = body_of(document)
        words = IfThenPage(
            title=slugs.title(document),
            heading=document.text("heading"),
            lead=markdown.render_inline(document.text("lead"), path, document.line("lead")),
            description=document.text("description"),
            body=body,
            dates=dates(document, [lines.read_text(encoding="utf-8")]),
            sources=cited_sources(document, body.cited),
        )
    return words


def _half(path: Path, name: str, table: dict[str, Any], text: str) -> Half:
    line = toml_file.line_of(name, text)
    records = table.get(name)
    if not isinstance(records, list) or not all(
        isinstance(record, dict) and set(record) == {"heading", "lines"} and isinstance(record["lines"], dict)
        for record in records
    ):
        raise ContentError(path, line, f"'{name}' needs groups, each with exactly: heading, lines")
    half = Half(tuple(_group(path, line, record) for record in records))
    given = sum(len(group.lines) for group in half.groups)
    if given != len(half.by_code):
        raise ContentError(path, line, f"a code stands twice in '{name}'")
    if given < LEAST_LINES:
        raise ContentError(path, line, f"'{name}' has {given} lines; at least {LEAST_LINES}")
    return half


def _group(path: Path, line: int, record: dict[str, Any]) -> Group:
    for code, words in record["lines"].items():
        if not CODE.fullmatch(code):
            raise ContentError(path, line, f"a code is one small letter, and not '{code}'")
        if not isinstance(words, str) or not 0 < len(words.strip()) <= MOST_CHARACTERS:
            raise ContentError(path, line, f"the line '{code}' needs 1 to {MOST_CHARACTERS} characters")
    return Group(str(record["heading"]), tuple(Line(code, words.strip()) for code, words in record["lines"].items()))


IFS, THENS = load_lines(HERE / "if-then.toml")
IF_THEN = load_page(HERE / "if-then.md", HERE / "if-then.toml")
