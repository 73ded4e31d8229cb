"""Pages for whoever has to say yes: what is proved, documented and open, and each paper in full, to read or to print."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from plans.library import PLANS
from prose import markdown
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
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def in_full(path: Path) -> dict[str, object]:
    """A paper's title and its words. Its links lead into the code, so that only their words are kept."""
    title, _, body = path.read_text(encoding="utf-8").partition("\n")
    return {"title": title.removeprefix("# "), "words": markdown.render(LINK.sub(r"\1", body), path, 2)}


@dataclass(frozen=True)
class Part:
    """A file that a signature covers, and its words."""

    name: str
    words: str


@dataclass(frozen=True)
class ToSign:
    """A text that can be signed: its name, where readers see it, every word that a signature covers, and the command."""

    slug: str
    name: str
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
    return ToSign(slugify(name), name, _seen_at(name), dates, tuple(parts), readiness.sign_command(dates))


def _seen_at(name: str) -> str:
    """Where readers see a text; nothing for the emergency list, which stands on every page."""
    kind, _, slug = name.partition(" ")
    if kind == "plan" and slug in PLANS:
        return reverse("plans:start", args=[slug])
    if kind == "article":
        return reverse("articles:detail", args=[slug])
    return {"the if-then sheet": reverse("plans:if-then"), "the clinicians' page": reverse("clinicians:kit")}.get(
        name, ""
    )


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
    return render(request, "papers/to_sign.html", {"texts": texts_to_sign().values()})


@require_safe
def text_to_sign(request: HttpRequest, name: str) -> HttpResponse:
    """One text with every word that a signature under it covers, to read or to print, and the command at its end."""
    text = texts_to_sign().get(name)
    if not text:
        raise Http404
    response = render(request, "papers/text_to_sign.html", {"text": text, "version": VERSION})
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response
