"""The plans: a folder each, read and checked once at start. Adding a plan or a step needs no Python."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from django.utils.safestring import SafeString

from plans.pages import KINDS, PlanPage, also, read_pages
from prose import markdown, slugs
from prose.citations import Source, cited_sources, known_sources
from prose.content_error import ContentError
from prose.frontmatter import Document, read
from prose.rendered import Prose
from prose.review import NOT_WORDS, Dates, dates
from prose.source_file import files_in

HERE = Path(__file__).resolve().parent
# The order in which plans are listed; a folder that is not named here comes after, by name.
ORDER = ("24-hours", "72-hours", "7-days", "craving", "someone-close")
# Addresses below a plan that are pages of their own, and places on its start page.
RESERVED = ("print", "emergency", "safe", "steps", "also", "people", "people-heading", "main", "strip")
STEP_FILE = re.compile(r"(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)")
MOST_WORDS_TO_DO = 20
MOST_WORDS_ON_PAPER = 15


@dataclass(frozen=True)
class WordsToSay:
    """Words someone can copy: for what, and what to say."""

    purpose: str
    say: SafeString


@dataclass(frozen=True)
class Step:
    """One step: when, why, one thing to do now, words for the hard part, and what to do if you cannot."""

    slug: str
    number: int
    title: str
    heading: str
    when: str
    why: SafeString
    do_now: SafeString
    words: tuple[WordsToSay, ...]
    if_you_cannot: SafeString
    call: tuple[str, ...]
    on_paper: SafeString
    more: Prose
    sources: tuple[Source, ...]
    updated: date


@dataclass(frozen=True)
class Plan:
    """A plan, its steps in order, its pages, and what its start page lists under "Also for today"."""

    slug: str
    title: str
    heading: str
    lead: SafeString
    how: SafeString
    description: str
    start: str
    print_blanks: tuple[str, ...]
    print_if_then: bool
    print_note: SafeString
    next_plan: str
    ending: Prose
    dates: Dates
    sources: tuple[Source, ...]
    steps: tuple[Step, ...]
    pages: tuple[PlanPage, ...]
    also: tuple[PlanPage, ...]

    def step(self, slug: str) -> Step | None:
        return next((step for step in self.steps if step.slug == slug), None)

    def page(self, slug: str) -> PlanPage | None:
        return next((page for page in self.pages if page.slug == slug), None)

    def after(self, step: Step) -> Step | None:
        return self.steps[step.number] if step.number < len(self.steps) else None

    def before(self, step: Step) -> Step | None:
        return self.steps[step.number - 2] if step.number > 1 else None


def load(folder: Path) -> Mapping[str, Plan]:
    """Every plan of a folder by slug, in order; raises ContentError for the first that cannot be used."""
    folders = [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
    folders.sort(key=lambda path: (ORDER.index(path.name) if path.name in ORDER else len(ORDER), path.name))
    pages = {f"{page.plan}/{page.slug}": page for path in folders for page in read_pages(path)}
    plans = {path.name: _plan(path, pages) for path in folders}
    for plan in plans.values():
        if plan.next_plan and plan.next_plan not in plans:
            raise ContentError(folder / plan.slug / "plan.md", 1, f"'next_plan' names no plan: '{plan.next_plan}'")
    return MappingProxyType(plans)


def _plan(folder: Path, all_pages: Mapping[str, PlanPage]) -> Plan:
    path = folder / "plan.md"
    slugs.check_slug(path, folder.name)
    if not path.exists():
        raise ContentError(path, 1, "a plan needs a plan.md")
    document = read(path)
    if document.body.strip():
        raise ContentError(path, document.body_line, "what not everyone needs is a page: write it into pages/")
    files = [file for file in files_in(folder, "*.md") if file != path]
    steps = tuple(_step(file, number) for number, file in enumerate(files, 1))
    if not steps:
        raise ContentError(path, 1, "a plan needs at least one step")
    pages = tuple(page for page in all_pages.values() if page.plan == folder.name)
    for page in pages:
        slugs.check_slug(folder / "pages" / f"{page.slug}.md", page.slug, (*RESERVED, *(step.slug for step in steps)))
    parts: tuple[Step | PlanPage, ...] = (*steps, *pages)
    plan = Plan(
        slug=folder.name,
        title=slugs.title(document),
        heading=document.text("heading"),
        lead=_line(document, "lead"),
        how=_line(document, "how"),
        description=document.text("description"),
        start=document.text("start"),
        print_blanks=document.texts("print_blanks"),
        print_if_then=document.flag("print_if_then"),
        print_note=_inline(document, "print_note", document.optional_text("print_note")),
        next_plan=document.optional_text("next_plan"),
        ending=markdown.render(document.text("ending"), path, document.line("ending") + 1),
        dates=_latest(dates(document, _beside(path)), parts),
        sources=cited_sources(document, tuple(dict.fromkeys(source.key for part in parts for source in part.sources))),
        steps=steps,
        pages=pages,
        also=also(document, pages, all_pages),
    )
    document.finish()
    return plan


def _beside(path: Path) -> list[str]:
    """What a signature in plan.md covers beside its own words: those of every step and page of the plan."""
    files = [file for file in files_in(path.parent, "**/*.md") if file != path]
    return [f"{file.relative_to(path.parent)}\n{read(file).words(NOT_WORDS)}" for file in files]


def _latest(dates: Dates, parts: tuple[Step | PlanPage, ...]) -> Dates:
    """A plan was checked last when the last of its steps and pages was."""
    return replace(dates, updated=max(dates.updated, *(part.updated for part in parts)))


def _step(path: Path, number: int) -> Step:
    named = STEP_FILE.fullmatch(path.stem)
    if not named or int(named[1]) != number:
        raise ContentError(path, 1, f"step {number} must be named {number:02}-<slug>.md")
    slugs.check_slug(path, named[2], RESERVED)
    document = read(path)
    body = markdown.render(document.body, path, document.body_line, may_cite=True)
    step = Step(
        slug=named[2],
        number=number,
        title=slugs.title(document),
        heading=document.text("heading"),
        when=document.text("when"),
        why=_line(document, "why"),
        do_now=_line(document, "do_now", most=MOST_WORDS_TO_DO),
        words=tuple(
            WordsToSay(row["for"], _inline(document, "words", row["say"]))
            for row in document.records("words", ("for", "say"))
        ),
        if_you_cannot=_line(document, "if_you_cannot"),
        call=document.texts("call", allowed=KINDS),
        on_paper=_line(document, "print", most=MOST_WORDS_ON_PAPER),
        more=body,
        sources=known_sources(document, body.cited),
        updated=document.day("updated"),
    )
    document.finish()
    return step


def _line(document: Document, key: str, most: int = 0) -> SafeString:
    value = document.text(key)
    if most and len(value.split()) > most:
        raise document.error(key, f"'{key}' has {len(value.split())} words; at most {most}")
    return _inline(document, key, value)


def _inline(document: Document, key: str, words: str) -> SafeString:
    """Words of the front matter as HTML; `key` is where they stand, for complaints."""
    return markdown.render_inline(words, document.path, document.line(key))


PLANS = load(HERE / "content")
