"""How heavy a first visit is, what it asks for, and that nothing moves while it loads."""

import json
import re
from functools import cache
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Response

from recovery_site.addresses import public_addresses
from tests.browser.conftest import PHONE, ROOT

KIB = 1024
MOST_HTML_AND_CSS = 14 * KIB
# For looking things up at a desk: every source there is, and what clinicians read. The directory of four nations, and the longest article.
FOR_REFERENCE = {
    "/articles/sources/": 22 * KIB,
    "/articles/responding-to-a-lapse/": 16 * KIB,
    "/articles/what-treatment-helps/": 15 * KIB,
    "/clinicians/": 17 * KIB,
    "/help/gb/": 15 * KIB,
}
MOST_JAVASCRIPT = 16 * KIB
SHIFTS = """() => new Promise((resolve) => {
  let total = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { total += entry.value; }))
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(total), 300);
})"""


PARTS = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')


@cache
def weight(part: str) -> int:
    """The bytes of a stylesheet or script as it is sent to a browser: under the name with its hash."""
    sent = collected()[part.removeprefix("/static/")]
    return len(brotli.compress((ROOT / "staticfiles" / sent).read_bytes()))


@cache
def collected() -> dict[str, str]:
    """What was collected, by its plain name: the name under which it is sent."""
    names: dict[str, str] = json.loads((ROOT / "staticfiles/staticfiles.json").read_bytes())["paths"]
    return names


def test_first_visit_is_light(client):
    for address in public_addresses():
        html = client.get(address).content
        parts = PARTS.findall(html.decode())
        styles = sum(weight(part) for part in parts if part.endswith(".css"))
        most = FOR_REFERENCE.get(address, MOST_HTML_AND_CSS) - styles
        # What is light enough packed in haste is not packed again with care, which takes much longer and makes it lighter still.
        assert any(len(brotli.compress(html, quality=quality)) <= most for quality in (5, 11)), address
        assert sum(weight(part) for part in parts if part.endswith(".js")) <= MOST_JAVASCRIPT, address


def test_browser_loads_the_stylesheets_and_scripts_that_a_page_names_and_no_other(open_page):
    page = open_page("about:blank")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    for address in ("/", "/check-in/", "/clinicians/", "/plans/if-then/", "/articles/your-body-after-a-slip/"):
        answers.clear()
        page.goto(address, wait_until="networkidle")
        loaded = {path for answer in answers if (path := urlsplit(answer.url).path).endswith((".css", ".js"))}
        assert loaded == set(PARTS.findall(page.content())), address


@pytest.mark.parametrize(
    "address", ["/", "/check-in/", "/plans/24-hours/", "/articles/your-body-after-a-slip/", "/help/ie/"]
)
def test_nothing_moves_while_a_page_loads(browser, server, address):
    """At a first visit: a page that is lent has its files already."""
    page = browser.new_page(base_url=server, viewport=PHONE)
    page.goto(address)
    assert page.evaluate(SHIFTS) == 0
    page.close()


def test_scripts_do_not_hold_up_the_page(client):
    html = client.get("/").content.decode()
    assert html.count("<script ") == html.count(" defer></script>") > 0
