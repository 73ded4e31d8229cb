"""The check-in for someone close in a browser: the same road, the same way back, and nothing that stays."""

import re

import pytest
from playwright.sync_api import expect

from checkin.someone import SOMEONE
from support.directory import COUNTRIES
from tests.browser.test_access import violations
from tests.browser.test_check_in_forgets import STORED, wait_until_history_is_at_the_start
from tests.browser.test_countries import choose_on_the_result
from tests.browser.test_journeys import answer, walk_to_the_result

RESULT = "You said yes to 5 of the 5."
SITUATION = "Someone I care about slipped"


def walk(page, label: str = "Yes") -> None:
    walk_to_the_result(page, label, SOMEONE.questions)


def test_home_to_help_at_home_with_javascript(open_page):
    page = open_page("/")
    page.get_by_role("link", name=SITUATION).click()
    page.get_by_role("link", name="Start the check-in").click()
    for question in SOMEONE.questions:
        expect(page.get_by_role("heading", name=question.text)).to_be_focused()
        answer(page, "Yes")
    expect(page.get_by_role("heading", name=RESULT)).to_be_focused()
    expect(page).to_have_url(re.compile(r"/check-in/someone/$"))
    page.get_by_role("link", name="See what you can do now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("If you are afraid, or worried about a child")
    page.get_by_role("link", name="Back to the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("For someone close")


def test_home_to_help_at_home_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name=SITUATION).click()
    page.get_by_role("link", name="Start the check-in").click()
    expect(page.get_by_text("If JavaScript is off, this browser may keep")).to_be_visible()
    for question in SOMEONE.questions:
        page.get_by_role("group", name=question.text).get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", level=1, name=RESULT)).to_be_visible()
    page.get_by_role("link", name="See what you can do now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("If you are afraid, or worried about a child")


def test_back_key_walks_back_through_the_questions_for_someone_close(open_page):
    page = open_page("/")
    page.get_by_role("link", name=SITUATION).click()
    walk(page)
    assert page.evaluate("history.state") == {"question": 6}
    for question in reversed(SOMEONE.questions):
        page.go_back()
        expect(page.get_by_role("heading", name=question.text)).to_be_focused()
        expect(page.get_by_role("radio", name="Yes", exact=True)).to_be_checked()
    page.go_back()
    expect(page.get_by_role("link", name="Start the check-in")).to_be_visible()


@pytest.mark.comes_back
@pytest.mark.parametrize("way", ["link", "address"])
def test_coming_back_to_the_check_in_for_someone_close_shows_no_result(open_page, way):
    page = open_page("/check-in/someone/")
    walk(page)
    page.get_by_role("link", name="Articles", exact=True).click() if way == "link" else page.goto("/about/")
    page.go_back(wait_until="commit")
    expect(page.get_by_role("link", name="Start the check-in")).to_be_visible()
    expect(page.get_by_text("You said yes")).to_have_count(0)
    wait_until_history_is_at_the_start(page)
    stored = {"local": 0, "session": 0, "cookie": "", "databases": 0, "caches": 0, "workers": 0}
    assert page.evaluate(STORED) == stored


def test_axe_finds_nothing_on_any_result_for_someone_close(open_page):
    for label in ("Yes", "No"):
        page = open_page("/check-in/someone/")
        walk(page, label)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_fear_has_the_emergency_call_on_the_first_screen_and_a_short_road_behind_it(open_page):
    phone = {"width": 390, "height": 844}
    page = open_page("/check-in/someone/", viewport=phone, has_touch=True, is_mobile=True)
    walk(page)
    call = page.locator(".result__first a.button--emergency").first
    for country in (None, *COUNTRIES.values()):
        if country:
            choose_on_the_result(page, country.name)
            expect(page.locator("#check-in .countries")).not_to_contain_text(country.name)
        expect(call).to_be_visible()
        assert page.evaluate("document.documentElement.scrollHeight") <= 3.5 * phone["height"], country
        for size in (phone, {"width": 320, "height": 568}):
            page.set_viewport_size(size)
            page.evaluate("scrollTo(0, 0)")
            box, notice = call.bounding_box(), page.locator("main .notice").bounding_box()
            assert box and notice
            # The bar with the way out lies over the lower edge.
            assert box["y"] + box["height"] <= size["height"] - 50, (country, size)
            assert box["y"] < notice["y"]
        page.set_viewport_size(phone)
