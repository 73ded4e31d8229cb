"""A page where its style never arrives, as on a slow line or in a text browser: its words stand in order, once, and apart.

What a reader then sees is what the HTML says: an attribute `hidden` hides, a class does not.
"""

from functools import cache
from html.parser import HTMLParser

from django.test import Client

from recovery_site.addresses import file_addresses, public_addresses
from tests.page.pages import opened

ADDRESSES = public_addresses()
UNSEEN = {"head", "script", "style", "svg", "template"}
VOID = {"meta", "link", "br", "wbr", "input", "img", "hr"}
# Elements that a browser sets on lines of their own without being told.
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "header", "html", "legend", "li", "main", "nav", "ol", "optgroup", "option",
    "p", "section", "select", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
# The skip link, the site's name, the menu, the way out and the line for emergencies.
MOST_WORDS_BEFORE_MAIN = 45
MOST_WORDS_BEFORE_HEADING = 16
# Of a number to read and a button to press, of words for a screen and for paper, one is for these surroundings alone.
ONE_OF_TWO = {"dial", "on-paper"}
# On paper the emergency list comes first, then the name of the plan.
EMERGENCY_FIRST = ("/print/",)


class Plain(HTMLParser):
    """What a browser shows of a page without any style: lines of words, with a mark where main and its heading begin."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.places: dict[str, int] = {}
        self.glued: list[str] = []
        self.shown_by_class_alone: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._edge = False
        self.feed(html)

    @property
    def _is_seen(self) -> bool:
        return all(seen for _, seen in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._boundary(tag)
        if self._is_seen and tag in {"main", "h1", "footer"}:
            self.places.setdefault(tag, len(self.text))
        if tag not in VOID:
            self._open.append((tag, "hidden" not in given and tag not in UNSEEN))
        if self._is_seen and ONE_OF_TWO & set((given.get("class") or "").split()):
            self.shown_by_class_alone.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        self._boundary(tag)

    def handle_data(self, data: str) -> None:
        if not self._is_seen:
            return
        if self._edge and data[:1].isalnum() and self.text[-1:].isalnum():
            self.glued.append(f"{self.text[-30:]}|{data[:30]}")
        self.text += data
        self._edge = False

    def _boundary(self, tag: str) -> None:
        if tag in BLOCKS or tag == "br":
            self.text += "\n"
        elif tag != "wbr":
            self._edge = True

    def words(self, begin: str, end: str) -> int:
        return len(self.text[self.places.get(begin, 0) : self.places[end]].split())


@cache
def plain(address: str) -> Plain:
    return Plain(opened(address).content.decode())


def test_page_reads_from_top_to_bottom_without_its_style():
    for address in ADDRESSES:
        page = plain(address)
        assert page.words("", "main") <= MOST_WORDS_BEFORE_MAIN, address
        assert address.endswith(EMERGENCY_FIRST) or page.words("main", "h1") <= MOST_WORDS_BEFORE_HEADING, address
        assert page.places["main"] < page.places["h1"] < page.places["footer"], address


def test_no_two_words_run_into_one_where_only_a_style_holds_them_apart():
    assert {address: plain(address).glued for address in ADDRESSES if plain(address).glued} == {}


def test_nothing_stands_twice_that_a_style_shows_once():
    """A number to read and a button to press it, words for a screen and words for paper: the second of each is `hidden`."""
    twice = {address: plain(address).shown_by_class_alone for address in ADDRESSES}
    assert {address: tags for address, tags in twice.items() if tags} == {}


def test_whoever_saves_data_gets_the_same_page():
    """It is small for everyone, and nobody is told apart by what their browser asks for."""
    client = Client(headers={"Save-Data": "on", "Downlink": "0.1", "ECT": "2g"})
    for address in (*ADDRESSES, *file_addresses()):
        saved = client.get(address)
        assert saved.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding", address
        assert len(saved.content) == len(opened(address).content), address
