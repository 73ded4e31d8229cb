"""Loads the library when the site starts, so that a broken article stops it there and not in front of a reader."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self) -> None:
        from articles import library  # noqa: F401, PLC0415
