"""What a browser may keep of a visit is the same after any page: it tells that someone was here, and nothing more."""

import re

import pytest
from django.conf import settings

from recovery_site.addresses import public_addresses
from recovery_site.editorial.screens import screens_without_address
from recovery_site.serving.errors import MESSAGES, STANDALONE, error_page

ASSET = re.compile(r'(?:src|href)="(/static/[^"]+)"')


@pytest.fixture
def same(client) -> list[str]:
    return ASSET.findall(client.get("/").content.decode())


def test_every_page_names_the_same_files(client, same):
    assert len(same) > 5
    for address in public_addresses():
        assert ASSET.findall(client.get(address).content.decode()) == same, address


def test_every_screen_of_the_check_in_and_every_error_names_the_same_files(same):
    for name, html in screens_without_address():
        if "<head>" in html and not any(f"{alone}.html" in name for alone in STANDALONE):
            assert ASSET.findall(html) == same, name
    for status in MESSAGES:
        assert ASSET.findall(error_page(status).content.decode()) == same


def test_page_for_our_own_faults_asks_for_no_file():
    for name, html in screens_without_address():
        if any(f"{alone}.html" in name for alone in STANDALONE):
            assert ASSET.findall(html) == []


def test_no_string_of_a_stylesheet_holds_a_mark_beside_which_space_is_dropped():
    for name in settings.STYLESHEETS:
        sheet = re.sub(
            r"/\*.*?\*/", "", (settings.BASE_DIR / "static" / name).read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert not [string for string in re.findall(r'"[^"\n]*"', sheet) if set(string) & set("{};")], name
