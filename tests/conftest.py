"""What all tests share."""

from collections.abc import Iterator
from functools import cache

import pytest
from django.test import Client, override_settings

from recovery_site.addresses import public_addresses
from recovery_site.serving import page_cache
from tests.signatures import SIGNED, UNSIGNED, give_every_text


@pytest.fixture(autouse=True, scope="session")
def plain_static_files() -> Iterator[None]:
    """Unit and page tests need no collected files; the browser tests run against the real, hashed ones.

    With no folder of them a client does not look through it at its first request, which took longer than most pages do.
    """
    storages = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=storages, STATIC_ROOT=None):
        yield


@pytest.fixture(autouse=True, scope="session")
def addresses_listed_once() -> Iterator[None]:
    """Every client has a cache of pages of its own, which lists all addresses at its first request: longer than a page takes.

    They are those of what was loaded at start, whatever a test puts in place of it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_cache, "public_addresses", cache(public_addresses))
        yield


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
