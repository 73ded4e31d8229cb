"""Where words and records are read from: our files, and after them those of the operator's own folder.

Every library asks here, and none of them knows how. A file of the same name in the operator's folder stands for ours; ours
is never changed. A draft is read while developing alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from prose.content_error import ROOT, ContentError, Mistakes, shown
from prose.source_file import files_in

Value = TypeVar("Value")

# What an operator's folder may hold.
FOLDERS = ("articles", "plans")
FILES = (
    *("topics.toml", "bibliography.toml", "helplines.toml", "countries.toml", "signatures.toml", "rung.toml"),
    *("tokens.css", "mark.svg", "private.md", "about.md", "voices.toml", "people.toml"),
)
DRAFT = re.compile(r"\A---\n(?:(?!---\n).*\n)*?draft: *true *(?:#.*)?\n")


@dataclass(frozen=True)
class Place:
    """A folder of ours, and the one of the operator's that is read after it; None where there is none."""

    ours: Path
    own: Path | None = None

    def files(self, pattern: str = "*.md") -> list[Path]:
        """The files to read, by name: the operator's where both have one."""
        return [own or ours for own, ours in self.pairs(pattern) if own or ours]  # type: ignore[misc]

    def file(self, name: str) -> Path:
        """The one file of a name; ours, where neither has it."""
        return next((path for path in self.files(name)), self.ours / name)

    def replaced(self, pattern: str = "*.md") -> list[tuple[Path, Path]]:
        """The operator's files that stand for one of ours, each with ours."""
        return [(own, ours) for own, ours in self.pairs(pattern) if own and ours]

    def pairs(self, pattern: str) -> list[tuple[Path | None, Path | None]]:
        """For each name the operator's file and ours; None where there is no such file, or a draft."""
        ours = {path.name: path for path in files_in(self.ours, pattern) if is_read(path)}
        own = {path.name: path for path in files_in(self.own, pattern) if is_read(path)} if self.own else {}
        return [(own.get(name), ours.get(name)) for name in sorted(ours.keys() | own.keys())]

    def folders(self) -> list[str]:
        """The names of the folders inside, in order."""
        both = [path for path in (self.ours, self.own) if path and path.is_dir()]
        inside = {path.name for folder in both for path in folder.iterdir() if path.is_dir()}
        return sorted(name for name in inside if not name.startswith("."))

    def below(self, name: str) -> "Place":
        return Place(self.ours / name, self.own / name if self.own else None)


def site_folder() -> Path | None:
    """The operator's own folder; None where there is none."""
    return Path(settings.SITE_FOLDER) if settings.SITE_FOLDER else None


def place(ours: Path, name: str) -> Place:
    """A folder of ours with the operator's of a name."""
    folder = site_folder()
    return Place(ours, folder / name if folder else None)


def own_file(name: str) -> Path | None:
    """A file of the operator's folder; None where it is not there."""
    folder = site_folder()
    return folder / name if folder and (folder / name).is_file() else None


def merged(ours: Path, name: str, load: Callable[[Path], Mapping[str, Value]]) -> dict[str, Value]:
    """What a file of ours holds, and after it the operator's: what has the same key stands for ours."""
    own = own_file(name)
    return {**load(ours), **(load(own) if own else {})}


def is_read(path: Path) -> bool:
    """Whether a text is read: a draft is not, but while developing."""
    return settings.DEBUG or not is_draft(path)


def is_draft(path: Path) -> bool:
    """Whether a text says `draft: true` of itself, however wrong it is otherwise."""
    return path.suffix == ".md" and bool(
        DRAFT.match(path.read_bytes().decode("utf-8-sig", "replace").replace("\r", ""))
    )


def drafts() -> list[Path]:
    """Every draft, ours and the operator's."""
    folders = [ROOT / "articles/content", ROOT / "plans/content", *filter(None, [site_folder()])]
    return [path for folder in folders for path in files_in(folder, "**/*.md") if is_draft(path)]


def name_of(path: Path) -> str:
    """What a text is called, whoever wrote it: "articles/a-text.md", "plans/24-hours/plan.md", "support/emergency.md"."""
    folder = site_folder()
    inside = path.relative_to(folder) if folder and path.is_relative_to(folder) else None
    return (inside.as_posix() if inside else shown(path)).replace("/content/", "/")


def check_names(folder: Path) -> None:
    """Raise ContentError for everything in an operator's folder that nothing would read: most often a typing mistake."""
    mistakes = Mistakes()
    for path, known in _unread(folder):
        meant = get_close_matches(path.name, known, 1, 0.6)
        said = f"is {meant[0]} meant?" if meant else f"here may stand {', '.join(known)}"
        mistakes.found.append(ContentError(path, 1, f"nothing reads this: {said}"))
    mistakes.say()


def _unread(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Each file or folder that has no meaning where it stands, with what may stand there."""
    for path in _inside(folder):
        if path.name not in (FOLDERS if path.is_dir() else FILES):
            yield path, (*FOLDERS, *FILES)
    for path in _inside(folder / "articles"):
        if path.is_dir() or path.suffix != ".md":
            yield path, ("<slug>.md",)
    for plan in _inside(folder / "plans"):
        if not plan.is_dir():
            yield plan, ("<plan>/plan.md",)
        for path in _inside(plan):
            if path.name != "pages" if path.is_dir() else path.suffix != ".md":
                yield path, ("plan.md", "pages", "01-<step>.md")
        for path in _inside(plan / "pages"):
            if path.is_dir() or path.suffix != ".md":
                yield path, ("<page>.md",)


def _inside(folder: Path) -> list[Path]:
    """What stands in a folder, but for what is for people, hidden, or left by an editor."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if not path.name.startswith((".", "~", "#", "README", "LICENSE")) and not path.name.endswith("~")
    )
