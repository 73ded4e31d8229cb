"""The words of the clinicians' page, read and checked once at start, and what changed last."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.safestring import SafeString

from prose import markdown, slugs
from prose.body import body_of
from prose.citations import Source, cited_sources
from prose.content_error import ROOT, ContentError
from prose.frontmatter import read
from prose.rendered import Prose
from prose.review import Dates, dates

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class CliniciansPage:
    """The page: `opening` is what decides within a minute, `body` is what to read before the second client."""

    title: str
    heading: str
    lead: SafeString
    description: str
    opening: Prose
    body: Prose
    dates: Dates
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Changes:
    """The latest entry of the change log."""

    version: str
    words: Prose


def load(path: Path) -> CliniciansPage:
    """Read the page's words; raises ContentError where they cannot be used."""
    document = read(path)
    with document.checked():
        body = body_of(document)
        page = CliniciansPage(
            title=slugs.title(document),
            heading=document.text("heading"),
            lead=markdown.render_inline(document.text("lead"), path, document.line("lead")),
            description=document.text("description"),
            opening=markdown.render(document.text("opening"), path, document.line("opening") + 1),
            body=body,
            dates=dates(document),
            sources=cited_sources(document, body.cited),
        )
    return page


def load_changes(path: Path) -> Changes:
    """The first entry of a change log: a line `## <version>, <date>` and what stands below it, up to the first `###`."""
    before, found, rest = path.read_text(encoding="utf-8").partition("\n## ")
    if not found:
        raise ContentError(path, 1, "the change log has no entry: start one with '## <version>, <date>'")
    version, _, words = rest.partition("\n## ")[0].partition("\n")
    words = words.partition("\n### ")[0]
    return Changes(version.strip(), markdown.render(words, path, before.count("\n") + 3))


CLINICIANS = load(HERE / "clinicians.md")
CHANGES = load_changes(ROOT / "CHANGELOG.md")
