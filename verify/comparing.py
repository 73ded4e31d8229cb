"""What differs between an answer of the release and one of a copy. Pure, and the standard library alone."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html.parser import HTMLParser
from urllib.parse import urlsplit

from verify.asking import Answer

# These are a server's or a proxy's own, or follow the clock. Every other header must be there, and no other may be.
FREE = {
    "accept-ranges", "age", "alt-svc", "cdn-cache-control", "connection", "content-encoding", "content-length", "date",
    "etag", "expires", "keep-alive", "last-modified", "server", "transfer-encoding", "vary", "via", "x-accel-expires",
}  # fmt: skip
# A proxy that ends the encryption may promise it; the release does so itself where its address is https.
MAY_BE_ADDED = {"strict-transport-security"}
LOADING = {
    "script": ("src",), "link": ("href",), "img": ("src", "srcset"), "iframe": ("src", "srcdoc"), "frame": ("src",),
    "object": ("data",), "embed": ("src",), "video": ("src", "poster"), "audio": ("src",), "source": ("src", "srcset"),
    "track": ("src",), "form": ("action",), "button": ("formaction",), "input": ("src", "formaction"), "base": ("href",),
    "image": ("href", "xlink:href"), "use": ("href", "xlink:href"),
}  # fmt: skip
FROM_ELSEWHERE = re.compile(rb"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s;]+)", re.IGNORECASE)
# A calendar entry is one of a kind, so that a calendar does not take two for one.
ONE_OF_A_KIND = re.compile(rb"^UID:.*\r?\n", re.MULTILINE)
MOST = 3
LONGEST = 140


class Pieces(HTMLParser):
    """A page as a list of tags and words, and the addresses that its tags make a browser ask."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.loads: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(" ".join((self.get_starttag_text() or tag).split()))
        given = dict(attrs)
        self.loads += [(tag, value) for name in LOADING.get(tag, ()) if (value := given.get(name))]
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh":
            self.loads.append((tag, (given.get("content") or "").partition("=")[2]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.found += data.split()

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def differences(ours: Answer, theirs: Answer, host: str) -> list[str]:
    """Every difference that a visitor or their browser could notice, in words. Empty where there is none."""
    if ours.status != theirs.status:
        return [f"answers {theirs.status}, not {ours.status}"]
    return [*_headers(ours, theirs), *_bodies(ours, theirs), *loads_elsewhere(theirs, host)]


def loads_elsewhere(answer: Answer, host: str) -> list[str]:
    """What a page or a style sheet makes a browser ask of anybody else."""
    kind = answer.headers.get("content-type", "")
    if "css" in kind:
        return [f"loads {found.decode(errors='replace')}" for found in FROM_ELSEWHERE.findall(answer.body)]
    if not answer.is_page:
        return []
    loads = Pieces(answer.body.decode(errors="replace")).loads
    return [f"<{tag}> loads {address}" for tag, address in loads if urlsplit(address.strip()).netloc not in {"", host}]


def _headers(ours: Answer, theirs: Answer) -> Iterator[str]:
    for name, value in sorted(ours.headers.items()):
        if name not in FREE and theirs.headers.get(name) != value:
            said = theirs.headers.get(name)
            yield f"the header {name} is missing" if said is None else f"the header {name} is '{_short(said)}'"
    for name in sorted(set(theirs.headers) - set(ours.headers) - FREE - MAY_BE_ADDED):
        yield f"adds the header {name}: {_short(theirs.headers[name])}"


def _bodies(ours: Answer, theirs: Answer) -> list[str]:
    if ONE_OF_A_KIND.sub(b"", ours.body) == ONE_OF_A_KIND.sub(b"", theirs.body):
        return []
    if not ours.is_page:
        return [f"other bytes: {len(theirs.body)}, not {len(ours.body)}"]
    before, after = (Pieces(answer.body.decode(errors="replace")).found for answer in (ours, theirs))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found = [
        _told(before, after, start, end, begin, stop)
        for kind, start, end, begin, stop in matcher.get_opcodes()
        if kind != "equal"
    ]
    if len(found) > MOST:
        return [*found[:MOST], f"and {len(found) - MOST} more differences"]
    return found or ["the same tags and words, with other spaces or signs between them"]


def _told(before: list[str], after: list[str], start: int, end: int, begin: int, stop: int) -> str:
    """One place in words; what was replaced with two pieces on each side, so that it can be found."""
    if start == end:
        return f"adds “{_short(' '.join(after[begin:stop]))}”"
    if begin == stop:
        return f"leaves out “{_short(' '.join(before[start:end]))}”"
    release, copy = before[max(0, start - 2) : end + 2], after[max(0, begin - 2) : stop + 2]
    return f"says “{_short(' '.join(copy))}”, not “{_short(' '.join(release))}”"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
