"""Settings that would mislead a visitor stop the site at start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from recovery_site.apps import _refuse_misleading_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEFAULT_COUNTRY", "uk"),
        ("DEFAULT_COUNTRY", "GB"),
        ("SITE_NAME", "Cocaine Help"),
        ("OPERATOR_CONTACT", "not an address"),
        ("OPERATOR_CONTACT", "http://clinic.example"),
    ],
)
def test_misleading_setting_is_refused(settings, name, value):
    setattr(settings, name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        _refuse_misleading_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEFAULT_COUNTRY", "gb"),
        ("OPERATOR_CONTACT", "a@clinic.example"),
        ("OPERATOR_CONTACT", "https://clinic.example/c"),
    ],
)
def test_plain_setting_is_taken(settings, name, value):
    setattr(settings, name, value)
    _refuse_misleading_settings()
