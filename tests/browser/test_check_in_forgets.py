"""The check-in in a browser: going back, leaving, coming back, and what stays behind."""

import re

import pytest
from playwright.sync_api import expect

from checkin.yourself import QUESTIONS
from tests.browser.test_journeys import answer, walk_to_the_result

HOME = "A slip is not the end."
STORED = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def stand_in_for_the_neutral_site(page) -> None:
    """Tests ask no other host: the address that redirects there answers itself."""
    page.route("**/leave/", lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html"))


def wait_until_history_is_at_the_start(page) -> None:
    for _ in range(100):
        if page.evaluate("!history.state?.question"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(page.evaluate("history.state"))


def start(page) -> None:
    page.get_by_role("link", name="Start the check-in").click()
    expect(page.get_by_role("heading", name=QUESTIONS[0].text)).to_be_focused()


def answer_and_go_on(page, label: str, number: int) -> None:
    """To the question of that number, counted from 0; without waiting, the next answer could meet the question before."""
    answer(page, label)
    expect(page.get_by_role("heading", name=QUESTIONS[number].text)).to_be_focused()


def test_back_button_shows_the_question_before_with_its_answer(open_page):
    page = open_page("/check-in/")
    start(page)
    answer_and_go_on(page, "I’m not sure", 1)
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("heading", name=QUESTIONS[0].text)).to_be_focused()
    expect(page.get_by_role("radio", name="I’m not sure")).to_be_checked()


def test_browser_back_key_goes_to_the_question_before(open_page):
    page = open_page("/check-in/")
    start(page)
    answer_and_go_on(page, "Yes", 1)
    answer_and_go_on(page, "No", 2)
    page.go_back()
    expect(page.get_by_role("heading", name=QUESTIONS[1].text)).to_be_visible()
    expect(page.get_by_role("radio", name="No", exact=True)).to_be_checked()
    page.go_back()
    expect(page.get_by_role("heading", name=QUESTIONS[0].text)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="Start the check-in")).to_be_visible()


def test_browser_back_key_goes_from_the_result_to_the_last_question(open_page):
    page = open_page("/check-in/")
    walk_to_the_result(page)
    page.go_back()
    expect(page.get_by_role("heading", name=QUESTIONS[4].text)).to_be_focused()
    expect(page.get_by_role("radio", name="Yes", exact=True)).to_be_checked()
    page.evaluate("history.go(-2)")
    expect(page.get_by_role("heading", name=QUESTIONS[2].text)).to_be_focused()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="You said yes to 5 of the 5.")).to_be_focused()


def test_browser_back_key_goes_from_all_answers_to_the_last_question(open_page):
    page = open_page("/check-in/")
    walk_to_the_result(page)
    page.get_by_role("button", name="Change an answer").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(5)
    page.go_back()
    expect(page.get_by_role("heading", name=QUESTIONS[4].text)).to_be_focused()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="You said yes to 5 of the 5.")).to_be_focused()


@pytest.mark.comes_back
def test_back_button_and_back_key_walk_the_same_way(open_page):
    page = open_page("/")
    page.get_by_role("link", name="I want to know where I stand").click()
    start(page)
    for number in (1, 2, 3):
        answer_and_go_on(page, "Yes", number)
    for number in (2, 1):
        page.get_by_role("button", name="Back").click()
        expect(page.get_by_role("heading", name=QUESTIONS[number].text)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name=QUESTIONS[0].text)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("link", name="Start the check-in")).to_be_visible()
    expect(page).to_have_title(re.compile("^Check-in"))
    page.go_back(wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)


@pytest.mark.comes_back
@pytest.mark.parametrize("away", [True, False], ids=["another page and back", "reload"])
def test_back_key_is_never_dead_after_coming_back(open_page, away):
    page = open_page("/")
    page.get_by_role("link", name="I want to know where I stand").click()
    walk_to_the_result(page)
    if away:
        page.goto("/about/")
        page.go_back(wait_until="commit")
    else:
        page.reload()
    expect(page.get_by_role("link", name="Start the check-in")).to_be_visible()
    wait_until_history_is_at_the_start(page)
    page.go_back(wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)


def test_forward_key_leads_nowhere_once_nothing_is_chosen(open_page):
    page = open_page("/check-in/")
    start(page)
    answer_and_go_on(page, "Yes", 1)
    page.evaluate("history.go(-2)")
    expect(page.get_by_role("link", name="Start the check-in")).to_be_visible()
    page.evaluate("history.forward()")
    wait_until_history_is_at_the_start(page)
    expect(page.get_by_role("link", name="Start the check-in")).to_be_visible()


