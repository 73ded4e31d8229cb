"""The shortest road: what a page is for stands on its first screen, and the rest is folded, linked or further down.

Each row of the contract is a test here, on two phones, with and without JavaScript, in every country.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from articles.library import ARTICLES
from checkin.yourself import QUESTIONS
from plans.library import PLANS
from support.directory import COUNTRIES
from tests.browser.in_place import each, show
from tests.browser.test_countries import choose_on_the_result
from tests.browser.test_journeys import walk_to_the_result

PHONES = [(390, 844), (360, 740)]
CODES = ["", *COUNTRIES]
STEPS = [(plan.slug, step.slug) for plan in PLANS.values() for step in plan.steps]
# In screens of the first phone, and words in sight, with every fold closed.
HOME_SCREENS = 3
START_SCREENS, START_WORDS = 3, 450
STEP_SCREENS, STEP_WORDS = 2.2, 180
# Where no country is chosen, a step that sends to a service or a line for families has those of two countries in sight.
TWO_COUNTRIES_SCREENS = 2.4
RESULT_SCREENS = 3.5
HELP_SCREENS, HELP_SCREENS_UK = 6, 8
CLINICIANS_SCREENS = 8
# On a phone the bar with the way out lies over the lower edge.
BAR = 50
ONE_ROW = 56
# What is not shown lies infinitely far down.
BOTTOM = "(place) => place?.checkVisibility() ? scrollY + place.getBoundingClientRect().bottom : Infinity"
# What pages are measured with.
RULERS = f"""
  const bottom = {BOTTOM};
  const top = (place) => place?.checkVisibility() ? place.getBoundingClientRect().top : Infinity;
  const height = () => document.documentElement.scrollHeight;
  const words = () => document.querySelector('main').innerText.split(/\\s+/).filter((word) => /\\w/.test(word)).length;
  const first = (places) => document.querySelector(places);
  const named = (places, name) => [...document.querySelectorAll(places)].find((one) => one.checkVisibility() && name.test(one.innerText));
  const link = (name) => named('main a', name);
