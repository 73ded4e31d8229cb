"""The words of the emergency card, and who checked them. Whatever names danger signs takes them from here, whole."""

from dataclasses import dataclass
from pathlib import Path

from prose import toml_file
from prose.content_error import ROOT, ContentError
from prose.frontmatter import read
from prose.review import Dates, dates
from prose.source_file import files_in, read_text

HERE = Path(__file__).resolve().parent
LISTS = ("alone", "waiting")
SENTENCES = ("unsure", "unsure_short")


@dataclass(frozen=True)
class Sign:
    """A danger sign: the whole phrase for the card, and a short one for where there is little room."""

    full: str
    short: str


@dataclass(frozen=True)
class EmergencyCard:
    """The signs, what to do when in doubt, and what to do until help comes: alone, and with someone."""

    signs: tuple[Sign, ...]
    unsure: str
    unsure_short: str
    alone: tuple[str, ...]
    waiting: tuple[str, ...]


def load_card(path: Path) -> EmergencyCard:
    """The card's words; raises ContentError where one is missing, empty or unknown."""
    table, text = toml_file.read(path)
    unknown = set(table) - {"sign", *LISTS, *SENTENCES}
    if unknown:
        raise ContentError(path, 1, f"nothing here is called '{min(unknown)}'")
    for name in LISTS:
        lines = table.get(name)
        if not isinstance(lines, list) or not lines or not all(_is_said(line) for line in lines):
            raise ContentError(path, 1, f"'{name}' must be a list of sentences")
    for name in SENTENCES:
        if not _is_said(table.get(name)):
            raise ContentError(path, 1, f"'{name}' must be text and must not be empty")
    signs = table.get("sign")
    if not isinstance(signs, list) or not all(
        set(sign) == {"full", "short"} and all(map(_is_said, sign.values())) for sign in signs
    ):
        raise ContentError(path, toml_file.line_of("sign", text), "each sign needs exactly: full, short")
    return EmergencyCard(
        signs=tuple(Sign(**sign) for sign in signs),
        unsure=table["unsure"],
        unsure_short=table["unsure_short"],
        alone=tuple(table["alone"]),
        waiting=tuple(table["waiting"]),
    )


def load(path: Path) -> Dates:
    """The dates and the signature, which covers every file named; raises ContentError where they cannot be read."""
    document = read(path)
    with document.checked():
        covered = []
        for pattern in document.texts("covers"):
            files = files_in(ROOT, pattern)
            if not files:
                document.note("covers", f"there is no file {pattern}")
            covered += [f"{file.relative_to(ROOT)}\n{read_text(file)}" for file in files]
        found = dates(document, covered)
    return found


def _is_said(words: object) -> bool:
    return isinstance(words, str) and bool(words.strip())


EMERGENCY_CARD = load_card(HERE / "emergency.toml")
DATES = load(HERE / "emergency.md")
