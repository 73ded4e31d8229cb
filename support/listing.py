"""Which lines a page lists, and in which order: computed for an instant, in the country's time."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from support.availability.listed import ListedHelpline, listed
from support.directory import HELPLINES
from support.directory.hours import State
from support.directory.records import OTHERS, Country, Helpline

# Between these hours (local) lines that answer day and night come first.
NIGHT_BEGINS, NIGHT_ENDS = 21, 8
CALLS = ("crisis", "drugs", "mental-health")
OPEN_NOW = "open-now"
# What a heading that is true for a minute says on paper, which is read on another day.
ON_PAPER = {OPEN_NOW: "Lines to call", "later": "More lines to call"}
STATES = (State.OPEN, State.CLOSED, State.HOLIDAY, State.UNKNOWN)
# Whom to turn to when home is not safe, for oneself or for a child.
HOME = ("abuse", "child-safety")
# One need alone: whoever has it looks for its heading, wherever in the country they are.
NEEDS = ("young", *HOME, "family", "bereavement", "money")
# The headings for one need at a time, in their order, with what stands under each.
BY_NEED = (
    ("If you are under 18", "young", ("young",)),
    ("When you or a child are not safe", "not-safe", HOME),
    ("Where you can walk in", "walk-in", ("walk-in",)),
    ("Find a service near you", "find", ("finder", *CALLS)),
    ("Meetings and groups", "meetings", ("peers",)),
    ("For family and friends", "family", ("family",)),
    ("If someone has died", "bereavement", ("bereavement",)),
    ("Money", "money", ("money",)),
)
# In a nation's own section: whom to call, then where to go.
OF_A_NATION = (CALLS, ("finder", "peers"))


@dataclass(frozen=True)
class Section:
    """Some lines under a heading. `beside` answers day and night, where none of these lines does.

    `on_paper` is the heading of a sheet, where the other is true for a minute alone.
    """

    title: str
    anchor: str
    lines: tuple[ListedHelpline, ...]
    beside: Helpline | None = None
    folded: bool = False
    on_paper: str = ""


def sections(country: Country, now: datetime) -> list[Section]:
    """Everything for one country at an aware instant: open now, opens later, each nation's own, then one need at a time."""
    own = [line for line in _of_country(country, now) if not line.helpline.part or line.helpline.kind in NEEDS]
    world = [listed(line, now) for line in of_the_world(country)]
    calls = _in_order([line for line in own if line.helpline.kind in CALLS and line.helpline.is_line], country, now)
    rest = [*_in_order([line for line in own if line not in calls], country, now), *world]
    found = [
        ("Open now", OPEN_NOW, [line for line in calls if line.is_open]),
        ("Open later, or check their hours", "later", [line for line in calls if not line.is_open]),
        *((f"In {part.name}", part.code, _of_part(country, part.code, now)) for part in country.parts),
        *((title, anchor, _of_kind(rest, *kinds)) for title, anchor, kinds in BY_NEED),
    ]
    # Who answers now stands open; what is for later or for someone else is one tap away.
    filled = (row for row in found if row[2])
    return [_section(country, *row, folded=place > 0) for place, row in enumerate(filled)]


def people(country: Country, kinds: tuple[str, ...], now: datetime, most: int = 3) -> list[ListedHelpline]:
    """A few lines for a plan, a result or an article, at an aware instant: the best of each kind, then more of the last.

    A line that answers day and night is always among them where the country has one, so that office hours never stand
    alone. Where a country has none of these lines, the directories of lines stand in.
    Where the lines of a kind are for women alone, one for men comes too, even above `most`; and the other way round.
    """
    own = [line for line in HELPLINES if line.country == country.code and not line.part and not line.region]
    wanted = [line for line in (*own, *of_the_world(country)) if line.kind in kinds]
    if not wanted or (set(kinds) & set(CALLS) and not any(line.kind in CALLS for line in wanted)):
        wanted = [*(line for line in own if line.kind == "finder"), *wanted]
    found = [listed(line, now) for line in wanted]
    chosen = _with_others(_best_of_each(_in_order(found, country, now), kinds)[:most], found)
    if not any(line.helpline.answers_always for line in chosen):
        crisis = crisis_line(country)
        beside = [listed(line, now) for line in own if line == crisis]
        chosen = [*beside, *chosen[: max(most, len(chosen)) - len(beside)]]
    return _in_order(chosen, country, now)


