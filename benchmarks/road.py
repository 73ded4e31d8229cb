"""`make road`: how far someone has to scroll for what a page is for, and how long it is, beside version 1."""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from benchmarks import results
from benchmarks.servers import gunicorn
from tests.browser.chromium import installed
from tests.browser.conftest import ARGUMENTS

PHONE, DESK = (390, 844), (1280, 800)
WORDS = "document.querySelector('main').innerText.split(/\\s+/).filter((word) => /\\w/.test(word)).length"
# Version 0.1.1, measured in the same way on the same machine: where it ends, screens, words.
BEFORE = {
    "home, “I used today”": (535, 3.6, 282),
    "start of a plan, the start button": (1318, 17.1, 2237),
    "step of a plan, Next": (3100, 4.6, 422),
    "result, the heading of what it may mean": (3378, 5.8, 549),
    "people to call in the UK, the first number": (1960, 15.2, 1302),
    "people to call in Ireland, the first number": (1889, 10.5, 820),
    "article, where its text begins": (1009, 12.1, 1610),
    "clinicians, the link (1280 × 800)": (2673, 15.6, 2612),
}
METHOD = """
Phone of 390 × 844 with a finger, light, no country chosen, every fold closed; clinicians at a desk. Pixels: where what the page is for
ends, from the top of the page. Screens: the height of the whole page. Words: what can be seen. Before is version 0.1.1, measured in the same way.
"""


def places(browser: Browser, site: str) -> Iterator[tuple[Page, Locator]]:
    """Each page with the place that someone came for, in the order of BEFORE."""
    width, height = PHONE
    page = browser.new_page(viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    main = page.locator("main")
    page.goto(site)
    yield page, main.get_by_role("link", name=re.compile("^I used today"))
    page.goto(f"{site}/plans/24-hours/")
    yield page, main.get_by_role("link", name=re.compile("^Start"))
    page.goto(f"{site}/plans/24-hours/tell-one-person/")
    yield page, main.get_by_role("link", name=re.compile("^Next"))
    page.goto(f"{site}/check-in/")
    page.get_by_role("link", name="Start the check-in").click()
    for number in range(1, 6):
        page.locator(f"[data-question='{number}']").wait_for()
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_role("button", name="Continue").click()
    yield page, page.get_by_role("heading", name="What this may mean")
    for code in ("gb", "ie"):
        page.goto(f"{site}/help/{code}/")
        yield page, page.locator(".helpline a.button--call").first
    page.goto(f"{site}/articles/why-it-happens/")
    yield page, page.locator(".contents ~ h2").first
    width, height = DESK
    desk = browser.new_page(viewport={"width": width, "height": height})
    desk.goto(f"{site}/clinicians/")
    yield desk, desk.locator("#kit-link")


def measure(page: Page, place: Locator) -> tuple[int, float, int]:
    """Where the place ends, in pixels from the top of the page; the page's height in screens; its words."""
    place.wait_for()
    box, size = place.bounding_box(), page.viewport_size
    assert box
    assert size
    ends = page.evaluate("scrollY") + box["y"] + box["height"]
    screens = page.evaluate("document.documentElement.scrollHeight") / size["height"]
    return round(ends), round(screens, 1), page.evaluate(WORDS)


def main() -> None:
    chromium = installed()
    if chromium is None:
        sys.exit("make road needs Chromium: run make test first, which finds one.")
    rows = [
        ["Page, and what someone came for", "Pixels, before", "now", "Screens, before", "now", "Words, before", "now"]
    ]
    with (
        tempfile.TemporaryDirectory(prefix="road-") as folder,
        gunicorn(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for (name, before), (page, place) in zip(BEFORE.items(), places(browser, site), strict=True):
            pairs = zip(before, measure(page, place), strict=True)
            rows.append([name, *(str(value) for pair in pairs for value in pair)])
    results.write("The shortest road", METHOD, rows)


if __name__ == "__main__":
    main()
