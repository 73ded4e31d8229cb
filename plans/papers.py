"""Every paper of the site: what it knows, gathered once, for the page to print and for the PDF of the same words."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from plans import pdf, qr
from plans.if_then_lines import IF_THEN, IFS, THENS
from plans.library import Plan
from support import emergency
from support.country_choice import chosen_country, countries_to_show, kept_country
from support.directory import COUNTRIES
from support.directory.records import Country
from support.listing import for_paper

# Where paper is Letter; everywhere else it is A4.
LETTER_COUNTRIES = frozenset({"us", "ca"})
# Says nothing, because it stays in a folder of downloads.
FILE_NAME = "paper.pdf"


@dataclass(frozen=True)
class Paper:
    """A page to print: its template, whose partial `paper` is what goes on paper, and what that knows.

    `page` and `pdf` are its addresses, without and with the query that keeps what was chosen.
    """

    template: str
    context: dict[str, Any]
    title: str
    checked: date
    page: str
    pdf: str

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page to print."""
        return render(request, self.template, {**self.context, "pdfs": pdf_addresses(self.pdf)})

    def as_pdf(self, request: HttpRequest) -> HttpResponse:
        """The file, in the size that was asked for; a page with another way where this copy makes none."""
        if not pdf.is_here():
            return render(request, "plans/no_pdf.html", {"page": self.page}, status=404)
        html = render_to_string(f"{self.template}#paper", self.context, request)
        content = pdf.rendered(
            html, self.title, self.checked, _sheet(request), large=request.GET.get("print") == pdf.LARGE
        )
        headers = {"Content-Disposition": f'inline; filename="{FILE_NAME}"', "X-Robots-Tag": "noindex, noarchive"}
        return HttpResponse(content, content_type="application/pdf", headers=headers)


def of_plan(request: HttpRequest, plan: Plan) -> Paper:
    """The plan on one side: hours as data, never "open now", and an address only where there is one worth printing."""
    plan = as_signed(plan)
    query = kept_country(request)
    address = qr.printed_address(reverse("plans:start", args=[plan.slug]) + query)
    return Paper(
        template="plans/print.html",
        context={
            **whom_to_call(chosen_country(request)),
            "plan": plan,
            "address": address,
            "qr": address and qr.svg(address, "QR code with the address of this plan"),
        },
        title=plan.title,
        checked=plan.dates.updated,
        page=reverse("plans:print", args=[plan.slug]) + query,
        pdf=reverse("plans:pdf", args=[plan.slug]) + query,
    )


def of_if_then(request: HttpRequest) -> Paper:
    """Every line of the if-then sheet with a box to tick: the same for everyone who prints it."""
    query = kept_country(request)
    address = qr.printed_address(reverse("plans:if-then") + query)
    return Paper(
        template="plans/if_then_blank.html",
        context={
            **whom_to_call(chosen_country(request)),
            "words": IF_THEN,
            "halves": [("If", IFS), ("then I will", THENS)],
            "address": address,
            "qr": address and qr.svg(address, "QR code with the address of this sheet"),
        },
        title=IF_THEN.title,
        checked=IF_THEN.dates.updated,
        page=reverse("plans:if-then-print") + query,
        pdf=reverse("plans:if-then-pdf") + query,
    )


def whom_to_call(country: Country | None) -> dict[str, Any]:
    """What every paper with people to call carries: whose numbers, and which lines."""
    shown = countries_to_show(country)
    return {
        "country": country,
        "countries": shown,
        "all_countries": COUNTRIES.values(),
        "lines": for_paper(shown),
    }


def pdf_addresses(address: str) -> dict[str, str]:
    """The addresses of a PDF by size of paper and of print; none where this copy makes no PDFs.

    `plain` and `large` leave the paper to the country. `address` may have a query.
    """
    if not pdf.is_here():
        return {}
    join = "&" if "?" in address else "?"
    sheets = {sheet: f"{address}{join}{urlencode({'paper': sheet})}" for sheet in pdf.SHEETS}
    large = {f"{sheet}_large": f"{chosen}&print={pdf.LARGE}" for sheet, chosen in sheets.items()}
    return {"plain": address, "large": f"{address}{join}print={pdf.LARGE}", **sheets, **large}


def _sheet(request: HttpRequest) -> str:
    """The paper that was asked for, else that of the chosen country. A value we do not know is ignored."""
    asked = request.GET.get("paper", "")
    if asked in pdf.SHEETS:
        return asked
    country = chosen_country(request)
    return "letter" if country and country.code in LETTER_COUNTRIES else "a4"


def as_signed(plan: Plan) -> Plan:
    """A plan as paper may show it: the emergency list stands above it, so a review counts only when both are signed."""
    if plan.dates.signed and emergency.DATES.signed:
        return plan
    return replace(plan, dates=replace(plan.dates, clinical_review=None))
