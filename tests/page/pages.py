"""Reading a page in a test: its tags, their attributes and its words."""

from functools import cache
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class Page(HTMLParser):
    """Every tag of a page with its attributes, in order, and the text between them."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@cache
def opened(address: str) -> Any:
    """The answer to a GET of an address, asked for once for all the facts that are looked at in it."""
    return Client().get(address)


@cache
def read(address: str) -> Page:
    """The same, taken apart."""
    return Page(opened(address))


def title_of(response: Any) -> str:
    html: str = response.content.decode()
    return html[html.index("<title>") + 7 : html.index("</title>")].strip()
