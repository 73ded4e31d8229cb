"""What a record must be before a reader may see it: every reason why it cannot be used, or nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from zoneinfo import available_timezones

import holidays as calendars
from django.utils import timezone

from support.directory.records import Country, Helpline, Number, TextNumber

KINDS = (
    *("crisis", "drugs", "mental-health", "peers", "finder", "walk-in"),
    *("young", "abuse", "child-safety", "family", "bereavement", "money"),
)
STATUSES = ("VERIFIED", "VERIFIED-2")
NUMBER = re.compile(r"\+?\d{3,14}")
# Spaces and hyphens group digits for the eye; anything else in a number is a slip of the hand.
SHOWN = re.compile(r"\+?\d[\d -]*\d")
KEYWORD = re.compile(r"[A-Z]{2,10}")
SENTENCES_FOR_A_LINE = 3
PLACES_ON_PAPER = range(1, 5)
ZONES = available_timezones()
# Loads every calendar there is, as the first page that asks for one would: here no reader waits for it.
CALENDARS = calendars.list_supported_countries()


def broken(helpline: Helpline, countries: Mapping[str, Country], known: set[str]) -> list[str]:
    """Why a service cannot be listed, given the countries and the ids before it; empty where nothing is wrong."""
    country = countries.get(helpline.country)
    if country is None:
        return [f"there is no country '{helpline.country}'", *_bad_contacts(helpline), *_untold(helpline)]
    return [
        *_unknown_names(helpline, country, known),
        *_bad_contacts(helpline),
        *_bad_hours(helpline, country),
        *_untold(helpline),
    ]


def refuse(reasons: Iterable[str]) -> None:
    """Raise ValueError with a line for each reason; nothing where there is none."""
    if said := list(dict.fromkeys(reasons)):
        raise ValueError("\n".join(said))


def broken_country(country: Country) -> list[str]:
    """Why a country cannot be shown; empty where nothing is wrong."""
    if country.time_zone and country.time_zone not in ZONES:
        return [f"no time zone is called '{country.time_zone}'"]
    if bool(country.time_zone) != bool(country.time_name) or bool(country.time_zone) != bool(country.holidays):
        return ["a clock needs time_zone, time_name and holidays"]
    if not country.emergency:
        return ["there must be an emergency number"]
    places = [*(part.holidays_part for part in country.parts), *(one.holidays_part for one in country.calendars)]
    parts = ["", *places] if country.holidays else []
    numbers = (why for number in country.emergency for why in _bad_number(number))
    return [*numbers, *_bad_calendars(country.holidays, parts)]


def _unknown_names(helpline: Helpline, country: Country, known: set[str]) -> Iterator[str]:
    if helpline.id in known:
        yield "the id stands twice"
    if helpline.part and helpline.part not in {part.code for part in country.parts}:
        yield f"there is no part '{helpline.part}'"
    if helpline.kind not in KINDS:
        yield f"kind must be one of {', '.join(KINDS)}"
    if helpline.status not in STATUSES:
        yield f"status must be one of {', '.join(STATUSES)}"


def _bad_contacts(helpline: Helpline) -> Iterator[str]:
    if helpline.phone:
        yield from _bad_number(Number(helpline.phone, helpline.phone_shown))
    if helpline.textphone:
        yield from _bad_number(helpline.textphone)
    if helpline.text:
        yield from _bad_text(helpline.text)
    if helpline.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", helpline.email):
        yield f"'{helpline.email}' is no email address"
    if not helpline.url:
        yield "it has no address to go to"
    if any(address and not address.startswith("https://") for address in (helpline.url, helpline.chat)):
        yield "addresses must start with https://"


def _bad_text(text: TextNumber) -> Iterator[str]:
    yield from _bad_number(Number(text.number, text.shown))
    if text.keyword and not KEYWORD.fullmatch(text.keyword):
        yield f"the keyword '{text.keyword}' is no single word in capitals: say what to send with `send`"
    if text.keyword and text.send:
        yield "a text has a keyword or says what to send, not both"


def _latest_today() -> date:
    """Today, wherever on earth it is tomorrow already. What is refused now is right some day, so no check grows stricter."""
    return timezone.now().date() + timedelta(days=1)


def broken_paper(country: Country, helplines: Iterable[Helpline]) -> str:
    """Why the paper of a country cannot be printed: two lines in one place, or no crisis line; empty where nothing is wrong."""
    own = [line for line in helplines if line.country == country.code]
    places = [line.print for line in own if line.print is not None]
    if twice := next((place for place in places if places.count(place) > 1), None):
        return f"two lines {country.in_words} have the place on paper print = {twice}"
    crisis = [
        line for line in own if line.kind == "crisis" and line.answers_always and line.phone_to_show and not line.part
    ]
    if crisis and crisis[0].print is None:
        return f"paper {country.in_words} would carry no crisis line: {crisis[0].id} needs a place, print = 1"
    return ""


def _bad_number(number: Number) -> Iterator[str]:
    if hidden := next((mark for mark in number.number + number.shown if not mark.isprintable()), ""):
        yield f"the number '{number.number}' holds an invisible character (U+{ord(hidden):04X}): type it again by hand"
    elif not NUMBER.fullmatch(number.number):
        yield f"'{number.number}' is a bad number"
    elif not SHOWN.fullmatch(number.shown):
        yield f"'{number.shown}' is no number to show"
    elif re.sub(r"\D", "", number.shown) != re.sub(r"\D", "", number.number):
        yield f"the number shown, {number.shown}, is not the number dialled, {number.number}"


def _bad_hours(helpline: Helpline, country: Country) -> Iterator[str]:
    zones = [helpline.time_zone, *(other.time_zone for other in helpline.elsewhere)]
    if unknown := [zone for zone in zones if zone and zone not in ZONES]:
        yield f"no time zone is called '{unknown[0]}'"
    if bool(helpline.time_zone) != bool(helpline.time_name):
        yield "a clock of its own needs time_zone and time_name"
    if helpline.hours.openings and helpline.holidays != "check":
        yield 'office hours need holidays = "check"'
    if helpline.hours.openings and not country.time_zone:
        yield "opening hours need a country with a clock"
    yield from _bad_calendars(
        country.holidays,
        filter(None, [helpline.holidays_part, *(other.holidays_part for other in helpline.elsewhere)]),
    )
    if helpline.chat_hours and not helpline.chat:
        yield "chat_hours without a chat"
    if bool(helpline.text) != bool(helpline.text_hours):
        yield "a text number needs text_hours, and text_hours a text number"


def _bad_calendars(country: str, parts: Iterable[str]) -> Iterator[str]:
    """A part is a code within the country's calendar, or empty for the whole country."""
    known = CALENDARS.get(country)
    for part in parts:
        if known is None or (part and part not in known):
            yield f"no calendar of public holidays is called '{f'{country} {part}'.strip()}'"


def _untold(helpline: Helpline) -> Iterator[str]:
    if not helpline.sources:
        yield "no source"
    if any(not (seen.url or seen.title) for seen in helpline.sources):
        yield "a source needs an address or a title"
    for name, day in (("checked", helpline.checked), ("rung", helpline.rung and helpline.rung.date)):
        if day and day > _latest_today():
            yield f"'{name}' lies in the future: write the day on which it was done"
    if helpline.rung and not set(helpline.rung.numbers) & set(helpline.numbers):
        yield "'rung' names a number that the service no longer has: ring the new one"
    if helpline.print is not None and helpline.print not in PLACES_ON_PAPER:
        yield f"'print' is a place on paper, 1 to {PLACES_ON_PAPER[-1]}"
    if not helpline.for_whom:
        yield "it does not say for whom it is"
    if (helpline.is_line or helpline.is_place) and len(helpline.what_happens) != SENTENCES_FOR_A_LINE:
        yield f"{'a line' if helpline.is_line else 'a place'} needs three sentences on what happens"
    if helpline.kind == "walk-in" and not helpline.is_place:
        yield "a place to walk into needs an address"
