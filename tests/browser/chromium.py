"""Print the path of a Chromium for the browser tests; get one where there is none.

First what is installed, then Playwright's own download, then, as root on Debian or Ubuntu, the distribution's
package. Where none of it works: one sentence, and exit status 1.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def installed() -> str | None:
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def quietly(*command: str) -> bool:
    return subprocess.run(command, stdout=sys.stderr, stderr=sys.stderr, check=False).returncode == 0


def get() -> str | None:
    if quietly(sys.executable, "-m", "playwright", "install", "chromium") and (found := installed()):
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quietly("apt-get", "update")
        quietly("apt-get", "install", "--yes", "chromium")
    return installed()


if __name__ == "__main__":
    path = os.environ.get("CHROMIUM") or installed() or get()
    if path is None:
        sys.exit("The browser tests need Chromium: install your system's chromium package, then run make test again.")
    print(path)
