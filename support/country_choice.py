"""Which country a page speaks to: chosen by a link, or by the operator, or none. Remembered nowhere."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from support.directory import COUNTRIES, HOME_COUNTRIES
from support.directory.records import Country

# What people also write for a country, in small letters.
ALIASES = {"uk": "gb", "eire": "ie", "usa": "us"}


def country_called(code: str) -> Country | None:
    """The country of a code as people write it: "IE", "uk". None where there is none."""
    plain = code.strip().lower()
    return COUNTRIES.get(ALIASES.get(plain, plain))


def asked_country(request: HttpRequest) -> Country | None:
    """The country of `?country=`, or None. A value we do not know is ignored."""
    return country_called(request.GET.get("country", ""))


def chosen_country(request: HttpRequest) -> Country | None:
    """The country that was asked for, else the operator's default, else None."""
    return asked_country(request) or COUNTRIES.get(settings.DEFAULT_COUNTRY)


def kept_country(request: HttpRequest) -> str:
    """The query that carries a country chosen in the address to the next page; empty where none was chosen there."""
    return query_of(asked_country(request))


def query_of(country: Country | None) -> str:
    """The query that names a country; empty where there is none."""
    return f"?country={country.code}" if country else ""


def countries_to_show(country: Country | None) -> list[Country]:
    """The chosen country, or where none is chosen the ones that come first."""
    return [country] if country else list(HOME_COUNTRIES)


@cache
def help_address(country: Country | None) -> str:
    """The path of the people to call in a country, or everywhere."""
    return reverse("support:country", args=[country.code]) if country else reverse("support:index")
