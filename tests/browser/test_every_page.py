"""Every page, opened on a phone and shown at a desk: axe, the ways on, what there is to press, and large text."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize

from recovery_site.addresses import public_addresses
from tests.browser.chromium import headless_shell
from tests.browser.conftest import PHONE, opening
from tests.browser.in_place import each, show
from tests.browser.test_access import COLOURS, FRAME, SAMPLE, violations
from tests.browser.test_small_screens import DOES_NOT_FIT, SMALL_TARGETS, SPACED, STYLED, TARGET, TWICE_AS_LARGE

ADDRESSES = [*dict.fromkeys([*public_addresses(), *SAMPLE, "/?country=us", "/plans/24-hours/?country=world"])]
WIDE, SMALL_PHONE = (ViewportSize(width=width, height=height) for width, height in ((1280, 800), (320, 568)))
WAYS_ON = ["People to call", "Plans", "Check-in", "Articles"]
# Those ways of which nothing is on the screen. By what the HTML says: to work out the roles of a page takes as long as to open it.
MISSING = f"""(ways) => {{
  const inSight = [...document.querySelectorAll(`${{ways}} a[href]`)].filter((place) => {{
    const box = place.getBoundingClientRect();
    return place.checkVisibility() && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  }}).map((place) => place.innerText);
  return {WAYS_ON}.filter((way) => !inSight.includes(way));
}}"""
# Whatever lies over the middle of the menu's button is what gets pressed.
PRESS_MENU = """() => {
  const box = document.querySelector('.header__menu').getBoundingClientRect();
  document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2).click();
}"""
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


class Screens(NamedTuple):
    """Where a page is looked at."""

    phone: Page
    desk: Page
    without_scripts: Page


class Found(NamedTuple):
    """What is wrong with one page; each an empty list where nothing is. The last is asked of one page of every template."""

    differs_in_place: list[str]
    axe: list[str]
    menu_missing: list[str]
    axe_elsewhere: list[str]


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
    desk.set_viewport_size(SMALL_PHONE)
    found += [f"narrow: {one}" for one in violations(desk, leave_out)]
    desk.set_viewport_size(PHONE)
    return found


def is_the_same(phone: Page, desk: Page, address: str) -> bool:
    """Opened on the phone and shown at the desk; twice where a minute ended in between, and what is open with it."""
    for _ in range(2):
        phone.goto(address)
        show(desk, address)
        if phone.evaluate(MADE) == desk.evaluate(MADE):
            return True
    return False


def look(screens: Screens, address: str) -> Found:
    phone, desk = screens.phone, screens.desk
    one_of_its_template = address in SAMPLE
    differs = [] if is_the_same(phone, desk, address) else ["another page than the one that was opened"]
    # A country shows in the frame.
    axe = violations(desk, [] if one_of_its_template or "country=" in address else FRAME)
    desk.evaluate(PRESS_MENU)
    missing = desk.evaluate(MISSING, "nav#menu")
    elsewhere = axe_elsewhere(screens, address) if one_of_its_template else []
    return Found(differs, axe, missing, elsewhere)


@pytest.fixture(scope="module")
def screens(spares, server) -> Iterator[Screens]:
    with opening(spares(headless_shell()), server) as open_page:
        yield Screens(
            phone=open_page(expected=("404",), viewport=SMALL_PHONE, has_touch=True, is_mobile=True),
            desk=open_page(expected=("404",)),
            without_scripts=open_page(expected=("404",), scripts=False),
        )


@pytest.fixture(scope="module")
def pages(screens) -> dict[str, Found]:
    """What was found on each page, by its address."""
    return {address: look(screens, address) for address in ADDRESSES}


def wrong(pages: dict[str, Found], what: str) -> dict[str, list[object]]:
    return {address: getattr(found, what) for address, found in pages.items() if getattr(found, what)}


def seen(page: Page, screen: ViewportSize, look: str, rules: str = "") -> dict[str, Any]:
    """What a look finds on each page where it finds anything, on such a screen, with a style sheet of the reader's own."""
    page.set_viewport_size(screen)
    page.evaluate(STYLED, rules)
    found = {address: one for address, one in each(page, ADDRESSES, look).items() if one}
    page.evaluate(STYLED, "")
    return found


def wider_than(screen: ViewportSize) -> str:
    return f"() => document.documentElement.scrollWidth > {screen['width']}"


def cut_off_on(screen: ViewportSize) -> str:
    return f"() => ({DOES_NOT_FIT})({screen['width']})"


def test_page_is_the_same_in_place_as_it_is_when_it_is_opened(pages):
    assert wrong(pages, "differs_in_place") == {}


def test_axe_finds_nothing_on_any_page(pages):
    assert wrong(pages, "axe") == {}


def test_axe_finds_nothing_in_other_surroundings_or_without_javascript(pages):
    assert wrong(pages, "axe_elsewhere") == {}


def test_every_page_leads_on_in_one_tap(pages, screens):
    assert wrong(pages, "menu_missing") == {}
    assert seen(screens.desk, WIDE, f"""() => ({MISSING})("nav[aria-label='Main']")""") == {}


def test_everything_to_press_is_48_pixels_high_on_every_page_with_every_fold_open(screens):
    for page, screen in ((screens.desk, WIDE), (screens.phone, SMALL_PHONE)):
        assert seen(page, screen, f"() => ({SMALL_TARGETS})({TARGET})") == {}, screen


def test_nothing_is_wider_than_the_screen(screens):
    for page, screen in ((screens.desk, PHONE), (screens.phone, SMALL_PHONE)):
        assert seen(page, screen, wider_than(screen)) == {}, screen


def test_text_at_200_percent_fits_a_phone(screens):
    assert seen(screens.desk, PHONE, cut_off_on(PHONE), TWICE_AS_LARGE) == {}
    assert seen(screens.desk, SMALL_PHONE, wider_than(SMALL_PHONE), TWICE_AS_LARGE) == {}


def test_text_spacing_cuts_nothing_off(screens):
    assert seen(screens.desk, SMALL_PHONE, cut_off_on(SMALL_PHONE), SPACED) == {}
