"""The same visit in Firefox and in WebKit: what is stored, what comes back, and what is left in their files."""

import json
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import lz4.block

from checkin.library import QUESTIONNAIRES, questions_address, start_address
from checkin.questionnaire import Questionnaire
from checkin.yourself import YOURSELF
from tests.engines.drivers import HERE, Firefox, Refused, Screen, at_screen, system_python
from tests.engines.visitor import Visitor
from tests.prove.live import Live
from tests.prove.visit import DEED, RESULT, SHEET, SHOWN, STORED, WHEN

# As a reader's Firefox is, but for traffic of its own; it saves its session each second, and brings it back.
AS_AT_HOME = {"remote.prefs.recommended": False, "browser.startup.page": 3, "browser.sessionstore.interval": 1000}
MOZ_LZ4 = b"mozLz40\0"
Walk = Callable[[Visitor], None]


@dataclass(frozen=True)
class OtherVisit:
    """`left` names files that hold what was sent or shown; `control` those that hold what must be found."""

    engine: str
    stored: tuple[dict[str, int], ...]
    shown: tuple[dict[str, Any], ...]
    left: tuple[str, ...]
    control: tuple[str, ...]


def check_in(questionnaire: Questionnaire, visitor: Visitor) -> None:
    visitor.open(start_address(questionnaire))
    visitor.press("link", "Start the check-in")
    for question in questionnaire.questions:
        visitor.hears(question.text)
        visitor.press("label", "Yes")
        visitor.press("button", "Continue")
    visitor.sees(RESULT)


def whole_form(questionnaire: Questionnaire, visitor: Visitor) -> None:
    visitor.open(questions_address(questionnaire))
    visitor.run("document.querySelectorAll('input[value=y]').forEach((yes) => yes.click())")
    visitor.press("button", "Show what this may mean")
    visitor.sees(RESULT)


def if_then(visitor: Visitor) -> None:
    visitor.open("/plans/if-then/")
    visitor.press("link", "Choose my plans")
    visitor.hears("If …")
    visitor.press("label", WHEN)
    visitor.press("button", "Continue")
    visitor.hears(f"If {WHEN}")
    visitor.press("label", DEED)
    visitor.press("button", "Show my sheet")
    visitor.sees(SHEET)


WALKS: tuple[Walk, ...] = (
    *(partial(walk, one) for one in QUESTIONNAIRES.values() for walk in (check_in, whole_form)),
    if_then,
)


def come_back(visitor: Visitor) -> Iterator[tuple[dict[str, int], dict[str, Any]]]:
    """Leave each result, go back, and look at what is stored and shown."""
    for walk in WALKS:
        walk(visitor)
        visitor.run("window.before = true")
        stored = visitor.run(f"return ({STORED})()")
        visitor.open("/about/")
        visitor.back()
        visitor.until("document.readyState === 'complete' && !location.pathname.startsWith('/about')")
        yield stored, visitor.run(f"return ({SHOWN})()")


