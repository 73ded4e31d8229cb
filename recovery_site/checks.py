"""`manage.py check` opens every page and looks for dead links and for words that label people."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.core.checks import CheckMessage, Error, register
from django.test import Client

from prose import language
from recovery_site.addresses import public_addresses


class Page(HTMLParser):
    """The links and the anchors of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.html = html
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if anchor := given.get("id"):
            self.anchors.add(anchor)
        address = given.get("href")
        if tag == "a" and address and address.startswith(("/", "#")):
            self.links.append(address)


class Site:
    """The pages of the site, each opened once."""

    def __init__(self) -> None:
        self.client = Client(SERVER_NAME="localhost")
        self.pages: dict[str, Page | None] = {}

    def page(self, address: str) -> Page | None:
        """The page at a path; None where it answers with an error. What is no HTML has no anchors."""
        if address not in self.pages:
            response = self.client.get(address)
            content = b"".join(response) if response.streaming else response.content
            self.pages[address] = Page(content.decode()) if response.status_code < 400 else None
        return self.pages[address]


@register()
def pages_are_whole(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Every page opens, every link and anchor leads somewhere, and no word labels a person."""
    site = Site()
    return [message for address in public_addresses() for message in _check(site, address)]


def _check(site: Site, address: str) -> Iterator[CheckMessage]:
    page = site.page(address)
    if page is None:
        yield Error(f"{address} does not open", id="recovery_site.E001")
        return
    for link in page.links:
        path, anchor = urldefrag(link)
        target = site.page(urlsplit(path).path) if path else page
        if target is None:
            yield Error(f"{address} links to {link}, which does not open", id="recovery_site.E002")
        elif anchor and anchor not in target.anchors:
            yield Error(f"{address} links to {link}, where there is no such place", id="recovery_site.E003")
    for finding in language.find(page.html):
        yield Error(f"{address} says “{finding.words}” ({finding.rule})", hint=finding.say, id="recovery_site.E004")
