"""The few pages of the site itself."""

from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.feed import site_address
from articles.library import ARTICLES
from checkin.questions import OPTIONS
from checkin.yourself import QUESTIONS
from prose.citations import BIBLIOGRAPHY
from recovery_site import own_look, own_words
from recovery_site.addresses import listed_addresses
from recovery_site.context import contact_link, of_itself
from recovery_site.editorial.desk import desk
from recovery_site.editorial.local import everything_local
from recovery_site.editorial.sources import citing_texts, uses
from recovery_site.environment import STATED
from recovery_site.proof import last_proof
from recovery_site.release import FILES, OWN_FOLDER, VERSION
from support.directory import COUNTRIES, HELPLINES
from support.verification import checklist, numbers_not_rung

# Where "Leave quickly" goes: a page without personal content that anyone might have open.
NEUTRAL_SITE = "https://www.wikipedia.org/"
MARK = own_look.MARK.content if own_look.MARK else (settings.BASE_DIR / "static/img/mark.svg").read_bytes()
OWN_FILES = {file.name: file for file in (own_look.COLOURS, own_look.MARK) if file}
PROOF = last_proof(settings.BASE_DIR / "docs" / "proof.md")
# The day on which somebody last read the accessibility statement against the tests.
ACCESS_STATEMENT = date(2026, 11, 27)
SECURITY_TXT_LASTS = timedelta(days=180)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "site/home.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {
        "own_about": own_words.ABOUT,
        "numbers": len(checklist(HELPLINES)),
        "not_rung": len(numbers_not_rung(HELPLINES)),
        "version": VERSION,
    }
    return render(request, "site/about.html", context)


@require_safe
def private(request: HttpRequest) -> HttpResponse:
    context = {
        "own_private": own_words.PRIVATE,
        "host_statement": settings.HOST_STATEMENT,
        "neutral_site": NEUTRAL_SITE,
        "proof": PROOF,
    }
    return render(request, "site/private.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html", {"prepared": ACCESS_STATEMENT, "version": VERSION})


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component once, for whoever works on the look; not there in production."""
    if not settings.DEBUG:
        raise Http404
    question = {"question": QUESTIONS[0], "number": 1, "total": len(QUESTIONS), "options": OPTIONS}
    return render(request, "site/styleguide.html", {**question, "is_missing": True, "missing": (QUESTIONS[0].key,)})


@require_safe
def editing(request: HttpRequest) -> HttpResponse:
    """Every text with its reading level, warnings and dates, for whoever writes; not there in production."""
    if not settings.DEBUG:
        raise Http404
    moved = [local for local in everything_local() if local.moved]
    context = {"texts": desk(), "local": moved, "today": timezone.now().date()}
    return render(request, "site/editing.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/sources.html", {"sources": uses(BIBLIOGRAPHY, citing_texts())})


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """303 to the neutral site, so that the browser asks it with GET and keeps nothing of this step."""
    return HttpResponse(status=303, headers={"Location": NEUTRAL_SITE, "Cache-Control": "no-store"})


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For the balancer: this process can make a page. Where it cannot, as without its static files, this fails as the page does."""
    render_to_string("site/home.html", of_itself())
    plain = f"ok: {len(ARTICLES)} articles, {len(COUNTRIES)} countries\n"
    return HttpResponse(plain, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "site/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"address": site_address(request), "pages": listed_addresses()}
    return render(request, "site/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without a contact there is nobody to name, so there is no such file."""
    if not settings.OPERATOR_CONTACT:
        raise Http404
    context = {
        "contact": contact_link(settings.OPERATOR_CONTACT),
        "expires": (timezone.now() + SECURITY_TXT_LASTS).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return render(request, "site/security.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """Which release this is, and the settings that its pages show anyway: enough for a stranger to compare them (`make verify`)."""
    said = {
        "software": "The Next 24",
        "version": VERSION,
        "files": FILES,
        "site_folder": OWN_FOLDER,
        "settings": {name: getattr(settings, name) for name in STATED},
    }
    return JsonResponse(said, json_dumps_params={"indent": 2}, headers={"Cache-Control": "no-store"})


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask here without being told; pages name the hashed file."""
    return HttpResponse(MARK, content_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


@require_safe
def own(request: HttpRequest, name: str) -> HttpResponse:
    """The operator's colours or mark. Its name changes with its content, so it may be kept like any static file."""
    file = OWN_FILES.get(name)
    if file is None:
        raise Http404
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(file.content, content_type=file.kind, headers=kept)
