"""How heavy a first visit is, what it asks for, and that nothing moves while it loads."""

import brotli
import pytest
from playwright.sync_api import Response

from recovery_site.addresses import public_addresses

KIB = 1024
MOST_HTML_AND_CSS = 14 * KIB
# For looking things up at a desk: every source there is, and what clinicians read. And the directory of four nations.
FOR_REFERENCE = {
    "/articles/sources/": 22 * KIB,
    "/articles/responding-to-a-lapse/": 16 * KIB,
    "/clinicians/": 16 * KIB,
    "/help/gb/": 15 * KIB,
}
MOST_JAVASCRIPT = 16 * KIB
SHIFTS = """() => new Promise((resolve) => {
  let total = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { total += entry.value; }))
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(total), 300);
})"""


@pytest.mark.parametrize("address", public_addresses())
def test_first_visit_is_light(open_page, address):
    page = open_page("about:blank")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    weights = {"html": 0, "css": 0, "javascript": 0}
    for answer in answers:
        kind = answer.headers["content-type"]
        for name in weights:
            if name in kind:
                weights[name] += len(brotli.compress(answer.body()))
    assert weights["html"] + weights["css"] <= FOR_REFERENCE.get(address, MOST_HTML_AND_CSS), weights
    assert weights["javascript"] <= MOST_JAVASCRIPT, weights


@pytest.mark.parametrize(
    "address", ["/", "/check-in/", "/plans/24-hours/", "/articles/your-body-after-a-slip/", "/help/ie/"]
)
def test_nothing_moves_while_a_page_loads(open_page, address):
    assert open_page(address).evaluate(SHIFTS) == 0


def test_scripts_do_not_hold_up_the_page(client):
    html = client.get("/").content.decode()
    assert html.count("<script ") == html.count(" defer></script>") > 0
