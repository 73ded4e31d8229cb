"""What happens once at start: the page for our own faults is made, misleading settings are refused, no database is looked for."""

import re

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries


class RecoverySiteConfig(AppConfig):
    name = "recovery_site"

    def ready(self) -> None:
        from recovery_site.editorial import checks  # noqa: F401, PLC0415
        from recovery_site.serving import errors  # noqa: F401, PLC0415

        errors.standalone_page(500)
        _refuse_misleading_settings()
        leave_the_database_alone()


def _refuse_misleading_settings() -> None:
    """Raise ImproperlyConfigured for a value that Django would let through and a visitor would suffer from."""
    from prose.slugs import TELLING  # noqa: PLC0415
    from support.directory import COUNTRIES  # noqa: PLC0415

    country, name, contact = settings.DEFAULT_COUNTRY, settings.SITE_NAME, settings.OPERATOR_CONTACT
    if country and country not in COUNTRIES:
        raise ImproperlyConfigured(f"DEFAULT_COUNTRY must be one of {', '.join(COUNTRIES)}; it is {country!r}.")
    if TELLING.search(name):
        raise ImproperlyConfigured(f"SITE_NAME ends in browser histories: {name!r} says too much.")
    if contact and not re.fullmatch(r"https://\S+|[^\s@]+@[^\s@]+\.[^\s@]+", contact):
        raise ImproperlyConfigured("OPERATOR_CONTACT must be one e-mail address or one https address.")


def leave_the_database_alone() -> None:
    """There is none, so there is no connection to look after before and after each request."""
    request_started.disconnect(reset_queries)
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
