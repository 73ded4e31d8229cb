"""What a copy without a network lists of the people to call: every line of a country, hours as words, nothing about this hour. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from support.directory import HELPLINES
from support.directory.records import Country, Helpline
from support.listing import CALLS, HOME

# One heading for each need, in the order of the country's own page.
NEEDS = (
    ("Someone to talk to", "talk", CALLS),
    ("If you are under 18", "young", ("young",)),
    ("When you or a child are not safe", "not-safe", HOME),
    ("Find a service near you", "find", ("finder",)),
    ("Meetings and groups", "meetings", ("peers",)),
    ("For family and friends", "family", ("family",)),
    ("If someone has died", "bereavement", ("bereavement",)),
    ("Money", "money", ("money",)),
)


@dataclass(frozen=True)
class Need:
    """The lines for one need. In a list of several countries the anchor names the country too."""

    title: str
    anchor: str
    lines: tuple[Helpline, ...]


def lines_of(country: Country) -> tuple[Helpline, ...]:
    """Every service of a country, and of the world what it has not itself."""
    own = [line for line in HELPLINES if line.country == country.code]
    services = {line.service for line in own}
    world = [line for line in HELPLINES if line.country == "world" and line.service not in services]
    return tuple(own if country.code == "world" else [*own, *world])


def needs(country: Country) -> list[Need]:
    """The same under headings; who answers day and night comes first."""
    lines = lines_of(country)
    found = [Need(title, f"{country.code}-{anchor}", of_kinds(lines, kinds)) for title, anchor, kinds in NEEDS]
    return [need for need in found if need.lines]


def of_kinds(lines: Iterable[Helpline], kinds: Iterable[str]) -> tuple[Helpline, ...]:
    """Those of some kinds, those for the whole country first, and among them who answers day and night."""
    chosen = [line for line in lines if line.kind in set(kinds)]
    return tuple(sorted(chosen, key=lambda line: (bool(line.part or line.region), not line.answers_always)))
