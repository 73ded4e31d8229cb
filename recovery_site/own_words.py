"""An operator's own words about themselves and about privacy, and real voices: read and checked once at start."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from prose import toml_file
from prose.body import body_of
from prose.content_error import ContentError, Mistakes
from prose.frontmatter import read
from prose.places import is_read, own_file
from prose.rendered import Prose

FIELDS = {"words": str, "who": str, "consent": date, "kept": str}
MOST_WORDS, MOST_VOICES = 60, 3


@dataclass(frozen=True)
class OwnWords:
    """A text of the operator's own on a page of ours."""

    heading: str
    updated: date
    body: Prose


@dataclass(frozen=True)
class Voice:
    """What a real person said, what they want to be called, and when they agreed. Where that is kept is never shown."""

    words: str
    who: str
    consent: date
    kept: str


def load_words(path: Path) -> OwnWords:
    """A text; raises ContentError for everything that is wrong in it."""
    document = read(path)
    with document.checked():
        found = OwnWords(document.text("heading"), document.day("updated"), body_of(document))
        if found.body.cited:
            document.note("", "nothing is cited here: a figure with its source belongs in an article")
    return found


def load_voices(path: Path) -> tuple[Voice, ...]:
    """The voices; raises ContentError for each that is too long or without consent, and for more than a page can hold."""
    tables, text = toml_file.read(path)
    records, mistakes, found = tables.pop("voice", []), Mistakes(), []
    if tables or not isinstance(records, list) or len(records) > MOST_VOICES:
        mistakes.found.append(
            ContentError(path, 1, f"the file holds [[voice]], {MOST_VOICES} at most, and nothing else")
        )
    for record, line in zip(records, toml_file.lines_of("voice", text), strict=False):
        reasons = _why_not(record)
        mistakes.found += [ContentError(path, line, why) for why in reasons]
        if not reasons:
            found.append(Voice(**record))
    mistakes.say()
    return tuple(found)


def _why_not(record: dict[str, object]) -> list[str]:
    if set(record) != set(FIELDS):
        return [f"a voice needs exactly: {', '.join(FIELDS)}"]
    wrong = [
        f"'{name}' must be {'a date such as 2026-11-23' if kind is date else 'text and must not be empty'}"
        for name, kind in FIELDS.items()
        if type(record[name]) is not kind or not str(record[name]).strip()
    ]
    if not wrong and len(str(record["words"]).split()) > MOST_WORDS:
        wrong.append(f"'words' has {len(str(record['words']).split())} words; at most {MOST_WORDS}")
    if isinstance(day := record["consent"], date) and day > timezone.now().date() + timedelta(days=1):
        wrong.append("'consent' lies in the future: write the day on which they agreed")
    return wrong


def _words(name: str) -> OwnWords | None:
    path = own_file(name)
    return load_words(path) if path and is_read(path) else None


_voices = own_file("voices.toml")
PRIVATE, ABOUT = _words("private.md"), _words("about.md")
VOICES = load_voices(_voices) if _voices else ()
