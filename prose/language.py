"""The language lint: words that label or shame people, and words that only a colour explains. Pure: text in, findings out.

The patterns stand in language.json: `block` fails a check, `warn` asks a person to decide. First every mask is
blanked out (quoted words and addresses in the markup; names of organisations and "heart failure" in the text), then the
rest is searched.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

TAG = re.compile(r"<[^>]*>")
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Finding:
    """A word that should not stand, the rule that says so, and what to write in its place."""

    rule: str
    words: str
    say: str


def find(html: str, level: str = "block") -> list[Finding]:
    """What the rules of a level ("block" or "warn") find in the visible text of some HTML."""
    in_markup, in_text, rules = _rules()
    text = " ".join(unescape(TAG.sub(" ", _blank(in_markup, UNSEEN.sub(" ", html)))).split())
    # A name or an address may be broken by tags or entities: only here is it whole.
    text = _blank([*in_text, *in_markup], text)
    return [Finding(name, match.group(), say) for name, rule, say in rules[level] for match in rule.finditer(text)]


def _blank(masks: list[re.Pattern[str]], text: str) -> str:
    for mask in masks:
        text = mask.sub(" ", text)
    return text


@cache
def _rules() -> tuple[list[re.Pattern[str]], list[re.Pattern[str]], dict[str, list[tuple[str, re.Pattern[str], str]]]]:
    data = json.loads((Path(__file__).parent / "language.json").read_text(encoding="utf-8"))
    in_markup, in_text = (
        [re.compile(mask, re.IGNORECASE) for mask in data[name]] for name in ("mask_in_markup", "mask")
    )
    rules = {
        level: [(rule["id"], re.compile(rule["re"], re.IGNORECASE), rule["say"]) for rule in data[level]]
        for level in ("block", "warn")
    }
    return in_markup, in_text, rules
