"""An operator's own colours and mark, read and checked once at start. Each is served as a file of its own, named by its content."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings

from prose.content_error import ContentError, Mistakes
from prose.places import own_file
from prose.source_file import read_text
from recovery_site.colours import SCHEMES, colours_of, too_faint

OURS = settings.BASE_DIR / "static/css/tokens.css"
# Beside the colours: what changes neither sizes nor distances, which our tests hold.
OTHERS = ("text-face", "head-face", "radius")
BLOCK = re.compile(r"(@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)\s*\{\s*)?:root\s*\{([^{}]*)\}(?(1)\s*\})")
DECLARATION = re.compile(r"--([a-z-]+)\s*:\s*([^;{}]+?)\s*;")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
HEX = re.compile(r"#[0-9a-f]{6}")
PLAIN = re.compile(r"[\w\s,.'\"-]+")
MORE_CONTRAST = re.compile(r"@media \(prefers-contrast: more\) \{.*?\}\s*\}", re.DOTALL)
MOST_BYTES = 8 * 1024
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class OwnFile:
    """A file of the operator's as it is served: its name carries a fingerprint, so that it may be kept for ever."""

    name: str
    kind: str
    content: bytes


def load_colours(path: Path, ours: str) -> OwnFile:
    """A sheet with the values that an operator gives to names of ours.

    Raises ContentError for everything but such values, and for each pair of colours that cannot be read.
    """
    known = colours_of(ours)
    mistakes, values = Mistakes(), _declared(path)
    lines: dict[tuple[str, str], int] = {}
    for name, value, scheme, line in values:
        lines[name, scheme] = line
        if name not in known["light"] and name not in OTHERS:
            mistakes.found.append(
                ContentError(path, line, f"there is no --{name}: names stand in static/css/tokens.css")
            )
        elif name in known["light"] and not HEX.fullmatch(value):
            mistakes.found.append(ContentError(path, line, f"--{name} must be a colour such as #0b4f57; it is {value}"))
        elif name in OTHERS and (scheme == "dark" or not PLAIN.fullmatch(value)):
            mistakes.found.append(ContentError(path, line, f"--{name} must be plain, and the same in the dark"))
    mistakes.say()
    for scheme in SCHEMES:
        given = {name: value for name, value, where, _ in values if where == scheme}
        for name, ground, why in too_faint({**known[scheme], **given}, scheme):
            line = next((lines[one, scheme] for one in (name, ground) if one in given), 1)
            mistakes.found.append(ContentError(path, line, why))
    mistakes.say()
    return _file("colours", "css", "text/css; charset=utf-8", _sheet(values, ours).encode())


def _declared(path: Path) -> list[tuple[str, str, str, int]]:
    """Name, value, scheme and line of each value. Raises ContentError for whatever else stands in the file."""
    text = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), read_text(path))
    found, rest = [], BLOCK.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)
    for block in BLOCK.finditer(text):
        inside = DECLARATION.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), block[2])
        rest = rest[: block.start(2)] + inside + rest[block.end(2) :]
        found += [
            (
                one[1],
                one[2].lower() if one[2].startswith("#") else one[2],
                "dark" if block[1] else "light",
                _line(text, block.start(2) + one.start()),
            )
            for one in DECLARATION.finditer(block[2])
        ]
    if other := re.search(r"\S", rest):
        why = "here stand :root { --name: value; } and the same inside @media (prefers-color-scheme: dark) { }, nothing else"
        raise ContentError(path, _line(text, other.start()), why)
    return found


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _sheet(values: list[tuple[str, str, str, int]], ours: str) -> str:
    """It stands after ours, so light values must not reach into the dark, and a wish for more contrast counts after both."""

    def root(scheme: str, *, others: bool = False) -> str:
        chosen = (
            f"--{name}:{value}" for name, value, where, _ in values if where == scheme and (name in OTHERS) == others
        )
        return f":root{{{';'.join(chosen)}}}"

    media = "".join(f"@media (prefers-color-scheme: {scheme}){{{root(scheme)}}}" for scheme in SCHEMES)
    more = MORE_CONTRAST.search(ours)
    return f"@layer tokens{{{root('light', others=True)}{media}{more[0] if more else ''}}}"


def load_mark(path: Path) -> OwnFile:
    """The operator's mark; raises ContentError where it is no small picture that stands alone."""
    content = path.read_bytes()
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  # the operator's own file
    except ElementTree.ParseError as error:
        raise ContentError(path, error.position[0], f"this is no SVG: {error}") from error
    mistakes = Mistakes()
    reasons = [
        *(
            ["the picture must be an <svg>, with a viewBox"]
            if root.tag != f"{SVG}svg" or not root.get("viewBox")
            else []
        ),
        *([f"it has {len(content)} bytes; at most {MOST_BYTES}"] if len(content) > MOST_BYTES else []),
        *(f"<{one.tag.removeprefix(SVG)}> cannot stand in a mark" for one in root.iter() if _acts(one.tag)),
        *(
            f"'{name}' leads out of the picture"
            for one in root.iter()
            for name, value in one.items()
            if _leaves(name, value)
        ),
    ]
    mistakes.found += [ContentError(path, 1, why) for why in reasons]
    mistakes.say()
    return _file("mark", "svg", "image/svg+xml", content)


def _acts(tag: str) -> bool:
    return tag.removeprefix(SVG) in {"script", "foreignObject", "image", "style", "a"}


def _leaves(name: str, value: str) -> bool:
    name = name.rpartition("}")[2].lower()
    return (
        name.startswith("on")
        or (name in {"href", "src"} and not value.startswith("#"))
        or "url(" in value.replace("url(#", "")
    )


def _file(name: str, ending: str, kind: str, content: bytes) -> OwnFile:
    return OwnFile(f"{name}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}", kind, content)


_tokens, _mark = own_file("tokens.css"), own_file("mark.svg")
COLOURS = load_colours(_tokens, OURS.read_text(encoding="utf-8")) if _tokens and _declared(_tokens) else None
MARK = load_mark(_mark) if _mark else None
