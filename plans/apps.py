"""Loads the plans and the kit's words when the site starts, so that a broken file stops it there and not in front of a reader."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"

    def ready(self) -> None:
        from plans import clinicians, if_then_lines, library  # noqa: F401, PLC0415
