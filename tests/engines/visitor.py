"""Somebody at a browser, whichever engine it has: looks, presses, goes back. Knows nothing of how the engine is driven."""

import time
from typing import Any

from tests.engines.drivers import Driven, Engine, Refused

KINDS = {
    "link": "a[href]",
    "button": "button",
    "label": "label",
    "fold": "summary",
}
FIND = """
const [selector, name, start] = arguments;
const words = (element) => (element.getAttribute("aria-label") ?? element.innerText).replace(/\\s+/g, " ").trim();
const found = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility({ visibilityProperty: true })
  && (start ? words(element).startsWith(name) : words(element) === name));
// As a visitor does: clear of the bar with the way out.
found?.scrollIntoView({ block: "center" });
return found ?? null;
"""
STATE = """
return JSON.stringify({ address: location.href, title: document.title, entry: history.state,
  focus: document.activeElement?.outerHTML.slice(0, 200), text: document.body?.innerText.slice(0, 1500) });
"""


class Visitor:
    def __init__(self, engine: Engine, site: str) -> None:
        self.engine = engine
        self.site = site
        self.run = engine.run

    def open(self, path: str) -> None:
        self.engine.open(self.site + path)
        # A walk through the history that was still under way can end an engine's own wait too early.
        self.until("location.href === arguments[0] && document.readyState === 'complete'", self.site + path)

    def until(self, condition: str, *arguments: Any) -> None:
        """Wait until the condition, a JavaScript expression, is true."""
        for _ in range(200):
            try:
                if self.run(f"return !!({condition})", *arguments):
                    return
            except Refused:
                pass  # one page is going and the next has not come
            time.sleep(0.05)
        raise AssertionError(f"{self.engine.name}: never {condition} {arguments}\n{self.run(STATE)}")

    def holds(self, condition: str, *arguments: Any) -> bool:
        return bool(self.run(f"return !!({condition})", *arguments))

    def sees(self, words: str) -> None:
        self.until("document.body.innerText.includes(arguments[0])", words)

    def hears(self, words: str) -> None:
        """The focus, with which a screen reader goes, is on a heading or a place that says this."""
        self.until("document.activeElement?.innerText?.replace(/\\s+/g, ' ').trim().startsWith(arguments[0])", words)

    def is_at(self, path: str) -> None:
        self.until("location.href === arguments[0]", self.site + path)

    def title(self) -> str:
        return str(self.run("return document.title"))

    def press(self, kind: str, name: str, *, start: bool = False, within: str = "") -> None:
        """Press a link, a button, a label or a fold by its words, as soon as it is in sight."""
        given = (", ".join(f"{within} {one}" for one in KINDS[kind].split(", ")), name, start)
        for _ in range(200):
            try:
                return self.engine.click(FIND, *given)
            except Refused as error:
                last = error
                time.sleep(0.05)
        raise AssertionError(f"{self.engine.name}: no {kind} {name!r} to press: {last}\n{self.run(STATE)}")

    def back(self) -> None:
        self.engine.back()


class DrivenVisitor(Visitor):
    """One whose engine has keys, a window and paper too."""

    def __init__(self, driver: Driven, site: str) -> None:
        super().__init__(driver, site)
        self.driver = driver
