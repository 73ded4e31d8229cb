"""Pages of the plans. Every step stands alone, because clinicians link to single steps."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plans import papers, take_away
from plans import reminder as calendar
from plans.if_then_lines import IF_THEN
from plans.library import PLANS, Plan
from plans.qr import printed_address
from support.availability import clock
from support.country_choice import chosen_country, kept_country
from support.directory import HOME_COUNTRIES
from support.directory.records import Country


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "plans/index.html", {"plans": PLANS.values(), "if_then": IF_THEN})


@require_safe
def start(request: HttpRequest, plan: str) -> HttpResponse:
    found = _plan(plan)
    pdf = reverse("plans:pdf", args=[found.slug]) + kept_country(request)
    return render(request, "plans/start.html", {"plan": found, "pdfs": papers.pdf_addresses(pdf)})


@require_safe
def part(request: HttpRequest, plan: str, part: str) -> HttpResponse:
    """A step of a plan, or a page of what not everyone needs: they share one level of addresses."""
    found = _plan(plan)
    if page := found.page(part):
        return render(request, "plans/page.html", {"plan": found, "page": page})
    current = found.step(part)
    if current is None:
        raise Http404
    context = {
        "plan": found,
        "step": current,
        "before": found.before(current),
        "after": found.after(current),
        "next_plan": PLANS.get(found.next_plan),
    }
    return render(request, "plans/step.html", context)


@require_safe
def paper(request: HttpRequest, plan: str) -> HttpResponse:
    return papers.of_plan(request, _plan(plan)).answer(request)


@require_safe
@never_cache
def paper_pdf(request: HttpRequest, plan: str) -> HttpResponse:
    return papers.of_plan(request, _plan(plan)).as_pdf(request)


@require_safe
def one_file(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan as a file to keep: made for the day it is in the country it speaks of, and served under a policy of its own."""
    found, country = papers.as_signed(_plan(plan)), chosen_country(request)
    address = printed_address(reverse("plans:start", args=[found.slug]) + kept_country(request))
    html = take_away.take_away(found, country, clock.today(_zone(country)), address)
    response = HttpResponse(html)
    response.headers["Content-Disposition"] = f'attachment; filename="{take_away.file_name(found, country)}"'
    response.headers["Content-Security-Policy"] = f"{take_away.POLICY}; frame-ancestors 'none'"
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@require_safe
@never_cache
def reminder(request: HttpRequest) -> HttpResponse:
    entry = calendar.reminder(timezone.now(), _zone(chosen_country(request)))
    response = HttpResponse(entry, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="reminder.ics"'
    return response


def _zone(country: Country | None) -> ZoneInfo:
    """The clock of a country, or of the one that comes first where nobody chose: Ireland and the UK share one."""
    return ZoneInfo((country or HOME_COUNTRIES[0]).time_zone or "UTC")


def _plan(slug: str) -> Plan:
    plan = PLANS.get(slug)
    if plan is None:
        raise Http404
    return plan
