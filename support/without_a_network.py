"""What a copy without a network lists of the people to call: every line of a country, hours as words, nothing about this hour. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from support.directory import HELPLINES
from support.directory.records import Country, Helpline
from support.listing import BY_NEED, CALLS, of_the_world


@dataclass(frozen=True)
class Need:
    """The lines for one need. In a list of several countries the anchor names the country too."""

    title: str
    anchor: str
    lines: tuple[Helpline, ...]


def lines_of(country: Country) -> tuple[Helpline, ...]:
    """Every service of a country, and of the world what it has not itself."""
    return (*(line for line in HELPLINES if line.country == country.code), *of_the_world(country))


def needs(country: Country) -> list[Need]:
    """The same under the headings of the country's own page, each line once; who answers day and night comes first."""
    left, found = lines_of(country), []
    for title, anchor, kinds in (("Someone to talk to", "talk", CALLS), *BY_NEED):
        if lines := of_kinds(left, kinds):
            found.append(Need(title, f"{country.code}-{anchor}", lines))
            left = tuple(line for line in left if line not in lines)
    return found


def of_kinds(lines: Iterable[Helpline], kinds: Iterable[str]) -> tuple[Helpline, ...]:
    """Those of some kinds, those for the whole country first, and among them who answers day and night."""
    chosen = [line for line in lines if line.kind in set(kinds)]
    return tuple(sorted(chosen, key=lambda line: (bool(line.part or line.region), not line.answers_always)))
