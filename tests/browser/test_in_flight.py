"""While something is sent: it can be seen, not sent twice, and a failure says what to do."""

from playwright.sync_api import Route, expect

from checkin.yourself import QUESTIONS


def hold(page, waiting: list[Route]) -> None:
    def keep(route: Route) -> None:
        waiting.append(route)

    page.route("**/check-in/questions/", keep)


def begin(page) -> None:
    page.get_by_role("link", name="Start the check-in").click()
    expect(page.get_by_role("heading", name=QUESTIONS[0].text)).to_be_focused()
    page.get_by_role("radio", name="Yes", exact=True).check()


def test_waiting_is_seen_heard_and_moves_nothing(open_page):
    page = open_page("/check-in/")
    begin(page)
    button = page.get_by_role("button", name="Continue")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    waiting: list[Route] = []
    hold(page, waiting)
    button.click()
    expect(button).to_be_disabled()
    expect(page.get_by_role("status")).to_have_text("Loading")
    assert button.bounding_box() == before
    waiting[0].continue_()
    expect(page.get_by_role("heading", name=QUESTIONS[1].text)).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("")


def test_nothing_is_sent_twice(open_page):
    page = open_page("/check-in/")
    begin(page)
    waiting: list[Route] = []
    hold(page, waiting)
    page.get_by_role("button", name="Continue").dblclick(force=True)
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert len(waiting) == 1
    waiting[0].continue_()
    expect(page.get_by_role("heading", name=QUESTIONS[1].text)).to_be_focused()


def test_start_pressed_twice_starts_once(open_page):
    page = open_page("/check-in/")
    waiting: list[Route] = []
    hold(page, waiting)
    page.get_by_role("link", name="Start the check-in").dblclick()
    page.wait_for_timeout(300)
    assert len(waiting) == 1


def test_our_own_fault_shows_whom_to_call(open_page):
    page = open_page("/check-in/", expected=("500",))
    begin(page)
    page.route("**/check-in/questions/", lambda route: route.fulfill(status=500, body="<h1>broken</h1>"))
    page.get_by_role("button", name="Continue").click()
    alert = page.get_by_role("alert").filter(has_text="That did not send.")
    expect(alert).to_contain_text("116 123")
    expect(page.get_by_role("heading", name=QUESTIONS[0].text)).to_be_visible()
    expect(page.get_by_role("radio", name="Yes", exact=True)).to_be_checked()
    expect(page.get_by_text("broken")).to_have_count(0)


def test_step_that_does_not_load_can_be_tried_again(open_page):
    page = open_page("/plans/24-hours/pause/", expected=("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "htmx:error"))
    page.context.set_offline(True)
    page.get_by_role("link", name="Next: tell one person").click()
    expect(page.get_by_text("That page did not load. Try again.")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1, name="Tell one person")).to_be_focused()
