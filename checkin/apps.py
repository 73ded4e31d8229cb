"""Django's record of this app."""

from django.apps import AppConfig


class CheckinConfig(AppConfig):
    name = "checkin"
