"""The directory of people to call: every country and every line, read and checked once at start.

A record that cannot be trusted (a bad number, an unknown zone, overlapping hours, no source) stops the site with
the file, the service and the reason.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from prose.content_error import ContentError
from support import hours
from support.records import Country, Helpline, Number, Part, SeenAt, Text

HERE = Path(__file__).resolve().parent
KINDS = ("crisis", "drugs", "mental-health", "peers", "family", "money", "finder")
STATUSES = ("VERIFIED", "VERIFIED-2")
PHONE = re.compile(r"\+?\d{3,14}")


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
    emergency = tuple(_number(number) for number in record.get("emergency", ()))
    parts = tuple(Part(**part) for part in record.get("parts", ()))
    country = Country(**{**record, "emergency": emergency, "parts": parts})
    if country.time_zone and country.time_zone not in available_timezones():
        raise ValueError(f"no time zone is called '{country.time_zone}'")
    if not country.emergency:
        raise ValueError("there must be an emergency number")
    return country


def load_helplines(path: Path, countries: Mapping[str, Country]) -> tuple[Helpline, ...]:
    """The services in the order of the file. Raises ContentError that names file, line, service and reason."""
    helplines: list[Helpline] = []
    for record, line in _tables(path, "helpline", "id"):
        name = record.get("id", "a service without an id")
        try:
            helpline = _helpline(record)
            _check(helpline, countries, {known.id for known in helplines})
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
        values["textphone"] = _number(values["textphone"])
    if "text" in values:
        values["text"] = Text(**values["text"])
    for key in ("languages", "what_happens"):
        values[key] = tuple(values.get(key, ()))
    values["sources"] = tuple(SeenAt(**source) for source in values.get("sources", ()))
    return Helpline(**values)


def _check(helpline: Helpline, countries: Mapping[str, Country], known: set[str]) -> None:
    """Raise ValueError with the first reason why a record cannot be used."""
    country = countries.get(helpline.country)
    numbers = [helpline.phone, *(number.number for number in (helpline.textphone, helpline.text) if number)]
    reasons = {
        "the id stands twice": helpline.id in known,
        f"there is no country '{helpline.country}'": country is None,
        f"there is no part '{helpline.part}'": bool(helpline.part)
        and helpline.part not in {part.code for part in (country.parts if country else ())},
        f"kind must be one of {', '.join(KINDS)}": helpline.kind not in KINDS,
        f"status must be one of {', '.join(STATUSES)}": helpline.status not in STATUSES,
        "no source": not helpline.sources,
        "a source needs an address or a title": any(not (seen.url or seen.title) for seen in helpline.sources),
        "a bad number": any(number and not PHONE.fullmatch(number) for number in numbers),
        "the number shown is not the number dialled": re.sub(r"\D", "", helpline.phone_shown)
        != re.sub(r"\D", "", helpline.phone),
        "addresses must start with https://": any(
            address and not address.startswith("https://") for address in (helpline.url, helpline.chat)
        ),
        f"no time zone is called '{helpline.time_zone}'": bool(helpline.time_zone)
        and helpline.time_zone not in available_timezones(),
        'office hours need holidays = "check"': bool(helpline.hours.openings) and helpline.holidays != "check",
        "'checked' must be a date": type(helpline.checked) is not date,
        "'rung' must be a date": helpline.rung is not None and type(helpline.rung) is not date,
        "it has no address to go to": not helpline.url,
    }
    for reason, applies in reasons.items():
        if applies:
            raise ValueError(reason)


def _number(record: dict[str, str]) -> Number:
    number = Number(**record)
    if not re.fullmatch(r"\+?\d{2,14}", number.number):
        raise ValueError("a bad number")
    return number


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
