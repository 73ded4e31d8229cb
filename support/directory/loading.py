"""The directory of people to call: every country and every line, read and checked once at start.

A record that cannot be trusted (a bad number, an unknown zone, overlapping hours, no source) stops the site with
the file, the service and the reason.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from prose import toml_file
from prose.content_error import ContentError
from support.directory import checks
from support.directory.hours import Hours, parse
from support.directory.records import Country, Elsewhere, Helpline, Number, Part, Rung, SeenAt, TextNumber

Record = TypeVar("Record", Country, Elsewhere, Helpline, Number, Part, Rung, SeenAt, TextNumber)

HERE = Path(__file__).resolve().parents[1]


def load_countries(path: Path) -> Mapping[str, Country]:
    """The countries by code, in the order of the file. Raises ContentError."""
    countries: dict[str, Country] = {}
    for record, line in _tables(path, "country", "code"):
        try:
            country = _country(record)
            if country.code in countries:
                raise ValueError("the code stands twice")
        except (ValueError, TypeError) as error:
            raise ContentError(path, line, f"{record.get('code', 'a country without a code')}: {error}") from error
        countries[country.code] = country
    return MappingProxyType(countries)


def _country(record: dict[str, Any]) -> Country:
    country = _record(Country, record)
    if why := checks.broken_country(country):
        raise ValueError(why)
    return country


def load_helplines(path: Path, countries: Mapping[str, Country]) -> tuple[Helpline, ...]:
    """The services in the order of the file. Raises ContentError that names file, line, service and reason."""
    helplines: list[Helpline] = []
    for record, line in _tables(path, "helpline", "id"):
        name = record.get("id", "a service without an id")
        try:
            helpline = _helpline(record)
            if why := checks.broken(helpline, countries, {known.id for known in helplines}):
                raise ValueError(why)
        except (ValueError, TypeError) as error:
            raise ContentError(path, line, f"{name}: {error}") from error
        helplines.append(helpline)
    for country in countries.values():
        if why := checks.broken_paper(country, helplines):
            raise ContentError(path, 1, why)
    return tuple(helplines)


def _helpline(record: dict[str, Any]) -> Helpline:
    text = record.get("text")
    # A short number is printed as it is dialled.
    shown = {"text": {"shown": text.get("number"), **text}} if isinstance(text, dict) else {}
    return _record(Helpline, {**record, **shown})


def _record(kind: type[Record], table: Mapping[str, Any]) -> Record:
    """A record of a kind, whose fields say what a table must hold. Raises ValueError that names what is wrong, and what to write."""
    wanted = {field.name: field for field in fields(kind)}
    if unknown := [name for name in table if name not in wanted]:
        raise ValueError(f"nothing here is called '{unknown[0]}'")
    if missing := [name for name, field in wanted.items() if field.default is MISSING and name not in table]:
        raise ValueError(f"'{missing[0]}' is missing")
    kinds = get_type_hints(kind)
    return kind(**{name: _value(kinds[name], value, name) for name, value in table.items()})


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


def _tables(path: Path, name: str, key: str) -> Iterator[tuple[dict[str, Any], int]]:
    """The records of a file, each with the line on which its key stands. Raises ContentError for anything else in it."""
    tables, text = toml_file.read(path)
    if set(tables) != {name} or not isinstance(tables[name], list):
        other = next((table for table in tables if table != name), name)
        raise ContentError(path, toml_file.line_of(other, text), f"the file holds [[{name}]] and nothing else")
    place = 0
    for record in tables[name]:
        found = re.compile(rf'^{key} *= *"{re.escape(str(record.get(key)))}"', re.MULTILINE).search(text, place)
        place = found.end() if found else place
        yield record, text.count("\n", 0, place) + 1


def zone_of(helpline: Helpline) -> ZoneInfo | None:
    """The time zone of a line's hours; None where it has no country with a clock."""
    name = helpline.time_zone or COUNTRIES[helpline.country].time_zone
    return ZoneInfo(name) if name else None


COUNTRIES = load_countries(HERE / "countries.toml")
HELPLINES = load_helplines(HERE / "helplines.toml", COUNTRIES)