def marks() -> list[bytes]:
    """An answer as it is sent, as a session file would name it, or as the page says it."""
    keys = [question.key for one in QUESTIONNAIRES.values() for question in one.questions]
    answers = [mark for key in keys for mark in (f"&{key}=y", f"{key}=y&", f'"{key}-y"')]
    words = [*answers, "if1=p&", "then1=t&", '"if1-p"', RESULT, SHEET, 'id="if-then-plans"']
    return [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le")]


def search(folder: Path, wanted: list[bytes]) -> list[str]:
    """The files that hold one of the marks: as they are, unpacked, or in a table of a database."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(mark in content for content in readings(path) for mark in wanted)
    ]


def readings(path: Path) -> Iterator[bytes]:
    try:
        raw = path.read_bytes()
    except OSError:
        return  # gone between the listing and the reading
    yield raw
    if raw.startswith(MOZ_LZ4):
        yield lz4.block.decompress(raw[len(MOZ_LZ4) :])
    if raw.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(path)) as database:
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                values = (value for row in database.execute(f'SELECT * FROM "{table}"') for value in row)
                yield b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


class ReadersWebKit:
    """WebKit with a folder of its own, in which a browser would keep its session too. Presses by script."""

    name = "WebKit"

    def __init__(self, folder: Path, *more: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.screen = Screen()
        python = system_python()
        assert python
        command = [python, str(Path(__file__).with_name("webkit_reader.py")), str(folder), *more]
        self.process = subprocess.Popen(
            command, env=at_screen(self.screen, folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def _ask(self, what: str, given: str = "") -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({what: given}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["value"]

    def open(self, address: str) -> None:
        self._ask("open", address)

    def run(self, script: str, *arguments: Any) -> Any:
        given = f"(async function () {{ {script} }}).apply(null, {json.dumps(arguments)})"
        return self._ask("run", f"return JSON.stringify((await {given}) ?? null)")

    def click(self, finder: str, *arguments: Any) -> None:
        found = f"(function () {{ {finder} }}).apply(null, arguments)"
        if not self.run(f"const found = {found}; found?.click(); return !!found", *arguments):
            raise Refused(f"nothing to click: {arguments}")

    def back(self) -> None:
        self._ask("back")

    def save(self) -> None:
        """What a browser writes from time to time, to bring its windows back."""
        self._ask("save", str(self.folder / "session"))

    def restore(self) -> None:
        self._ask("restore", str(self.folder / "session"))

    def kill(self) -> None:
        self.process.kill()
        self._let_go()

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self._let_go()

    def _let_go(self) -> None:
        self.process.wait(30)
        self.screen.close()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe
            pipe.close()


def visit_with_firefox(site: Live, folder: Path) -> OtherVisit:
    """Killed with a result on the screen, brought back, and closed with a result on the screen."""
    firefox = Firefox(folder, more=AS_AT_HOME)
    check_in(YOURSELF, Visitor(firefox, site.address))
    wait_until_saved(folder, f'"url":"{site.address}/check-in/"', 2 + len(YOURSELF.questions))
    firefox.kill()
    left = search(folder, marks())
    firefox = Firefox(folder, more=AS_AT_HOME)
    visitor = Visitor(firefox, site.address)
    visitor.is_at("/check-in/")
    restored = visitor.run(f"return ({SHOWN})()")
    seen = list(come_back(visitor))
    check_in(YOURSELF, visitor)
    firefox.close()
    left += search(folder, marks())
    # One file that has to be unpacked and one that is a database: whoever finds the address there would find an answer.
    control = [
        name for name in search(folder, [b"/check-in/"]) if name.endswith(("places.sqlite", "sessionstore.jsonlz4"))
    ]
    return _visit("Firefox", seen, restored, left, control)


def visit_with_webkit(site: Live, folder: Path) -> OtherVisit:
    """The same, with a session saved before the kill and before the end; and once without JavaScript, which is found."""
    webkit = ReadersWebKit(folder / "reader")
    visitor = Visitor(webkit, site.address)
    seen = list(come_back(visitor))
    check_in(YOURSELF, visitor)
    webkit.save()
    webkit.kill()
    left = search(folder, marks())
    webkit = ReadersWebKit(folder / "reader")
    visitor = Visitor(webkit, site.address)
    webkit.restore()
    visitor.is_at("/check-in/")
    restored = visitor.run(f"return ({SHOWN})()")
    check_in(YOURSELF, visitor)
    webkit.save()
    webkit.close()
    left += search(folder, marks())
    webkit = ReadersWebKit(folder / "without", "plain")
    whole_form(YOURSELF, Visitor(webkit, site.address))
    webkit.save()
    webkit.close()
    return _visit("WebKit", seen, restored, left, search(folder / "without", marks()))


def _visit(engine: str, seen: list[Any], restored: dict[str, Any], left: list[str], control: list[str]) -> OtherVisit:
    shown = (*(shown for _, shown in seen), restored)
    return OtherVisit(engine, tuple(stored for stored, _ in seen), shown, tuple(left), tuple(control))


VISITS = {"Firefox": visit_with_firefox, "WebKit": visit_with_webkit}


def visits_with_others(site: Live, folder: Path) -> list[Callable[[], OtherVisit]]:
    """A visit with each other engine that this machine has, to be paid."""
    return [partial(visit, site, folder / name) for name, visit in VISITS.items() if name in HERE]


def wait_until_saved(profile: Path, entry: str, times: int) -> None:
    """Until the session on the disk has as many entries: the start, each question, the result."""
    for _ in range(600):
        saved = [content for path in profile.rglob("*.jsonlz4") for content in readings(path)]
        if any(content.count(entry.encode()) >= times for content in saved):
            return
        time.sleep(0.1)
    raise AssertionError("the session was never saved")
