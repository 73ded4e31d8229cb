"""What every page of the site keeps to, whoever wrote its words. Pure: tags and title go in, complaints come out."""

from collections.abc import Iterator

from prose.slugs import TELLING

Tag = tuple[str, dict[str, str | None]]
FETCHES = ("src", "srcset", "action", "poster", "data")
FIELDS = {"hidden", "radio"}


def broken(title: str, tags: list[Tag]) -> list[str]:
    """Why a page cannot be shown; empty where it keeps to everything."""
    counted = {name: sum(tag == name for tag, _ in tags) for name in ("h1", "main")}
    return [
        *([f"its title “{title}” ends in a browser's history and tells too much"] if TELLING.search(title) else []),
        *(f"it has {count} <{name}>; one is right" for name, count in counted.items() if count != 1),
        *dict.fromkeys(why for tag, attributes in tags for why in _wrong(tag, attributes)),
    ]


def _wrong(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    if tag == "style" or "style" in attributes or (tag == "script" and not attributes.get("src")):
        yield f"<{tag}> has a style or a script inside the page, which browsers refuse here"
    if any(name.startswith("on") for name in attributes):
        yield f"<{tag}> runs a script of its own, which browsers refuse here"
    if any((attributes.get(name) or "").startswith(("http", "//")) for name in FETCHES):
        yield f"<{tag}> asks another host for something"
    if (
        tag == "a"
        and (attributes.get("href") or "").startswith("http")
        and "noreferrer" not in (attributes.get("rel") or "")
    ):
        yield f"the link to {attributes['href']} would tell that site where somebody came from"
    if tag == "textarea" or (tag == "input" and attributes.get("type") not in FIELDS):
        yield f"<{tag}> lets somebody type words, and there is nowhere to keep them"
