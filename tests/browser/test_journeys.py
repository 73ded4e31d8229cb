"""The main job from end to end, with JavaScript and without."""

import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Page, expect

from checkin.questions import Question
from checkin.yourself import QUESTIONS

NAMED = """(places, name) =>
  [...document.querySelectorAll(`#check-in :is(${places})`)].find((one) => one.innerText.trim() === name)"""
# A page is ready for the next press once what htmx was asked for has come, and shows what it should.
PRESSED = """async (press, arrived) => {
  await new Promise((ready) => {
    document.addEventListener("htmx:finally:request", ready, { once: true });
    setTimeout(ready, 5000);
    press();
  });
  for (let waited = 0; waited < 500 && !arrived(); waited += 1) await new Promise((next) => setTimeout(next, 10));
  return arrived();
}"""
WALK = f"""async ([label, questions]) => {{
  const named = {NAMED};
  const pressed = {PRESSED};
  // A page that was just opened first leaves the entries of a walk before; nobody's finger is as fast.
  await new Promise((next) => setTimeout(next, 40));
  let press = () => named("a", "Start the check-in").click();
  for (const question of questions) {{
    if (!await pressed(press, () => document.activeElement === named("h1, h2", question))) return question;
    named("label", label).click();
    press = () => named("button", "Continue").click();
  }}
  await pressed(press, () => true);
}}"""
STEPS = ["Pause", "Tell one person", "Reach out", "Make it harder", "Look back gently"]


def answer(page: Page, label: str) -> None:
    page.get_by_role("radio", name=label, exact=True).check()
    page.get_by_role("button", name="Continue").click()


def walk_to_the_result(page: Page, label: str = "Yes", questions: Iterable[Question] = QUESTIONS) -> None:
    """In one call, because so many tests begin where it ends."""
    assert page.evaluate(WALK, [label, [question.text for question in questions]]) is None
    expect(page.get_by_role("heading", name=re.compile("You said yes to"))).to_be_focused()


def walk_the_plan(page: Page) -> None:
    page.get_by_role("link", name="Start with step 1").click()
    for name in STEPS:
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        if name != STEPS[-1]:
            page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.get_by_role("heading", name="For now, that is all")).to_be_visible()


def test_home_to_check_in_to_plan_to_help_with_javascript(open_page):
    page = open_page("/")
    page.get_by_role("link", name="I want to know where I stand").click()
    page.get_by_role("link", name="Start the check-in").click()
    for question in QUESTIONS:
        expect(page.get_by_role("heading", name=question.text)).to_be_focused()
        answer(page, "Yes")
    expect(page.get_by_role("heading", name="You said yes to 5 of the 5.")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/check-in/$"))
    page.get_by_role("link", name="Find words for the call").click()
    expect(page.get_by_role("heading", level=1, name="Reach out")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^Step \d of 5$")).click()
    walk_the_plan(page)
    expect(page.get_by_role("heading", level=1, name=STEPS[-1])).to_be_focused()
    page.get_by_role("link", name="People to call", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="People to call")).to_be_visible()


def test_home_to_check_in_to_plan_to_help_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="I want to know where I stand").click()
    page.get_by_role("link", name="Start the check-in").click()
    expect(page.get_by_text("If JavaScript is off, this browser may keep")).to_be_visible()
    for question in QUESTIONS:
        page.get_by_role("group", name=question.text).get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", level=1, name="You said yes to 5 of the 5.")).to_be_visible()
    page.get_by_role("link", name="Find words for the call").click()
    page.get_by_role("link", name=re.compile(r"^Step \d of 5$")).click()
    walk_the_plan(page)
    page.get_by_role("link", name="People to call", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="People to call")).to_be_visible()


def test_check_in_runs_in_place_inside_an_article(open_page):
    page = open_page("/articles/the-first-24-hours/")
    walk_to_the_result(page, "No")
    expect(page).to_have_url(re.compile(r"/articles/the-first-24-hours/$"))
    ids = page.locator("[id]").evaluate_all("(all) => all.map((one) => one.id)")
    assert len(ids) == len(set(ids)), [name for name in ids if ids.count(name) > 1]
    page.locator("#check-in summary").get_by_text("Another country").click()
    page.locator("#check-in").get_by_role("button", name="Australia").click()
    expect(page.get_by_role("heading", name="Talk to someone now in Australia")).to_be_focused()
    expect(page.locator(".emergency:visible")).to_have_count(1)
    expect(page.locator(".people:visible")).to_have_count(1)


def test_whole_form_with_javascript_is_sent_by_htmx(open_page):
    page = open_page("/check-in/questions/")
    posts = []
    page.on(
        "request", lambda request: posts.append(request.headers.get("hx-request")) if request.method == "POST" else None
    )
    for question in QUESTIONS:
        page.get_by_role("group", name=question.text).get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", name="You said yes to 0 of the 5.")).to_be_focused()
    assert posts == ["true"]


@pytest.mark.parametrize("javascript", [True, False])
def test_missing_answer_is_said_and_focused(open_page, javascript):
    page = open_page("/check-in/questions/", java_script_enabled=javascript, expected=("422",))
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_role("link", name="Choose an answer, or choose “I’m not sure” (question 2)").click()
    expect(page.locator("#stop-y")).to_be_focused()


def test_step_swaps_in_place_with_title_address_and_true_back(open_page):
    page = open_page("/plans/24-hours/pause/?country=gb")
    page.evaluate("window.samePage = true")
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.get_by_role("heading", level=1, name="Tell one person")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/plans/24-hours/tell-one-person/\?country=gb$"))
    expect(page).to_have_title(re.compile("^Step 2: Tell one person"))
    assert page.evaluate("window.samePage")
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Pause")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/plans/24-hours/pause/\?country=gb$"))
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Pause")).to_be_visible()
