"""Old browsers: what cannot be parsed, or never arrives, leaves nothing hidden and nothing dead."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from checkin.yourself import QUESTIONS
from tests.browser.test_journeys import answer, walk_to_the_result

SCRIPTS = ("htmx-4.min", "requests", "leave", "site", "check-in", "words")
# What came into browsers after the oldest ones on `/accessibility/`, and is used by htmx or by us where it is there.
LATER = """
delete HTMLFormElement.prototype.requestSubmit;
delete Element.prototype.moveBefore;
delete Document.parseHTMLUnsafe;
delete Document.prototype.startViewTransition;
Object.defineProperty(window, "navigation", { value: undefined });
"""
OLDER = "delete SubmitEvent.prototype.submitter;"


def walk_the_whole_form(page: Page) -> None:
    for question in QUESTIONS:
        page.get_by_role("group", name=question.text).get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", name="You said yes to 5 of the 5.")).to_be_visible()


def everything_answers(page: Page) -> None:
    """A step, its fold, the way out, the check-in up to its result, and paper; whether scripts help or not."""
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.get_by_role("heading", level=1, name="Tell one person")).to_be_visible()
    expect(page).to_have_url(re.compile("/tell-one-person/$"))
    page.locator("summary").get_by_text("If you can’t right now").click()
    expect(page.locator("#cannot")).to_be_visible()
    for button in page.locator("button:visible").all():
        # What is shown does something: words are copied, or the page says how to do it by hand.
        button.click()
        expect(button).to_have_text(re.compile("Copied|Select the words"))
    page.goto("/check-in/")
    page.get_by_role("link", name="Start the check-in").click()
    expect(page.get_by_role("radio").first).to_be_visible()
    if page.get_by_role("button", name="Continue").count():
        for question in QUESTIONS:
            expect(page.get_by_role("heading", name=question.text)).to_be_visible()
            answer(page, "Yes")
        expect(page.get_by_role("heading", name="You said yes to 5 of the 5.")).to_be_visible()
    else:
        walk_the_whole_form(page)
    page.get_by_role("button", name="Change an answer").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(5)
    page.goto("/plans/24-hours/print/")
    assert (
        page.get_by_role("button", name="Print this page").is_visible()
        != page.get_by_text("To print it, use").is_visible()
    )
    page.route("**/leave/", lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html"))
    page.get_by_role("link", name="Leave quickly").first.click()
    expect(page).to_have_title("elsewhere")


@pytest.mark.parametrize("broken", [*SCRIPTS, "all", "blocked half way"])
def test_a_script_that_cannot_be_read_leaves_nothing_hidden_or_dead(open_page, broken):
    """As where a browser is older than the script; half way: htmx came and nothing of ours did."""
    page = open_page("about:blank", expected=("SyntaxError", "Unexpected token", "ERR_FAILED", "is not defined"))
    stops = SCRIPTS[1:] if broken == "blocked half way" else SCRIPTS if broken == "all" else (broken,)

    def spoil(route: Route) -> None:
        if not any(re.search(rf"/{name}\.[0-9a-f]+\.js$", route.request.url) for name in stops):
            route.continue_()
        elif broken == "blocked half way":
            route.abort()
        else:
            route.fulfill(body="const = ;", content_type="text/javascript")

    page.route("**/*.js", spoil)
    page.goto("/plans/24-hours/pause/")
    everything_answers(page)


def test_oldest_browsers_that_are_named_walk_in_place(open_page):
    page = open_page("about:blank")
    page.add_init_script(LATER)
    page.goto("/check-in/")
    walk_to_the_result(page)
    page.go_back()
    expect(page.get_by_role("heading", name=QUESTIONS[4].text)).to_be_focused()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("heading", name=QUESTIONS[3].text)).to_be_focused()
    expect(page).to_have_url(re.compile("/check-in/$"))


def test_browsers_before_those_get_plain_pages(open_page):
    page = open_page("about:blank")
    page.add_init_script(LATER + OLDER)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.headers.get("hx-request", "")))
    page.goto("/plans/24-hours/pause/")
    everything_answers(page)
    page.goto("/plans/if-then/choose/")
    page.get_by_label("If", exact=True).first.select_option("it is payday")
    page.get_by_label("then I will").first.select_option("ring my person")
    page.get_by_role("button", name="Show my sheet").click()
    expect(page.get_by_text("If it is payday, then I will ring my person.")).to_be_visible()
    expect(page).to_have_url(re.compile("/plans/if-then/choose/$"))
    assert not any(asked)
