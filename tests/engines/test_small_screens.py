"""Small screens, large text and wide letters in Firefox and WebKit; Chromium's are in `tests/browser`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.test_small_screens import CUT_OFF, SPACED, STYLED, TWICE_AS_LARGE
from tests.engines.drivers import HERE, Driven
from tests.engines.visitor import Visitor
from tests.prove.other_engines import ReadersWebKit

WIDTH, HEIGHT = 320, 568
# One page of each kind.
PAGES = (
    "/", "/check-in/questions/", "/plans/24-hours/", "/plans/24-hours/tell-one-person/", "/plans/if-then/choose/",
    "/plans/24-hours/print/", "/help/gb/", "/articles/responding-to-a-lapse/", "/clinicians/", "/private/",
)  # fmt: skip
UNFOLD = "document.querySelectorAll('details').forEach((fold) => { fold.open = true }); "
WIDE = "return document.documentElement.scrollWidth"
STYLE = f"({STYLED})(arguments[0])"
BAR = "return document.querySelector('.header').getBoundingClientRect().height"


@pytest.fixture(params=[name for name in ("Firefox", "WebKit") if name in HERE])
def phone(
    request: pytest.FixtureRequest, engine_of: Callable[[str], Driven], tmp_path: Path, site: str
) -> Iterator[Visitor]:
    """A window as wide as a small phone, whose scroll bar lies over the page as a phone's does."""
    if request.param == "Firefox":
        firefox = engine_of("Firefox")
        firefox.size(WIDTH, HEIGHT)
        yield Visitor(firefox, site)
    else:
        # The automated window cannot be as narrow: its tool bar is wider.
        webkit = ReadersWebKit(tmp_path, f"{WIDTH}x{HEIGHT}")
        yield Visitor(webkit, site)
        webkit.close()


def test_nothing_is_cut_off_and_the_way_out_stays_small(phone: Visitor) -> None:
    faults = []
    for path in PAGES:
        phone.open(path)
        assert phone.run("return innerWidth") == WIDTH
        for what, script, given in (
            ("as it is", "", ""),
            ("with wide letters", STYLE, SPACED),
            ("at 200 %", STYLE, TWICE_AS_LARGE),
        ):
            phone.run(f"{UNFOLD} {script}", given)
            if phone.run(WIDE) > WIDTH:
                faults.append((path, what, phone.run(WIDE)))
            # A list that is shut shows the beginning of a long choice, in every engine.
            cut = [element for element in phone.run(f"return ({CUT_OFF})()") if not element.startswith("<select")]
            if cut and what != "at 200 %":
                faults.append((path, what, cut))
            if phone.run(BAR) > 0.4 * HEIGHT:
                faults.append((path, what, "the bar with the way out covers the page"))
    assert not faults
