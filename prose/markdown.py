"""Markdown to page parts: HTML, and between it the cards that a template fills in.

Raw HTML stays off, nothing here can write a style attribute or a template tag, and a directive, a citation or
an attribute that does not exist is a ContentError with its line.
"""

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from prose.content_error import ContentError
from prose.rendered import Card, Heading, Html, Prose
from prose.showable import ATTRIBUTES, SPANS, broken_line, leads_nowhere, unread

CALLOUTS = {"emergency": "Emergency: ", "note": "", "do": "", "do-not": "", "words": "", "example": "Example: "}
# What can wait, behind a title to tap; a browser opens it for a place inside it, and paper shows it open.
FOLD = "fold"
# What may follow the name of a card.
CARDS: dict[str, tuple[str, ...]] = {
    "emergency": (),
    "check-in": (),
    "voices": (),
    "helplines": ("crisis", "drugs", "peers", "family", "young", "abuse", "child-safety", "bereavement"),
}
Env = MutableMapping[str, Any]
ANCHOR = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}\s*$")


def render(body: str, path: Path, first_line: int = 1, *, may_cite: bool = False) -> Prose:
    """Render some Markdown.

    `first_line` is the line of the file on which it starts, for complaints. Only the body of a page may cite: the
    citations are numbered within one piece of Markdown, and a page lists its sources once.
    Raises ContentError for an unknown directive, card, attribute or table alignment, an unclosed directive,
    an anchor that is used twice, a citation where none may stand, or the text of a footnote.
    """
    if broken := broken_line(body, first_line):
        raise ContentError(path, *broken)
    env: Env = {"path": path, "first_line": first_line, "may_cite": may_cite}
    parser = _parser()
    tokens = parser.parse(body, env)
    parts = _parts(tokens, env)
    headings = _headings(tokens, env)
    notes = env.get("footnotes", {}).get("list", {})
    text = " ".join(strip_tags(part.html) for part in parts if isinstance(part, Html))
    return Prose(parts, headings, tuple(notes[number]["label"] for number in sorted(notes)), len(text.split()))


def render_inline(text: str, path: Path, line: int) -> SafeString:
    """One line of words as HTML: emphasis, links and typographic quotes, nothing else.

    `line` is where it stands in the file. Raises ContentError for a citation or an attribute that does not exist.
    """
    env: Env = {"path": path, "first_line": line, "may_cite": False}
    html: SafeString = mark_safe(_parser().renderInline(text.strip(), env))  # noqa: S308
    return html


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True})
    parser.enable(["table", "smartquotes"])
    parser.disable(["image", "hr", "code", "lheading"])
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.use(attrs_plugin, spans=True, allowed=("class",))
    parser.use(container_plugin, "directive", validate=lambda params, *_: bool(params.strip()), render=_directive)
    parser.core.ruler.after("block", "anchors", _take_anchors)
    parser.core.ruler.push("citations", _check_citations)
    parser.core.ruler.push("house", _house_rules)
    parser.add_render_rule("footnote_ref", _citation)
    parser.add_render_rule("table_open", _table)
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def _parts(tokens: list[Token], env: Env) -> tuple[Html | Card, ...]:
    parts: list[Html | Card] = []
    run: list[Token] = []

    def flush() -> None:
        if run:
            parser = _parser()
            parts.append(Html(mark_safe(parser.renderer.render(run, parser.options, env))))  # noqa: S308
            run.clear()

    inside_card = False
    for token in tokens:
        if token.type == "container_directive_open" and token.info.split()[0] == "card":
            flush()
            card = _card(token, env)
            if any(isinstance(part, Card) and part.name == card.name for part in parts):
                raise _error(env, token, f"the card '{card.name}' stands twice: once is enough on a page")
            parts.append(card)
            inside_card = True
        elif inside_card:
            if token.type != "container_directive_close":
                raise _error(env, token, "a card is filled in by the site: nothing may stand inside it")
            inside_card = False
        else:
            run.append(token)
    flush()
    return tuple(parts)


def _card(token: Token, env: Env) -> Card:
    _, *words = token.info.split()
    if not words or words[0] not in CARDS:
        raise _error(env, token, f"there are these cards: {', '.join(CARDS)}")
    name, options = words[0], tuple(words[1:])
    allowed = CARDS[name]
    if bool(allowed) != bool(options) or not set(options) <= set(allowed):
        raise _error(env, token, f"after 'card {name}' may stand: {', '.join(allowed) or 'nothing'}")
    return Card(name, options)


def _headings(tokens: list[Token], env: Env) -> tuple[Heading, ...]:
    found: list[Heading] = []
    seen: set[str] = set()
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        anchor = str(token.attrs.get("id"))
        if anchor in seen:
            raise _error(env, token, f"the anchor '{anchor}' is used twice")
        seen.add(anchor)
        if token.tag == "h2":
            parser = _parser()
            text = strip_tags(parser.renderer.render([inline], parser.options, env))
            found.append(Heading(text, anchor))
    return tuple(found)


