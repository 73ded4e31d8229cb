"""A plan in one file, as someone has it: downloaded, then opened from a folder with no network and no JavaScript."""

from pathlib import Path
from urllib.request import urlopen

import pypdfium2
import pytest
from playwright.sync_api import Browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Whatever stands out of the window to the right; what is there for screen readers alone, or scrolls in a frame, does not.
STICKS_OUT = """() => [...document.querySelectorAll('body *')]
  .filter((one) => !one.closest('.visually-hidden, .table-frame') && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.textContent.trim().slice(0, 60))"""


@pytest.fixture
def saved(browser: Browser, server: str, tmp_path: Path) -> Path:
    """The file as a click on the plan's start page saves it: Britain's is among the longest."""
    context = browser.new_context(base_url=server)
    page = context.new_page()
    page.goto("/plans/24-hours/?country=gb")
    page.get_by_text("On paper, as a PDF or in one file").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="The whole plan in one file").click()
    path: Path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    context.close()
    return path


def test_download_has_a_plain_name(saved):
    assert saved.name == "24-hours-gb.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_file_opens_without_network_or_javascript_and_asks_for_nothing(browser, saved, scheme):
    asked, said = [], []
    context = browser.new_context(
        java_script_enabled=False, offline=True, color_scheme=scheme, viewport={"width": 320, "height": 568}
    )
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(saved.as_uri())
    assert page.get_by_role("heading", name="The next 24 hours", level=1).is_visible()
    assert page.get_by_text("Get a new copy after").is_visible()
    # Its style is at work: a blocked one would leave the browser's own black on white.
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(250, 248, 244)", "dark": "rgb(18, 25, 28)"}[scheme]
    assert page.evaluate(OVERFLOW) <= 0
    assert page.evaluate(STICKS_OUT) == []
    page.get_by_role("link", name="If you are afraid to ring").first.click()
    assert page.url.endswith("#afraid-to-ring")
    page.get_by_role("link", name="Emergency").first.click()
    assert page.url.endswith("#now")
    assert asked == [saved.as_uri()]
    assert said == []
    context.close()


def test_file_prints_with_everything_unfolded_and_no_buttons(browser, saved):
    page = browser.new_page()
    page.goto(saved.as_uri())
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as paper:
        sheets = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in paper]
    plain = " ".join(sheets)
    for expected in ("Call an ambulance now for any of these", "Step 5 of 5", "Samaritans", "116 123", "Larimer"):
        assert expected in plain, expected
    assert "Call 999 Call 112" not in plain
    assert "Call an ambulance" in sheets[0]
    page.close()


def test_first_screen_of_a_small_phone_holds_the_emergency_numbers(browser, server):
    page = browser.new_page(viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True)
    for code in ("", "ie", "gb", "us"):
        page.set_content(urlopen(f"{server}/plans/24-hours/take-away.html?country={code}").read().decode())
        first = page.locator(".emergency__numbers li .number").first.bounding_box()
        assert first and first["y"] + first["height"] < 400, code
        last = (
            page.locator(".emergency__numbers li .button--call")
            .nth(1 if code in {"ie", "gb", ""} else 0)
            .bounding_box()
        )
        assert last and last["y"] + last["height"] <= 568, code
        assert page.locator(".until").bounding_box()["height"] <= 60, code
    page.close()
