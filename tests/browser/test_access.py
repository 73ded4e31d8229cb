"""Access: axe on every page, in the light, the dark, narrow, and at each step of the check-in."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from checkin.questions import QUESTIONS
from recovery_site.addresses import public_addresses
from tests.browser.test_journeys import answer, walk_to_the_result

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}
SAMPLE = [
    "/",
    "/check-in/",
    "/check-in/questions/",
    "/plans/24-hours/",
    "/plans/24-hours/tell-one-person/",
    "/help/gb/",
    "/articles/your-body-after-a-slip/",
    "/private/",
    "/no-such-page/",
]


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("address", public_addresses())
def test_axe_finds_nothing_on_any_page(open_page, address):
    assert violations(open_page(address)) == []


@pytest.mark.parametrize("address", SAMPLE)
@pytest.mark.parametrize(
    "options",
    [{"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 568}}, {"forced_colors": "active"}],
    ids=["dark", "narrow", "forced colours"],
)
def test_axe_finds_nothing_in_other_surroundings(open_page, address, options):
    assert violations(open_page(address, expected=("404",), **options)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_any_step_of_the_check_in(open_page, scheme):
    page = open_page("/check-in/", color_scheme=scheme, expected=("422",))
    page.get_by_role("link", name="Start the check-in").click()
    for question in QUESTIONS:
        page.get_by_role("heading", name=question.text).wait_for()
        assert violations(page) == []
        if question == QUESTIONS[1]:
            page.get_by_role("button", name="Continue").click()
            page.get_by_role("heading", name="There is a problem").wait_for()
            assert violations(page) == []
        answer(page, "Yes")
    page.get_by_role("heading", name="You said yes to 5 of the 5.").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("address", SAMPLE)
@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_the_screen(open_page, address, width):
    page = open_page(address, expected=("404",), viewport={"width": width, "height": 568})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_home_shows_the_first_things_first_on_a_small_phone(open_page):
    page = open_page("/", viewport={"width": 320, "height": 568}, java_script_enabled=False)
    for name in ("In danger now?", "116 123", "I used today"):
        box = page.get_by_text(name).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 568, name


def test_keyboard_alone_reaches_the_result(open_page):
    page = open_page("/check-in/")
    page.get_by_role("link", name="Start the check-in").focus()
    page.keyboard.press("Enter")
    for question in QUESTIONS:
        page.get_by_role("heading", name=question.text).wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="You said yes to 5 of the 5.").wait_for()


def test_result_reads_emergency_before_anything_else(open_page):
    page = open_page("/check-in/")
    walk_to_the_result(page)
    names = page.locator("#check-in :is(h2, h3)").all_inner_texts()
    assert "Call an ambulance" in names[1]
    assert names[2] == "Talk to someone now"