def crisis_line(country: Country) -> Helpline | None:
    """The first number of a country at which a person answers day and night, whatever it is about."""
    lines = (helpline for helpline in HELPLINES if helpline.country == country.code and helpline.kind == "crisis")
    return next((line for line in lines if line.answers_always and line.phone_to_show and not line.part), None)


def finders(country: Country) -> list[Helpline]:
    """The directories of lines and services of a country."""
    return [helpline for helpline in HELPLINES if helpline.country == country.code and helpline.kind == "finder"]


def of_the_world(country: Country) -> list[Helpline]:
    """What is there for every country, as it stands beside a country's own: what the country has itself is left out."""
    own = {line.service for line in HELPLINES if line.country == country.code}
    return [line for line in HELPLINES if line.country == "world" and line.service not in own]


def for_paper(countries: list[Country], most: int = 4) -> list[tuple[Helpline, list[Country]]]:
    """The lines that a printed page carries, best first, each with the countries it serves; a number stands once."""
    marked = sorted((line for line in HELPLINES if line.print), key=lambda line: line.print or 0)
    found: dict[str, tuple[Helpline, list[Country]]] = {}
    for line in marked:
        country = next((country for country in countries if country.code == line.country), None)
        if country:
            found.setdefault(line.phone or line.id, (line, []))[1].append(country)
    return list(found.values())[:most]


def _section(country: Country, title: str, anchor: str, lines: list[ListedHelpline], *, folded: bool) -> Section:
    to_call = [line.helpline for line in lines if line.helpline.is_line]
    alone = to_call and not any(line.answers_always for line in to_call)
    beside = crisis_line(country) if alone else None
    return Section(title, anchor, tuple(lines), beside, folded, ON_PAPER.get(anchor, ""))


def _with_others(chosen: list[ListedHelpline], wanted: list[ListedHelpline]) -> list[ListedHelpline]:
    """The chosen lines, and beside those for women alone the first one for men, where there is one of that kind."""
    for line in list(chosen):
        same = [one for one in wanted if one.helpline.kind == line.helpline.kind]
        others = OTHERS.get(line.helpline.for_some)
        if others and not any(one.helpline.for_some == others for one in chosen):
            chosen = [*chosen, *[one for one in same if one.helpline.for_some == others][:1]]
    return chosen


def _best_of_each(lines: list[ListedHelpline], kinds: tuple[str, ...]) -> list[ListedHelpline]:
    """The first line of each kind, then the rest: those of the kind named last come first."""
    firsts = list({line.helpline.kind: line for line in reversed(lines)}.values())
    rest = [line for line in lines if line not in firsts]
    named_last = {kind: -place for place, kind in enumerate(kinds)}
    return [
        *(line for line in lines if line in firsts),
        *sorted(rest, key=lambda line: named_last.get(line.helpline.kind, 1)),
    ]


def _in_order(lines: list[ListedHelpline], country: Country, now: datetime) -> list[ListedHelpline]:
    """Open first, then what opens soonest; at night what answers day and night comes before the rest that is open."""
    hour = now.astimezone(ZoneInfo(country.time_zone)).hour if country.time_zone else 0
    night = hour >= NIGHT_BEGINS or hour < NIGHT_ENDS

    def rank(line: ListedHelpline) -> tuple[int, bool, datetime]:
        opens = line.availability.opens_at or now
        return STATES.index(line.availability.state), night and not line.helpline.answers_always, opens

    return sorted(lines, key=rank)


def _of_country(country: Country, now: datetime) -> list[ListedHelpline]:
    return [listed(helpline, now) for helpline in HELPLINES if helpline.country == country.code]


def _of_part(country: Country, code: str, now: datetime) -> list[ListedHelpline]:
    lines = _in_order([line for line in _of_country(country, now) if line.helpline.part == code], country, now)
    return [line for kinds in OF_A_NATION for line in _of_kind(lines, *kinds)]


def _of_kind(lines: list[ListedHelpline], *kinds: str) -> list[ListedHelpline]:
    return [line for line in lines if line.helpline.kind in kinds]
