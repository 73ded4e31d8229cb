"""The house: which package may import which."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "recovery_site": {"recovery_site", "articles", "checkin", "plans", "support", "prose"},
    "articles": {"articles", "support", "prose"},
    "checkin": {"checkin", "support", "prose"},
    "plans": {"plans", "support", "prose"},
    "support": {"support", "prose"},
    "prose": {"prose"},
}
# Inside a package: which rooms a room may import, beside the single modules that every one may know.
ROOMS = {
    "support/directory": {"support.directory"},
    "support/availability": {"support.availability", "support.directory"},
    "support/listing.py": {"support.availability", "support.directory"},
    "support/verification.py": {"support.availability", "support.directory"},
    "recovery_site/serving": {
        "recovery_site.serving",
        "recovery_site.addresses",
        "recovery_site.context",
        "recovery_site.own_look",
    },
    "recovery_site/editorial": {
        "recovery_site.editorial",
        "recovery_site.addresses",
        "recovery_site.serving.errors",
        "recovery_site.own_look",
    },
}
PURE = (
    "checkin/questions.py",
    "checkin/outcomes.py",
    "checkin/questionnaire.py",
    "checkin/yourself.py",
    "checkin/someone.py",
    "checkin/flow.py",
    "support/directory/hours.py",
    "prose/language.py",
    "prose/plain_text.py",
    "prose/showable.py",
    "recovery_site/colours.py",
)
PURE_MAY_IMPORT_OURS = {"checkin.questions", "checkin.outcomes", "checkin.questionnaire"}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_package_imports_only_downwards(package):
    for path in (ROOT / package).rglob("*.py"):
        ours = {name.split(".")[0] for name in imports(path)} & set(MAY_IMPORT)
        assert ours <= MAY_IMPORT[package], path


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_the_rooms_below_it(room):
    place = ROOT / room
    own = room.split("/")[0] + "."
    for path in place.rglob("*.py") if place.is_dir() else [place]:
        for name in imports(path):
            if name.startswith(own):
                assert any(f"{name}.".startswith(f"{allowed}.") for allowed in ROOMS[room]), f"{path}: {name}"


@pytest.mark.parametrize("module", PURE)
def test_pure_module_imports_only_the_standard_library(module):
    for name in imports(ROOT / module):
        assert name in PURE_MAY_IMPORT_OURS or name.split(".")[0] in __import__("sys").stdlib_module_names, name


def test_no_module_is_called_after_nothing():
    forbidden = {"utils", "helpers", "common", "base", "manager", "service"}
    modules = {path.stem for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py")}
    assert not modules & forbidden


def test_modules_stay_small():
    for package in MAY_IMPORT:
        for path in (ROOT / package).rglob("*.py"):
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, path


CLOCKS = re.compile(
    r"\b(?:timezone|datetime|date|time)\.(?:now|today|time|localtime)\(|\{% now\b|\|time(?:since|until)\b"
)
MAY_READ_THE_CLOCK = {
    "support/availability/clock.py",
    "support/directory/checks.py",
    "support/management/commands/rung.py",
    "prose/review.py",
    "recovery_site/management/commands/sign.py",
    "plans/views.py",
    "recovery_site/views.py",
    "recovery_site/edit.py",
    "recovery_site/management/commands/new_site.py",
    "recovery_site/own_words.py",
    "recovery_site/management/commands/readiness.py",
}


def test_pages_read_one_clock():
    """It marks what it was asked for, so that no page about this hour is held; checks at start, commands and the two views make no pages."""
    sources = [path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py")]
    read = [
        path
        for path in (*sources, *(ROOT / "templates").rglob("*"))
        if path.is_file() and CLOCKS.search(path.read_text(encoding="utf-8"))
    ]
    assert {path.relative_to(ROOT).as_posix() for path in read} <= MAY_READ_THE_CLOCK
