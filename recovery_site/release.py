"""Which release this is: its version, and a fingerprint of every file that makes its pages. Read once, at start."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

# What a page is made from. Tests, guides and tools change none.
MAKES_PAGES = (
    "articles", "checkin", "plans", "prose", "recovery_site", "static", "support", "templates",
    "docs/assurance", "docs/hazard-log.md", "docs/proof.md", "docs/threat-model.md", "CHANGELOG.md", "requirements.txt",
)  # fmt: skip


def version(project: Path) -> str:
    """The version, from the one place where it stands."""
    return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])


def fingerprint(root: Path, names: Iterable[str] = MAKES_PAGES) -> str:
    """The SHA-256, in hexadecimal digits, of the names and bytes of all files under these names, in their order."""
    digest = hashlib.sha256()
    for path in sorted(path for name in names for path in _files(root / name)):
        digest.update(
            f"{path.relative_to(root).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return digest.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for path in place.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            yield path


VERSION = version(settings.BASE_DIR / "pyproject.toml")
FILES = fingerprint(settings.BASE_DIR)
# The operator's own texts, where there are any: what they are, never where.
OWN_FOLDER = fingerprint(Path(settings.SITE_FOLDER), ["."]) if settings.SITE_FOLDER else ""
