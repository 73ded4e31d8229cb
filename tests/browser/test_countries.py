"""Choosing a country in a browser: in place where there is JavaScript, by a plain link or a form where there is none."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.in_place import show
from tests.browser.test_access import violations, violations_by_day_and_night
from tests.browser.test_journeys import walk_to_the_result


def choose(page: Page, country: str) -> None:
    """Press the link that shows another country's numbers; a plan has these links in a fold."""
    fold = page.locator("#people summary")
    if fold.count():
        fold.click()
    page.locator("#people").get_by_role("link", name=country).click()


def choose_on_the_result(page: Page, country: str) -> None:
    page.locator("#check-in summary").get_by_text("Another country").click()
    page.locator("#check-in").get_by_role("button", name=country).click()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(
    "address", ["/", "/plans/24-hours/", "/plans/24-hours/reach-out/", "/articles/the-first-24-hours/"]
)
def test_country_is_chosen_by_a_link(open_page, address, javascript):
    page = open_page(address, java_script_enabled=javascript)
    choose(page, "United States")
    expect(page).to_have_url(re.compile(re.escape(address) + r"\?country=us$"))
    expect(page.get_by_role("heading", name="Talk to someone now in the US")).to_be_visible()
    expect(page.locator("#strip")).to_contain_text("United States: 911")
    expect(page.locator(".home .human-line" if address == "/" else "#footer-line")).to_contain_text("988")


def test_swap_keeps_the_page_and_its_links_follow(open_page):
    page = open_page("/plans/24-hours/")
    page.evaluate("window.samePage = true")
    choose(page, "New Zealand")
    expect(page.get_by_role("heading", name="Talk to someone now in New Zealand")).to_be_focused()
    assert page.evaluate("window.samePage")
    page.get_by_role("link", name="Start with step 1").click()
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page).to_have_url(re.compile(r"/tell-one-person/\?country=nz$"))
    expect(page.locator("#strip")).to_contain_text("111")


def test_back_shows_the_country_before(open_page):
    page = open_page("/plans/24-hours/?country=gb")
    choose(page, "Ireland")
    expect(page.get_by_role("heading", name="Talk to someone now in Ireland")).to_be_focused()
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?country=gb$"))
    expect(page.get_by_role("heading", name="Talk to someone now in the UK")).to_be_visible()
    expect(page.locator("#strip")).to_contain_text("United Kingdom: 999 or 112")


def test_focus_comes_to_the_people_to_call_and_they_are_in_view(open_page):
    page = open_page("/plans/24-hours/reach-out/", viewport={"width": 320, "height": 568})
    choose(page, "Australia")
    heading = page.get_by_role("heading", name="Talk to someone now in Australia")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_result_changes_its_country_in_place_and_stays(open_page):
    page = open_page("/check-in/")
    walk_to_the_result(page, "No")
    choose_on_the_result(page, "Canada")
    expect(page.get_by_role("heading", name="Talk to someone now in Canada")).to_be_focused()
    expect(page.get_by_text("You said yes to 0 of the 5.")).to_be_visible()
    expect(page.locator("#strip")).to_contain_text("Canada: 911")
    expect(page.locator("#footer-line")).to_contain_text("988")
    expect(page).to_have_url(re.compile(r"/check-in/$"))
    assert violations(page) == []
    page.get_by_role("button", name="Change an answer").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(5)
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", name="Talk to someone now in Canada")).to_be_visible()


def test_result_changes_its_country_without_javascript(open_page):
    page = open_page("/check-in/questions/", java_script_enabled=False)
    for radio in page.get_by_role("radio", name="Yes", exact=True).all():
        radio.check()
    page.get_by_role("button", name="Show what this may mean").click()
    choose_on_the_result(page, "Australia")
    expect(page.get_by_role("heading", level=1, name="You said yes to 5 of the 5.")).to_be_visible()
    expect(page.get_by_role("heading", name="Talk to someone now in Australia")).to_be_focused()
    expect(page.locator("#strip")).to_contain_text("000")


def test_call_buttons_stand_only_where_a_finger_does_the_pointing(open_page):
    desk = open_page("/help/gb/")
    expect(desk.locator("#samaritans-gb .number--big")).to_be_visible()
    expect(desk.get_by_role("link", name="Call 116 123").first).to_be_hidden()
    phone = open_page("/help/gb/", has_touch=True, is_mobile=True)
    expect(phone.locator("#samaritans-gb").get_by_role("link", name="Call 116 123")).to_be_visible()
    assert phone.locator("#samaritans-gb .number--big").evaluate("e => getComputedStyle(e).userSelect") == "auto"


def test_help_page_changes_its_country_in_place(open_page):
    page = open_page("/help/ie/")
    page.evaluate("window.samePage = true")
    page.locator("summary").get_by_text("Another country").click()
    page.get_by_role("link", name="Canada").click()
    expect(page.get_by_role("heading", level=1, name="People to call in Canada")).to_be_focused()
    expect(page).to_have_url(re.compile("/help/ca/$"))
    expect(page).to_have_title(re.compile("Canada"))
    expect(page.locator("#strip")).to_contain_text("Canada: 911")
    assert page.evaluate("window.samePage")


def test_people_to_call_pass_axe_on_a_small_phone(open_page):
    page = open_page("about:blank", viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True)
    for address in ("/help/", "/help/gb/", "/help/au/", "/help/world/", "/plans/24-hours/?country=au"):
        show(page, address)
        assert violations_by_day_and_night(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
