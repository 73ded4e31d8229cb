"""Pages of the people to call."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from support.country_choice import country_called
from support.directory import COUNTRIES


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Emergency numbers and a crisis line everywhere, and the way to each country's page."""
    return render(request, "support/index.html", {"all_countries": COUNTRIES.values()})


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    found = country_called(code)
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("support:country", found.code, permanent=True)
    return render(request, "support/country.html", {"country": found, "all_countries": COUNTRIES.values()})
