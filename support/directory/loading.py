"""The directory of people to call: every country and every line, read and checked once at start.

A record that cannot be trusted (a bad number, an unknown zone, overlapping hours, no source) stops the site with
the file, the service and the reason.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from prose.content_error import ContentError, ContentErrors, Mistakes
from prose.places import own_file
from support.directory import checks
from support.directory.hours import Hours, parse
from support.directory.own import Entry, entries, load_rung, load_shown, numbers_in, together
from support.directory.records import Country, Elsewhere, Helpline, Number, Part, Rung, SeenAt, TextNumber


@dataclass(frozen=True)
class Own:
    """What an operator's folder says: a file of records, and which numbers were rung, by service."""

    helplines: Path | None = None
    rung: Mapping[str, dict[str, Any]] = field(default_factory=dict)


NOTHING = Own()
Record = TypeVar("Record", Country, Elsewhere, Helpline, Number, Part, Rung, SeenAt, TextNumber)

HERE = Path(__file__).resolve().parents[1]


def load_countries(path: Path) -> Mapping[str, Country]:
    """The countries by code, in the order of the file. Raises ContentError for everything that is wrong."""
    countries: dict[str, Country] = {}
    mistakes = Mistakes()
    for entry in entries(path, "country", "code"):
        with mistakes.noted(), _named(entry, entry.record.get("code", "a country without a code")):
            country = _record(Country, entry.record)
            checks.refuse(
                [*checks.broken_country(country), *(["the code stands twice"] if country.code in countries else [])]
            )
            countries[country.code] = country
    mistakes.say()
    if not countries:
        raise ContentError(path, 1, "the file holds no [[country]]")
    return MappingProxyType(countries)


def load_helplines(path: Path, countries: Mapping[str, Country], own: Own = NOTHING) -> tuple[Helpline, ...]:
    """The services in the order of the file, then the operator's own.

    Raises ContentError for everything that is wrong: it names file, line, service and reason.
    """
    helplines: list[Helpline] = []
    mistakes = Mistakes()
    changed = list(entries(own.helplines, "helpline", "id")) if own.helplines else []
    for entry in together(list(entries(path, "helpline", "id")), changed)[0]:
        with mistakes.noted(), _named(entry, entry.record.get("id", "a service without an id")):
            helpline = _helpline(_with_rung(entry.record, own.rung))
            checks.refuse(checks.broken(helpline, countries, {known.id for known in helplines}))
            helplines.append(helpline)
    mistakes.say()
    for country in countries.values():
        with mistakes.noted():
            if why := checks.broken_paper(country, helplines):
                raise ContentError(path, 1, why)
    mistakes.say()
    return tuple(helplines)


@contextmanager
def _named(entry: Entry, name: str) -> Iterator[None]:
    """What is wrong with a record, each reason with its file, its line and its name."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise ContentErrors(
            [ContentError(entry.path, entry.line, f"{name}: {why}") for why in str(error).splitlines()]
        ) from error


def _with_rung(record: dict[str, Any], rung: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A record with what an operator rang of it. Numbers that it no longer has do not count: `readiness` names them."""
    tried = rung.get(str(record.get("id")))
    return {**record, "rung": tried} if tried and set(tried["numbers"]) & numbers_in(record) else record


def _helpline(record: dict[str, Any]) -> Helpline:
    text = record.get("text")
    # A short number is printed as it is dialled.
    shown = {"text": {"shown": text.get("number"), **text}} if isinstance(text, dict) else {}
    return _record(Helpline, {**record, **shown})


# Worked out once for each kind of record, not for each record.
_kinds: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


def _record(kind: type[Record], table: Mapping[str, Any]) -> Record:
    """A record of a kind, whose fields say what a table must hold. Raises ValueError with a line for each thing that is wrong."""
    wanted = {field.name: field for field in fields(kind)}
    kinds = _kinds(kind)
    values: dict[str, Any] = {}
    wrong = [f"nothing here is called '{name}'" for name in table if name not in wanted]
    wrong += [f"'{name}' is missing" for name, one in wanted.items() if one.default is MISSING and name not in table]
    for name, value in table.items():
        try:
            if name in wanted:
                values[name] = _value(kinds[name], value, name)
        except ValueError as error:
            wrong.append(str(error))
    checks.refuse(wrong)
    return kind(**values)


def _value(kind: Any, value: object, name: str) -> Any:
    """A value as a field of this type holds it. Nothing is taken for something else: no 1 for true, no word for a list of words."""
    if isinstance(kind, UnionType):
        kind = next(part for part in get_args(kind) if part is not NoneType)
    if kind is Hours:
        return parse(value)
    if get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_value(get_args(kind)[0], item, name) for item in value)
    if is_dataclass(kind) and isinstance(value, dict):
        return _record(cast(type[Helpline], kind), value)
    if type(value) is kind:
        return value
    raise ValueError(f"'{name}' must be {_said(kind)}; it is {value!r}")


def _said(kind: Any) -> str:
    """What to write for a field of this type, as an editor would say it."""
    said = {
        str: 'text "in straight quotes"',
        bool: "true or false",
        int: "a whole number",
        date: "a date such as 2026-11-23",
    }
    return said.get(kind, "a table { … }" if is_dataclass(kind) else "a list [ … ]")


def zone_of(helpline: Helpline) -> ZoneInfo | None:
    """The time zone of a line's hours; None where it has no country with a clock."""
    name = helpline.time_zone or COUNTRIES[helpline.country].time_zone
    return ZoneInfo(name) if name else None


def shown_countries(
    known: Mapping[str, Country], path: Path | None
) -> tuple[Mapping[str, Country], tuple[Country, ...]]:
    """The countries that a copy shows, and those it shows first where nobody chose: Ireland and the UK, where both are there."""
    codes, first = load_shown(path, known) if path else (tuple(known), ())
    countries = MappingProxyType({code: known[code] for code in codes})
    home = first or tuple(code for code in FIRST if code in countries) or codes[:1]
    return countries, tuple(countries[code] for code in home)


FIRST = ("ie", "gb")
# Every country that we know, those that this copy shows, and those that it shows first.
KNOWN = load_countries(HERE / "countries.toml")
COUNTRIES, HOME_COUNTRIES = shown_countries(KNOWN, own_file("countries.toml"))
OWN = Own(own_file("helplines.toml"), load_rung(path) if (path := own_file("rung.toml")) else {})
# Every service that we know, and those of the countries shown.
EVERY_LINE = load_helplines(HERE / "helplines.toml", KNOWN, OWN)
HELPLINES = tuple(line for line in EVERY_LINE if line.country in COUNTRIES)
