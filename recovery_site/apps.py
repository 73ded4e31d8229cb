"""Prepares at start what must need nothing when it is needed: the page for our own faults."""

from django.apps import AppConfig


class RecoverySiteConfig(AppConfig):
    name = "recovery_site"

    def ready(self) -> None:
        from recovery_site import checks, errors  # noqa: F401, PLC0415

        errors.server_error_page()
