"""The clinician kit: a choice from fixed lists becomes a link, words for a letter, a code and paper.

What is chosen is a page of this site, never a person: nothing here knows a client.
"""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plans import qr
from plans.clinicians import CHANGES, CLINICIANS
from plans.handout import MESSAGE, Handout, choose
from plans.library import PLANS
from plans.papers import Paper, pdf_addresses
from plans.qr import printed_address
from support import emergency
from support.country_choice import countries_to_show
from support.directory import COUNTRIES
from support.directory.records import Country
from support.listing import crisis_line

CARDS_ON_A_SHEET = range(8)
LINK_PART = re.compile(r"[^/?]*[/?]*")


@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """The page with the choice that stands in its address, so that a colleague who gets that address finds it made."""
    context = {**_kit_context(_asked_for(request)), "was_chosen": "what" in request.GET}
    return render(request, "clinicians/kit.html", context)


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Eight cards to cut out, on one side of A4 or Letter."""
    return _cards(_asked_for(request)).answer(request)


@require_safe
@never_cache
def cards_pdf(request: HttpRequest) -> HttpResponse:
    handout = _asked_for(request)
    _link_or_404(handout)
    return _cards(handout).as_pdf(request)


@require_safe
@never_cache
def qr_svg(request: HttpRequest) -> HttpResponse:
    handout = _asked_for(request)
    return _file(qr.svg_file(_link_or_404(handout)), "image/svg+xml", f"{handout.file_name}.svg")


@require_safe
@never_cache
def qr_png(request: HttpRequest) -> HttpResponse:
    handout = _asked_for(request)
    return _file(qr.png_file(_link_or_404(handout)), "image/png", f"{handout.file_name}.png")


def _cards(handout: Handout) -> Paper:
    lines = {line.phone: line for country in _shown(handout) if (line := crisis_line(country))}
    return Paper(
        template="clinicians/cards.html",
        context={**_handout_context(handout), "lines": lines.values(), "cards": CARDS_ON_A_SHEET},
        title=(handout.step or handout.plan).title,
        checked=handout.plan.dates.updated,
        page=reverse("clinicians:cards") + handout.query,
        pdf=reverse("clinicians:cards-pdf") + handout.query,
    )


def _asked_for(request: HttpRequest) -> Handout:
    return choose(request.GET.get("what", ""), request.GET.get("country", ""))


def _shown(handout: Handout) -> list[Country]:
    """The countries whose numbers the page at the other end shows."""
    return countries_to_show(handout.country or COUNTRIES.get(settings.DEFAULT_COUNTRY))


def _link_or_404(handout: Handout) -> str:
    if link := printed_address(handout.path):
        return link
    raise Http404


def _handout_context(handout: Handout) -> dict[str, object]:
    link = printed_address(handout.path)
    return {
        "handout": handout,
        "countries": _shown(handout),
        "link": link,
        "message": MESSAGE,
        "mail": link and handout.mail(link),
        # Where a long address may break, so that what is typed from paper stays whole words.
        "link_parts": LINK_PART.findall(link),
        "qr": link and qr.svg(link, f"QR code: {link}"),
        "plan_pdfs": pdf_addresses(handout.pdf),
    }


def _kit_context(handout: Handout) -> dict[str, object]:
    return {
        **_handout_context(handout),
        "words": CLINICIANS,
        "changes": CHANGES,
        "plans": PLANS.values(),
        "all_countries": COUNTRIES.values(),
        "site_country": COUNTRIES.get(settings.DEFAULT_COUNTRY),
        "signed": [("The emergency list", emergency.DATES), *((plan.heading, plan.dates) for plan in PLANS.values())],
    }


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
