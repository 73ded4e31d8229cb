"""The pages of a plan: what not everyone needs, each on an address of its own beside the steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.safestring import SafeString

from prose import markdown, slugs
from prose.citations import Source, known_sources
from prose.frontmatter import Document, read
from prose.rendered import Prose
from prose.source_file import files_in

# Whom a step or a page may offer to call.
KINDS = ("crisis", "drugs", "peers", "family", "young", "abuse", "child-safety", "bereavement")


@dataclass(frozen=True)
class PlanPage:
    """One page. `plan` is the slug of the plan that it belongs to; `lead` stands on that plan's start page too."""

    plan: str
    slug: str
    title: str
    heading: str
    lead: SafeString
    call: tuple[str, ...]
    body: Prose
    sources: tuple[Source, ...]
    updated: date


def read_pages(folder: Path) -> list[PlanPage]:
    """The pages of a plan's folder; raises ContentError for the first that cannot be used."""
    return [_page(path, folder.name) for path in files_in(folder / "pages", "*.md")]


def also(document: Document, own: tuple[PlanPage, ...], every: Mapping[str, PlanPage]) -> tuple[PlanPage, ...]:
    """What a plan's start page leads to: each of its own pages, and of other plans those that its `also` names.

    `every` holds the pages of all plans as plan/page. Raises ContentError where a name leads nowhere, or nothing leads to a page.
    """
    names = document.texts("also")
    unknown = [name for name in names if name not in every]
    if unknown:
        raise document.error("also", f"'also' names no page, as plan/page: '{unknown[0]}'")
    found = tuple(every[name] for name in names)
    missing = [page.slug for page in own if page not in found]
    if missing:
        raise document.error("also", f"nothing leads to the page '{missing[0]}': name it in 'also'")
    if len({page.slug for page in found}) < len(found):
        raise document.error("also", "'also' names two pages of the same name")
    return found


def _page(path: Path, plan: str) -> PlanPage:
    document = read(path)
    body = markdown.render(document.body, path, document.body_line, may_cite=True)
    page = PlanPage(
        plan=plan,
        slug=path.stem,
        title=slugs.title(document),
        heading=document.text("heading"),
        lead=markdown.render_inline(document.text("lead"), path, document.line("lead")),
        call=document.texts("call", allowed=KINDS),
        body=body,
        sources=known_sources(document, body.cited),
        updated=document.day("updated"),
    )
    if not page.call:
        raise document.error("call", "every page says whom to call")
    document.finish()
    return page
