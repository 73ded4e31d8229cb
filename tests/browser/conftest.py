"""A real server and a real browser: gunicorn as `make run` starts it, and Chromium with JavaScript on or off."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, ViewportSize, sync_playwright

from tests.browser.chromium import headless_shell, whole
from tests.browser.spare import Spare

ROOT = Path(__file__).resolve().parents[2]
# No background traffic: a closed network would fill the console with it. As root, Chromium has no sandbox.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What keeps two pages of one site apart in the browser's processes: a third of the time that an address takes.
    "--disable-features=RenderDocument",
]
# What htmx says of a request that gave way to a later action: nobody has to do anything about it.
DROPPED = "dropped for a later action"
PHONE = ViewportSize(width=390, height=844)
# A page that was loaded again for Back: nothing had kept it.
CAME_BACK = "performance.getEntriesByType('navigation')[0]?.type === 'back_forward'"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served by gunicorn with the settings of `make run`."""
    with serve(tmp_path_factory.mktemp("server") / "said.txt") as address:
        yield address


@pytest.fixture(scope="session")
def server_with_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same for an operator who has set SITE_URL, so that codes and addresses are printed."""
    said = tmp_path_factory.mktemp("server") / "said.txt"
    with serve(
        said, SITE_URL="https://next24.example", OPERATOR_NAME="The Riverside Community Health Trust"
    ) as address:
        yield address


@contextmanager
def serve(said: Path, **settings: str) -> Iterator[str]:
    """Run the site on a free port until the end of the block; what it says goes to a file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "recovery_site.settings", **settings}
    with (
        said.open("wb") as out,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process, said)
        yield address
        # At once: nobody is left who would have to be waited for.
        process.send_signal(signal.SIGINT)


def wait_for(address: str, process: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, said.read_text()
        try:
            urllib.request.urlopen(f"{address}/healthz").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(said.read_text())


@pytest.fixture(scope="package")
def driver() -> Iterator[Playwright]:
    """Ended after the tests of this folder: the proof starts one of its own."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def spares(driver: Playwright) -> Iterator[Callable[[str | None], Spare]]:
    """The pages of each Chromium, which has no windows and is started for whoever asks first."""
    started: dict[str, Spare] = {}

    def _spare(path: str | None) -> Spare:
        assert path, "Set CHROMIUM to the path of a Chromium, or run make test, which finds one."
        if path not in started:
            # Playwright switches the page cache for Back off; real browsers have it on.
            browser = driver.chromium.launch(
                executable_path=path, args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
            )
            started[path] = Spare(browser)
        return started[path]

    yield _spare
    for spare in started.values():
        spare.browser.close()


@pytest.fixture
def spare(spares: Callable[[str | None], Spare], request: pytest.FixtureRequest) -> Spare:
    """Of the headless shell; of the whole browser for a test that comes back to a page: it alone keeps what was left in its memory."""
    return spares(whole() if request.node.get_closest_marker("comes_back") else headless_shell())


@pytest.fixture
def browser(spare: Spare) -> Browser:
    return spare.browser


@contextmanager
def opening(spare: Spare, server: str, *, comes_back: bool = False) -> Iterator[Callable[..., Page]]:
    """Open addresses, each in a page of its own; at the end, no console error, no blocked content, no other host."""
    taken: list[tuple[Page, dict[str, Any]]] = []
    complaints: list[str] = []

    def _open(
        address: str = "/",
        *,
        expected: tuple[str, ...] = (),
        scripts: bool = True,
        viewport: ViewportSize = PHONE,
        **options,
    ) -> Page:
        def complain(text: str) -> None:
            if not any(words in text for words in (*expected, DROPPED)):
                complaints.append(text)

        def hear(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                complain(message.text)

        def see(asked: Request) -> None:
            if not asked.url.startswith((server, "data:")):
                complain(asked.url)

        page = spare.take(server, viewport, options)
        listening: dict[Any, Any] = {"console": hear, "pageerror": lambda error: complain(str(error)), "request": see}
        taken.append((page, listening))
        for event, listener in listening.items():
            page.on(event, listener)
        if not scripts:
            # As where scripts never arrive; with JavaScript off, axe could not run either.
            expected = (*expected, "ERR_FAILED")
            page.route("**/*.js", lambda route: route.abort())
        if address != "about:blank":
            page.goto(address)
        return page

    yield _open
    for page, listening in taken:
        if not comes_back and not page.is_closed() and page.evaluate(CAME_BACK):
            complaints.append(f"{page.url} was come back to: mark the test comes_back")
        for event, listener in listening.items():
            page.remove_listener(event, listener)
        spare.give_back(page)
    assert not complaints


@pytest.fixture
def open_page(spare: Spare, server: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    with opening(spare, server, comes_back=request.node.get_closest_marker("comes_back") is not None) as open_one:
        yield open_one


@pytest.fixture
def open_page_with_address(spare: Spare, server_with_address: str) -> Iterator[Callable[..., Page]]:
    """The same for a site that knows its public address."""
    with opening(spare, server_with_address) as open_one:
        yield open_one
