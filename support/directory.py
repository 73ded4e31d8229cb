"""The directory of people to call: every country and every line, read and checked once at start.

A record that cannot be trusted (a bad number, an unknown zone, overlapping hours, no source) stops the site with
the file, the service and the reason.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from prose.content_error import ContentError
from support import hours, rules
from support.records import Country, Elsewhere, Helpline, Number, Part, SeenAt, Text

Record = TypeVar("Record", Country, Elsewhere, Helpline, Number, Part, SeenAt, Text)

HERE = Path(__file__).resolve().parent


def load_countries(path: Path) -> Mapping[str, Country]:
    """The countries by code, in the order of the file. Raises ContentError."""
    countries = {}
    for record, line in _tables(path, "country", "code"):
        try:
            country = _country(record)
        except (ValueError, TypeError) as error:
            raise ContentError(path, line, f"{record.get('code', 'a country without a code')}: {error}") from error
        countries[country.code] = country
    return MappingProxyType(countries)


def _country(record: dict[str, Any]) -> Country:
    emergency = tuple(_made(Number, number) for number in record.get("emergency", ()))
    parts = tuple(_made(Part, part) for part in record.get("parts", ()))
    country = _made(Country, {**record, "emergency": emergency, "parts": parts})
    if why := rules.broken_country(country):
        raise ValueError(why)
    return country


def load_helplines(path: Path, countries: Mapping[str, Country]) -> tuple[Helpline, ...]:
    """The services in the order of the file. Raises ContentError that names file, line, service and reason."""
    helplines: list[Helpline] = []
    for record, line in _tables(path, "helpline", "id"):
        name = record.get("id", "a service without an id")
        try:
            helpline = _helpline(record)
            if why := rules.broken(helpline, countries, {known.id for known in helplines}):
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
        values["textphone"] = _made(Number, values["textphone"])
    if "text" in values:
        values["text"] = _made(Text, {"shown": values["text"].get("number", ""), **values["text"]})
    for key in ("languages", "what_happens"):
        values[key] = tuple(values.get(key, ()))
    values["elsewhere"] = tuple(_elsewhere(other) for other in values.get("elsewhere", ()))
    values["sources"] = tuple(_made(SeenAt, source) for source in values.get("sources", ()))
    return _made(Helpline, values)


def _elsewhere(record: dict[str, Any]) -> Elsewhere:
    return _made(Elsewhere, {**record, "hours": hours.parse(record.get("hours"))})


def _made(kind: type[Record], values: Mapping[str, Any]) -> Record:
    """A record of a kind. Raises ValueError that names a value which is missing or which the kind does not have."""
    wanted = {field.name: field for field in fields(kind)}
    if unknown := [name for name in values if name not in wanted]:
        raise ValueError(f"nothing here is called '{unknown[0]}'")
    if missing := [name for name, field in wanted.items() if field.default is MISSING and name not in values]:
        raise ValueError(f"'{missing[0]}' is missing")
    return kind(**values)


def _tables(path: Path, name: str, key: str) -> Iterator[tuple[dict[str, Any], int]]:
    """The records of a file, each with the line on which its key stands."""
    text = path.read_text(encoding="utf-8")
    try:
        for record in tomllib.loads(text)[name]:
            found = re.search(rf'^{key} *= *"{re.escape(str(record.get(key)))}"', text, re.MULTILINE)
            yield record, text[: found.start()].count("\n") + 1 if found else 1
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise ContentError(path, int(found[1]) if found else 1, str(error)) from error


def zone_of(helpline: Helpline) -> ZoneInfo | None:
    """The time zone of a line's hours; None where it has no country with a clock."""
    name = helpline.time_zone or COUNTRIES[helpline.country].time_zone
    return ZoneInfo(name) if name else None


COUNTRIES = load_countries(HERE / "countries.toml")
HELPLINES = load_helplines(HERE / "helplines.toml", COUNTRIES)