"""


def phone(open_page, address: str, size: tuple[int, int], **options) -> Page:
    """A page as a phone shows it: with a finger, so that calls are buttons."""
    page: Page = open_page(
        address, viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True, **options
    )
    return page


def on_each_phone(page: Page, phones: Iterable[tuple[int, int]] = PHONES) -> Iterator[tuple[int, int]]:
    """The page as it is, shown on one phone after the other."""
    for width, height in phones:
        page.set_viewport_size({"width": width, "height": height})
        yield width, height


def measured(
    page: Page, addresses: Sequence[str], what: str, phones: Iterable[tuple[int, int]] = PHONES
) -> Iterator[tuple[str, tuple[int, int], Any]]:
    """Each address on one phone after the other, and what is measured there."""
    for size in on_each_phone(page, phones):
        for address, found in each(page, addresses, f"() => {{ {RULERS} return {what}; }}").items():
            yield address, size, found


def height_of(page: Page) -> int:
    found: int = page.evaluate("document.documentElement.scrollHeight")
    return found


def bottom(place: Locator) -> float:
    """How far down the lower edge of a place lies, in pixels from the top of the page."""
    return float(place.first.evaluate(BOTTOM))


def ends(page: Page, name: str | re.Pattern[str]) -> float:
    """How far down the link or button of this name ends, on the page as it was opened."""
    return bottom(page.locator("main").get_by_role("link", name=name))


def test_home_shows_the_emergency_a_voice_and_the_first_action(open_page):
    page = phone(open_page, "about:blank", PHONES[0])
    what = """{
      voice: bottom(named('.home .human-line a', /^Call/)),
      rest: Math.max(bottom(first('#strip a')), bottom(link(/^I used today/))),
      height: height(),
    }"""
    addresses = [f"/?country={code}" for code in CODES]
    for address, size, home in measured(page, addresses, what, [*PHONES, (320, 568)]):
        assert home["rest"] <= size[1] - BAR, (address, size)
        # Where no line of the country is known, nobody answers day and night.
        assert home["voice"] <= size[1] - BAR or address == "/?country=world", (address, size)
        assert size != PHONES[0] or home["height"] <= HOME_SCREENS * size[1], address


def test_start_of_each_check_in_has_its_button_on_the_first_screen(open_page):
    page = phone(open_page, "about:blank", PHONES[0])
    addresses = [f"{start}?country={code}" for start in ("/check-in/", "/check-in/someone/") for code in CODES]
    for address, size, button in measured(page, addresses, "bottom(link(/^Start the check-in/))", PHONES[:1]):
        assert button <= size[1] - BAR, address


def test_result_shows_on_its_first_screen_where_its_meaning_begins(open_page):
    page = phone(open_page, "/check-in/", PHONES[0])
    walk_to_the_result(page, "I’m not sure")
    meaning = page.get_by_role("heading", name="What this may mean")
    for country in (None, *COUNTRIES.values()):
        if country:
            choose_on_the_result(page, country.name)
            where = f" {country.in_words}" if country.time_zone else ""
            expect(page.get_by_role("heading", name=f"Talk to someone now{where}", exact=True)).to_be_focused()
        for size in on_each_phone(page):
            assert bottom(meaning) <= size[1] - BAR, (country, size)
            if size == PHONES[0]:
                assert height_of(page) <= RESULT_SCREENS * size[1], country
        page.set_viewport_size({"width": PHONES[0][0], "height": PHONES[0][1]})


@pytest.mark.parametrize("size", PHONES)
def test_question_fits_one_screen_with_its_options_and_continue(open_page, size):
    page = phone(open_page, "/check-in/", size)
    page.get_by_role("link", name="Start the check-in").click()
    for question in QUESTIONS:
        expect(page.get_by_role("heading", name=question.text)).to_be_focused()
        top = page.locator("#check-in fieldset").bounding_box()
        assert top
        page.get_by_role("radio", name="Yes", exact=True).check()
        go_on = page.get_by_role("button", name="Continue")
        assert bottom(go_on) - (page.evaluate("scrollY") + top["y"]) <= size[1] - BAR
        expect(go_on).to_be_in_viewport(ratio=1)
        go_on.click()


def test_people_to_call_begin_with_who_answers_now(open_page):
    page = phone(open_page, "about:blank", PHONES[0])
    what = """{
      number: bottom(first('section:has(#open-now) .helpline a.button--call')),
      directory: bottom(first('.helpline a.skip')),
      height: height(),
    }"""
    for address, size, people in measured(page, [f"/help/{code}/" for code in COUNTRIES], what):
        # No line of another country is known: there the directories of lines stand first, and open.
        if address == "/help/world/":
            assert people["directory"] < inf, size
        else:
            assert people["number"] <= 0.6 * size[1], (address, size)
        most = HELP_SCREENS_UK if address == "/help/gb/" else HELP_SCREENS
        assert size != PHONES[0] or people["height"] <= most * size[1], address


def test_text_of_an_article_begins_on_its_first_screen(open_page):
    page = phone(open_page, "about:blank", PHONES[0])
    addresses = [f"/articles/{slug}/" for slug in ARTICLES]
    for address, size, top in measured(page, addresses, "top(first('.contents ~ :not(h2), .byline ~ p'))"):
        assert top + 24 <= size[1] - BAR, (address, size)


def test_clinicians_have_the_choice_and_what_it_makes_first(browser, server_with_address):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{server_with_address}/clinicians/")
    for place in (
        page.get_by_label("Plan or step"),
        page.get_by_label("Phone numbers of"),
        page.get_by_role("button", name="Show the link and the code"),
        page.locator("#kit-link"),
        page.locator("#code"),
        page.get_by_role("link", name="Print on one page"),
    ):
        assert bottom(place) <= 800
    assert height_of(page) <= CLINICIANS_SCREENS * 800
    page.close()


def test_one_way_to_leave_is_in_sight_and_never_two(open_page):
    page = open_page("about:blank")
    ways = page.get_by_role("link", name="Leave quickly")
    header = page.locator(".header")
    for address in ("/", "/plans/24-hours/", "/help/gb/", "/articles/why-it-happens/", "/clinicians/"):
        show(page, address)
        for size in on_each_phone(page, [(320, 256), (320, 568), *PHONES[:1], (660, 800), (768, 1024), (1280, 800)]):
            page.evaluate("scrollTo(0, 0)")
            expect(ways, str((address, size))).to_have_count(1)
            expect(ways, str((address, size))).to_be_in_viewport(ratio=1)
            # The way out beside the name and the ways on, in one row.
            assert header.evaluate("header => header.getBoundingClientRect().height") <= ONE_ROW, (address, size)
            if size[1] > 480:
                page.evaluate("scrollTo(0, 1500)")
                expect(ways, str((address, size))).to_be_in_viewport(ratio=1)


def test_start_of_a_plan_fits_one_screen_with_its_card_and_its_button(open_page):
    page = phone(open_page, "about:blank", PHONES[0])
    what = """{
      button: bottom(link(/^Start/)),
      call: top(named('[aria-label="Call an ambulance now"] a', /^Call/)),
      alone: top(named('[aria-label="Call an ambulance now"] summary', /^Are you alone/)),
      wait: top(named('[aria-label="Call an ambulance now"] summary', /^While you wait/)),
      words: words(),
      height: height(),
    }"""
    addresses = [f"/plans/{plan}/?country={code}" for plan in PLANS for code in CODES]
    for address, size, start in measured(page, addresses, what):
        assert start["button"] <= size[1] - BAR, (address, size)
        assert max(start["call"], start["alone"], start["wait"]) < size[1], (address, size)
        assert start["words"] <= START_WORDS, (address, size)
        assert size != PHONES[0] or start["height"] <= START_SCREENS * size[1], address


def test_step_shows_what_to_do_and_the_way_on(open_page):
    """Every step of every plan in every country: in one page, because there are many."""
    page = phone(open_page, "about:blank", PHONES[0])
    page.add_init_script("navigator.share ??= async () => {}")
    what = """{
      action: top(first('.step__do')),
      wayOn: bottom(link(/^(Next|Then|Back to the whole plan)/)),
      words: words(),
      height: height(),
    }"""
    addresses = [f"/plans/{plan}/{step}/?country={code}" for code in CODES for plan, step in STEPS]
    for address, (width, height), step in measured(page, addresses, what):
        assert step["action"] <= 0.4 * height, (address, width)
        assert step["wayOn"] <= 1.25 * height, (address, width)
        assert step["words"] <= STEP_WORDS, (address, width)
        if (width, height) == PHONES[0]:
            most = TWO_COUNTRIES_SCREENS if address.endswith("=") else STEP_SCREENS
            assert step["height"] <= most * height, (address, step["height"] / height)


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {"color_scheme": "dark"}], ids=["plain", "dark"])
def test_road_is_as_short_without_javascript_and_in_the_dark(open_page, options):
    page = phone(open_page, "/plans/24-hours/", PHONES[0], **options)
    for size in on_each_phone(page, reversed(PHONES)):
        assert ends(page, re.compile("^Start")) <= size[1] - BAR, size
    page.get_by_role("link", name="Start with step 1").click()
    expect(page.get_by_role("heading", level=1, name="Pause")).to_be_visible()
    for size in on_each_phone(page):
        assert ends(page, re.compile("^Next")) <= 1.25 * size[1], size


@pytest.mark.parametrize("plan", PLANS)
def test_nothing_is_said_twice_on_a_start_page(client, plan):
    html = client.get(f"/plans/{plan}/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    sentences = [" ".join(found.split()) for found in re.findall(r">([^<>]{30,}[.?!])<", main)]
    assert len(sentences) == len(set(sentences)), [one for one in sentences if sentences.count(one) > 1]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("fold", ["other-words", "cannot", "more", "ambulance"])
def test_fold_opens_for_who_is_sent_to_a_place_in_it(open_page, fold, javascript):
    page = open_page(f"/plans/24-hours/tell-one-person/#{fold}", java_script_enabled=javascript)
    expect(page.locator(f"#{fold}")).to_be_visible()
    expect(page.locator(f"#{fold}")).to_be_in_viewport()
    expect(page.locator("details[open]")).to_have_count(1)


def test_citation_in_a_fold_opens_the_sources(open_page):
    page = open_page("/plans/24-hours/reach-out/")
    page.get_by_text("More you can do").click()
    page.locator(".cite a").first.click()
    expect(page.locator("#source-1")).to_be_in_viewport()


def test_folded_words_stand_on_paper(browser, server):
    page = browser.new_page()
    page.goto(f"{server}/plans/24-hours/tell-one-person/")
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    page.close()
    text = " ".join(" ".join(side.extract_text() for side in pdf.pages).split())
    for words in (
        "I would rather not be alone tonight",
        "A helpline counts as one person",
        "They do not need every detail",
    ):
        assert words in text
    for words in ("blue or grey lips", "Unlock the door", "Stay with them", "Not reviewed by a clinician yet"):
        assert words in text
    assert "Share" not in text


def test_message_is_two_taps_away_from_the_step(open_page):
    """One tap opens the browser's sheet with the words and nothing else; the second one chooses the app there."""
    page = phone(open_page, "about:blank", PHONES[0])
    page.add_init_script("navigator.share = async (what) => { window.shared = what }")
    page.goto("/plans/24-hours/pause/")
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.get_by_role("heading", level=1, name="Tell one person")).to_be_focused()
    button = page.get_by_role("button", name="Share").first
    expect(button).to_be_in_viewport()
    button.tap()
    assert page.evaluate("window.shared") == {
        "text": "I used last night. I am safe. Can you stay in touch with me today?"
    }


