"""The directory as open data: the same records as on the pages, for whoever checks or reuses them. Pure: no clock, no disk.

`directory.schema.json` says what stands where. Hours are schema.org's: docs/decisions/open-data.md says why.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from support.directory.hours import DAYS, MINUTES_A_DAY, Hours, Opening
from support.directory.records import DAYS_A_LOOK_LASTS, Country, Helpline, Number, SeenAt

Json = dict[str, Any]

LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
DAY_NAMES = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))


def directory(countries: Iterable[Country], helplines: Iterable[Helpline], today: date) -> Json:
    """Every country and every service as they are known on a day. What is not known is null or empty, never guessed."""
    known = {country.code: country for country in countries}
    return {
        "$schema": "directory.schema.json",
        "title": "People to call after using cocaine, and for people close to someone who does",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "as_of": today.isoformat(),
        "overdue_after_days": DAYS_A_LOOK_LASTS,
        "countries": [_country(country) for country in known.values()],
        "services": [_service(line, known[line.country], today) for line in helplines],
    }


def _country(country: Country) -> Json:
    return {
        "code": country.code,
        "name": country.name,
        "time_zone": country.time_zone or None,
        "emergency": [_number(number) for number in country.emergency],
        "emergency_note": country.emergency_note or None,
        "link": country.emergency_url,
        "source": country.source,
        "checked": country.checked.isoformat(),
    }


def _service(line: Helpline, country: Country, today: date) -> Json:
    zone = line.time_zone or country.time_zone
    checks = line.holidays == "check"
    phone, text = line.phone_to_show, line.text
    return {
        "id": line.id,
        "name": line.name,
        "country": line.country,
        "part": line.part or None,
        "region": line.region or None,
        "kind": line.kind,
        "for_whom": line.for_whom,
        "answered_by": line.answered_by or None,
        "languages": list(line.languages),
        "phone": _number(phone) if phone else None,
        "textphone": _number(line.textphone) if line.textphone else None,
        "text": {
            **_number(Number(text.number, text.shown)),
            "keyword": text.keyword or None,
            "send": text.send or None,
            "hours": _hours(line.text_hours or line.hours, zone, checks=checks),
        }
        if text
        else None,
        "chat": {"link": line.chat, "hours": _hours(line.chat_hours or Hours(), zone, checks=checks)}
        if line.chat
        else None,
        "email": line.email or None,
        "address": line.address or None,
        "link": line.url,
        "hours": _hours(line.hours, zone, checks=checks) if line.keeps_hours else None,
        "hours_elsewhere": [
            {"place": other.place, "hours": _hours(other.hours, other.time_zone, checks=checks)}
            for other in line.elsewhere
        ],
        "free": line.free,
        "cost_note": line.cost_note or None,
        "shows_on_bill": line.on_bill,
        "sources": [_source(source) for source in line.sources],
        "status": line.status,
        "checked": line.checked.isoformat(),
        "rung": {"date": line.rung.date.isoformat(), "numbers": list(line.rung.numbers)} if line.rung else None,
        "overdue": line.overdue(today),
    }


def _number(number: Number) -> Json:
    return {"number": number.number, "shown": number.shown}


def _hours(hours: Hours, zone: str, *, checks: bool) -> Json:
    """Wall-clock hours with the zone whose clock they mean. `always` and no openings; or openings; or neither: see their site."""
    return {
        "always": hours.always,
        "known": hours.known,
        "time_zone": str(ZoneInfo(zone)) if zone else None,
        "check_on_public_holidays": checks and not hours.always,
        "openingHoursSpecification": [_opening(opening) for opening in hours.openings],
    }


def _opening(opening: Opening) -> Json:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [DAY_NAMES[DAYS[day]] for day in sorted(opening.days)],
        "opens": _clock(opening.opens),
        "closes": _clock(opening.closes),
    }


def _clock(minutes: int) -> str:
    """A time of the day; one that is not later than the opening is of the next day, as schema.org has it."""
    hour, minute = divmod(minutes % MINUTES_A_DAY, 60)
    return f"{hour:02}:{minute:02}"


def _source(source: SeenAt) -> Json:
    return {"url": source.url or None, "title": source.title or None, "date": source.date, "own": source.own}
