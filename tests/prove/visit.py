"""One visit with a real browser and a profile folder of its own, and what it left behind."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType, Page, Request, sync_playwright

from checkin.library import QUESTIONNAIRES, questions_address, start_address
from checkin.questionnaire import Questionnaire
from plans.if_then_lines import IFS, THENS
from tests.browser.chromium import whole
from tests.prove.asking import body_of, body_of_choice
from tests.prove.live import Live

# Only this machine can be reached, so even "Leave quickly" asks no other host here.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
STORED = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
SHOWN = """() => ({
  chosen: document.querySelectorAll("input:checked, option:checked:not([value='-'])").length,
  hidden: [...document.querySelectorAll("input[type=hidden]")].filter((field) => !["asked", "do"].includes(field.name)).length,
  result: document.body.innerText.includes("You said yes") || !!document.getElementById("if-then-plans"),
  from_memory: window.before === true,
})"""
RESULT = "You said yes to 5 of the 5"
WHEN, DEED = IFS.by_code["p"].words, THENS.by_code["t"].words
SHEET = f"If {WHEN}, then I will {DEED}."
Walk = Callable[[Live, Page], None]
JOURNEYS = (
    "/",
    "/articles/",
    "/articles/the-first-24-hours/",
    "/help/",
    "/help/ie/",
    "/plans/24-hours/print/",
    "/private/",
)


@dataclass(frozen=True)
class Visit:
    """`left` names the profiles' files that hold what was sent. What must be found: `history` names the files with the page's
    address, and `plainly` those with each form that the browser sent itself."""

    stored: tuple[dict[str, int], ...]
    cookies: int
    requested: tuple[str, ...]
    shown_after_back: tuple[dict[str, Any], ...]
    came_from_memory: int
    sent: tuple[str, ...]
    left: tuple[str, ...]
    profiles: int
    history: tuple[str, ...]
    plainly: tuple[tuple[str, ...], ...]


def pay_a_visit(site: Live, folder: Path) -> Visit:
    """Go through every journey, leave and come back; beside it leave for good by every way. Then search the profiles."""
    requests: list[Request] = []
    with ThreadPoolExecutor() as beside:
        leaving = beside.submit(_leave_by_every_way, site, folder)
        with sync_playwright() as playwright:
            context = _open(playwright.chromium, folder / "journeys")
            context.on("request", lambda request: requests.append(request))
            page = context.pages[0]
            came_back = list(_come_back(site, page))
            stored = (*(stored for stored, _ in came_back), *_read_on(site, page))
            cookies = len(context.cookies())
            context.close()
            requested = tuple(request.url for request in requests)
            sent = tuple(dict.fromkeys(request.post_data for request in requests if request.post_data))
        profiles, bodies = leaving.result()
    answered = [body_of("yyyyy", None, one).decode() for one in QUESTIONNAIRES.values()]
    marks = [*sent, *answered, body_of_choice("pt").decode(), RESULT, SHEET, 'id="if-then-plans"']
    left = tuple(name for profile in [folder / "journeys", *profiles] for name in search(profile, marks))
    history = tuple(search(folder / "journeys", ["/check-in/"]))
    plainly = tuple(tuple(search(folder / "without", [body])) for body in bodies)
    shown = tuple(shown for _, shown in came_back)
    from_memory = sum(page["from_memory"] for page in shown)
    return Visit(stored, cookies, requested, shown, from_memory, sent, left, len(profiles) + 1, history, plainly)


def search(folder: Path, marks: list[str]) -> list[str]:
    """The files of a profile that hold one of the marks, in UTF-8 or UTF-16."""
    wanted = [mark.encode(encoding) for mark in marks for encoding in ("utf-8", "utf-16-le")]
    found = []
    for path in sorted(folder.rglob("*")):
        try:
            content = path.read_bytes() if path.is_file() else b""
        except OSError:
            continue  # gone between the listing and the reading
        if any(mark in content for mark in wanted):
            found.append(str(path.relative_to(folder)))
    return found


def _open(chromium: BrowserType, profile: Path, **options: Any) -> BrowserContext:
    path = whole()
    assert path, "Set CHROMIUM to the path of a Chromium, or run make prove, which finds one."
    # Playwright switches the page cache for Back off; real browsers have it on.
    return chromium.launch_persistent_context(
        profile, executable_path=path, args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"], **options
    )


def _check_in(questionnaire: Questionnaire, site: Live, page: Page) -> None:
    page.goto(site.address + start_address(questionnaire))
    page.get_by_role("link", name="Start the check-in").click()
    for question in questionnaire.questions:
        page.get_by_role("heading", name=question.text).wait_for()
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_text(RESULT).wait_for()


def _whole_form(questionnaire: Questionnaire, site: Live, page: Page) -> None:
    page.goto(site.address + questions_address(questionnaire))
    for question in questionnaire.questions:
        page.get_by_role("group", name=question.text).get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Show what this may mean").click()
    page.get_by_text(RESULT).wait_for()


def _if_then(site: Live, page: Page) -> None:
    page.goto(f"{site.address}/plans/if-then/")
    page.get_by_role("link", name="Choose my plans").click()
    page.get_by_role("heading", name="If …").wait_for()
    page.get_by_role("radio", name=WHEN).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name=f"If {WHEN}").wait_for()
    page.get_by_role("radio", name=DEED).check()
    page.get_by_role("button", name="Show my sheet").click()
    page.get_by_text(SHEET).wait_for()


def _if_then_form(site: Live, page: Page) -> None:
    page.goto(f"{site.address}/plans/if-then/choose/")
    page.get_by_label("If", exact=True).first.select_option(WHEN)
    page.get_by_label("then I will").first.select_option(DEED)
    page.get_by_role("button", name="Show my sheet").click()
    page.get_by_text(SHEET).wait_for()


def _read_on(site: Live, page: Page) -> Iterator[dict[str, int]]:
    """Pages that ask for nothing; after each, what the browser's storage holds."""
    walks: list[Walk] = [_plan, *(partial(_read, path) for path in JOURNEYS)]
    for walk in walks:
        walk(site, page)
        yield page.evaluate(STORED)


