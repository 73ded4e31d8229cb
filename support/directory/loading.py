"""The directory of people to call: every country and every line, read and checked once at start.

A record that cannot be trusted (a bad number, an unknown zone, overlapping hours, no source) stops the site with
the file, the service and the reason.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from prose import toml_file
from prose.content_error import ContentError
from support.directory import checks, hours
from support.directory.records import Country, Elsewhere, Helpline, Number, Part, SeenAt, TextNumber

Record = TypeVar("Record", Country, Elsewhere, Helpline, Number, Part, SeenAt, TextNumber)

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
    emergency = tuple(_record(Number, number) for number in record.get("emergency", ()))
    parts = tuple(_record(Part, part) for part in record.get("parts", ()))
    country = _record(Country, {**record, "emergency": emergency, "parts": parts})
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
    return tuple(helplines)


def _helpline(record: dict[str, Any]) -> Helpline:
    values = dict(record)
    for key in ("hours", "text_hours", "chat_hours"):
        if key in values:
            values[key] = hours.parse(values[key])
    if "textphone" in values:
        values["textphone"] = _record(Number, values["textphone"])
    if "text" in values:
        values["text"] = _record(TextNumber, {"shown": values["text"].get("number", ""), **values["text"]})
    for key in ("languages", "what_happens"):
        values[key] = tuple(values.get(key, ()))
    values["elsewhere"] = tuple(_elsewhere(other) for other in values.get("elsewhere", ()))
    values["sources"] = tuple(_record(SeenAt, source) for source in values.get("sources", ()))
    return _record(Helpline, values)


def _elsewhere(record: dict[str, Any]) -> Elsewhere:
    return _record(Elsewhere, {**record, "hours": hours.parse(record.get("hours"))})


def _record(kind: type[Record], values: Mapping[str, Any]) -> Record:
    """A record of a kind. Raises ValueError that names a value which is missing or which the kind does not have."""
    wanted = {field.name: field for field in fields(kind)}
    if unknown := [name for name in values if name not in wanted]:
        raise ValueError(f"nothing here is called '{unknown[0]}'")
    if missing := [name for name, field in wanted.items() if field.default is MISSING and name not in values]:
        raise ValueError(f"'{missing[0]}' is missing")
    return kind(**values)


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
