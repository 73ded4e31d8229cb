"""The transcripts of a screen reader say what the pages say now: each against Chromium's own tree of names and roles.

The tree is what a page tells every screen reader; what Orca makes of it is only in the transcripts (`make spoken`).
"""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.conftest import serve
from tests.engines.drivers import Chromium, Driven
from tests.engines.spoken import FOCUSED, FOLDER, JOURNEYS, NEXT_HEADING, READ_ON

# What Orca adds of its own: whole lines (where it is, and lists), and kinds and states after the page's own words.
ALONE = re.compile(
    r"list with \d+ items?|main content|complementary content|navigation|information|caption|block quote|leaving [a-z ]+"
    r"|(browse|focus) mode|loading|loading please wait|finished loading .*|page has .*|wrapping to top"
)
AFTER = re.compile(
    r"(^| )((not )?selected|collapsed|expanded|visited|link|push button|radio button|heading level \d|figure|panel|statusbar"
    r"|region|document web)$"
)
KEYS = {"Return": "Enter", "space": "Space", "Down": "ArrowDown"}


def bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def without_own(line: str) -> str:
    """A line without what Orca puts before and after the page's own words."""
    words = re.sub(r"^region ", "", bare(line))
    if ALONE.fullmatch(words):
        return ""
    while own := AFTER.search(words):
        words = words[: own.start()]
    return words


class Tree:
    """What Chromium tells a screen reader of the page as it stands."""

    def __init__(self, nodes: list[dict[str, Any]]) -> None:
        self.nodes = {node["nodeId"]: node for node in nodes}
        self.names: list[str] = []
        self.texts: list[str] = []
        self.focused = ""
        self.before_focus = 0
        for node in self._in_order(nodes[0]):
            self._meet(node)

    def _in_order(self, node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield node
        for child in node.get("childIds", ()):
            if child in self.nodes:
                yield from self._in_order(self.nodes[child])

    def _meet(self, node: dict[str, Any]) -> None:
        name, kind = bare(str(node.get("name", {}).get("value", ""))), node.get("role", {}).get("value")
        if node.get("ignored") or not name:
            return
        if any(each["name"] == "focused" and each["value"]["value"] for each in node.get("properties", ())):
            self.focused, self.before_focus = name, len(self.texts)
        self.names.append(name)
        if kind == "StaticText":
            self.texts.append(name)


def heard(journey: str) -> list[tuple[str, list[str]]]:
    """Each step of a transcript, and the lines that were said at it."""
    parts = (FOLDER / f"{journey}.txt").read_text(encoding="utf-8").split("## ")[1:]
    return [(step, lines) for step, *lines in (part.splitlines() for part in parts)]


def faults(lines: list[str], tree: Tree, key: str) -> list[str]:
    """What was said that the page does not say, and what it says that was not said."""
    said = [words for line in lines if (words := without_own(line))]
    everything = f" {' '.join(tree.texts)} "
    found = [
        f"said, but not there: {words!r}"
        for words in said
        if f" {words} " not in everything and not any(words in f" {name} " for name in tree.names)
    ]
    spoken = f" {' '.join(said)} "
    whole = any(line.startswith("Finished loading") for line in lines)
    if whole or key == READ_ON:
        at = 0
        for text in tree.texts[0 if whole else tree.before_focus :]:
            if (there := spoken.find(f" {text} ", at)) < 0:
                found.append(f"there, but not said, or in another order: {text!r}")
            else:
                at = there + len(text)
    elif key != NEXT_HEADING and said and tree.focused not in spoken:
        found.append(f"has the focus, but was not said: {tree.focused!r}")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy without an address, as the one that was listened to."""
    with serve(tmp_path_factory.mktemp("server") / "said.txt") as address:
        yield address


@pytest.fixture
def chromium(engine_of: Callable[[str], Driven]) -> Chromium:
    engine = engine_of("Chromium")
    assert isinstance(engine, Chromium)
    engine.size(1280, 900)
    return engine


def walk(engine: Chromium, site: str, what: str, which: str) -> None:
    if what == "open":
        engine.open(site + which)
    elif what == "press" and which not in {READ_ON, NEXT_HEADING}:
        engine.press(KEYS[which])
    elif what == "tab to":
        for _ in range(80):
            engine.press("Tab")
            if engine.run(FOCUSED).startswith(which):
                return
        raise AssertionError(f"never at {which!r}")


@pytest.mark.parametrize("journey", JOURNEYS)
def test_transcript_says_what_the_pages_say(chromium: Chromium, site: str, journey: str) -> None:
    transcript = heard(journey)
    assert [step for step, _ in transcript] == [" ".join(step) for step in JOURNEYS[journey]]
    asked = chromium.page.context.new_cdp_session(chromium.page)
    for (what, which), (step, lines) in zip(JOURNEYS[journey], transcript, strict=True):
        walk(chromium, site, what, which)
        for _ in range(100):
            tree = Tree(asked.send("Accessibility.getFullAXTree")["nodes"])
            if not (found := faults(lines, tree, which)):
                break
            time.sleep(0.05)
        assert not found, f"{step}\n{found}\nIf the page is right, `make spoken` listens anew."


def test_a_changed_word_a_missing_line_and_another_order_are_noticed() -> None:
    def tree(*texts: str) -> Tree:
        root = {"nodeId": "0", "childIds": list(texts)}
        return Tree(
            [root, *({"nodeId": text, "role": {"value": "StaticText"}, "name": {"value": text}} for text in texts)]
        )

    page = tree("Call an ambulance", "Sit down", "Next")
    right = ["Call an ambulance", "heading level 2", "Sit down.", "Next link."]
    assert faults(right, page, READ_ON) == []
    for wrong in ([*right[:2], "Stand up.", *right[3:]], right[:2] + right[3:], [*right[2:], *right[:2]]):
        assert faults(wrong, page, READ_ON), wrong


@pytest.mark.parametrize("journey", JOURNEYS)
def test_emergency_comes_before_the_page_and_an_error_is_said_once(journey: str) -> None:
    steps = heard(journey)
    opened = " ".join(steps[0][1])
    assert opened.index("In danger?") < opened.index("heading level 1")
    errors = [
        lines for step, lines in steps if READ_ON not in step and any("There is a problem" in line for line in lines)
    ]
    assert len(errors) == (journey in {"check-in", "if-then"})
    for lines in errors:
        for words in ("There is a problem", "Choose a"):
            assert sum(line.count(words) for line in lines) == 1
