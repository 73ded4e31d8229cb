"""Every page, opened on a phone and shown at a desk: axe, the ways on, what there is to press, and large text."""

from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize

from recovery_site.addresses import public_addresses
from tests.browser.chromium import headless_shell
from tests.browser.conftest import PHONE, opening
from tests.browser.in_place import show
from tests.browser.test_access import COLOURS, FRAME, SAMPLE, violations
from tests.browser.test_small_screens import SMALL_TARGETS, SPACED, STYLED, TARGET, TWICE_AS_LARGE, does_not_fit

ADDRESSES = [*dict.fromkeys([*public_addresses(), *SAMPLE, "/?country=us", "/plans/24-hours/?country=world"])]
WIDE, SMALL_PHONE = (ViewportSize(width=width, height=height) for width, height in ((1280, 800), (320, 568)))
WAYS_ON = {"People to call", "Plans", "Check-in", "Articles"}
# The names of those places of which something is on the screen.
IN_SIGHT = """(places) => places.filter((place) => {
  const box = place.getBoundingClientRect();
  return place.checkVisibility() && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}).map((place) => place.innerText)"""
# Whatever lies over the middle of that place is what gets pressed.
PRESS = """(place) => {
  const box = document.querySelector(place).getBoundingClientRect();
  document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2).click();
}"""
WIDTH = "document.documentElement.scrollWidth"
# What a browser has made of the HTML and of what scripts did to it, with the files and the language it is shown with.
MADE = """() => [
  ...[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map((file) => file.outerHTML),
  document.documentElement.lang, document.body.outerHTML,
].join('\\n')"""
# The sixth source of a list is as dark as the fifth.
SHORTER_LISTS = """document.querySelectorAll('main :is(.sources__list, .bibliography) > li:nth-of-type(n + 6)')
  .forEach((one) => one.remove())"""
# Where the frame is looked at in each surrounding: with the voice in the footer, and without it.
FRAMES = ("/", "/help/gb/")
# What a device or a person may have set. It is changed around a page that is open: style sheets follow at once, and no script asks.
SURROUNDINGS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
}
USUAL: dict[str, Any] = {"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"}


class Found(NamedTuple):
    """What is wrong with one page; each an empty list where nothing is. The last ones are asked of one page of every template."""

    differs_in_place: list[str]
    axe: list[str]
    too_wide: list[int]
    ways_missing: list[str]
    too_small: list[object]
    cut_off_when_large: list[str]
    cut_off_when_spaced: list[str]
    axe_elsewhere: list[str]


class Screens(NamedTuple):
    """Where a page is looked at."""

    phone: Page
    desk: Page
    without_scripts: Page


def ways_missing(page: Page, ways: str) -> list[str]:
    # By what the HTML says: to work out the roles of a whole page takes as long as to open it.
    return sorted(WAYS_ON - set(page.locator(f"{ways} a[href]").evaluate_all(IN_SIGHT)))


def resize(page: Page, screen: ViewportSize) -> None:
    # To set the same size again lays the page out anew.
    if page.viewport_size != screen:
        page.set_viewport_size(screen)


def too_wide(page: Page, screen: ViewportSize) -> list[int]:
    resize(page, screen)
    return [screen["width"]] if page.evaluate(WIDTH) > screen["width"] else []


def axe_elsewhere(screens: Screens, address: str) -> list[str]:
    """In other surroundings, which change colours alone, on a narrow screen, and without scripts; the frame once."""
    desk, plain = screens.desk, screens.without_scripts
    leave_out = [] if address in FRAMES else FRAME
    show(plain, address)
    plain.evaluate(SHORTER_LISTS)
    found = [f"without scripts: {one}" for one in violations(plain, leave_out)]
    show(desk, address)
    desk.evaluate(SHORTER_LISTS)
    for name, put_on in SURROUNDINGS.items():
        desk.emulate_media(**(USUAL | put_on))
        found += [f"{name}: {one}" for one in violations(desk, leave_out, COLOURS)]
    desk.emulate_media(**USUAL)
    resize(desk, SMALL_PHONE)
    found += [f"narrow: {one}" for one in violations(desk, leave_out)]
    resize(desk, PHONE)
    return found


