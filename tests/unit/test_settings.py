"""Settings that would mislead a visitor stop the site at start."""

import runpy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from recovery_site.apps import _refuse_misleading_settings

SETTINGS = Path(__file__).resolve().parents[2] / "recovery_site" / "settings.py"


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


@pytest.mark.parametrize(
    "address",
    [
        "x.example",
        "ftp://x.example",
        "https://",
        "https://x.example/path",
        "https://x.example?q=1",
        "https://x.example?",
        "https://x.example#frag",
        "https://x.example#",
        "https://me@x.example",
        "https://me:pass@x.example",
        "https://x.example:port",
        "https://x.example:",
        "https://x example",
        "https://x.example\n",
        "https://[x",
    ],
)
def test_site_url_with_more_than_a_host_is_refused(monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL must look like"):
        runpy.run_path(str(SETTINGS))


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example",
        "https://x.example/",
        "http://127.0.0.1:8000",
        "http://[::1]:8000",
        "https://xn--e1afmkfd.example",
    ],
)
def test_site_url_of_a_host_is_taken(monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    assert runpy.run_path(str(SETTINGS))["SITE_URL"] == address.rstrip("/")
