"""Listen: words read aloud by a voice on the device, when somebody presses, and never by itself.

Everything is tested with a stand-in for the browser's interface, which keeps what it was asked to say. Where this machine has
speech-dispatcher and espeak-ng, one more test speaks with those, through Chromium's own interface.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import whole
from tests.browser.conftest import ARGUMENTS

STEP, START, ARTICLE = (
    "/plans/24-hours/tell-one-person/",
    "/plans/24-hours/?country=ie",
    "/articles/your-body-after-a-slip/",
)
HERE, NETWORK = {"lang": "en-GB", "localService": True}, {"lang": "en-GB", "localService": False}
MODULE = Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng")
# Voices come late, as on a real device. What is said stays "being said" until a test ends it.
STAND_IN = """(voices) => {
  const listeners = [];
  let ready = [];
  const speech = {
    said: [], cancelled: 0, speaking: false,
    getVoices: () => ready,
    speak(one) { speech.said.push(one); speech.speaking = true; },
    cancel() { speech.cancelled += 1; speech.speaking = false; },
    end() { speech.speaking = false; speech.said.at(-1).onend(); },
    addEventListener: (name, listener) => listeners.push(listener),
    arrive(next) { ready = next; listeners.forEach((listener) => listener()); },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  addEventListener('load', () => setTimeout(() => { speech.arrive(voices); window.voicesCame = true; }));
}"""

PLACES = """[...document.querySelectorAll('main *')].filter((one) => !one.closest('.listen, .step__caption'))
  .map((one) => Math.round(one.getBoundingClientRect().top))"""


@pytest.fixture
def hear(open_page):
    """Open an address in a browser whose device has some voices, once they have come."""

    def _hear(address: str, *voices: dict[str, object], **options) -> Page:
        page: Page = open_page("about:blank", **options)
        page.add_init_script(f"({STAND_IN})({json.dumps(voices)})")
        go(page, address)
        return page

    return _hear


def go(page: Page, address: str) -> None:
    """To another page of the same device, until its voices have come there."""
    page.goto(address)
    page.wait_for_function("window.voicesCame")


def said(page: Page) -> list[str]:
    found: list[str] = page.evaluate("speechSynthesis.said.map((one) => one.text)")
    return found


def test_without_a_voice_on_the_device_there_is_no_button(hear):
    page = hear(STEP)
    button = page.get_by_role("button", name="Listen")
    assert page.locator("[data-listen]").count() == 1
    assert not button.count()
    for voice in (NETWORK, {"lang": "fr-FR", "localService": True}, {"lang": "en-GB", "localService": "yes"}):
        page.evaluate("(voice) => speechSynthesis.arrive([voice])", voice)
        assert page.locator("[data-listen]").count() == 1, voice
        assert not button.count(), voice
    page.evaluate("(voice) => speechSynthesis.arrive([voice])", HERE)
    assert button.count() == 1


def test_voice_of_the_same_language_is_taken_and_the_nearest_one_first(hear):
    page = hear(STEP, NETWORK, {"lang": "en_US", "localService": True, "name": "far"}, {**HERE, "name": "near"})
    page.get_by_role("button", name="Listen to this step").click()
    assert page.evaluate("speechSynthesis.said.every((one) => one.voice.name === 'near' && one.lang === 'en-GB')")
    page.evaluate("speechSynthesis.arrive([])")
    assert not page.get_by_role("button", name="Listen").count()


def test_nothing_is_said_until_somebody_presses(hear):
    page = hear("about:blank", HERE)
    for address in (STEP, START, ARTICLE, "/check-in/questions/", "/help/ie/"):
        go(page, address)
        page.mouse.wheel(0, 900)
        page.keyboard.press("Tab")
        assert said(page) == [], address


def test_button_says_what_it_does_and_works_with_the_keyboard(hear):
    page = hear(STEP, HERE)
    page.get_by_role("button", name="Listen to this step").focus()
    page.keyboard.press("Enter")
    stop = page.get_by_role("button", name="Stop reading aloud")
    expect(stop).to_be_focused()
    assert page.evaluate("speechSynthesis.speaking")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Listen to this step")).to_be_focused()
    assert not page.evaluate("speechSynthesis.speaking")
    # Read to its end, the button is as it was.
    page.keyboard.press("Enter")
    page.evaluate("speechSynthesis.end()")
    expect(page.get_by_role("button", name="Listen to this step")).to_be_visible()


def test_step_is_read_in_its_order_and_without_the_ways_on(hear):
    page = hear(STEP, HERE)
    page.get_by_role("button", name="Listen").click()
    words = said(page)
    assert words[:4] == [
        "Tell one person",
        page.locator(".step__why").inner_text(),
        "Do this now",
        page.locator(".step__do p").inner_text(),
    ]
    assert not [one for one in words if "Next" in one or "Skip" in one or "Copy" in one or "Step 2" in one]
    # What is folded away is not read, and what somebody has opened is.
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("If you can’t right now").click()
    before = len(words)
    page.get_by_role("button", name="Listen").click()
    again = said(page)[before:]
    assert len(again) > before
    assert page.locator("#cannot p").inner_text() in again


def test_short_emergency_card_is_read_with_its_signs_and_its_numbers_digit_by_digit(hear):
    page = hear(START, HERE)
    page.get_by_role("button", name="Listen to the danger signs").click()
    words = " ".join(said(page))
    assert words.startswith("First: are you safe?") or words.startswith("Emergency")
    assert "chest pain or tightness" in words
    assert "1 1 2 or 9 9 9" in words
    assert "Are you alone" not in words
    assert page.locator(".steps__name").first.inner_text() not in words


def test_article_is_read_without_its_sources_and_links_to_others(hear):
    page = hear(ARTICLE, HERE)
    page.get_by_role("button", name="Listen to this article").click()
    words = said(page)
    assert words[0] == page.locator("h1").inner_text()
    headings = page.locator(".article > h2").all_inner_texts()
    places = [words.index(heading) for heading in headings]
    assert places == sorted(places)
    assert not {"Sources", "Related", "On this page"} & set(words)
    assert "Source 1" not in " ".join(words)


def test_listen_pauses_between_boxes_and_reads_no_number_twice(hear):
    """On a phone, where each number stands in a button too; a line that only leads away is not read."""
    page = hear(ARTICLE, HERE, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Listen to this article").click()
    words = said(page)
    assert not [one for one in words if "Call 1" in one or "Call 9" in one or "Numbers of other countries" in one]
    assert "Ireland: 1 1 2 or 9 9 9" in words
    go(page, START)
    page.get_by_role("button", name="Listen to the danger signs").click()
    words = said(page)
    assert any("Call 1 1 2" in one for one in words)
    assert "Thoughts of ending your life?" in words
    assert not [one for one in words if "?S" in one or "?T" in one]
    go(page, "/plans/24-hours/")
    page.get_by_role("button", name="Listen to the danger signs").click()
    assert not [one for one in said(page) if "life?" in one and not one.endswith("life?") and "Lines by" not in one]


def test_voice_stops_when_somebody_leaves(hear):
    page = hear("about:blank", HERE)
    for way in ("next step", "another page", "leave quickly", "three times Shift"):
        go(page, STEP)
        page.get_by_role("button", name="Listen").click()
        # This page stays, so that it can be asked afterwards.
        page.evaluate("document.querySelector('[data-leave]').href = '#left'")
        if way == "next step":
            page.get_by_role("link", name="Next:").click()
            expect(page.locator("h1")).to_have_text("Reach out")
            expect(page.get_by_role("button", name="Listen to this step")).to_be_visible()
        elif way == "another page":
            page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
        elif way == "leave quickly":
            page.get_by_role("link", name="Leave quickly").click()
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        assert not page.evaluate("speechSynthesis.speaking"), way
        assert page.evaluate("speechSynthesis.cancelled") > 1, way


def test_button_that_comes_late_moves_nothing(hear):
    page = hear("about:blank", HERE)
    for address in (START, STEP, ARTICLE):
        go(page, address)
        with_button = page.evaluate(PLACES)
        page.evaluate("speechSynthesis.arrive([])")
        assert page.evaluate(PLACES) == with_button, address


@contextmanager
def dispatcher(folder: Path) -> Iterator[dict[str, str]]:
    """speech-dispatcher of its own for a test, and the environment in which Chromium finds it."""
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    command = ["speech-dispatcher", "-s", "-t", "0"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            yield environment
        finally:
            # With the modules that it started. Asked politely, it may wait for a voice for ever.
            os.killpg(process.pid, signal.SIGKILL)


if MODULE.exists() and shutil.which("speech-dispatcher"):
    # Not on every machine: what this proves beside the stand-in is that the interface is what we take it for.
    def test_voice_of_a_real_engine_starts_and_stops(browser, server, tmp_path):
        with dispatcher(tmp_path) as environment:
            speaking = browser.browser_type.launch(
                executable_path=whole(),
                args=[*ARGUMENTS, "--headless=new", "--enable-speech-dispatcher"],
                headless=False,
                env={**environment},
            )
            page = speaking.new_page(base_url=server)
            page.goto(STEP)
            page.get_by_role("button", name="Listen to this step").click(timeout=30_000)
            page.wait_for_function("speechSynthesis.speaking")
            page.get_by_role("button", name="Stop").click()
            page.wait_for_function("!speechSynthesis.speaking")
            speaking.close()
