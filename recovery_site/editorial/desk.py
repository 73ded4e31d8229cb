"""Every text as whoever writes sees it: where it stands, how hard it is to read, when it is due, and whether it is a draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from articles.library import HERE as ARTICLE_HOME
from plans.library import HERE as PLAN_HOME
from plans.library import PLAN_FILE, PLANS, STEP_FILE
from prose.places import is_draft, own_file, place
from prose.review import Dates
from recovery_site.editorial.reading_level import Measure, measure, parts_of, texts


@dataclass(frozen=True)
class OnTheDesk:
    """One text. `level` is None where nothing that measures is installed."""

    name: str
    address: str
    level: Measure | None
    most: float | None
    updated: date | None
    next_review: date | None
    draft: bool
    part: bool = False

    @property
    def too_hard(self) -> bool:
        return self.level is not None and self.most is not None and self.level.smog > self.most


def desk() -> list[OnTheDesk]:
    """All of them, each plan followed by its steps and pages."""
    drafts = draft_addresses()
    found = []
    for text in texts():
        address = "/plans/if-then/" if text.name == "if-then" else f"/{text.name}/"
        found.append(_row(text.name, address, text.html, text.most, text.dates, drafts))
        plan = PLANS.get(text.name.removeprefix("plans/"))
        for part, html in parts_of(plan) if plan else []:
            below = f"{address}{part.slug}/"
            found.append(
                OnTheDesk(part.heading, below, _level(html), text.most, part.updated, None, below in drafts, part=True)
            )
    return found


def _row(name: str, address: str, html: str, most: float | None, dates: Dates | None, drafts: set[str]) -> OnTheDesk:
    updated, due = (dates.updated, dates.next_review) if dates else (None, None)
    return OnTheDesk(name, address, _level(html), most, updated, due, address in drafts)


def _level(html: str) -> Measure | None:
    try:
        return measure(html)
    except ModuleNotFoundError:
        return None


def draft_addresses() -> set[str]:
    """The pages that only whoever writes can see."""
    return set(_drafts())


def _drafts() -> Iterator[str]:
    for path in place(ARTICLE_HOME / "content", "articles").files():
        if is_draft(path):
            yield reverse("articles:detail", args=[path.stem])
    everywhere = place(PLAN_HOME / "content", "plans")
    for name in PLANS:
        folder, start = everywhere.below(name), reverse("plans:start", args=[name])
        whole = is_draft(folder.file(PLAN_FILE))
        if whole:
            yield start
        for path in folder.files():
            if (step := STEP_FILE.fullmatch(path.stem)) and (whole or is_draft(path)):
                yield f"{start}{step[2]}/"
        for path in folder.below("pages").files():
            if whole or is_draft(path):
                yield f"{start}{path.stem}/"
    for name in ("about", "private"):
        if (words := own_file(f"{name}.md")) and is_draft(words):
            yield reverse(name)
