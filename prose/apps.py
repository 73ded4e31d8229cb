"""Django's record of this app."""

from django.apps import AppConfig


class ProseConfig(AppConfig):
    name = "prose"