def test_sheet_that_was_closed_is_no_failure_and_one_that_fails_says_what_to_do(open_page):
    page = open_page("about:blank")
    page.add_init_script("navigator.share = async () => { throw new DOMException('', window.fails) }")
    page.goto("/plans/24-hours/tell-one-person/")
    share = page.locator("[data-share]").first
    for fails, said in (("AbortError", "Share"), ("NotAllowedError", "Select the words and copy them yourself")):
        page.evaluate("(name) => { window.fails = name }", fails)
        share.click()
        expect(share).to_have_text(said)


def test_words_are_copied_and_it_is_said(browser, server):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server}/plans/24-hours/pause/")
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.get_by_role("heading", level=1, name="Tell one person")).to_be_focused()
    page.get_by_text("Other words you can use").click()
    page.locator("#words-4 ~ *, figure:has(#words-4)").get_by_role("button", name="Copy").click()
    expect(page.locator("figure:has(#words-4)").get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("I am unwell today")
    context.close()


def test_buttons_for_words_stand_only_where_the_browser_can(open_page):
    page = open_page("/plans/24-hours/tell-one-person/", java_script_enabled=False)
    assert page.get_by_role("button", name=re.compile("Share|Copy")).count() == 0
    without = open_page("about:blank")
    without.add_init_script("delete Navigator.prototype.share; delete Navigator.prototype.clipboard")
    without.goto("/plans/24-hours/tell-one-person/")
    assert without.get_by_role("button", name=re.compile("Share|Copy")).count() == 0


def test_wide_screen_has_the_steps_beside_the_text(open_page):
    page = open_page("/plans/24-hours/tell-one-person/", viewport={"width": 1280, "height": 800})
    steps = page.get_by_role("navigation", name="Steps of this plan")
    expect(steps.get_by_text("Tell one person")).to_have_attribute("aria-current", "step")
    steps.get_by_role("link", name="Make it harder").click()
    expect(page.get_by_role("heading", level=1, name="Make it harder")).to_be_visible()
    narrow = phone(open_page, "/plans/24-hours/tell-one-person/", PHONES[0])
    expect(narrow.get_by_role("navigation", name="Steps of this plan")).to_be_hidden()
