"""Pages of the people to call, and the same directory as open data."""

import json
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from support import open_data
from support.availability import clock
from support.country_choice import country_called
from support.directory import COUNTRIES, HELPLINES, KNOWN

SCHEMA = (Path(__file__).resolve().parent / "directory.schema.json").read_bytes()
# A page of data is kept by no browser either: it tells that someone was here.
UNSTORED = {"Cache-Control": "no-store"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Emergency numbers and a crisis line everywhere, and the way to each country's page."""
    return render(request, "support/index.html", {"all_countries": COUNTRIES.values()})


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    found = country_called(code)
    if found is None and code in KNOWN:
        # Published, and not shown by this copy: whoever follows an old link finds those that are.
        return redirect("support:index")
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("support:country", found.code, permanent=True)
    return render(request, "support/country.html", {"country": found, "all_countries": COUNTRIES.values()})


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Everything that the pages know, the same for everyone who asks on a day."""
    data = open_data.directory(COUNTRIES.values(), HELPLINES, clock.today())
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return HttpResponse(f"{text}\n", content_type="application/json; charset=utf-8", headers=UNSTORED)


@require_safe
def directory_schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCHEMA, content_type="application/schema+json; charset=utf-8", headers=UNSTORED)
