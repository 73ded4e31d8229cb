"""The bibliography: every source once, found by its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from prose import toml_file
from prose.content_error import ROOT, ContentError, Mistakes
from prose.frontmatter import Document
from prose.places import merged

REQUIRED = {"authors", "year", "title", "where", "kind", "says", "seen", "checked"}
OPTIONAL = {"doi", "url"}


@dataclass(frozen=True)
class Source:
    """One source. `says` is what it is used for here, in our words; `seen` is how much of it we read."""

    key: str
    authors: str
    year: str
    title: str
    where: str
    kind: str
    says: str
    seen: str
    checked: date
    doi: str = ""
    url: str = ""

    @property
    def first_authors(self) -> str:
        """The first two authors, for lists of sources; an organisation's name stays whole."""
        names = self.authors.split(", ")
        return self.authors if len(names) <= 2 else f"{', '.join(names[:2])} and others"

    @property
    def link(self) -> str:
        """The DOI's address where there is one, else the publisher's own."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


def load(path: Path) -> Mapping[str, Source]:
    """Read a bibliography; raise ContentError for each source with a field that is missing, unknown or empty."""
    (tables, text), mistakes, found = toml_file.read(path), Mistakes(), {}
    for key, table in tables.items():
        with mistakes.noted():
            found[key] = _source(key, table, path, text)
    mistakes.say()
    return MappingProxyType(found)


def _source(key: str, table: object, path: Path, text: str) -> Source:
    line = toml_file.line_of(key, text)
    if not isinstance(table, dict) or not REQUIRED <= set(table) <= REQUIRED | OPTIONAL:
        raise ContentError(path, line, f"'{key}' needs {', '.join(sorted(REQUIRED))}, and may have a doi or url")
    empty = [
        name for name, value in table.items() if not value or type(value) is not (date if name == "checked" else str)
    ]
    if empty:
        raise ContentError(path, line, f"'{empty[0]}' of '{key}' is empty or not of its kind")
    if ("doi" in table) == ("url" in table):
        raise ContentError(path, line, f"'{key}' needs a doi or, where there is none, a url; not both")
    if not table.get("url", "https://").startswith("https://"):
        raise ContentError(path, line, f"the url of '{key}' must start with https://")
    return Source(key, **table)


def cited_sources(document: Document, cited: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources that a text cites, in the order of their first citation.

    Raises ContentError where a key is unknown, or where the front matter's list and the text disagree.
    """
    listed = document.texts("sources")
    known_sources(document, listed)
    if not document.is_whole:
        # What could not be read may have cited.
        return ()
    if set(cited) != set(listed) or len(listed) != len(set(listed)):
        differing = ", ".join(sorted(set(cited) ^ set(listed))) or "one stands twice"
        raise document.error("sources", f"'sources' and the citations in the text disagree: {differing}")
    return known_sources(document, cited)


def known_sources(document: Document, cited: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources of some keys; each that is unknown is noted."""
    for key in cited:
        if key not in BIBLIOGRAPHY:
            document.note("sources", f"no source is called '{key}'")
    return tuple(BIBLIOGRAPHY[key] for key in cited if key in BIBLIOGRAPHY)


BIBLIOGRAPHY = MappingProxyType(merged(ROOT / "articles" / "bibliography.toml", "bibliography.toml", load))
