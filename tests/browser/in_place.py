"""One page after the other in a document that stays open, for tests that look at hundreds of them.

To open an address costs four times as much, and axe has to be read and compiled again in each new document. That a page is
the same in place as it is when it is opened is shown for every public address in `test_every_page`.
"""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

PUT = """(address, text) => {
  const other = new DOMParser().parseFromString(text, "text/html");
  document.title = other.title;
  document.body.replaceWith(document.adoptNode(other.body));
  history.replaceState(null, "", address);
  // As htmx does after a swap: scripts show what they can do there.
  window.htmx?.process(document.body);
  document.dispatchEvent(new CustomEvent("htmx:after:swap", { detail: { ctx: {} } }));
  document.activeElement.blur();
  scrollTo(0, 0);
}"""
SWAP = f"""async (address) => {{
  if (!document.querySelector("main")) return false;
  const answer = await fetch(address);
  ({PUT})(address, await answer.text());
  return true;
}}"""
EACH = f"""async (addresses) => {{
  const texts = await Promise.all(addresses.map((address) => fetch(address).then((answer) => answer.text())));
  return addresses.map((address, number) => {{
    ({PUT})(address, texts[number]);
    return (LOOK)();
  }});
}}"""


def show(page: Page, address: str) -> None:
    """Show the page of this address: the first one is opened, and every other takes the place of the one before."""
    if not page.evaluate(SWAP, address):
        page.goto(address)


def each(page: Page, addresses: Sequence[str], look: str) -> dict[str, Any]:
    """What `look`, a function in JavaScript, finds on each page. One call for all of them: no state between is painted."""
    show(page, addresses[0])
    return dict(zip(addresses, page.evaluate(EACH.replace("LOOK", look), addresses), strict=True))
