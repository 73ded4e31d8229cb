"""What an operator's own folder says about people to call: services of their own, fields of ours, numbers rung, countries shown.

Records are tables here, as they stand in the files; they are checked together with ours, after they were put together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path
from typing import Any

from prose import toml_file
from prose.content_error import ContentError, Mistakes

# What a record of the operator's says of itself, beside what a service is.
HIDDEN, REPLACES = "hidden", "replaces"
NUMBERED = ("phone", "textphone", "text")
PLACES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Entry:
    """One record, the file and line where its key stands, and of ours what an operator's record took the place of."""

    record: dict[str, Any]
    path: Path
    line: int
    ours: dict[str, Any] | None = None
    replaces: str = ""


def entries(path: Path, name: str, key: str) -> Iterator[Entry]:
    """The records of a file, none where it has only comments. Raises ContentError for anything else in it."""
    tables, text = toml_file.read(path)
    if not tables:
        return
    if set(tables) != {name} or not isinstance(tables[name], list):
        other = next((table for table in tables if table != name), name)
        raise ContentError(path, toml_file.line_of(other, text), f"the file holds [[{name}]] and nothing else")
    keys = [(found[1], found.end()) for found in re.finditer(rf'^{key} *= *"([^"\n]*)"', text, re.MULTILINE)]
    place = 0
    for record in tables[name]:
        place = next((end for value, end in keys if end > place and value == str(record.get(key))), place)
        yield Entry(record, path, text.count("\n", 0, place) + 1)


