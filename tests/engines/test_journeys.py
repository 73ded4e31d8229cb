"""The journeys of a visitor in each engine that is here. What only one engine could show is in `tests/browser`."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from checkin.yourself import QUESTIONS
from tests.browser.test_kit import pages_read
from tests.engines.drivers import HERE, Chromium, Driven, Firefox, WebKit
from tests.engines.visitor import DrivenVisitor, Visitor

CHOSEN = "document.querySelector('input:checked')?.labels[0].innerText === arguments[0]"
NOTHING_CHOSEN = (
    "!document.querySelector('input:checked, [data-private] form') && !document.body.innerText.includes('You said yes')"
)


def go_on(visitor: Visitor, answer: str | None = None) -> None:
    if answer:
        visitor.press("label", answer)
        visitor.until(CHOSEN, answer)
    visitor.press("button", "Continue")


def start(visitor: Visitor) -> None:
    visitor.open("/check-in/")
    visitor.press("link", "Start the check-in")
    visitor.hears(QUESTIONS[0].text)


def answer_all(visitor: Visitor, answer: str) -> None:
    for question in QUESTIONS:
        visitor.hears(question.text)
        go_on(visitor, answer)
    visitor.hears("You said yes to")


def test_back_after_an_error_shows_the_question_before(visitor: Visitor) -> None:
    """However often an error stood there, and for the rest of the check-in."""
    start(visitor)
    go_on(visitor)
    visitor.hears("There is a problem")
    assert visitor.title().startswith("Error: ")
    go_on(visitor, "No")
    visitor.hears(QUESTIONS[1].text)
    for _ in range(2):
        go_on(visitor)
        visitor.hears("There is a problem")
    visitor.back()
    visitor.hears(QUESTIONS[0].text)
    visitor.until(CHOSEN, "No")
    go_on(visitor)
    visitor.hears(QUESTIONS[1].text)
    go_on(visitor, "Yes")
    visitor.hears(QUESTIONS[2].text)
    visitor.back()
    visitor.hears(QUESTIONS[1].text)
    visitor.until(CHOSEN, "Yes")
    visitor.press("button", "Back")
    visitor.hears(QUESTIONS[0].text)
    visitor.back()
    visitor.sees("Start the check-in")
    assert visitor.holds(NOTHING_CHOSEN)


def test_check_in_ends_in_a_result_that_keeps_its_address_and_goes_on_leaving(visitor: Visitor) -> None:
    start(visitor)
    answer_all(visitor, "Yes")
    visitor.is_at("/check-in/")
    visitor.back()
    visitor.hears(QUESTIONS[-1].text)
    visitor.until(CHOSEN, "Yes")
    go_on(visitor)
    visitor.hears("You said yes to 5")
    visitor.press("fold", "Another country")
    visitor.press("button", "Canada")
    visitor.hears("Talk to someone now in Canada")
    visitor.until("document.getElementById('strip').innerText.includes('Canada: 911')")
    visitor.press("button", "Change an answer")
    visitor.until("document.querySelectorAll('input:checked').length === 5")
    visitor.press("button", "Show what this may mean")
    visitor.hears("You said yes to 5")
    visitor.open("/about/")
    visitor.back()
    visitor.sees("Start the check-in")
    assert visitor.holds(NOTHING_CHOSEN)
    stored = "localStorage.length + sessionStorage.length + document.cookie.length === 0"
    assert visitor.holds(stored)


def test_plan_steps_swap_in_place_and_back_is_true(visitor: DrivenVisitor) -> None:
    visitor.open("/plans/24-hours/?country=gb")
    visitor.press("link", "Start with step 1")
    visitor.is_at("/plans/24-hours/pause/?country=gb")
    visitor.run("window.samePage = true")
    visitor.press("link", "Next", start=True)
    visitor.hears("Tell one person")
    visitor.is_at("/plans/24-hours/tell-one-person/?country=gb")
    assert visitor.title().startswith("Step 2")
    assert visitor.holds("window.samePage")
    visitor.back()
    visitor.until("document.querySelector('h1').innerText === 'Pause'")
    visitor.is_at("/plans/24-hours/pause/?country=gb")
    visitor.driver.reload()
    visitor.until("document.querySelector('h1').innerText === 'Pause' && !window.samePage")


def test_country_is_chosen_in_place(visitor: Visitor) -> None:
    visitor.open("/plans/24-hours/")
    visitor.run("window.samePage = true")
    if visitor.holds("document.querySelector('#people summary')"):
        visitor.press("fold", "Another country", within="#people")
    visitor.press("link", "New Zealand", within="#people")
    visitor.hears("Talk to someone now in New Zealand")
    assert visitor.holds("window.samePage")
    visitor.is_at("/plans/24-hours/?country=nz")
    visitor.back()
    visitor.until("!document.getElementById('people-heading').innerText.includes('Zealand')")
    visitor.is_at("/plans/24-hours/")


def test_if_then_sheet_is_made_and_is_gone_after_leaving(visitor: Visitor) -> None:
    visitor.open("/plans/if-then/")
    visitor.press("link", "Choose my plans")
    visitor.hears("If …")
    go_on(visitor)
    visitor.hears("There is a problem")
    go_on(visitor, "it is payday")
    visitor.hears("If it is payday")
    visitor.press("label", "ring my person")
    visitor.press("button", "Show my sheet")
    visitor.hears("Your sheet")
    visitor.sees("If it is payday, then I will ring my person.")
    visitor.is_at("/plans/if-then/")
    visitor.back()
    visitor.hears("If it is payday")
    visitor.until(CHOSEN, "ring my person")
    visitor.open("/about/")
    visitor.back()
    visitor.sees("Choose my plans")
    assert visitor.holds("!document.querySelector('input:checked')")


@pytest.mark.parametrize("way", ["link", "three shifts"])
def test_leave_quickly_replaces_the_page(visitor: DrivenVisitor, way: str) -> None:
    """The neutral site stands on another host, which no test asks: a file of ours takes its place."""
    visitor.open("/about/")
    start(visitor)
    before = visitor.run("return history.length")
    visitor.run("document.querySelectorAll('[data-leave]').forEach((link) => { link.href = '/robots.txt'; })")
    if way == "link":
        visitor.press("link", "Leave quickly")
    else:
        for _ in range(3):
            visitor.driver.press("Shift")
    visitor.is_at("/robots.txt")
    assert visitor.run("return history.length") == before


def test_fold_opens_for_a_link_into_it_and_for_a_key(visitor: DrivenVisitor) -> None:
    visitor.open("/articles/low-mood-after-using/")
    inside = visitor.run("return document.querySelector('details.fold sup a').id")
    assert not visitor.holds("document.getElementById(arguments[0]).closest('details').open", inside)
    visitor.open(f"/articles/low-mood-after-using/?country=ie#{inside}")
    visitor.until("document.getElementById(arguments[0]).closest('details').open", inside)
    visitor.run(
        "const fold = document.querySelector('details:not([open]) > summary'); fold.focus(); window.fold = fold.parentElement"
    )
    visitor.driver.press("Enter")
    visitor.until("window.fold.open")


def test_share_and_copy_stand_only_where_the_engine_can(visitor: Visitor) -> None:
    visitor.open("/plans/24-hours/tell-one-person/")
    for what, can in (("share", "'share' in navigator"), ("copy", "'clipboard' in navigator")):
        shown = f"document.querySelector('[data-{what}]').checkVisibility()"
        visitor.until(f"{shown} === ({can})")
    visitor.press("link", "Next", start=True)
    visitor.hears("Reach out")
    visitor.press("link", "Back")
    visitor.hears("Tell one person")
    if visitor.holds("'clipboard' in navigator"):
        visitor.press("button", "Copy")
        visitor.until("document.querySelector('[data-copy] ~ [role=status]').innerText.length > 0")
        copied = visitor.run("return document.querySelector('[data-copy]').innerText")
        assert copied in {"Copied", "Select the words and copy them yourself"}


def test_print_view_offers_to_print_fits_one_side_and_its_code_reads_back(visitor: DrivenVisitor) -> None:
    visitor.open("/plans/24-hours/print/?country=gb")
    visitor.run("window.print = () => { window.printed = true; }")
    visitor.press("button", "Print this page")
    assert visitor.holds("window.printed")
    assert not visitor.holds("document.querySelector('[data-no-print-button]').checkVisibility()")
    paper = visitor.driver.paper()
    if paper is not None:  # WebKitGTK's driver cannot print
        assert pages_read(paper) == [["https://next24.example/plans/24-hours/?country=gb"]]
        words = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
        assert "Call an ambulance" in words
        assert "Leave quickly" not in words


@pytest.fixture(params=HERE)
def in_the_dark(
    request: pytest.FixtureRequest, engine_of: Callable[[str], Driven], tmp_path: Path, site: str
) -> Iterator[Visitor]:
    """Somebody whose device is dark. WebKitGTK asks for that once, when it starts."""
    if request.param == WebKit.name:
        webkit = WebKit(tmp_path, dark=True)
        yield Visitor(webkit, site)
        webkit.close()
    else:
        engine = engine_of(request.param)
        assert isinstance(engine, Chromium | Firefox)
        engine.darken(True)
        yield Visitor(engine, site)
        engine.darken(False)


def test_dark_follows_the_device(in_the_dark: Visitor) -> None:
    in_the_dark.open("/plans/24-hours/")
    assert in_the_dark.holds("matchMedia('(prefers-color-scheme: dark)').matches")
    light = "const [r, g, b] = getComputedStyle(document.body)[arguments[0]].match(/[0-9.]+/g); return r * 3 + g * 6 + b * 1"
    assert in_the_dark.run(light, "color") > 5 * max(in_the_dark.run(light, "backgroundColor"), 1)
