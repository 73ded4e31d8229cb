"""The running text of some HTML, for measuring how hard it is to read. Pure: text in, text out.

Headings and tables stay out: they are no sentences. A list item or a label counts as a sentence of its own.
"""

import re
from html.parser import HTMLParser

LEFT_OUT = {"title", "h1", "h2", "h3", "h4", "summary", "table", "sup", "script", "style", "svg", "nav", "button"}
BLOCKS = {"p", "li", "dt", "dd", "figcaption", "blockquote", "legend", "label", "div", "section", "ul", "ol", "br"}
STOPS = (".", "!", "?", "…")
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])[”’\")]*\s+")
WITH_A_DIGIT = re.compile(r"\S*\d\S*")
NAME = re.compile(r"(?<=[\w,;:–] )(?!I\b)[“‘(]*[A-Z][\w’'/-]*")


class _Blocks(HTMLParser):
    """The text of every block."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks = [""]
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LEFT_OUT:
            self._inside.append(tag)
        if tag in LEFT_OUT | BLOCKS and tag != "sup":
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()
        if tag in LEFT_OUT | BLOCKS and tag != "sup":
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.blocks[-1] += data


def running_text(html: str) -> str:
    """The sentences of some HTML; a block without a full stop gets one."""
    blocks = [" ".join(block.split()) for block in _Blocks(html).blocks]
    return " ".join(_stopped(block) for block in blocks if block)


def without_names_and_numbers(text: str) -> str:
    """The same text without what has a digit in it, and without capitalised words inside a sentence.

    A reader does not stumble over the name of a service or over "24" as a formula for syllables thinks.
    """
    return " ".join(NAME.sub("", WITH_A_DIGIT.sub("", text)).split())


def sentences(text: str) -> list[str]:
    return [sentence for sentence in BETWEEN_SENTENCES.split(text) if sentence]


def words_a_sentence(text: str) -> float:
    """How many words a sentence has on average."""
    return len(text.split()) / max(1, len(sentences(text)))


def _stopped(block: str) -> str:
    bare = block.rstrip('”’")')
    return block if bare.endswith(STOPS) else f"{block.rstrip(':;,')}."