def test_back_key_after_choosing_a_country_beside_the_check_in(open_page):
    page = open_page("/articles/the-first-24-hours/")
    start(page)
    page.evaluate("document.querySelector('#people .countries a[href$=ca]').click()")
    expect(page).to_have_url(re.compile("country=ca$"))
    expect(page.locator("#people-heading")).to_have_text("Talk to someone now in Canada")
    page.go_back()
    expect(page.locator("#people-heading")).to_have_text("Talk to someone now")
    expect(page).to_have_url(re.compile("hours/$"))


def test_enter_goes_on_and_not_back(open_page):
    page = open_page("/check-in/")
    start(page)
    answer_and_go_on(page, "Yes", 1)
    page.get_by_role("radio", name="Yes", exact=True).check()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=QUESTIONS[2].text)).to_be_visible()


def test_history_holds_the_number_of_a_question_and_nothing_else(open_page):
    page = open_page("/check-in/")
    start(page)
    answer_and_go_on(page, "Yes", 1)
    assert page.evaluate("history.state") == {"question": 2}
    assert page.url.endswith("/check-in/")


@pytest.mark.comes_back
@pytest.mark.parametrize("way", ["link", "address"])
def test_coming_back_shows_nothing_chosen_and_no_result(open_page, way):
    page = open_page("/check-in/")
    walk_to_the_result(page)
    page.get_by_role("link", name="Articles", exact=True).click() if way == "link" else page.goto("/about/")
    page.go_back(wait_until="commit")
    expect(page.get_by_role("link", name="Start the check-in")).to_be_visible()
    expect(page.get_by_text("You said yes")).to_have_count(0)
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)


def test_page_that_the_browser_keeps_in_its_memory_holds_no_answer(open_page):
    """Emptied as it is left, and not when somebody comes back: until then it would stand in memory, and for a moment on the screen."""
    page = open_page("/check-in/")
    start(page)
    answer_and_go_on(page, "Yes", 1)
    walked, whole = page, open_page("/check-in/questions/")
    whole.get_by_role("radio", name="Yes", exact=True).first.check()
    result = open_page("/check-in/")
    walk_to_the_result(result)
    for left in (walked, whole, result):
        left.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
        expect(left.locator("[data-private]")).to_be_empty()
        assert left.locator("input").count() == 0, left.url


@pytest.mark.comes_back
def test_whole_form_comes_back_empty(open_page):
    page = open_page("/check-in/questions/")
    page.get_by_role("radio", name="Yes", exact=True).first.check()
    page.goto("/about/")
    page.go_back(wait_until="commit")
    expect(page.get_by_role("radio")).to_have_count(15)
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)


def test_nothing_is_stored_in_the_browser(open_page):
    page = open_page("/check-in/")
    walk_to_the_result(page)
    page.goto("/plans/24-hours/")
    page.get_by_role("link", name="Start with step 1").click()
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.get_by_role("heading", level=1, name="Tell one person")).to_be_visible()
    assert page.evaluate(STORED) == {"local": 0, "session": 0, "cookie": "", "databases": 0, "caches": 0, "workers": 0}
    assert page.context.cookies() == []


def test_change_an_answer_shows_all_five_and_leads_back(open_page):
    page = open_page("/check-in/")
    walk_to_the_result(page)
    page.get_by_role("button", name="Change an answer").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(5)
    page.get_by_role("group", name=QUESTIONS[4].text).get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", name="You said yes to 4 of the 5.")).to_be_focused()


def test_lost_connection_is_said_and_can_be_retried(open_page):
    page = open_page("/check-in/", expected=("ERR_INTERNET_DISCONNECTED", "htmx:error", "Failed to fetch"))
    start(page)
    page.context.set_offline(True)
    answer(page, "Yes")
    expect(page.get_by_text("That did not send. Nothing was kept. Try again.")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_focused()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name=QUESTIONS[1].text)).to_be_visible()
    expect(page.get_by_text("That did not send.")).to_be_hidden()


def test_leave_quickly_replaces_the_page(open_page):
    page = open_page("/check-in/")
    stand_in_for_the_neutral_site(page)
    start(page)
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Leave quickly").first.click()
    page.wait_for_url("**/leave/")
    assert page.evaluate("history.length") == before


def test_three_lone_shifts_leave_and_other_keys_start_again(open_page):
    page = open_page("/")
    stand_in_for_the_neutral_site(page)
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        page.keyboard.press(key)
    assert page.url.endswith("/")
    assert "leave" not in page.url
    page.keyboard.press("Shift")
    page.wait_for_url("**/leave/")