def cut_off(page: Page, screen: ViewportSize, rules: str) -> list[str]:
    """With a style sheet of the reader's own."""
    resize(page, screen)
    page.evaluate(STYLED, rules)
    return does_not_fit(page, screen["width"])


def is_the_same(phone: Page, desk: Page, address: str) -> bool:
    """Opened on the phone and shown at the desk; twice where a minute ended in between, and what is open with it."""
    for _ in range(2):
        phone.goto(address)
        show(desk, address)
        if phone.evaluate(MADE) == desk.evaluate(MADE):
            return True
    return False


def look(screens: Screens, address: str) -> Found:
    """As it comes first; after that the folds are opened, then the text is made larger, and last come other surroundings."""
    phone, desk = screens.phone, screens.desk
    one_of_its_template = address in SAMPLE
    differs = [] if is_the_same(phone, desk, address) else ["another page than the one that was opened"]
    wide = too_wide(phone, SMALL_PHONE) + too_wide(desk, PHONE)
    # A country shows in the frame.
    axe = violations(desk, [] if one_of_its_template or "country=" in address else FRAME)
    desk.evaluate(PRESS, ".header__menu")
    missing = ways_missing(desk, "nav#menu")
    resize(desk, WIDE)
    desk.evaluate("scrollTo(0, 0)")
    missing += ways_missing(desk, "nav[aria-label='Main']")
    too_small = desk.evaluate(SMALL_TARGETS, TARGET) + phone.evaluate(SMALL_TARGETS, TARGET)
    large = cut_off(desk, PHONE, TWICE_AS_LARGE)
    wide_when_large = too_wide(desk, SMALL_PHONE)
    spaced = cut_off(desk, SMALL_PHONE, SPACED) if one_of_its_template else []
    desk.evaluate(STYLED, "")
    resize(desk, PHONE)
    elsewhere = axe_elsewhere(screens, address) if one_of_its_template else []
    return Found(differs, axe, wide, missing, too_small, [*large, *map(str, wide_when_large)], spaced, elsewhere)


@pytest.fixture(scope="module")
def pages(spares, server) -> dict[str, Found]:
    """What was found on each page, by its address."""
    with opening(spares(headless_shell()), server) as open_page:
        screens = Screens(
            phone=open_page(expected=("404",), viewport=SMALL_PHONE, has_touch=True, is_mobile=True),
            desk=open_page(expected=("404",)),
            without_scripts=open_page(expected=("404",), scripts=False),
        )
        return {address: look(screens, address) for address in ADDRESSES}


def wrong(pages: dict[str, Found], what: str) -> dict[str, list[object]]:
    return {address: getattr(found, what) for address, found in pages.items() if getattr(found, what)}


def test_page_is_the_same_in_place_as_it_is_when_it_is_opened(pages):
    assert wrong(pages, "differs_in_place") == {}


def test_axe_finds_nothing_on_any_page(pages):
    assert wrong(pages, "axe") == {}


def test_axe_finds_nothing_in_other_surroundings_or_without_javascript(pages):
    assert wrong(pages, "axe_elsewhere") == {}


def test_nothing_is_wider_than_the_screen(pages):
    assert wrong(pages, "too_wide") == {}


def test_every_page_leads_on_in_one_tap(pages):
    assert wrong(pages, "ways_missing") == {}


def test_everything_to_press_is_48_pixels_high_on_every_page_with_every_fold_open(pages):
    assert wrong(pages, "too_small") == {}


def test_text_at_200_percent_fits_a_phone(pages):
    assert wrong(pages, "cut_off_when_large") == {}


def test_text_spacing_cuts_nothing_off(pages):
    assert wrong(pages, "cut_off_when_spaced") == {}
