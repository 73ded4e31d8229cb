"""Pages that become parts of one file: anchors of their own, links that stay inside it, headings one level lower. Pure."""

import re
from collections.abc import Container, Mapping
from urllib.parse import urldefrag, urlsplit

ANCHOR = re.compile(r'\b(id|aria-labelledby|aria-describedby)="([^"]+)"|\bhref="#([^"]+)"')
HEADING = re.compile(r"(</?h)([2-5])\b")
LINK = re.compile(r'<a\b([^>]*?)\s*\bhref="(/[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
ID = re.compile(r'\bid="([^"]+)"')
# Places of a step's page that are another's in the file: what is said once there stands for every step.
SHARED = {"ambulance": "now", "emergency": "now", "people": "people", "people-heading": "people"}
SOURCE = re.compile(r"source-\d+")
INDENTED = re.compile(r"\n\s+")


def part(html: str, name: str) -> str:
    """The HTML of a page as a part called `name`: its anchors start with that name, its headings stand one level lower.

    A link to a place that its page has and the part has not leads to where the file says the same, else to the part's top.
    """
    own = set(ID.findall(html))

    def named(found: re.Match[str]) -> str:
        attribute, anchor, target = found.groups()
        if anchor:
            return f'{attribute}="{name}-{anchor}"'
        inside = f"{name}-{target}" if target in own or SOURCE.fullmatch(target) else SHARED.get(target, name)
        return f'href="#{inside}"'

    return HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", ANCHOR.sub(named, html))


def gathered(html: str, parts: Mapping[str, str], site: str) -> str:
    """The whole file: a link to what is in it leads there, another page of ours is on the site, or is words where there is none.

    `parts` holds the anchor in the file for each path of ours that is in it. `site` is the site's own address, or nothing.
    """
    anchors = set(ID.findall(html))
    return unindented(LINK.sub(lambda link: _link(link, parts, anchors, site), html))


def unindented(text: str) -> str:
    """The same without what stands before a line: a tenth of the file. Done twice, it changes nothing more."""
    return INDENTED.sub("\n", text)


def _link(found: re.Match[str], parts: Mapping[str, str], anchors: Container[str], site: str) -> str:
    before, address, after, words = found.groups()
    path, anchor = urldefrag(address)
    if place := parts.get(urlsplit(path).path):
        wanted = (f"{place}-{anchor}", SHARED.get(anchor, anchor), place)
        inside = next(one for one in wanted if one == place or one in anchors)
        return f'<a{before} href="#{inside}"{after}>{words}</a>'
    return f'<a{before} href="{site}{address}"{after}>{words}</a>' if site else words
