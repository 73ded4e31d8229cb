"""What a screen reader says on four journeys, written down: Orca in Firefox, by keyboard alone. `make spoken` writes the transcripts.

Orca speaks through a voice of ours that writes (`written_down.py`), so nothing is left out because somebody pressed a key
too soon. `test_spoken.py` holds the transcripts against what the pages say now.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.browser.conftest import ROOT, serve
from tests.deploy.packages import get
from tests.engines.drivers import Firefox, Screen, at_screen

FOLDER = Path(__file__).parent / "spoken"
PROGRAMS = {
    "orca": "orca",
    "dbus-run-session": "dbus-daemon",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "firefox-esr": "firefox-esr",
}
# Orca's own keys; all others go to the browser. KP_Add reads on from where the reader is to the end of the page.
READ_ON, NEXT_HEADING = "KP_Add", "h"
# What is done and with what: open an address, tab until the focus is on words, press a key.
Step = tuple[str, str]
YES: tuple[Step, ...] = (("tab to", "Yes"), ("press", "space"), ("press", "Return"))
JOURNEYS: dict[str, tuple[Step, ...]] = {
    "check-in": (
        ("open", "/check-in/"),
        ("tab to", "Start the check-in"),
        ("press", "Return"),
        ("press", READ_ON),
        ("tab to", "Continue"),
        ("press", "Return"),
        ("press", READ_ON),
        ("tab to", "Choose an answer"),
        ("press", "Return"),
        ("press", "space"),
        ("press", "Return"),
        *YES,
        ("tab to", "Yes"),
        ("press", "Down"),
        ("press", "space"),
        ("press", "Return"),
        *YES,
        *YES,
        ("press", NEXT_HEADING),
        ("press", READ_ON),
    ),
    "plan": (
        ("open", "/plans/24-hours/"),
        ("tab to", "Start with step 1"),
        ("press", "Return"),
        ("tab to", "Next: "),
        ("press", "Return"),
        ("press", READ_ON),
    ),
    "country": (
        ("open", "/plans/24-hours/tonight/"),
        ("tab to", "Another country"),
        ("press", "Return"),
        ("tab to", "New Zealand"),
        ("press", "Return"),
        ("press", READ_ON),
    ),
    "if-then": (
        ("open", "/plans/if-then/"),
        ("tab to", "Choose my plans"),
        ("press", "Return"),
        ("tab to", "Continue"),
        ("press", "Return"),
        ("tab to", "Choose a line"),
        ("press", "Return"),
        ("press", "space"),
        ("press", "Return"),
        ("tab to", "ring my person"),
        ("press", "space"),
        ("press", "Return"),
        ("press", NEXT_HEADING),
        ("press", READ_ON),
    ),
}
FOCUSED = """
const element = document.activeElement;
return (element?.labels?.[0] ?? element)?.innerText?.replace(/\\s+/g, " ").trim() ?? "";
"""


class Listener:
    """Somebody at the keyboard, and what they hear."""

    def __init__(self, browser: Firefox, site: str, paper: Path) -> None:
        self.browser = browser
        self.site = site
        self.paper = paper
        self.read = 0

    def hears(self, patience: float = 1.5) -> str:
        """What was said since the last time, once nothing has been added for a while."""
        quiet_since, said = time.monotonic(), ""
        while time.monotonic() - quiet_since < patience:
            time.sleep(0.05)
            now = self.paper.read_text(encoding="utf-8")[self.read :]
            if now != said:
                said, quiet_since = now, time.monotonic()
        self.read += len(said)
        return said

    def key(self, key: str, patience: float = 1.5) -> str:
        subprocess.run(["xdotool", "key", key], check=True)
        return self.hears(patience)

    def open(self, path: str) -> str:
        """Raises AssertionError where nothing is said: the screen reader has gone."""
        self.browser.open(self.site + path)
        said = self.hears(3)
        assert said, f"nothing was said of {path}"
        return said

    def tab_to(self, words: str) -> str:
        """Raises AssertionError where the focus never gets there."""
        said = ""
        for _ in range(60):
            said += self.key("Tab", 0.5)
            if self.browser.run(FOCUSED).startswith(words):
                return said
        raise AssertionError(f"never at {words!r}: {said}")

    def do(self, what: str, which: str) -> str:
        doing: dict[str, Callable[[str], str]] = {"open": self.open, "tab to": self.tab_to, "press": self.key}
        return doing[what](which)


@contextmanager
def listener(folder: Path) -> Iterator[Listener]:
    """Orca and a browser on a screen of their own; needs a session bus, as `dbus-run-session` starts one."""
    paper = folder / "spoken.txt"
    paper.touch()
    (folder / "orca-customizations.py").write_text(
        "import orca.settings as settings\n"
        "settings.speechServerFactory = 'tests.engines.written_down'\n"
        "settings.speechFactoryModules = ['tests.engines.written_down']\n"
        "settings.enableKeyEcho = settings.enableBraille = False\n"
    )
    with ExitStack() as stack:
        screen = Screen()
        stack.callback(screen.close)
        there = {**at_screen(screen, folder), "NO_AT_BRIDGE": "0", "GNOME_ACCESSIBILITY": "1", "LANG": "C.UTF-8"}
        there |= {"XDG_DATA_HOME": str(folder), "PYTHONPATH": str(ROOT), "SPOKEN": str(paper)}
        os.environ["DISPLAY"] = there["DISPLAY"]
        said = stack.enter_context((folder / "programs.txt").open("wb"))
        for command in (["openbox"], ["orca", "--user-prefs", str(folder)]):
            process = stack.enter_context(subprocess.Popen(command, env=there, stdout=said, stderr=said))
            stack.callback(process.kill)
        waiting = time.monotonic()
        while "Screen reader on" not in paper.read_text(encoding="utf-8"):
            assert time.monotonic() - waiting < 60, (folder / "programs.txt").read_text()
            time.sleep(0.1)
        site = stack.enter_context(serve(folder / "said.txt"))
        # What was visited would be said too, and differ from one journey to the next.
        browser = Firefox(folder, more={"layout.css.visited_links_enabled": False}, at=there)
        stack.callback(browser.close)
        listens = Listener(browser, site, paper)
        listens.hears(3)
        yield listens


def transcript(listens: Listener, steps: tuple[Step, ...]) -> str:
    """One part a step: what was done, and then every utterance on a line of its own."""
    return "\n".join(f"## {what} {which}\n{listens.do(what, which)}" for what, which in steps)


if __name__ == "__main__":
    missing = {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        get(missing | {"at-spi2-core"})
    if absent := [program for program in PROGRAMS if not shutil.which(program)]:
        sys.exit(f"Nobody listened: no {' and no '.join(absent)}.")
    if sys.argv[1:2] != ["--bus"]:
        again = [sys.executable, "-m", "tests.engines.spoken", "--bus", *sys.argv[1:]]
        os.execvp("dbus-run-session", ["dbus-run-session", "--", *again])
    for name in sys.argv[2:] or JOURNEYS:
        with tempfile.TemporaryDirectory() as folder, listener(Path(folder)) as listens:
            (FOLDER / f"{name}.txt").write_text(transcript(listens, JOURNEYS[name]), encoding="utf-8")
            print(f"{FOLDER / name}.txt")
