"""A real server and a real browser: gunicorn as `make run` starts it, and Chromium with JavaScript on or off."""

import inspect
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, sync_playwright

from tests.browser.chromium import headless_shell, whole

ROOT = Path(__file__).resolve().parents[2]
# No background traffic: a closed network would fill the console with it. As root, Chromium has no sandbox.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What htmx says of a request that gave way to a later action: nobody has to do anything about it.
DROPPED = "dropped for a later action"


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


@pytest.fixture(scope="module")
def browser(driver: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Chromium without its windows. Whoever goes back gets the whole one: it alone keeps the page that was left in its memory."""
    goes_back = any(words in inspect.getsource(request.module) for words in ("go_back", "history.back"))
    path = whole() if goes_back else headless_shell()
    assert path, "Set CHROMIUM to the path of a Chromium, or run make test, which finds one."
    # Playwright switches the page cache for Back off; real browsers have it on.
    browser = driver.chromium.launch(
        executable_path=path, args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser: Browser, server: str):
    """Open an address in a context of its own; at the end, no console error, no blocked content, no other host."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def _open(address: str = "/", *, expected: tuple[str, ...] = (), scripts: bool = True, **options) -> Page:
        context = browser.new_context(base_url=server, **{"viewport": {"width": 390, "height": 844}, **options})
        contexts.append(context)
        page = context.new_page()
        if not scripts:
            # As where scripts never arrive; with JavaScript off, axe could not run either.
            expected = (*expected, "ERR_FAILED")
            page.route("**/*.js", lambda route: route.abort())

        def complain(text: str) -> None:
            if not any(words in text for words in (*expected, DROPPED)):
                complaints.append(text)

        def hear(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                complain(message.text)

        def see(request: Request) -> None:
            if not request.url.startswith((server, "data:")):
                complain(request.url)

        page.on("console", hear)
        page.on("pageerror", lambda error: complain(str(error)))
        page.on("request", see)
        page.goto(address)
        return page

    yield _open
    for context in contexts:
        context.close()
    assert not complaints
