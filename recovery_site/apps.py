"""What happens once at start: the page for our own faults is made, misleading settings are refused, no database is looked for."""

from difflib import get_close_matches

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries

from recovery_site.mistakes import check_own_folder


class RecoverySiteConfig(AppConfig):
    name = "recovery_site"

    def ready(self) -> None:
        check_own_folder()
        from recovery_site.editorial import checks  # noqa: F401, PLC0415
        from recovery_site.serving import errors  # noqa: F401, PLC0415

        errors.standalone_page(500)
        _refuse_unknown_country()
        leave_the_database_alone()


def _refuse_unknown_country() -> None:
    """Raise ImproperlyConfigured for a default country that the directory does not have, with the one that is meant."""
    from support.directory import COUNTRIES  # noqa: PLC0415

    country = settings.DEFAULT_COUNTRY
    if country and country not in COUNTRIES:
        near = {"uk": "gb", "irl": "ie", "usa": "us"}.get(country) or "".join(get_close_matches(country, COUNTRIES, 1))
        meant = f" Is {near} meant?" if near else ""
        raise ImproperlyConfigured(f"DEFAULT_COUNTRY must be one of {', '.join(COUNTRIES)}; it is {country!r}.{meant}")


def leave_the_database_alone() -> None:
    """There is none, so there is no connection to look after before and after each request."""
    request_started.disconnect(reset_queries)
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
