"""What the directory holds: countries, and the services that answer in them. Frozen data, and what it says of itself."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from support.directory.hours import Hours

MONTHS_A_LONE_SOURCE_LASTS = 24
# A service that nobody has looked at for so many days says so, on its card and in the data.
DAYS_A_LOOK_LASTS = 180


@dataclass(frozen=True)
class Number:
    """A number as it is dialled and as it is printed."""

    number: str
    shown: str


@dataclass(frozen=True)
class TextNumber:
    """A number to send a text message to. `keyword` is a word to send as it stands; `send` says in words what to send."""

    number: str
    shown: str
    keyword: str = ""
    send: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """A place in the country where a line keeps other hours, with its clock and its calendar of public holidays."""

    place: str
    hours: Hours
    time_zone: str
    holidays_part: str


@dataclass(frozen=True)
class Part:
    """A nation of the United Kingdom, with its code in the calendar of public holidays."""

    code: str
    name: str
    holidays_part: str


@dataclass(frozen=True)
class Calendar:
    """A state, province or region with public holidays of its own, and its code in the country's calendar."""

    place: str
    holidays_part: str


@dataclass(frozen=True)
class Country:
    """A country, its emergency numbers in the order to be shown, and its clock. `world` has no clock."""

    code: str
    name: str
    in_words: str
    emergency: tuple[Number, ...]
    emergency_url: str
    source: str
    checked: date
    time_zone: str = ""
    time_name: str = ""
    holidays: str = ""
    emergency_note: str = ""
    parts: tuple[Part, ...] = ()
    calendars: tuple[Calendar, ...] = ()

    def __hash__(self) -> int:
        """By its code: a key of what is held, looked up several times in every request."""
        return hash(self.code)


@dataclass(frozen=True)
class SeenAt:
    """Where a number was found: an address or a description, when that page was written, and whether it is the service's own."""

    date: str
    own: bool
    url: str = ""
    title: str = ""

    @property
    def year(self) -> str:
        found = re.search(r"\b(?:19|20)\d\d\b", self.date)
        return found[0] if found else ""


def _latest(year: str) -> int:
    """A year to compare with others; a page without a date counts as the oldest."""
    return int(year) if year.isdigit() else 0


@dataclass(frozen=True)
class Rung:
    """When somebody rang or texted a service, and the numbers that they tried, as dialled. Others of its numbers do not count."""

    date: date
    numbers: tuple[str, ...]


# Whom a line for some leaves out.
OTHERS = {"Women": "Men", "Men": "Women"}


@dataclass(frozen=True)
class Helpline:
    """A service that answers, or a directory of such services. Unknown is left empty or None, never guessed.

    What every list of people asks of each service is worked out once: a record never changes, and a changed copy is another one.
    """

    id: str
    name: str
    country: str
    kind: str
    for_whom: str
    hours: Hours
    url: str
    checked: date
    status: str
    sources: tuple[SeenAt, ...]
    part: str = ""
    region: str = ""
    answered_by: str = ""
    phone: str = ""
    phone_shown: str = ""
    textphone: Number | None = None
    text: TextNumber | None = None
    text_hours: Hours | None = None
    chat: str = ""
    chat_hours: Hours | None = None
    email: str = ""
    address: str = ""
    holidays: str = ""
    holidays_part: str = ""
    time_zone: str = ""
    time_name: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()
    free: bool | None = None
    cost_note: str = ""
    on_bill: bool | None = None
    languages: tuple[str, ...] = ()
    what_happens: tuple[str, ...] = ()
    print: int | None = None
    rung: Rung | None = None

    @property
    def service(self) -> str:
        """What the service is called in every country: the id without its country at the end."""
        return self.id.rpartition("-")[0]

    @property
    def for_some(self) -> str:
        """Whom alone it is for, "Women" or "Men", where its words begin so; empty where it is for anyone."""
        first = self.for_whom.partition(" ")[0]
        return first if first in OTHERS else ""

    @cached_property
    def is_line(self) -> bool:
        """Whether someone answers by voice, text or chat, so that opening hours matter."""
        return bool(self.phone_to_show or self.text or self.chat)

    @property
    def text_apart(self) -> bool:
        """Whether a number for texts stands beside one for calls and keeps other hours, so that each says its own."""
        return bool(self.text and self.phone_to_show and self.text_hours != self.hours)

    @property
    def is_place(self) -> bool:
        """Whether one can come to the door, so that opening hours matter."""
        return bool(self.address)

    @property
    def keeps_hours(self) -> bool:
        return self.is_line or self.is_place

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Every number of the service as dialled, the one for calls first."""
        others = (other.number for other in (self.textphone, self.text) if other)
        return tuple(number for number in (self.phone, *others) if number)

    def rung_on(self, *numbers: str) -> date | None:
        """The day on which all of these numbers were tried; None where one of them was not, or there is none."""
        tried = self.rung is not None and bool(numbers) and set(numbers) <= set(self.rung.numbers)
        return self.rung.date if self.rung and tried else None

    @cached_property
    def looked_at(self) -> date:
        """When somebody last looked: read its sources again, or rang all of its numbers."""
        return max(self.checked, self.rung_on(*self.numbers) or self.checked)

    def overdue(self, today: date) -> bool:
        """Whether, on a day, the last look is so long ago that a reader has to be told."""
        return (today - self.looked_at).days >= DAYS_A_LOOK_LASTS

    @cached_property
    def answers_always(self) -> bool:
        """Whether someone answers at any hour, wherever in the country the reader is."""
        return self.is_line and self.hours.always and all(other.hours.always for other in self.elsewhere)

    @cached_property
    def phone_to_show(self) -> Number | None:
        """The phone number, unless it rests on one old second-hand page: then the link to the service has to do."""
        return Number(self.phone, self.phone_shown) if self.phone and self._phone_is_supported() else None

    def _phone_is_supported(self) -> bool:
        if self.rung_on(self.phone) or len(self.sources) > 1 or any(source.own for source in self.sources):
            return True
        newest = max((source.date for source in self.sources if re.match(r"\d{4}", source.date)), default="")
        if not newest:
            return False
        year, month = int(newest[:4]), int(newest[5:7] or 1)
        age = (self.checked.year - year) * 12 + self.checked.month - month
        return age <= MONTHS_A_LONE_SOURCE_LASTS

    @property
    def how_known(self) -> str:
        """How far the number can be trusted, in words for a reader."""
        if (day := self.rung_on(*self.numbers)) is not None:
            return f"Rung by us on {day.day} {day:%B %Y}."
        own = max((source.year or "undated" for source in self.sources if source.own), key=_latest, default="")
        newest = max((source.year or "undated" for source in self.sources), key=_latest, default="undated")
        if own:
            listed = f"Listed by the service’s own or an official page, {own}"
            listed += f", and elsewhere in {newest}" if _latest(newest) > _latest(own) else ""
        else:
            listed = f"Found in other pages and lists, {newest}"
        old = newest != "undated" and self.checked.year - int(newest) > MONTHS_A_LONE_SOURCE_LASTS // 12
        tried = "not yet rung by us" if self.numbers or not self.is_place else "none of us has been there yet"
        return f"{listed}{', which is old' if old else ''}; {tried}."
