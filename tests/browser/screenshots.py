"""Pictures of every page, in light and dark, on a phone and on a desk, for looking at: `make screenshots`.

All of them go to build/screenshots; the chosen few that the README shows are written to docs/screenshots.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import whole
from tests.browser.conftest import ARGUMENTS, ROOT, serve

PAGES = {
    "home": "/",
    "check-in": "/check-in/",
    "questions": "/check-in/questions/",
    "plans": "/plans/",
    "plan": "/plans/24-hours/",
    "step": "/plans/24-hours/tell-one-person/",
    "last-step": "/plans/24-hours/look-back-gently/",
    "craving": "/plans/craving/move-or-breathe/",
    "paper": "/plans/24-hours/print/?country=ie",
    "articles": "/articles/",
    "article": "/articles/why-it-happens/",
    "clinicians-article": "/articles/responding-to-a-lapse/",
    "sources": "/articles/sources/",
    "help": "/help/",
    "help-country": "/help/gb/",
    "clinicians": "/clinicians/",
    "private": "/private/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "not-found": "/no-such-page/",
}
SCREENS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1100, "height": 900}}
# Name, page, scheme: on a phone, the first screen only.
CHOSEN = (("home", "/", "light"), ("step", "/plans/24-hours/tell-one-person/", "light"), ("help", "/help/ie/", "dark"))


def take_all(browser: Browser, address: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for screen, viewport in SCREENS.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(base_url=address, viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            for name, path in PAGES.items():
                page.goto(path)
                page.screenshot(path=folder / f"{name}-{screen}-{scheme}.png", full_page=True)
            context.close()


def take_chosen(browser: Browser, address: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, path, scheme in CHOSEN:
        context = browser.new_context(base_url=address, viewport=SCREENS["phone"], color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(path)
        page.screenshot(path=folder / f"{name}.png")
        context.close()


if __name__ == "__main__":
    said = Path(tempfile.mkdtemp()) / "said.txt"
    path = whole()
    with serve(said, SITE_URL="https://next24.example") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        take_all(browser, address, ROOT / "build/screenshots")
        take_chosen(browser, address, ROOT / "docs/screenshots")
        browser.close()
