"""What ends in a browser's history: slugs and titles hold no word that tells what the page is about."""

import re
from pathlib import Path

from prose.content_error import ContentError
from prose.frontmatter import Document

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TELLING = re.compile(r"cocaine|drug|addict|abuse|overdose|suicid|rehab", re.IGNORECASE)


def check_slug(path: Path, slug: str, reserved: tuple[str, ...] = ()) -> None:
    """Raise ContentError where a slug cannot be an address."""
    if not SLUG.fullmatch(slug) or slug in reserved or TELLING.search(slug):
        raise ContentError(path, 1, f"'{slug}' cannot be an address: lower-case words, none of them telling or taken")


def title(document: Document) -> str:
    """The document's title; that it holds a telling word is noted."""
    value = document.text("title")
    if TELLING.search(value):
        document.note("title", "the title ends in a browser's history: use 'heading' for telling words")
    return value
