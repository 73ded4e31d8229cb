"""What a page can show: what is left over in the words, or leads nowhere, is refused and never printed to readers. Pure."""

import re

# Attributes of a stretch of words: a word under discussion, and the two that the site completes with a number.
SPANS = {"term": "q", "crisis-line": "span", "emergency-number": "span"}
ATTRIBUTES = f"there are these attributes: {', '.join(SPANS)}; they stand after words in [ ]"
OPEN = re.compile(r"^:::+[ \t]*\S")
CLOSE = re.compile(r"^:::+[ \t]*$")
RULE = re.compile(r"^ {0,3}([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
# What a link may lead to: a page of ours, a place on the page, another site in the open, a call, a letter.
TARGET = re.compile(
    r"/(?!/)\S*|#[a-z][a-z0-9-]*|https://[a-z0-9][a-z0-9.-]*\.[a-z]+(?:[:/?#]\S*)?|tel:\+?[0-9]+|mailto:[^@\s]+@[^@\s]+"
)
# What is left in the words after reading them, and would be printed to readers as it stands.
UNREAD = (
    (re.compile(r"<!--|-->|</?[a-zA-Z][^<>]*>"), "HTML is not read here: take it out, or say it in words"),
    (
        re.compile(r"\{\{|\}\}|\{%|%\}|\[\[|\]\]"),
        "template tags and shortcodes are not read here: write the words themselves",
    ),
    (re.compile(r"^\[[ xX]\](?:\s|$)"), "a box to tick cannot be shown: write a plain list"),
    (re.compile(r"~~"), "words cannot be struck out: take them out"),
    (
        re.compile(r"\{(?:[.#:][\w-]|[\w-]+=)[^}]*\}"),
        ATTRIBUTES,
    ),
    (re.compile(r"\]\(|\]\[|\[\^"), "this link or citation cannot be read: write [words](/our/page/) or [^key]"),
)


def broken_line(body: str, first_line: int) -> tuple[int, str] | None:
    """The first line that is a rule, or a `:::` that does not fit, with the reason; None where every line can stand."""
    opened = 0
    for number, line in enumerate(body.splitlines(), first_line):
        if RULE.match(line):
            return number, "a line across the page cannot be shown: begin a section with ##"
        if OPEN.match(line):
            if opened:
                return number, f"the ::: of line {opened} is still open"
            opened = number
        elif CLOSE.match(line):
            if not opened:
                return number, "this ::: closes nothing"
            opened = 0
    return (opened, "this ::: is never closed") if opened else None


def unread(words: str) -> str:
    """Why some words cannot stand as they are; empty where they can."""
    found = ((pattern.search(words), why) for pattern, why in UNREAD)
    return next((f"'{match[0]}': {why}" for match, why in found if match), "")


def leads_nowhere(address: str) -> str:
    """Why a link cannot lead to an address; empty where it can."""
    if TARGET.fullmatch(address):
        return ""
    return f"a link leads to /our/page/, #anchor, https://…, tel:… or mailto:…; not to '{address or 'nothing'}'"
