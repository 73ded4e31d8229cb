"""The pages of a plan: what not everyone needs, each on an address of its own beside the steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.safestring import SafeString

from prose import markdown, slugs
from prose.body import body_of
from prose.citations import Source, known_sources
from prose.content_error import Mistakes
from prose.frontmatter import Document, read
from prose.places import Place
from prose.rendered import Prose

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
    path: Path

    def is_added_to(self, plan: Path) -> bool:
        """Whether the page stands in the operator's folder, and the plan's own file does not."""
        return self.path.parent.parent != plan.parent


def read_pages(folder: Place, plan: str) -> list[PlanPage]:
    """The pages of a plan's folder; raises ContentError for each that cannot be used."""
    pages, mistakes = [], Mistakes()
    for path in folder.below("pages").files():
        with mistakes.noted():
            pages.append(_page(path, plan))
    mistakes.say()
    return pages


def also(document: Document, own: tuple[PlanPage, ...], every: Mapping[str, PlanPage]) -> tuple[PlanPage, ...]:
    """What a plan's start page leads to: each of its own pages, and of other plans those that its `also` names.

    `every` holds the pages of all plans as plan/page. Raises ContentError where a name leads nowhere, or nothing leads to a page.
    """
    names = document.texts("also")
    unknown = [name for name in names if name not in every]
    if unknown:
        raise document.error("also", f"'also' names no page, as plan/page: '{unknown[0]}'")
    found = tuple(every[name] for name in names)
    # An operator's page beside a plan of ours needs no change to ours: it is listed last.
    found += tuple(page for page in own if page not in found and page.is_added_to(document.path))
    missing = [page.slug for page in own if page not in found]
    if missing:
        raise document.error("also", f"nothing leads to the page '{missing[0]}': name it in 'also'")
    if len({page.slug for page in found}) < len(found):
        raise document.error("also", "'also' names two pages of the same name")
    return found


def _page(path: Path, plan: str) -> PlanPage:
    document = read(path)
    with document.checked():
        body = body_of(document)
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
            path=path,
        )
        if document.meta.get("call") == []:
            document.note("call", "every page says whom to call")
    return page
