"""Slow connections: the last action wins whole, and whatever comes late is dropped whole."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from checkin.yourself import QUESTIONS
from tests.browser.test_check_in_forgets import stand_in_for_the_neutral_site, start

STEP = "/plans/24-hours/tell-one-person/"
# What htmx and the browser say of a request that was given up: nobody needs to act on it.
GIVEN_UP = ("ERR_ABORTED", "ERR_FAILED", "Failed to fetch")


class Held:
    """Requests of htmx that wait until they are let go, in any order."""

    def __init__(self, page: Page) -> None:
        self.routes: list[Route] = []
        page.route(lambda address: True, self._keep)

    def _keep(self, route: Route) -> None:
        if "hx-request" in route.request.headers:
            self.routes.append(route)
        else:
            route.fallback()

    def let_go(self, page: Page, order: tuple[int, ...]) -> None:
        # On a busy machine a request may come late; one that gave way to a later action never does.
        for _ in range(20):
            if len(self.routes) > max(order):
                break
            page.wait_for_timeout(50)
        for number in order:
            if number < len(self.routes):
                self.routes[number].continue_()
                page.wait_for_timeout(150)


def country(page: Page, code: str) -> None:
    page.locator(f'#people .countries a[href$="country={code}"]').dispatch_event("click")


def onward(page: Page) -> None:
    page.locator("#step a.button[hx-get]").first.dispatch_event("click")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_countries_the_last_one_stands_whole(open_page, order):
    page = open_page(STEP, expected=GIVEN_UP)
    held = Held(page)
    country(page, "gb")
    country(page, "au")
    held.let_go(page, order)
    expect(page.locator("#people-heading")).to_have_text(re.compile("Australia"))
    expect(page.locator("#strip")).to_contain_text("000")
    expect(page.locator("#strip")).not_to_contain_text("999")
    assert page.url.endswith("?country=au")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_next_and_then_a_country_leaves_the_step_that_is_shown(open_page, order):
    page = open_page(STEP, expected=GIVEN_UP)
    held = Held(page)
    onward(page)
    country(page, "gb")
    held.let_go(page, order)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell one person")
    expect(page).to_have_title(re.compile("Tell one person"))
    assert page.url.endswith(f"{STEP}?country=gb")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_country_and_then_next_leaves_the_next_step(open_page, order):
    page = open_page(STEP, expected=GIVEN_UP)
    held = Held(page)
    country(page, "gb")
    onward(page)
    held.let_go(page, order)
    expect(page.get_by_role("heading", level=1)).to_have_text("Reach out")
    expect(page).to_have_title(re.compile("Reach out"))
    expect(page.locator("#strip")).to_contain_text("Ireland")
    assert page.url.endswith("/reach-out/")


def test_next_and_then_back_shows_what_the_address_says(open_page):
    page = open_page("/plans/24-hours/pause/", expected=GIVEN_UP)
    onward(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell one person")
    held = Held(page)
    onward(page)
    page.go_back(wait_until="commit")
    held.let_go(page, (0, 1, 2))
    expect(page.get_by_role("heading", level=1)).to_have_text("Pause")
    expect(page).to_have_title(re.compile("Pause"))
    assert page.url.endswith("/pause/")


def test_a_late_step_does_not_come_into_the_page_that_was_opened_meanwhile(open_page):
    page = open_page(STEP, expected=GIVEN_UP)
    held = Held(page)
    onward(page)
    page.get_by_role("link", name="Articles", exact=True).last.dispatch_event("click")
    page.wait_for_url("**/articles/")
    held.let_go(page, (0,))
    expect(page).to_have_title(re.compile("^Articles"))


def test_continue_and_then_back_key_shows_the_question_before(open_page):
    page = open_page("/check-in/", expected=GIVEN_UP)
    start(page)
    for number in (1, 2):
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", name=QUESTIONS[number].text)).to_be_focused()
    held = Held(page)
    page.get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.evaluate("history.back()")
    page.wait_for_timeout(300)
    held.let_go(page, (0, 1, 2))
    expect(page.get_by_role("heading", name=QUESTIONS[1].text)).to_be_visible()
    assert page.evaluate("history.state") == {"question": 2}
    expect(page).to_have_title(re.compile("^Check-in – "))


def test_an_answer_that_comes_while_leaving_shows_nothing(open_page):
    page = open_page("/check-in/", expected=GIVEN_UP)
    stand_in_for_the_neutral_site(page)
    start(page)
    held = Held(page)
    page.get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Leave quickly").first.click()
    held.let_go(page, (0,))
    page.wait_for_url("**/leave/")


@pytest.mark.parametrize("way", ["nothing to show", "stopped"])
def test_a_leave_that_does_not_happen_gives_the_page_back(open_page, way):
    """Offline, the browser shows a page of its own instead; a blank one of ours would stay where it does not."""
    page = open_page("/check-in/", expected=GIVEN_UP)
    start(page)
    title = page.title()
    page.get_by_role("radio", name="Yes", exact=True).check()
    # A page that is stopped never gets its answer; one that is answered with 204 has nothing to show.
    page.route("**/leave/", lambda route: route.fulfill(status=204) if way == "nothing to show" else None)
    page.evaluate("""() => {
      window.hidden = [];
      setTimeout(() => { window.hidden.push(document.body.hidden); stop(); }, 200);
      document.querySelector("[data-leave]").click();
    }""")
    page.wait_for_timeout(2000)
    assert page.evaluate("window.hidden") == [True]
    shown = "[!document.body.hidden, document.title, document.querySelectorAll('input:checked').length]"
    assert page.evaluate(shown) == [True, title, 0]
