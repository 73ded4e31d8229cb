"""Prepares at start what must need nothing when it is needed: the page for our own faults."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries


class RecoverySiteConfig(AppConfig):
    name = "recovery_site"

    def ready(self) -> None:
        from recovery_site import checks, errors  # noqa: F401, PLC0415

        errors.server_error_page()
        leave_the_database_alone()


def leave_the_database_alone() -> None:
    """There is none, so there is no connection to look after before and after each request."""
    request_started.disconnect(reset_queries)
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
