"""`manage.py check` opens every page and looks for dead links, words that label people and sources that nothing cites."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.test import Client

from prose import language
from prose.citations import BIBLIOGRAPHY, load
from prose.places import own_file, site_folder
from prose.source_file import CONFLICT
from recovery_site.addresses import public_addresses
from recovery_site.editorial import contract
from recovery_site.editorial.screens import screens_without_address
from recovery_site.editorial.sources import citing_texts, uses

# Attributes whose words reach people without standing on the page.
SPOKEN = ("aria-label", "alt", "title", "content")


class ParsedPage(HTMLParser):
    """The links and the anchors of one page, and the words in its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.twice: set[str] = set()
        self.unseen: list[str] = []
        self.tags: list[contract.Tag] = []
        self.title = ""
        self.html = html
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if anchor := given.get("id"):
            if anchor in self.anchors:
                self.twice.add(anchor)
            self.anchors.add(anchor)
        self.unseen += [value for name in SPOKEN if (value := given.get(name))]
        address = given.get("href")
        if tag == "a" and address and address.startswith(("/", "#")):
            self.links.append(address)

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "title" and not self.title:
            self.title = data.strip()


class Site:
    """The pages of the site, each opened once."""

    def __init__(self) -> None:
        self.client = Client(SERVER_NAME="localhost")
        self.pages: dict[str, ParsedPage | None] = {}

    def page(self, address: str) -> ParsedPage | None:
        """The page at a path; None where it answers with an error. What is no HTML has no anchors."""
        if address not in self.pages:
            response = self.client.get(address)
            content = b"".join(response) if response.streaming else response.content
            self.pages[address] = ParsedPage(content.decode(errors="replace")) if response.status_code < 400 else None
        return self.pages[address]


@register()
def pages_are_whole(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Every page opens and keeps to the contract, every link and anchor leads somewhere, and no word labels a person."""
    site = Site()
    return [
        *(message for address in public_addresses() for message in _check_address(site, address)),
        *(message for name, html in screens_without_address() for message in _check_page(site, name, ParsedPage(html))),
    ]


@register()
def templates_are_decided(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Nowhere in templates, styles and scripts two changes meet that nobody decided between."""
    files = (
        path for folder in ("templates", "static") for path in (settings.BASE_DIR / folder).rglob("*") if path.is_file()
    )
    return [
        Error(
            f"{path.relative_to(settings.BASE_DIR)}: two changes meet here: keep one, and delete the marks",
            id="recovery_site.E006",
        )
        for path in sorted(files)
        if CONFLICT.search(path.read_bytes().decode(errors="replace"))
    ]


@register()
def sources_are_used(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Every source is cited by some text. That every citation has its source is checked when the texts are read.

    In a copy with a folder of its own this holds for the sources of that folder: its words may stand for those that cite ours.
    """
    own = own_file("bibliography.toml")
    asked = (load(own) if own else {}) if site_folder() else BIBLIOGRAPHY
    return [
        Error(f"no text cites the source '{source.key}'", hint="Cite it or take it out.", id="recovery_site.E005")
        for source, texts in uses(BIBLIOGRAPHY, citing_texts())
        if not texts and source.key in asked
    ]


def _check_address(site: Site, address: str) -> Iterator[CheckMessage]:
    page = site.page(address)
    if page is None:
        yield Error(f"{address} does not open", id="recovery_site.E001")
    else:
        yield from _check_page(site, address, page)
        for why in contract.broken(page.title, page.tags):
            yield Error(f"{address}: {why}", id="recovery_site.E008")


def _check_page(site: Site, name: str, page: ParsedPage) -> Iterator[CheckMessage]:
    for link in page.links:
        path, anchor = urldefrag(link)
        target = site.page(urlsplit(path).path) if path else page
        if target is None:
            yield Error(f"{name} links to {link}, which does not open", id="recovery_site.E002")
        elif anchor and anchor not in target.anchors:
            yield Error(f"{name} links to {link}, where there is no such place", id="recovery_site.E003")
    for anchor in sorted(page.twice):
        yield Error(
            f"{name} has two places called '{anchor}'",
            hint="Give the heading another anchor: {#…}.",
            id="recovery_site.E007",
        )
    for finding in language.find(f"{page.html} {' '.join(page.unseen)}"):
        yield Error(f"{name} says “{finding.words}” ({finding.rule})", hint=finding.say, id="recovery_site.E004")
