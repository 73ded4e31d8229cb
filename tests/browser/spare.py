"""Pages that a test is done with, for the next one that opens an address in the same way.

A new page takes two processes of the browser, because ours are kept apart from every other, and shows its first address at
three times what a later one costs. A page that somebody has changed for longer than one address is not lent again.
"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

# No script runs there, and nothing is shown.
WAITING = "/robots.txt"
LASTS_IN_A_PAGE = (
    *("add_init_script", "emulate_media", "expose_binding", "expose_function"),
    *("set_default_timeout", "set_default_navigation_timeout", "set_extra_http_headers"),
)
LASTS_IN_A_CONTEXT = (
    *("add_cookies", "add_init_script", "expose_binding", "expose_function", "grant_permissions", "new_cdp_session"),
    *("new_page", "route", "set_extra_http_headers", "set_offline"),
)


class Spare:
    """The pages of one browser."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.waiting: dict[str, list[Page]] = {}
        self.opened_with: dict[Page, str] = {}
        self.history: dict[Page, CDPSession] = {}
        self.changed: set[Page] = set()

    def take(self, server: str, viewport: ViewportSize, options: dict[str, Any]) -> Page:
        """A page that waits, with nothing before it to go back to."""
        how = f"{server} {options}"
        if self.waiting.get(how):
            page = self.waiting[how].pop()
            page.set_viewport_size(viewport)
        else:
            context = self.browser.new_context(base_url=server, viewport=viewport, **options)
            page = context.new_page()
            page.goto(WAITING)
            self.opened_with[page] = how
            self.history[page] = context.new_cdp_session(page)
            self._watch(page)
        self.history[page].send("Page.resetNavigationHistory")
        return page

    def _watch(self, page: Page) -> None:
        for owner, names in ((page, LASTS_IN_A_PAGE), (page.context, LASTS_IN_A_CONTEXT)):
            for name in names:
                setattr(owner, name, self._noting(page, getattr(owner, name)))

    def _noting(self, page: Page, change: Callable[..., Any]) -> Callable[..., Any]:
        def _change(*arguments: Any, **more: Any) -> Any:
            self.changed.add(page)
            return change(*arguments, **more)

        return _change

    def give_back(self, page: Page) -> None:
        how = self.opened_with[page]
        if page in self.changed or page.is_closed() or page.context.pages != [page]:
            self.changed.discard(page)
            del self.opened_with[page], self.history[page]
            page.context.close()
            return
        assert not page.context.cookies(), how
        page.unroute_all(behavior="ignoreErrors")
        page.keyboard.up("Shift")
        page.mouse.move(0, 0)
        page.goto(WAITING)
        self.waiting.setdefault(how, []).append(page)
