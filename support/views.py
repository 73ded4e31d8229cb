"""Pages of the people to call."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from support import clock
from support.choice import chosen_country, countries_to_show
from support.directory import COUNTRIES
from support.states import local_time


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Emergency numbers everywhere, and a crisis line for the countries that come first."""
    country = chosen_country(request)
    context = {"country": country, "all_countries": COUNTRIES.values(), "shown": countries_to_show(country)}
    return render(request, "support/index.html", context)


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    found = COUNTRIES.get(code)
    if found is None:
        raise Http404
    context = {
        "country": found,
        "all_countries": COUNTRIES.values(),
        "time": local_time(found, clock.now()),
    }
    return render(request, "support/country.html", context)
