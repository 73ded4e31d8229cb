"""Access: axe at each step of the check-in, and what screen readers and keys meet. Every page is in `test_every_page`."""

import re
from collections.abc import Mapping, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from checkin.yourself import QUESTIONS
from tests.browser.test_journeys import answer, walk_to_the_result

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    # The enhanced ratios hold the plain ones too, once axe no longer leaves what is below those to the rule that is off.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "color-contrast": {"enabled": False}},
    "checks": {
        "color-contrast-enhanced": {
            "options": {"contrastRatio": {"normal": {"minThreshold": 0}, "large": {"minThreshold": 0}}}
        }
    },
    "resultTypes": ["violations"],
    # Where a place stands is read from its HTML: a tenth of the time would go into a selector for every one.
    "selectors": False,
    "preload": False,
}
# What may be wrong where only colours change.
COLOURS = {**RULES, "runOnly": ["color-contrast-enhanced", "link-in-text-block"]}
# A page has a dozen colours, and axe reads the name of each anew for every word: half of its time.
EACH_COLOUR_ONCE = """(() => {
  const { prototype } = axe.commons.color.Color;
  const read = prototype.parseString;
  const known = new Map();
  prototype.parseString = function (name) {
    if (!known.has(name)) {
      const { r, g, b, alpha } = read.call(this, name);
      known.set(name, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(name));
  };
})()"""
AXE = f"{Axe().axe_script};{EACH_COLOUR_ONCE}"
# One page of every template.
SAMPLE = [
    "/",
    "/check-in/",
    "/check-in/questions/",
    "/plans/",
    "/plans/24-hours/",
    "/plans/24-hours/tell-one-person/",
    "/plans/24-hours/look-back-gently/",
    "/plans/24-hours/print/",
    "/plans/if-then/",
    "/plans/if-then/choose/",
    "/plans/if-then/print/",
    "/help/",
    "/help/gb/",
    "/articles/",
    "/articles/responding-to-a-lapse/",
    "/articles/sources/",
    "/clinicians/",
    "/private/",
    "/accessibility/",
    "/no-such-page/",
]

# What stands around the words of a page. It is the same on each but for its country, and for home, whose voice stands in its text.
FRAME = [".skip-link", ".header", "#strip", ".footer"]


def violations(page, leave_out: Sequence[str] = (), rules: Mapping[str, object] = RULES) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # What passes is a report longer than the page: it stays in the browser.
    found = page.evaluate(
        "([exclude, rules]) => axe.run({ exclude }, rules).then(({ violations }) => violations)", [[*leave_out], rules]
    )
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def violations_by_day_and_night(page) -> list[str]:
    """What axe finds in the page that is open, in the light and in the dark, where colours alone are others."""
    page.emulate_media(color_scheme="dark")
    found = [f"dark: {one}" for one in violations(page, rules=COLOURS)]
    page.emulate_media(color_scheme="light")
    return found + violations(page)


@pytest.mark.parametrize("ink", ["#eee", "#999", "#666"])
@pytest.mark.parametrize("rules", [RULES, COLOURS], ids=["all rules", "colours"])
def test_axe_sees_words_that_are_hard_to_read(open_page, ink, rules):
    """On white, 1.2 to one, 2.8 and 5.7: none of it is enough."""
    page = open_page("/about/", bypass_csp=True)
    page.add_style_tag(content=f"main p {{ color: {ink}; background: white }}")
    assert any(found.startswith("color-contrast-enhanced") for found in violations(page, rules=rules))


def test_axe_finds_nothing_at_any_step_of_the_check_in(open_page):
    page = open_page("/check-in/", expected=("422",))
    page.get_by_role("link", name="Start the check-in").click()
    for question in QUESTIONS:
        page.get_by_role("heading", name=question.text).wait_for()
        assert violations_by_day_and_night(page) == []
        if question == QUESTIONS[1]:
            page.get_by_role("button", name="Continue").click()
            page.get_by_role("heading", name="There is a problem").wait_for()
            assert violations_by_day_and_night(page) == []
        answer(page, "Yes")
    page.get_by_role("heading", name="You said yes to 5 of the 5.").wait_for()
    assert violations_by_day_and_night(page) == []


def test_home_shows_the_first_things_first_on_a_small_phone(open_page):
    page = open_page("/", viewport={"width": 320, "height": 568}, java_script_enabled=False)
    for name in ("In danger?", "116 123", "I used today"):
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
    assert "Are you safe right now?" in names[1]
    assert names[2] == "Talk to someone now"


READING = {
    "/": """
      - banner:
        - link "The Next 24"
        - link "Leave quickly"
      - complementary "Emergency"
      - main:
        - heading "A slip is not the end." [level=1]
        - paragraph: /Someone to talk to, day and night/
        - heading "What is happening?" [level=2]
        - list:
          - listitem:
            - link /I used today, or last night/
    """,
    "/plans/24-hours/": """
      - main:
        - heading "The next 24 hours" [level=1]
        - paragraph
        - region /Call an ambulance now/:
          - heading /are you safe/ [level=2]
          - paragraph:
            - strong: /Call an ambulance now/
          - list
        - paragraph:
          - link "Start with step 1"
        - region "The steps":
          - heading "The steps" [level=2]
          - list:
            - listitem:
              - link /Pause/
    """,
    "/help/ie/": """
      - main:
        - heading "People to call in Ireland" [level=1]
        - region /Call an ambulance now/
        - region /Open now/
    """,
}


@pytest.mark.parametrize("address", READING)
def test_screen_readers_meet_the_emergency_before_encouragement(open_page, address):
    expect(open_page(address).locator("body")).to_match_aria_snapshot(READING[address])


def test_result_is_read_in_its_order(open_page):
    page = open_page("/check-in/")
    walk_to_the_result(page)
    expect(page.locator("#check-in")).to_match_aria_snapshot("""
      - heading "You said yes to 5 of the 5." [level=2]
      - region /Call an ambulance now/
      - region "Talk to someone now"
      - region "What this may mean"
      - region "One next step":
        - paragraph:
          - strong: This page is the only copy.
        - paragraph:
          - link "Find words for the call"
      - region "Reading, when you are ready"
      - button "Change an answer"
    """)


def test_error_is_said_once(open_page):
    page = open_page("/check-in/", expected=("422",))
    page.get_by_role("link", name="Start the check-in").click()
    page.get_by_role("button", name="Continue").click()
    # What has the focus says it, by its name and description. An alert in it is not said by Orca, and twice by others.
    problem = page.get_by_role("group", name="There is a problem", exact=True)
    expect(problem).to_be_focused()
    expect(problem).to_have_accessible_description(re.compile("Choose an answer, or choose “I’m not sure”"))
    assert page.locator("[aria-live]").count() == 0
    assert page.locator("[role=alert]").filter(visible=True).count() == 0


def test_keyboard_alone_walks_the_plan(open_page):
    page = open_page("/plans/24-hours/")
    page.get_by_role("link", name="Start with step 1").focus()
    page.keyboard.press("Enter")
    for name in ("Pause", "Tell one person", "Reach out", "Make it harder"):
        page.get_by_role("heading", level=1, name=name).wait_for()
        page.get_by_role("link", name="Next: ").focus()
        page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Look back gently").wait_for()


def test_skip_link_leads_to_main(open_page):
    page = open_page("/articles/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
