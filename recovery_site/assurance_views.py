"""Pages for whoever has to say yes: what is proved, documented and open, and each paper in full, to read or to print."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from articles.library import ARTICLES
from plans import take_away
from plans.clinicians import CLINICIANS
from plans.if_then_lines import IF_THEN, IFS, THENS
from plans.library import PLANS, Plan
from prose import markdown
from prose.citations import Source
from prose.rendered import Html, Prose
from prose.review import Dates
from recovery_site.editorial import readiness
from recovery_site.editorial.assurance import DUTIES, PAPERS, STATES, without
from recovery_site.release import VERSION

# Papers beside those of docs/assurance, as they are called in an address.
ALSO = {
    "hazard-log": "docs/hazard-log.md",
    "threat-model": "docs/threat-model.md",
    "proof": "docs/proof.md",
    "changes": "CHANGELOG.md",
}
FILES: dict[str, Path] = {
    **{paper.slug: paper.path for paper in PAPERS},
    **{name: settings.BASE_DIR / file for name, file in ALSO.items()},
}
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
HEAD_CELL = re.compile(r"<th>(.*?)</th>", re.DOTALL)
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def in_full(path: Path) -> dict[str, object]:
    """A paper's title and its words. Its links lead into the code, so that only their words are kept."""
    title, _, body = path.read_text(encoding="utf-8").partition("\n")
    prose = markdown.render(LINK.sub(r"\1", body), path, 2)
    parts = tuple(
        replace(part, html=with_labels(part.html)) if isinstance(part, Html) else part for part in prose.parts
    )
    return {"title": title.removeprefix("# "), "words": replace(prose, parts=parts)}


def with_labels(html: str) -> SafeString:
    """Our own HTML, each cell of a table with its column's name: on a phone a row stands as a list, and each cell says what it is."""

    def labelled(table: re.Match[str]) -> str:
        names = [strip_tags(name).strip() for name in HEAD_CELL.findall(table[0])]
        return ROW.sub(lambda row: _labelled_row(row[0], names), table[0])

    return mark_safe(TABLE.sub(labelled, html))  # noqa: S308


def _labelled_row(row: str, names: list[str]) -> str:
    start, *cells = row.split("<td>")
    return start + "".join(f'<td data-label="{name}">{cell}' for name, cell in zip(names, cells, strict=False))


@dataclass(frozen=True)
class Part:
    """A file that a signature covers, and its words."""

    name: str
    words: str


@dataclass(frozen=True)
class AsRead:
    """A page of a text as its readers see it, whole, with nothing folded: `step` is what a step of a plan has beside its body."""

    slug: str
    heading: str
    lead: str
    words: SafeString
    sources: tuple[Source, ...]
    step: object = None


@dataclass(frozen=True)
class ToSign:
    """A text that can be signed: its name and title, where readers see it, every word that a signature covers, and the command."""

    slug: str
    name: str
    title: str
    address: str
    dates: Dates
    parts: tuple[Part, ...]
    command: str


def texts_to_sign() -> dict[str, ToSign]:
    """Every text by its name in an address."""
    return {slugify(name): _to_sign(name, dates) for name, dates in readiness.texts().items()}


def _to_sign(name: str, dates: Dates) -> ToSign:
    own, *beside = dates.covered or ("",)
    parts = [Part(dates.path.name, _laid_out(own))]
    for text in beside:
        file, found, words = text.partition("\n")
        parts.append(Part(file, _laid_out(words)) if found and " " not in file else Part("beside it", text))
    title, address = _title_and_place(name)
    return ToSign(slugify(name), name, title, address, dates, tuple(parts), readiness.sign_command(dates))


def _title_and_place(name: str) -> tuple[str, str]:
    """A text's title, and where readers see it: the emergency list stands on every page, and whole where people to call do."""
    kind, _, slug = name.partition(" ")
    if kind == "plan" and slug in PLANS:
        return PLANS[slug].heading, reverse("plans:start", args=[slug])
    if kind == "article":
        return ARTICLES[slug].heading, reverse("articles:detail", args=[slug])
    return name[:1].upper() + name[1:], {
        "the emergency list": reverse("support:index"),
        "the if-then sheet": reverse("plans:if-then"),
        "the clinicians' page": reverse("clinicians:kit"),
    }[name]


