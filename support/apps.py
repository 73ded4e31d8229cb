"""Loads the directory when the site starts, so that a broken record stops it there and not in front of a reader."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "support"

    def ready(self) -> None:
        from support import directory, emergency  # noqa: F401, PLC0415
