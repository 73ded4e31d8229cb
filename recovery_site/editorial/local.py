"""What stands in an operator's own folder in place of something of ours, and whether ours moved on since somebody compared them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prose.content_error import ROOT
from prose.frontmatter import read
from prose.places import Place, name_of, own_file, place
from prose.review import NOT_WORDS, fingerprint
from recovery_site.own_look import COMMENT, DECLARATION, OURS
from support.directory.loading import HERE
from support.directory.own import REPLACES, Entry, entries, with_fields

CONTENT = (("articles", ROOT / "articles/content"), ("plans", ROOT / "plans/content"))
MARK = re.compile(r"/\* replaces: ([0-9a-f]*) \*/\n")


@dataclass(frozen=True)
class Local:
    """Something local. `noted` is the fingerprint of ours that it was compared with, `ours` the one of ours as it is now.

    `noted` is empty where nobody compared them yet; `ours` where ours is no longer there.
    """

    name: str
    path: Path
    noted: str
    ours: str
    # The id of a service, where the file holds many.
    record: str = ""

    @property
    def moved(self) -> str:
        """What an editor has to look at; empty where ours is what it was."""
        if self.noted == self.ours:
            return ""
        if not self.ours:
            return "what it stood for is no longer among ours: it stands by itself, or changes nothing"
        return "ours changed under it" if self.noted else "nobody wrote down which words of ours it stands for"


def everything_local() -> list[Local]:
    """All of it: texts, services and colours."""
    return [*_texts(), *_services(), *_colours()]


def _texts() -> Iterator[Local]:
    for name, ours in CONTENT:
        for folder in _with_folders(place(ours, name)):
            for own, original in folder.pairs("*.md"):
                if own is None:
                    continue
                noted = str(read(own).meta.get(REPLACES) or "")
                now = fingerprint([read(original).words(NOT_WORDS)]) if original else ""
                if noted or now:
                    yield Local(name_of(own), own, noted, now)


def _with_folders(texts: Place) -> Iterator[Place]:
    yield texts
    for name in texts.folders():
        yield from _with_folders(texts.below(name))


def _services() -> Iterator[Local]:
    path = own_file("helplines.toml")
    ours = {entry.record.get("id"): entry for entry in entries(HERE / "helplines.toml", "helpline", "id")}
    for entry in entries(path, "helpline", "id") if path else []:
        name, noted = str(entry.record.get("id")), str(entry.record.get(REPLACES, ""))
        now = _said_by(ours[name]) if name in ours else ""
        if noted or now:
            yield Local(f"helplines.toml {name}", entry.path, noted, now, name)


def _said_by(entry: Entry) -> str:
    """A service's fingerprint: whatever it says, but for who rang it."""
    record = {name: value for name, value in entry.record.items() if name != "rung"}
    return fingerprint([json.dumps(record, default=str, ensure_ascii=False, sort_keys=True)])


def _colours() -> Iterator[Local]:
    if path := own_file("tokens.css"):
        text = path.read_text(encoding="utf-8")
        names = {found[1] for found in DECLARATION.finditer(COMMENT.sub("", text))}
        ours = [found[0] for found in DECLARATION.finditer(OURS.read_text(encoding="utf-8")) if found[1] in names]
        mark = MARK.search(text)
        if names:
            yield Local("tokens.css", path, mark[1] if mark else "", fingerprint(ours))


def write_compared(local: Local) -> None:
    """Write into the local file that it was compared with ours as it is now."""
    text = local.path.read_text(encoding="utf-8")
    if local.record:
        text = with_fields(text, local.record, {REPLACES: local.ours or None})
    elif local.path.suffix == ".css":
        text = f"/* replaces: {local.ours} */\n{MARK.sub('', text)}"
    else:
        head, closing, body = text.partition("\n---\n")
        head = re.sub(r"\nreplaces:.*", "", head)
        text = head + (f'\nreplaces: "{local.ours}"' if local.ours else "") + closing + body
    local.path.write_text(text, encoding="utf-8")
