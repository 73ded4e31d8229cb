"""What all tests share."""

import pytest
from django.test import Client

from tests.signatures import SIGNED, UNSIGNED, give_every_text


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Unit and page tests need no collected files; the browser tests run against the real, hashed ones."""
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def htmx() -> Client:
    """A client that asks as htmx does."""
    return Client(headers={"HX-Request": "true"})


@pytest.fixture
def unsigned(monkeypatch) -> None:
    """No clinician has signed any text, whatever this copy's files say by now."""
    give_every_text(UNSIGNED, monkeypatch)


@pytest.fixture
def signed(monkeypatch) -> None:
    """A clinician has signed every text as it is now."""
    give_every_text(SIGNED, monkeypatch)


@pytest.fixture
def site_url(settings) -> str:
    settings.SITE_URL = "https://next24.example"
    return "https://next24.example"