def _take_anchors(state: StateCore) -> None:
    """Move `{#anchor}` from a heading's words to its id; make one from the words where none is given."""
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            if token.tag == "h1":
                raise _error(state.env, token, "the page's heading comes from front matter: start with ##")
            given = ANCHOR.search(inline.content)
            inline.content = ANCHOR.sub("", inline.content)
            anchor = given[1] if given else slugify(inline.content)
            if not anchor:
                raise _error(state.env, token, "no anchor can be made of this heading: write one, such as {#tonight}")
            token.attrSet("id", anchor)


def _check_citations(state: StateCore) -> None:
    """Refuse a citation where it would also be read elsewhere: a heading stands in the contents, a table's head at each cell."""
    before = ""
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            raise _error(state.env, token, "what a source says stands in the bibliography: cite it by its key alone")
        cites = any(child.type == "footnote_ref" for child in token.children or [])
        if cites and (before in {"heading_open", "th_open"} or not state.env["may_cite"]):
            raise _error(state.env, token, "a source can be cited only in the body, and in no heading")
        before = token.type


def _house_rules(state: StateCore) -> None:
    """Refuse what our pages cannot carry, and finish links and tables."""
    tag: str | None = None
    headers: list[str] = []
    for token in state.tokens:
        if "style" in token.attrs:
            raise _error(state.env, token, "a table's columns cannot be aligned: write plain dashes")
        if token.type == "inline" and "![" in token.content:
            raise _error(state.env, token, "a picture cannot be shown: say in words what it shows")
        for child in token.children or []:
            _check_child(state.env, token, child)
            if child.type == "span_open":
                tag = SPANS.get(str(child.attrs.get("class")))
                if tag is None:
                    raise _error(state.env, token, ATTRIBUTES)
            if child.type in {"span_open", "span_close"}:
                child.tag = tag or child.tag
            if child.type == "link_open" and not str(child.attrs["href"]).startswith(("/", "#")):
                child.attrSet("rel", "noreferrer")
        if token.type == "th_open":
            headers.append("")
        elif headers and token.type == "inline" and not headers[-1]:
            headers[-1] = token.content
        if token.type == "table_open":
            token.meta["headers"] = headers = []


def _check_child(env: Env, token: Token, child: Token) -> None:
    """Refuse a stretch of words that would not reach a reader as it is meant."""
    if child.type == "text" and (why := unread(child.content)):
        raise _error(env, token, why)
    if child.type == "link_open" and (why := leads_nowhere(str(child.attrs["href"]))):
        raise _error(env, token, why)
    if child.type not in {"span_open", "span_close"} and "class" in child.attrs:
        raise _error(env, token, ATTRIBUTES)


def _directive(self: object, tokens: Sequence[Token], index: int, options: object, env: Env) -> str:
    token = tokens[index]
    opening = next(one for one in reversed(tokens[: index + 1]) if one.type == "container_directive_open")
    kind, _, title = opening.info.strip().partition(" ")
    if token.nesting == -1:
        return "</div>\n</details>\n" if kind == FOLD else "</section>\n"
    if kind not in {*CALLOUTS, FOLD}:
        raise _error(env, token, f"there are these callouts: {', '.join(CALLOUTS)}, {FOLD}, card")
    if not title:
        raise _error(env, token, f"'::: {kind}' needs a title on the same line")
    words = mark_safe(render_inline(title, env["path"], _line(env, token)))  # noqa: S308
    if kind == FOLD:
        return format_html('<details class="fold">\n<summary>{}</summary>\n<div>\n', words)
    spoken = format_html('<span class="visually-hidden">{}</span>', CALLOUTS[kind]) if CALLOUTS[kind] else ""
    return format_html(
        '<section class="callout callout--{}">\n<h3 class="callout__title">{}{}</h3>\n', kind, spoken, words
    )


def _table(self: object, tokens: Sequence[Token], index: int, options: object, env: Env) -> str:
    """A frame that scrolls sideways on a phone; a keyboard can reach it, and a screen reader says what it is."""
    label = "Table: " + ", ".join(header for header in tokens[index].meta["headers"] if header)
    opening = '<div class="table-frame" role="region" aria-label="{}" tabindex="0"><table class="table">\n'
    return format_html(opening, label)


def _citation(self: object, tokens: Sequence[Token], index: int, options: object, env: Env) -> str:
    number = tokens[index].meta["id"] + 1
    again = tokens[index].meta["subId"]
    anchor = f"cite-{number}" + (f"-{again + 1}" if again else "")
    return (
        f'<sup class="cite"><a id="{anchor}" href="#source-{number}">'
        f'<span class="visually-hidden"> Source </span>{number}</a></sup>'
    )


def _error(env: Env, token: Token, why: str) -> ContentError:
    return ContentError(env["path"], _line(env, token), escape(why) if "<" in why else why)


def _line(env: Env, token: Token) -> int:
    line: int = env["first_line"] + (token.map[0] if token.map else 0)
    return line
