"""What comes next on the if-then sheet. Pure: given the lines that came with a request, and nothing else.

Up to three pairs of an "if" and a "then", each line named by its code. Every request is replayed from the first pair,
so a stale or forged form cannot skip one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

# A pair is two keys that follow each other.
KEYS = ("if1", "then1", "if2", "then2", "if3", "then3")
PAIRS = tuple(zip(KEYS[::2], KEYS[1::2], strict=True))
PARTNER = {**dict(PAIRS), **{then: when for when, then in PAIRS}}
# Says on the wire that nothing is chosen, so that every request is equally long.
NOTHING = "-"


@dataclass(frozen=True)
class Ask:
    """Let this line be chosen."""

    key: str


@dataclass(frozen=True)
class Done:
    """Show the sheet with these pairs of codes."""

    pairs: tuple[tuple[str, str], ...]


def pairs_of(chosen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The codes of every pair that has both its lines, in order."""
    return tuple((chosen[when], chosen[then]) for when, then in PAIRS if when in chosen and then in chosen)


def missing(chosen: Mapping[str, str], asked: Collection[str], *, finish: bool) -> tuple[str, ...]:
    """The keys on the screen that need a line: the other half of a pair, and a first pair where there is none.

    Whoever asks to finish may leave an empty pair empty.
    """
    return tuple(
        key
        for key in KEYS
        if key in asked
        and key not in chosen
        and (PARTNER[key] in chosen or not finish or (key in PAIRS[0] and not pairs_of(chosen)))
    )


def next_screen(chosen: Mapping[str, str], *, more: bool) -> Ask | Done:
    """The first half pair that lacks a line; else, when one more is wanted, the first empty pair; else the sheet."""
    for key in KEYS:
        if key not in chosen and PARTNER[key] in chosen:
            return Ask(key)
    pairs = pairs_of(chosen)
    empty = next((when for when, _ in PAIRS if when not in chosen), None)
    if empty and (more or not pairs):
        return Ask(empty)
    return Done(pairs)


def screen_called(key: str, chosen: Mapping[str, str]) -> str:
    """The screen of a key, or of the first before it that has no line."""
    return next((before for before in KEYS[: KEYS.index(key)] if before not in chosen), key)


def key_before(key: str) -> str | None:
    """The key before, or None for the first."""
    index = KEYS.index(key)
    return KEYS[index - 1] if index else None
