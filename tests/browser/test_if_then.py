"""The if-then sheet in a browser: chosen in place or in one form, in sight while choosing, on paper, and gone on leaving."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from plans.if_then_lines import IFS, THENS
from support.directory import COUNTRIES
from tests.browser.in_place import show
from tests.browser.test_access import violations_by_day_and_night
from tests.browser.test_check_in_forgets import (
    STORED,
    stand_in_for_the_neutral_site,
    wait_until_history_is_at_the_start,
)
from tests.browser.test_small_screens import SMALL_TARGETS, STYLED, TARGET, TWICE_AS_LARGE, fits

START = "/plans/if-then/"
FORM = "/plans/if-then/choose/"
WHENS = ("it is payday", "a craving starts", "I had a bad night")
DEEDS = ("ring my person", "ride it out for ten minutes", "go for a short walk")
LONGEST = [max(half.by_code.values(), key=lambda line: len(line.words)).words for half in (IFS, THENS)]
# Boxes that are on the screen and not under the bar with the way out.
IN_SIGHT = """([words, seen, heading]) => {
  const named = (places, name) => [...document.querySelectorAll(places)].find((one) => one.innerText.trim() === name);
  const label = named('label', words);
  return seen.filter((line) => {
    named('label', line).scrollIntoView({ block: 'center' });
    const box = label.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const place = named('h2', heading).getBoundingClientRect().y + 1;
    return !label.parentElement.contains(top) || heading !== 'If …' && (place < 0 || place >= innerHeight);
  });
}"""


def begin(page: Page) -> None:
    page.get_by_role("link", name="Choose my plans").click()
    expect(page.get_by_role("heading", name="If …")).to_be_focused()


def choose(page: Page, number: int) -> None:
    """Choose the plan of that number, counted from 0, up to its second line."""
    page.get_by_role("radio", name=WHENS[number]).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name=f"If {WHENS[number]}, then I will …")).to_be_focused()
    page.get_by_role("radio", name=DEEDS[number]).check()


def finish(page: Page) -> None:
    page.get_by_role("button", name="Show my sheet").click()
    expect(page.get_by_role("heading", name="Your sheet")).to_be_focused()


def walk_to_the_sheet(page: Page, plans: int = 1) -> None:
    begin(page)
    for number in range(plans):
        choose(page, number)
        if number + 1 < plans:
            page.get_by_role("button", name="Choose one more plan").click()
            expect(page.get_by_text(f"Plan {number + 2} of up to 3")).to_be_visible()
    finish(page)


def fill_the_form(page: Page, plans: int) -> None:
    for number in range(plans):
        group = page.get_by_role("group", name=f"Plan {number + 1}")
        group.get_by_label("If", exact=True).select_option(WHENS[number])
        group.get_by_label("then I will").select_option(DEEDS[number])
    page.get_by_role("button", name="Show my sheet").click()


def plans_on(page: Page) -> list[str]:
    return page.locator("#if-then-plans p").all_inner_texts()


def sentences(plans: int) -> list[str]:
    return [f"If {when}, then I will {then}." for when, then in list(zip(WHENS, DEEDS, strict=True))[:plans]]


def test_plans_are_chosen_one_list_at_a_time_at_one_address(open_page):
    page = open_page(START)
    walk_to_the_sheet(page, 3)
    assert plans_on(page) == sentences(3)
    assert page.url.endswith(START)
    expect(page).to_have_title(re.compile("^The if-then sheet – "))


@pytest.mark.parametrize("plans", [1, 3])
def test_plans_are_chosen_in_one_form_without_javascript(open_page, plans):
    page = open_page(START, java_script_enabled=False)
    page.get_by_role("link", name="Choose my plans").click()
    expect(page.get_by_text("If JavaScript is off, this browser may keep")).to_be_visible()
    fill_the_form(page, plans)
    expect(page.get_by_role("heading", level=1, name="Your sheet")).to_be_visible()
    assert plans_on(page) == sentences(plans)
    assert page.url.endswith(FORM)
    assert page.get_by_role("button", name="Print it").count() == 0
    expect(page.get_by_text("use your browser’s print command")).to_be_visible()


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (1280, 800)])
def test_chosen_line_stays_in_sight_while_the_list_goes_by(open_page, size):
    page = open_page(START, viewport={"width": size[0], "height": size[1]})
    begin(page)
    for key, first, last in (
        ("If …", IFS, "a Sunday feels flat"),
        ("If it is payday, then I will …", THENS, "ring a helpline"),
    ):
        words = [line.words for line in first.by_code.values()]
        expect(page.get_by_role("heading", name=key)).to_be_visible()
        for chosen in (words[0], words[-1]):
            page.get_by_role("radio", name=chosen).check()
            assert page.evaluate(IN_SIGHT, [chosen, [words[-1], words[0], last], key]) == [], chosen
        if first is IFS:
            page.get_by_role("radio", name="it is payday").check()
            page.get_by_role("button", name="Continue").click()


def test_second_plan_can_be_left_empty_from_its_list(open_page):
    page = open_page(START)
    begin(page)
    choose(page, 0)
    page.get_by_role("button", name="Choose one more plan").click()
    expect(page.get_by_role("heading", name="If …")).to_be_focused()
    expect(page.get_by_text(sentences(1)[0])).to_be_visible()
    finish(page)
    assert plans_on(page) == sentences(1)


def test_list_without_a_line_says_so_and_goes_on(open_page):
    page = open_page(START, expected=("422",))
    begin(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: "))
    choose(page, 0)
    finish(page)


# Back and forth


def test_back_button_and_back_key_walk_the_same_way(open_page):
    page = open_page(START)
    begin(page)
    choose(page, 0)
    page.get_by_role("button", name="Choose one more plan").click()
    expect(page.get_by_text("Plan 2 of up to 3")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("heading", name="If it is payday, then I will …")).to_be_focused()
    expect(page.get_by_role("radio", name=DEEDS[0])).to_be_checked()
    page.go_back()
    expect(page.get_by_role("radio", name=WHENS[0])).to_be_checked()
    assert page.evaluate("history.state") == {"question": 1}
    page.go_back()
    expect(page.get_by_role("link", name="Choose my plans")).to_be_visible()


def test_back_key_goes_from_the_sheet_to_its_last_list(open_page):
    page = open_page(START)
    walk_to_the_sheet(page, 2)
    page.go_back()
    expect(page.get_by_role("heading", name="If a craving starts, then I will …")).to_be_focused()
    expect(page.get_by_role("radio", name=DEEDS[1])).to_be_checked()
    finish(page)
    assert plans_on(page) == sentences(2)


def test_change_shows_the_whole_form_as_it_was_and_leads_back(open_page):
    page = open_page(START)
    walk_to_the_sheet(page)
    assert plans_on(page) == sentences(1)
    assert page.url.endswith(START)
    expect(page).to_have_title(re.compile("^The if-then sheet – "))
    page.get_by_role("button", name="Change or add a plan").click()
    expect(page.get_by_role("group", name="Plan 1").get_by_label("If", exact=True)).to_have_value("p")
    fill_the_form(page, 3)
    expect(page.get_by_role("heading", name="Your sheet")).to_be_focused()
    assert plans_on(page) == sentences(3)


# Nothing stays


@pytest.mark.comes_back
@pytest.mark.parametrize("way", ["link", "address"])
def test_coming_back_shows_no_sheet_and_nothing_chosen(open_page, way):
    page = open_page(START)
    walk_to_the_sheet(page, 2)
    page.get_by_role("link", name="Articles", exact=True).click() if way == "link" else page.goto("/about/")
    page.go_back(wait_until="commit")
    expect(page.get_by_role("link", name="Choose my plans")).to_be_visible()
    wait_until_history_is_at_the_start(page)
    assert page.locator("#if-then-plans, input:checked").count() == 0
    assert WHENS[0] not in page.content()


@pytest.mark.comes_back
def test_whole_form_comes_back_empty(open_page):
    page = open_page(FORM)
    page.get_by_role("group", name="Plan 1").get_by_label("If", exact=True).select_option(WHENS[0])
    page.goto("/about/")
    page.go_back(wait_until="commit")
    expect(page.locator("select")).to_have_count(6)
    assert page.locator("select").evaluate_all("all => all.map((one) => one.value)") == ["-"] * 6


def test_nothing_is_stored_in_the_browser(open_page):
    page = open_page(START)
    walk_to_the_sheet(page, 3)
    assert page.evaluate(STORED) == {"local": 0, "session": 0, "cookie": "", "databases": 0, "caches": 0, "workers": 0}
    assert page.context.cookies() == []


def test_leave_quickly_replaces_the_page(open_page):
    page = open_page(START)
    stand_in_for_the_neutral_site(page)
    walk_to_the_sheet(page)
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Leave quickly").first.click()
    page.wait_for_url("**/leave/")
    assert page.evaluate("history.length") == before


# Access and small screens


def test_axe_finds_nothing_at_any_list_or_on_the_sheet(open_page):
    page = open_page(START, expected=("422",))
    begin(page)
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert violations_by_day_and_night(page) == []
    choose(page, 0)
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Choose one more plan").click()
    expect(page.get_by_text("Plan 2 of up to 3")).to_be_visible()
    assert violations_by_day_and_night(page) == []
    finish(page)
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Change or add a plan").click()
    expect(page.locator("select").first).to_be_visible()
    assert violations_by_day_and_night(page) == []


def test_keyboard_alone_reaches_the_sheet(open_page):
    page = open_page(START)
    page.get_by_role("link", name="Choose my plans").focus()
    page.keyboard.press("Enter")
    for heading in ("If …", f"If {WHENS[0]}, then I will …"):
        expect(page.get_by_role("heading", name=heading)).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your sheet")).to_be_focused()


@pytest.mark.parametrize("width", [320, 390])
def test_lists_and_sheet_fit_a_phone_and_a_finger(open_page, width):
    page = open_page(START, viewport={"width": width, "height": 568}, has_touch=True, is_mobile=True)
    begin(page)
    fits(page, width)
    assert page.evaluate(SMALL_TARGETS, TARGET) == []
    page.get_by_role("radio", name=LONGEST[0]).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("radio", name=LONGEST[1]).check()
    fits(page, width)
    finish(page)
    fits(page, width)
    page.evaluate(STYLED, TWICE_AS_LARGE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_line_is_one_row_of_a_phone(open_page):
    page = open_page(START, viewport={"width": 390, "height": 844})
    begin(page)
    tall = "labels => labels.filter((one) => one.offsetHeight > 56).map((one) => one.innerText)"
    assert page.locator(".option__label").evaluate_all(tall) == []
    page.get_by_role("radio", name=WHENS[0]).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name=f"If {WHENS[0]}, then I will …")).to_be_focused()
    assert page.locator(".option__label").evaluate_all(tall) == []


# Paper, share and copy


def sides(page) -> list[int]:
    """How many sides of A4 and of Letter a page takes."""
    return [len(PdfReader(io.BytesIO(page.pdf(format=paper))).pages) for paper in ("A4", "Letter")]


@pytest.mark.parametrize("plans", [1, 3])
def test_sheet_fits_one_side(open_page_with_address, plans):
    page = open_page_with_address("about:blank", java_script_enabled=False)
    for code in ["", *COUNTRIES]:
        show(page, f"{FORM}?country={code}")
        # Filled in and sent in one call, because there are so many.
        page.evaluate(
            """(chosen) => {
              const selects = [...document.querySelectorAll('main select')];
              chosen.forEach((line, number) => {
                [...selects[number].options].find((one) => one.text === line).selected = true;
              });
              selects[0].form.submit();
            }""",
            [half[number] for number in range(plans) for half in (WHENS, DEEDS)],
        )
        expect(page.get_by_role("heading", name="Your sheet")).to_be_visible()
        assert plans_on(page) == sentences(plans), code
        assert sides(page) == [1, 1], code


def test_empty_sheet_fits_one_side(open_page_with_address):
    page = open_page_with_address("about:blank")
    for code in ["", *COUNTRIES]:
        show(page, f"{START}print/?country={code}")
        assert sides(page) == [1, 1], code


def test_sheet_that_came_in_place_prints_alone_with_the_emergency_first(open_page):
    page = open_page(f"{START}?country=gb")
    walk_to_the_sheet(page, 2)
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(pdf.pages) == 1
    text = " ".join(pdf.pages[0].extract_text().split())
    marks = ["Call an ambulance: 999", "If this happens, I will do that", *sentences(2), "My person", "116 123"]
    places = [text.rindex(mark) if mark == "116 123" else text.index(mark) for mark in marks[:-1]]
    assert places == sorted(places)
    for word in ("Leave quickly", "Your sheet", "borrowed", "only copy", "Change or add"):
        assert word not in text


def test_print_share_and_copy_work_on_a_sheet_that_came_in_place(open_page):
    page = open_page(START)
    page.evaluate("""() => {
      window.print = () => { window.printed = true };
      Object.defineProperty(navigator, 'share', { value: async (what) => { window.shared = what } });
    }""")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    walk_to_the_sheet(page, 2)
    page.get_by_role("button", name="Print it").click()
    assert page.evaluate("window.printed")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert [line for line in copied.splitlines() if line] == sentences(2)


def test_numbers_of_another_country_come_with_the_same_plans(open_page):
    page = open_page(START)
    walk_to_the_sheet(page, 2)
    expect(page).to_have_title(re.compile("^The if-then sheet – "))
    page.get_by_role("button", name="Canada").click()
    expect(page.locator(".paper__call")).to_contain_text("911")
    assert plans_on(page) == sentences(2)
    expect(page.locator("#strip")).to_contain_text("Canada")
    assert page.url.endswith(START)
