"""The plans: a folder each, read and checked once at start. Adding a plan or a step needs no Python."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from django.utils.safestring import SafeString

from plans.pages import KINDS, PlanPage, also, read_pages
from prose import markdown, slugs
from prose.body import body_of
from prose.citations import Source, cited_sources, known_sources
from prose.content_error import ContentError, Mistakes
from prose.frontmatter import Document, read
from prose.places import Place, is_read, place
from prose.rendered import Prose
from prose.review import NOT_WORDS, Dates, dates

HERE = Path(__file__).resolve().parent
# The order in which plans are listed; a folder that is not named here comes after, by name.
ORDER = ("24-hours", "72-hours", "7-days", "craving", "someone-close")
# Addresses below a plan that are pages of their own, and places on its start page.
RESERVED = ("print", "emergency", "safe", "steps", "also", "people", "people-heading", "main", "strip")
PLAN_FILE = "plan.md"
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
    """One step: when, why, one thing to do now, words for the hard part, and what to do if you cannot.

    `do_now_offline` is that one thing as a copy without a network says it, where the page speaks of this hour.
    """

    slug: str
    number: int
    title: str
    heading: str
    when: str
    why: SafeString
    do_now: SafeString
    do_now_offline: SafeString
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
    print_key_worker: bool
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


def load(texts: Place) -> Mapping[str, Plan]:
    """Every plan of a place by slug, in order; raises ContentError for everything that cannot be used."""
    names = [name for name in texts.folders() if not is_draft_plan(texts.below(name))]
    names.sort(key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    mistakes, pages, plans = Mistakes(), {}, {}
    for name in names:
        with mistakes.noted():
            pages.update({f"{name}/{page.slug}": page for page in read_pages(texts.below(name), name)})
    # Where a page cannot be read, what leads to it is no mistake.
    all_pages = None if mistakes.found else pages
    for name in names:
        with mistakes.noted():
            plans[name] = _plan(texts.below(name), name, all_pages)
    for plan in plans.values():
        if plan.next_plan and plan.next_plan not in names:
            mistakes.found.append(ContentError(plan.dates.path, 1, f"'next_plan' names no plan: '{plan.next_plan}'"))
    mistakes.say()
    return MappingProxyType(plans)


def is_draft_plan(folder: Place) -> bool:
    """Whether a plan is not read yet: its plan.md is a draft, and no other stands behind it."""
    both = [path / PLAN_FILE for path in (folder.ours, folder.own) if path and (path / PLAN_FILE).is_file()]
    return bool(both) and not any(map(is_read, both))


def _plan(folder: Place, name: str, all_pages: Mapping[str, PlanPage] | None) -> Plan:
    """One plan. Without pages, because some cannot be read, everything else in it is looked at, for complaints alone."""
    path = folder.file(PLAN_FILE)
    slugs.check_slug(path, name)
    if not path.exists():
        raise ContentError(path, 1, "a plan needs a plan.md")
    document, steps = read(path), []
    with document.checked():
        if document.body.strip():
            why = "what not everyone needs is a page: write it into pages/"
            document.mistakes.found.append(ContentError(path, document.body_line, why))
        for number, file in enumerate((file for file in folder.files() if file.name != PLAN_FILE), 1):
            if step := document.tried(partial(_step, file, number), None):
                steps.append(step)
        if not steps and document.is_whole:
            document.note("", "a plan needs at least one step")
        pages = tuple(page for page in (all_pages or {}).values() if page.plan == name)
        for page in pages:
            taken = (*RESERVED, *(step.slug for step in steps))
            document.tried(partial(slugs.check_slug, page.path, page.slug, taken), None)
        document.used.update(("also", "sources"))
        plan = _read_plan(document, folder, name, tuple(steps), pages, whole=all_pages is not None)
        if all_pages is not None:
            plan = replace(plan, also=also(document, pages, all_pages))
    return plan


def _read_plan(
    document: Document,
    folder: Place,
    name: str,
    steps: tuple[Step, ...],
    pages: tuple[PlanPage, ...],
    *,
    whole: bool,
) -> Plan:
    path = document.path
    parts: tuple[Step | PlanPage, ...] = (*steps, *pages)
    return Plan(
        slug=name,
        title=slugs.title(document),
        heading=document.text("heading"),
        lead=_line(document, "lead"),
        how=_line(document, "how"),
        description=document.text("description"),
        start=document.text("start"),
        print_blanks=document.texts("print_blanks"),
        print_if_then=document.flag("print_if_then"),
        print_key_worker=document.flag("print_key_worker"),
        print_note=_inline(document, "print_note", document.optional_text("print_note")),
        next_plan=document.optional_text("next_plan"),
        ending=markdown.render(document.text("ending"), path, document.line("ending") + 1),
        dates=_latest(dates(document, _beside(folder)), parts),
        sources=cited_sources(document, tuple(dict.fromkeys(source.key for part in parts for source in part.sources)))
        if whole
        else (),
        steps=steps,
        pages=pages,
        also=(),
    )


def _beside(folder: Place) -> list[str]:
    """What a signature in plan.md covers beside its own words: those of every step and page of the plan."""
    steps = {file.name: file for file in folder.files() if file.name != PLAN_FILE}
    pages = {f"pages/{file.name}": file for file in folder.below("pages").files()}
    return [f"{name}\n{read(file).words(NOT_WORDS)}" for name, file in {**steps, **pages}.items()]


def _latest(dates: Dates, parts: tuple[Step | PlanPage, ...]) -> Dates:
    """A plan was checked last when the last of its steps and pages was."""
    return replace(dates, updated=max(dates.updated, *(part.updated for part in parts)))


def _step(path: Path, number: int) -> Step:
    named = STEP_FILE.fullmatch(path.stem)
    if not named or int(named[1]) != number:
        raise ContentError(path, 1, f"step {number} must be named {number:02}-<slug>.md")
    slugs.check_slug(path, named[2], RESERVED)
    document = read(path)
    with document.checked():
        step = _read_step(document, named[2], number)
    return step


def _read_step(document: Document, slug: str, number: int) -> Step:
    body = body_of(document)
    return Step(
        slug=slug,
        number=number,
        title=slugs.title(document),
        heading=document.text("heading"),
        when=document.text("when"),
        why=_line(document, "why"),
        do_now=_line(document, "do_now", most=MOST_WORDS_TO_DO),
        do_now_offline=_inline(document, "do_now_offline", document.optional_text("do_now_offline")),
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


def _line(document: Document, key: str, most: int = 0) -> SafeString:
    value = document.text(key)
    if most and len(value.split()) > most:
        document.note(key, f"'{key}' has {len(value.split())} words; at most {most}")
    return _inline(document, key, value)


def _inline(document: Document, key: str, words: str) -> SafeString:
    """Words of the front matter as HTML; `key` is where they stand, for complaints."""
    return document.tried(lambda: markdown.render_inline(words, document.path, document.line(key)), SafeString())


PLANS = load(place(HERE / "content", "plans"))
