"""The language lint: words that label or shame people, and words that only a colour explains. Pure: text in, findings out.

The patterns stand in language.json: `block` fails a check, `warn` asks a person to decide. First every `mask` is
blanked out (names of organisations, quoted words, "heart failure"), then the rest is searched.
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
    masks, rules = _rules()
    text = UNSEEN.sub(" ", html)
    for mask in masks:
        text = mask.sub(" ", text)
    text = " ".join(unescape(TAG.sub(" ", text)).split())
    # Names of organisations may be broken by tags or entities: masked once more in the plain text.
    for mask in masks:
        text = mask.sub(" ", text)
    return [Finding(name, match.group(), say) for name, rule, say in rules[level] for match in rule.finditer(text)]


@cache
def _rules() -> tuple[list[re.Pattern[str]], dict[str, list[tuple[str, re.Pattern[str], str]]]]:
    data = json.loads((Path(__file__).parent / "language.json").read_text(encoding="utf-8"))
    masks = [re.compile(mask, re.IGNORECASE) for mask in data["mask"]]
    rules = {
        level: [(rule["id"], re.compile(rule["re"], re.IGNORECASE), rule["say"]) for rule in data[level]]
        for level in ("block", "warn")
    }
    return masks, rules
