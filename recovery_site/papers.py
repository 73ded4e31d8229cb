"""Pages for whoever has to say yes: what is proved, documented and open, and each paper in full, to read or to print."""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from prose import markdown
from recovery_site.editorial import readiness
from recovery_site.editorial.assurance import DUTIES, PAPERS, STATES, without
from recovery_site.release import VERSION

# Papers beside those of docs/assurance, as they are called in an address.
ALSO = {"hazard-log": "docs/hazard-log.md", "threat-model": "docs/threat-model.md", "proof": "docs/proof.md"}
FILES: dict[str, Path] = {
    **{paper.slug: paper.path for paper in PAPERS},
    **{name: settings.BASE_DIR / file for name, file in ALSO.items()},
}
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def in_full(path: Path) -> dict[str, object]:
    """A paper's title and its words. Its links lead into the code, so that only their words are kept."""
    title, _, body = path.read_text(encoding="utf-8").partition("\n")
    return {"title": title.removeprefix("# "), "words": markdown.render(LINK.sub(r"\1", body), path, 2)}


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
