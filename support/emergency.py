"""Who checked the emergency list, and when. The words themselves stand in templates that every page shares."""

from pathlib import Path

from prose.frontmatter import read
from prose.review import Dates, dates


def load(path: Path) -> Dates:
    """The dates and the signature; raises ContentError where they cannot be read."""
    document = read(path)
    document.text("covers")
    found = dates(document)
    document.finish()
    return found


DATES = load(Path(__file__).resolve().parent / "emergency.md")