def _plan(site: Live, page: Page) -> None:
    page.goto(f"{site.address}/plans/24-hours/")
    page.get_by_role("link", name="Start with step 1").click()
    page.get_by_role("link", name=re.compile("^Next")).click()
    page.get_by_role("heading", level=1, name="Tell one person").wait_for()


def _read(path: str, site: Live, page: Page) -> None:
    page.goto(site.address + path)


def _half_a_form(site: Live, page: Page) -> None:
    """Choose and send nothing. A page that sent nothing is what Chromium brings back from its memory."""
    page.goto(f"{site.address}/check-in/questions/")
    page.get_by_role("radio", name="Yes", exact=True).first.check()


def _come_back(site: Live, page: Page) -> Iterator[tuple[dict[str, int], dict[str, Any]]]:
    """Leave what was chosen by a link and by an address; each time look at what is stored, go back and look at what is shown."""
    for walk, leave in product((*WALKS, _half_a_form), (_by_a_link, _by_an_address)):
        walk(site, page)
        stored = page.evaluate(STORED)
        page.evaluate("window.before = true")
        leave(site, page)
        page.go_back(wait_until="commit")
        page.get_by_role("link", name="Skip to main content").wait_for(state="attached")
        page.wait_for_function("document.readyState === 'complete'")
        yield stored, {"address": page.url, **page.evaluate(SHOWN)}


def _leave_by_every_way(site: Live, folder: Path) -> tuple[list[Path], list[str]]:
    """A profile for each walk, and one whose forms are sent without JavaScript, with what these sent."""
    with sync_playwright() as playwright:
        profiles = [
            _leave_for_good(site, playwright.chromium, folder / str(number), walk) for number, walk in enumerate(WALKS)
        ]
        return profiles, _leave_without_javascript(site, playwright.chromium, folder / "without")


def _leave_for_good(site: Live, chromium: BrowserType, profile: Path, walk: Walk) -> Path:
    """See a result in a new profile, leave it and close the browser. Later visits would cover the traces.

    Each way of leaving has a tab of its own, which does nothing after it. Chromium writes a session's file anew at every
    250th change and until then only adds to it; three tabs make about a hundred.
    """
    context = _open(chromium, profile)
    for leave in LEAVES:
        page = context.new_page()
        walk(site, page)
        leave(site, page)
    context.close()
    return profile


def _by_a_link(site: Live, page: Page) -> None:
    page.get_by_role("link", name="People to call", exact=True).first.click()
    page.wait_for_url("**/help/**")


def _by_an_address(site: Live, page: Page) -> None:
    page.goto(f"{site.address}/about/")


def _quickly(site: Live, page: Page) -> None:
    page.get_by_role("link", name="Leave quickly").first.click()
    page.wait_for_url("chrome-error://**")


def _not_at_all(site: Live, page: Page) -> None:
    """Close the browser with the result on the screen."""


def _leave_without_javascript(site: Live, chromium: BrowserType, profile: Path) -> list[str]:
    """The same forms sent by the browser itself, which keeps the body: proof that the search finds one, whichever tab sent it
    and however it was left."""
    context = _open(chromium, profile, java_script_enabled=False)
    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.post_data or ""))
    for walk, leave in zip(FORMS, LEAVES, strict=True):
        page = context.new_page()
        walk(site, page)
        leave(site, page)
    context.close()
    return [body for body in sent if body]


FORMS: tuple[Walk, ...] = (*(partial(_whole_form, one) for one in QUESTIONNAIRES.values()), _if_then_form)
WALKS: tuple[Walk, ...] = (*(partial(_check_in, one) for one in QUESTIONNAIRES.values()), _if_then, *FORMS)
LEAVES: tuple[Walk, ...] = (_by_a_link, _quickly, _not_at_all)
