"""Ringing round: which numbers nobody has rung, and the checklist for whoever does. Pure: no clock, no disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from support.availability.wording import all_hours, in_words
from support.directory.records import Helpline

HEADINGS = ("Last checked", "Rung", "Where", "Service", "Number", "Hours", "Status")


@dataclass(frozen=True)
class Contact:
    """One number of a service, to ring or to text. `rung` is None where nobody has tried it yet."""

    service: str
    name: str
    where: str
    number: str
    hours: str
    status: str
    checked: date
    rung: date | None

    @property
    def row(self) -> tuple[str, ...]:
        rung = self.rung.isoformat() if self.rung else "not yet"
        return (self.checked.isoformat(), rung, self.where, self.name, self.number, self.hours, self.status)


def checklist(helplines: Iterable[Helpline]) -> list[Contact]:
    """Every number of the directory, the one that was looked at longest ago first."""
    return sorted((contact for line in helplines for contact in _contacts(line)), key=lambda contact: contact.checked)


def numbers_not_rung(helplines: Iterable[Helpline]) -> list[Contact]:
    """The numbers that nobody has rung or texted yet, in the same order."""
    return [contact for contact in checklist(helplines) if contact.rung is None]


def table(contacts: Iterable[Contact]) -> str:
    """The checklist as plain text: a line for each number, in columns."""
    rows = [HEADINGS, *(contact.row for contact in contacts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)


def _contacts(line: Helpline) -> Iterator[Contact]:
    where = " ".join(filter(None, (line.country, line.part, line.region)))
    for dialled, number, hours in _numbers(line):
        rung = line.rung_on(dialled)
        yield Contact(line.id, line.name, where, number, hours, line.status, rung or line.checked, rung)


def _numbers(line: Helpline) -> Iterator[tuple[str, str, str]]:
    """Each number as dialled and as one says it, with the hours in which it answers."""
    if line.phone:
        yield line.phone, line.phone_shown, all_hours(line)
    if line.textphone:
        yield line.textphone.number, f"textphone {line.textphone.shown}", all_hours(line)
    if line.text:
        word = line.text.keyword or line.text.send
        yield (
            line.text.number,
            f"text {word + ' to ' if word else ''}{line.text.shown}",
            in_words(line.text_hours or line.hours),
        )
