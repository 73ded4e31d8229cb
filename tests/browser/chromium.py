"""Print the path of a Chromium for the browser tests; get one where there is none, and its headless shell.

First what is installed, then Playwright's own download, then, as root on Debian or Ubuntu, the distribution's
packages. Where none of it works: one sentence, and exit status 1.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# The same engine without the windows of a browser around it: a page opens in a third of the time. It keeps no page for Back.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")


def installed() -> str | None:
    if found := _first_of(NAMES):
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def whole() -> str | None:
    """The path of a whole Chromium: the one that was chosen, or one that is installed."""
    return os.environ.get("CHROMIUM") or _first_of(NAMES)


def headless_shell() -> str | None:
    """Its path, or that of a whole Chromium where there is none: every test passes in both."""
    return os.environ.get("HEADLESS_SHELL") or _first_of(SHELLS) or whole()


def quietly(*command: str) -> bool:
    return subprocess.run(command, stdout=sys.stderr, stderr=sys.stderr, check=False).returncode == 0


def get() -> str | None:
    if not quietly(sys.executable, "-m", "playwright", "install", "chromium"):
        install("chromium")
    return installed()


def install(package: str) -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quietly("apt-get", "update")
        quietly("apt-get", "install", "--yes", package)


def _first_of(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


if __name__ == "__main__":
    path = os.environ.get("CHROMIUM") or installed() or get()
    if path is None:
        sys.exit("The browser tests need Chromium: install your system's chromium package, then run make test again.")
    if not os.environ.get("HEADLESS_SHELL") and not _first_of(SHELLS):
        install(SHELLS[0])
    print(path)