def together(ours: list[Entry], own: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Ours with the fields that an operator wrote anew and without what they hide, then their own; and what fell away.

    Fell away: an operator's record that changes one of ours which is no longer there. Raises ContentError for a change to a
    record that never was.
    """
    by_id, mistakes = {str(entry.record.get("id")): entry for entry in ours}, Mistakes()
    changed: dict[str, Entry] = {}
    added, gone = [], []
    for entry in own:
        record = {name: value for name, value in entry.record.items() if name not in (HIDDEN, REPLACES)}
        name, replaces = str(record.get("id")), str(entry.record.get(REPLACES, ""))
        with mistakes.noted():
            _check_marks(entry)
            if name in changed:
                raise ContentError(entry.path, entry.line, f"{name}: the id stands twice")
            if name in by_id:
                base = _without_old_rung(by_id[name].record, record)
                changed[name] = Entry({**base, **record}, entry.path, entry.line, by_id[name].record, replaces)
            elif replaces:
                gone.append(entry)
            elif near := _meant(record, by_id):
                raise ContentError(
                    entry.path, entry.line, f"{name}: no record of ours is called that; is {near} meant?"
                )
            else:
                added.append(Entry(record, entry.path, entry.line))
    hidden = {str(entry.record.get("id")) for entry in own if entry.record.get(HIDDEN) is True}
    mistakes.say()
    kept = [changed.get(name, entry) for name, entry in by_id.items() if name not in hidden]
    # A record that stands twice in our own file is complained about there.
    twice = [entry for entry in ours if by_id[str(entry.record.get("id"))] is not entry]
    return _with_places(kept, added) + twice, gone


def _check_marks(entry: Entry) -> None:
    if not isinstance(entry.record.get(HIDDEN, False), bool):
        raise ContentError(entry.path, entry.line, f"'{HIDDEN}' must be true or false")
    if not isinstance(entry.record.get(REPLACES, ""), str):
        raise ContentError(entry.path, entry.line, f"'{REPLACES}' is written by manage.py compared: text in quotes")


def _meant(record: dict[str, Any], known: Iterable[str]) -> str:
    """The record of ours that a few fields without a name were meant for; empty where the record is a service of its own."""
    near = get_close_matches(str(record.get("id")), list(known), 1, 0.6)
    return near[0] if near and not {"name", "sources"} <= set(record) else ""


def _without_old_rung(ours: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Our record; where the operator writes other numbers, whoever rang ours rang others."""
    return {name: value for name, value in ours.items() if name != "rung" or not set(NUMBERED) & set(own)}


def _with_places(ours: list[Entry], own: list[Entry]) -> list[Entry]:
    """All of them; on paper an operator's record keeps the place it names, and ours move down, the last one off the paper."""
    named = [*own, *(entry for entry in ours if entry.ours and entry.record.get("print") != entry.ours.get("print"))]
    taken = {_spot(entry) for entry in named if entry.record.get("print") is not None}
    movable = [entry for entry in ours if entry not in named and entry.record.get("print") is not None]
    for country in {_spot(entry)[0] for entry in movable if _spot(entry) in taken}:
        free = [place for place in PLACES if (country, place) not in taken]
        lines = sorted(
            (entry for entry in movable if _spot(entry)[0] == country), key=lambda entry: entry.record["print"]
        )
        for entry, place in zip_longest(lines, free[: len(lines)]):
            ours[ours.index(entry)] = _printed(entry, place)
    return [*ours, *own]


def _spot(entry: Entry) -> tuple[Any, Any]:
    return entry.record.get("country"), entry.record.get("print")


def _printed(entry: Entry, place: int | None) -> Entry:
    rest = {name: value for name, value in entry.record.items() if name != "print"}
    return replace(entry, record={**rest, **({"print": place} if place else {})})


def with_fields(text: str, name: str, fields: Mapping[str, Any]) -> str:
    """A file of services with some fields of one written anew, or taken away where the value is None; the rest to the letter.

    A service that is not in the file gets a record that holds these fields alone.
    """
    lines = "".join(f"{field} = {toml_file.written(value)}\n" for field, value in fields.items() if value is not None)
    found = re.search(rf'^id *= *"{re.escape(name)}" *\n', text, re.MULTILINE)
    if found is None:
        return f'{text.rstrip()}\n\n[[helpline]]\nid = "{name}"\n{lines}'.lstrip()
    own, following, rest = text[found.end() :].partition("\n[[helpline]]")
    for field in fields:
        own = re.sub(rf"^{field} *= .*\n?", "", own, flags=re.MULTILINE)
    return f"{text[: found.end()]}{lines}{own}{following}{rest}"


def load_rung(path: Path) -> dict[str, dict[str, Any]]:
    """Which numbers were rung, by the id of their service, as records say it. Raises ContentError for each that is odd."""
    (tables, text), mistakes = toml_file.read(path), Mistakes()
    for name, table in tables.items():
        numbers = table.get("numbers") if isinstance(table, dict) else None
        listed = isinstance(numbers, list) and bool(numbers) and all(isinstance(one, str) for one in numbers)
        if not listed or set(table) != {"date", "numbers"} or type(table["date"]) is not date:
            why = f"{name}: needs exactly a date and a list of numbers as dialled: manage.py rung writes it"
            mistakes.found.append(ContentError(path, toml_file.line_of(name, text), why))
    mistakes.say()
    return tables


def numbers_in(record: dict[str, Any]) -> set[str]:
    """Every number of a record, as dialled."""
    found = (
        record.get("phone"),
        *(record[name].get("number") for name in ("textphone", "text") if _is_table(record, name)),
    )
    return {number for number in found if isinstance(number, str)}


def _is_table(record: dict[str, Any], name: str) -> bool:
    return isinstance(record.get(name), dict)


def load_shown(path: Path, known: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The countries that a copy shows, and those it shows first where nobody chose. Raises ContentError for all that is odd.

    Whoever is elsewhere always finds something: "world" is shown too, and last where it is not named.
    """
    (table, text), mistakes, known = toml_file.read(path), Mistakes(), tuple(known)
    lines = {
        name: text.count("\n", 0, found.start()) + 1
        for name in table
        if (found := re.search(rf"^{name}\b", text, re.M))
    }

    def listed(name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        codes = table.get(name, [])
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise ContentError(path, lines.get(name, 1), f'\'{name}\' must be a list of codes: ["ie", "gb"]')
        for code in codes:
            if code not in allowed or codes.count(code) > 1:
                why = f"'{name}' may name each of {', '.join(allowed)} once; not '{code}'"
                mistakes.found.append(ContentError(path, lines.get(name, 1), why))
        return tuple(codes)

    for name in sorted(set(table) - {"shown", "first"}):
        why = f'nothing here is called \'{name}\': write shown = ["ie"], and first = ["ie"] where you like'
        mistakes.found.append(ContentError(path, lines.get(name, 1), why))
    shown: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    with mistakes.noted():
        shown = listed("shown", known)
        if not table:
            shown = known
        if not set(shown) - {"world"}:
            raise ContentError(path, lines.get("shown", 1), '\'shown\' must name a country: shown = ["ie", "gb"]')
        first = listed("first", shown)
    mistakes.say()
    return (*shown, *(code for code in known if code == "world" and code not in shown)), first