def as_read(name: str) -> dict[str, object]:
    """What a template needs to show a text as its readers see it."""
    kind, _, slug = name.partition(" ")
    if kind == "plan":
        return {"plan": PLANS[slug], "pages": _pages(PLANS[slug])}
    if kind == "article":
        article = ARTICLES[slug]
        return {"pages": [_page(article.heading, article.summary, (article.body,), article.sources)]}
    if name == "the if-then sheet":
        halves = [("If", IFS), ("then I will", THENS)]
        return {"halves": halves, "pages": [_page(IF_THEN.heading, IF_THEN.lead, (IF_THEN.body,), IF_THEN.sources)]}
    if name == "the clinicians' page":
        words = (CLINICIANS.opening, CLINICIANS.body)
        return {"pages": [_page(CLINICIANS.heading, CLINICIANS.lead, words, CLINICIANS.sources)]}
    return {"emergency_list": True}


def _pages(plan: Plan) -> list[AsRead]:
    """The steps of a plan in order, then the pages that are its own, then its end."""
    steps = (
        AsRead(step.slug, step.heading, step.why, _unfolded(step.more, step.slug), step.sources, step)
        for step in plan.steps
    )
    pages = (
        AsRead(page.slug, page.heading, page.lead, _unfolded(page.body, page.slug), page.sources) for page in plan.pages
    )
    ending = AsRead("ending", "For now, that is all", "", _unfolded(plan.ending, "ending"), ())
    return [*steps, *pages, ending]


def _page(heading: str, lead: str, words: Iterable[Prose], sources: tuple[Source, ...]) -> AsRead:
    return AsRead(
        "words", heading, lead, format_html_join("", "{}", ((_unfolded(one, "words"),) for one in words)), sources
    )


def _unfolded(words: Prose, name: str) -> SafeString:
    """Prose with every fold of it open. The words come from files that are checked at start."""
    return mark_safe(take_away.body(words, name, None).replace("<details", "<details open"))  # noqa: S308


def _laid_out(text: str) -> str:
    """A text with its front matter, which a fingerprint takes as one line, on a line for each key."""
    first, _, body = text.partition("\n")
    if not first.startswith('{"'):
        return text
    values = json.loads(first)
    lines = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
        for value in values.values()
    )
    return "\n\n".join([*(f"{key}: {line}" for key, line in zip(values, lines, strict=True)), body])


WORDS = {name: in_full(path) for name, path in FILES.items() if path.is_file()}


@require_safe
def assurance(request: HttpRequest) -> HttpResponse:
    """Every question of every form with what it has. The numbers are counted from the answers."""
    said = {name: getattr(settings, name) for name in readiness.ASKED_OF_OPERATORS}
    papers = without(PAPERS, readiness.closed(said))
    context = {
        "papers": papers,
        "totals": {state: sum(paper.count(state) for paper in papers) for state in STATES},
        "duties": DUTIES,
        "also": {name: WORDS[name]["title"] for name in ALSO if name in WORDS},
        "version": VERSION,
    }
    return render(request, "papers/assurance.html", context)


@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponse:
    """One paper in full, for people who look for it: a search engine has no business there."""
    if name not in WORDS:
        raise Http404
    response = render(request, "papers/paper.html", {**WORDS[name], "version": VERSION})
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@require_safe
def to_sign(request: HttpRequest) -> HttpResponse:
    """Every text that a clinician can sign, with who did."""
    texts = texts_to_sign().values()
    unsigned = sum(text.dates.clinical_review is None for text in texts)
    return render(request, "papers/to_sign.html", {"texts": texts, "unsigned": unsigned})


@require_safe
def text_to_sign(request: HttpRequest, name: str) -> HttpResponse:
    """One text as its readers see it, then the source that a signature covers, and the command at its end."""
    text = texts_to_sign().get(name)
    if not text:
        raise Http404
    response = render(request, "papers/text_to_sign.html", {**as_read(text.name), "text": text, "version": VERSION})
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response
