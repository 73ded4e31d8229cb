"""Small screens, large text and fingers: nothing is cut off, covered or too small to hit."""

import pytest
from playwright.sync_api import Page, expect

from checkin.yourself import QUESTIONS

TARGET = 48
# WCAG 1.4.12, as a reader's own style sheet would set it.
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
TWICE_AS_LARGE = "html { font-size: 200% !important }"
# By a script and not by a tag, which the policy would block: it is on here, and whatever it blocks on a page is reported.
STYLED = """(rules) => {
  const style = new CSSStyleSheet();
  style.replaceSync(rules);
  document.adoptedStyleSheets = [style];
}"""
CUT_OFF = """() => [...document.querySelectorAll('main *, header *, aside *, footer *')].filter((element) => {
  if (element.scrollWidth <= element.clientWidth + 1) return false;
  const style = getComputedStyle(element);
  return style.display !== 'inline' && style.overflowX !== 'auto' && !element.closest('.visually-hidden, svg, [hidden]');
}).map((element) => element.outerHTML.slice(0, 120))"""
# What is wider than the page or cut off, with every fold open.
DOES_NOT_FIT = f"""(width) => {{
  document.querySelectorAll('details').forEach((fold) => {{ fold.open = true; }});
  const wider = document.documentElement.scrollWidth > width;
  return [...(wider ? ['the page is wider than the screen'] : []), ...({CUT_OFF})()];
}}"""
# A link in a sentence is as high as its line (WCAG 2.5.8 excepts it); whatever stands alone is as high as a finger is wide.
SMALL_TARGETS = """(least) => {
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  const inSentence = (link) => {
    if (getComputedStyle(link).display !== "inline") return false;
    const block = link.closest("p, li, dd, td, th, caption, figcaption, h1, h2, h3");
    const around = block.cloneNode(true);
    around.querySelectorAll("a").forEach((other) => other.remove());
    return /\\w/.test(around.textContent);
  };
  return [...document.querySelectorAll("a[href], button, summary, select, .option__label")]
    .filter((place) => place.checkVisibility() && !place.matches(".skip-link") && !inSentence(place))
    .map((place) => [place.getBoundingClientRect().height, place.outerHTML.slice(0, 90)])
    .filter(([height]) => height > 0 && height < least - 0.5);
}"""


def fits(page: Page, width: int) -> None:
    assert page.evaluate(DOES_NOT_FIT, width) == [], page.url


def test_everything_to_press_is_48_pixels_high_at_every_step_of_the_check_in(open_page):
    page = open_page(
        "/check-in/", expected=("422",), viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True
    )
    page.get_by_role("link", name="Start the check-in").click()
    for question in QUESTIONS:
        expect(page.get_by_role("heading", name=question.text)).to_be_focused()
        assert page.evaluate(SMALL_TARGETS, TARGET) == []
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
        assert page.evaluate(SMALL_TARGETS, TARGET) == []
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="What this may mean")).to_be_visible()
    assert page.evaluate(SMALL_TARGETS, TARGET) == []
    page.get_by_role("button", name="Change an answer").click()
    expect(page.get_by_role("button", name="Show what this may mean")).to_be_visible()
    assert page.evaluate(SMALL_TARGETS, TARGET) == []


@pytest.mark.parametrize("size", [(320, 256), (320, 568), (390, 844)])
def test_nothing_covers_what_has_focus(open_page, size):
    page = open_page("/check-in/questions/", viewport={"width": size[0], "height": size[1]})
    covered = """() => {
      const box = document.activeElement.getBoundingClientRect();
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return !(top && (top === document.activeElement || document.activeElement.contains(top) || top.contains(document.activeElement) || top.tagName === 'LABEL'));
    }"""
    for _ in range(26):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            assert not page.evaluate(covered), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("size", [(320, 256), (320, 568)])
def test_nothing_covers_continue(open_page, size):
    page = open_page("/check-in/", viewport={"width": size[0], "height": size[1]})
    page.get_by_role("link", name="Start the check-in").click()
    expect(page.get_by_role("heading", name=QUESTIONS[0].text)).to_be_focused()
    page.get_by_role("radio", name="Yes", exact=True).check()
    # A real click fails where something lies above the middle of the button.
    page.get_by_role("button", name="Continue").click(timeout=5000)
    expect(page.get_by_role("heading", name=QUESTIONS[1].text)).to_be_focused()


def test_way_out_stays_in_reach_on_a_phone(open_page):
    page = open_page("/articles/why-it-happens/", viewport={"width": 390, "height": 844})
    page.evaluate("scrollTo(0, 2000)")
    assert page.get_by_role("link", name="Leave quickly").last.is_visible()
    box = page.get_by_role("link", name="Leave quickly").last.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844


def test_fixed_bar_is_one_row_with_text_at_200_percent(open_page):
    """At most 15 % of the screen, and the way out is whole in it."""
    page = open_page("/")
    for address in ("/", "/plans/24-hours/", "/check-in/questions/"):
        page.goto(address)
        page.evaluate(STYLED, TWICE_AS_LARGE)
        bar, way_out = (page.locator(name).bounding_box() for name in (".header", ".exit"))
        assert bar and way_out, address
        assert bar["height"] <= 0.15 * 844, address
        assert bar["y"] <= way_out["y"] and way_out["y"] + way_out["height"] <= bar["y"] + bar["height"], address
        assert way_out["x"] >= 0 and way_out["x"] + way_out["width"] <= 390, address


def test_tables_of_papers_are_whole_on_any_screen(open_page):
    """No column stands out of sight, and no word of the forms' table is broken."""
    page = open_page("/clinicians/assurance/hazard-log/", viewport={"width": 1280, "height": 800})
    hidden = (
        "[...document.querySelectorAll('.table-frame')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    )
    for width in (320, 390, 800, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(hidden) == 0, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    page.goto("/clinicians/assurance/")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate(hidden) == 0
    narrow = """[...document.querySelectorAll('.table th > a')].filter((link) => {
      const probe = document.createElement('span');
      probe.style.cssText = 'position: absolute; white-space: nowrap';
      link.append(probe);
      const widest = Math.max(...link.textContent.split(/[\\s-]+/).map((word) => { probe.textContent = word; return probe.offsetWidth; }));
      probe.remove();
      return widest > link.clientWidth + 1;
    }).map((link) => link.textContent)"""
    assert page.evaluate(narrow) == []
    level = """[...document.querySelectorAll('.table tbody tr')].filter((row) => {
      const top = (node) => { const range = document.createRange(); range.selectNodeContents(node); return range.getClientRects()[0].bottom; };
      return Math.abs(top(row.querySelector('a')) - top(row.querySelector('td'))) > 1;
    }).length"""
    assert page.evaluate(level) == 0


def test_no_list_touches_the_rule_above_it(open_page):
    page = open_page("/plans/24-hours/")
    room = """[...document.querySelectorAll('.also__link')].map((link) => {
      const range = document.createRange();
      range.selectNodeContents(link);
      return range.getBoundingClientRect().top - link.closest('li').getBoundingClientRect().top;
    })"""
    assert min(page.evaluate(room)) >= 6
    page.goto("/help/ie/")
    gap = """(() => { const fold = document.querySelector('#countries-heading').closest('details');
      return fold.matches('.fold + .fold') ? 100 : fold.getBoundingClientRect().top - fold.previousElementSibling.getBoundingClientRect().bottom; })()"""
    assert page.evaluate(gap) >= 16
