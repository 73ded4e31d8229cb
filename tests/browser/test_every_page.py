"""Every page, opened once at a desk and once on a phone: axe, the ways on, what there is to press, and large text."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize

from recovery_site.addresses import public_addresses
from tests.browser.chromium import headless_shell
from tests.browser.conftest import opening
from tests.browser.test_access import violations
from tests.browser.test_small_screens import SMALL_TARGETS, TARGET, TWICE_AS_LARGE, does_not_fit

PARTS = 4
ADDRESSES = [*public_addresses(), "/nothing-here/", "/?country=us", "/plans/24-hours/?country=world"]
WIDE, PHONE, SMALL_PHONE = (
    ViewportSize(width=width, height=height) for width, height in ((1280, 800), (390, 844), (320, 568))
)
WAYS_ON = {"People to call", "Plans", "Check-in", "Articles"}
# The names of those places of which something is on the screen.
IN_SIGHT = """(places) => places.filter((place) => {
  const box = place.getBoundingClientRect();
  return place.checkVisibility() && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}).map((place) => place.innerText)"""


class Found(NamedTuple):
    """What is wrong with one page; each an empty list where nothing is."""

    axe: list[str]
    ways_missing: list[str]
    too_small: list[object]
    cut_off_when_large: list[str]


def ways_missing(page: Page, ways: str) -> list[str]:
    # By what the HTML says: to work out the roles of a whole page takes as long as to open it.
    return sorted(WAYS_ON - set(page.locator(f"{ways} a[href]").evaluate_all(IN_SIGHT)))


def look(desk: Page, phone: Page, address: str) -> Found:
    """As it comes first; after that the folds are opened, and last the text is made larger."""
    for page in (desk, phone):
        page.goto(address)
    axe = violations(desk)
    desk.locator("header a:text-is('Menu')").click()
    missing = ways_missing(desk, "nav#menu")
    desk.set_viewport_size(WIDE)
    desk.evaluate("scrollTo(0, 0)")
    missing += ways_missing(desk, "nav[aria-label='Main']")
    too_small = desk.evaluate(SMALL_TARGETS, TARGET) + phone.evaluate(SMALL_TARGETS, TARGET)
    desk.set_viewport_size(PHONE)
    desk.evaluate(TWICE_AS_LARGE)
    cut_off = does_not_fit(desk, PHONE["width"])
    desk.set_viewport_size(SMALL_PHONE)
    if desk.evaluate("document.documentElement.scrollWidth") > SMALL_PHONE["width"]:
        cut_off.append("the page is wider than a small phone")
    desk.set_viewport_size(PHONE)
    return Found(axe, missing, too_small, cut_off)


@pytest.fixture(scope="module", params=range(PARTS))
def pages(request, launched, server) -> dict[str, Found]:
    """A part of all pages, by their addresses."""
    with opening(launched(headless_shell()), server) as open_page:
        desk = open_page("about:blank", expected=("404",))
        phone = open_page("about:blank", expected=("404",), viewport=SMALL_PHONE, has_touch=True, is_mobile=True)
        return {address: look(desk, phone, address) for address in ADDRESSES[request.param :: PARTS]}


def test_axe_finds_nothing_on_any_page(pages):
    assert {address: found.axe for address, found in pages.items() if found.axe} == {}


def test_every_page_leads_on_in_one_tap(pages):
    assert {address: found.ways_missing for address, found in pages.items() if found.ways_missing} == {}


def test_everything_to_press_is_48_pixels_high_on_every_page_with_every_fold_open(pages):
    assert {address: found.too_small for address, found in pages.items() if found.too_small} == {}


def test_text_at_200_percent_fits_a_phone(pages):
    assert {address: found.cut_off_when_large for address, found in pages.items() if found.cut_off_when_large} == {}
