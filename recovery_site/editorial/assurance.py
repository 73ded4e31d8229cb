"""The papers in docs/assurance: what each question of a form has: a test, a document, or a person who is still to do it.

Pure: files go in; answers, and what is wrong with them, come out. The pages are read once, at start.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from prose import toml_file
from prose.content_error import ROOT, ContentError, Mistakes
from prose.places import own_file

FOLDER = ROOT / "docs" / "assurance"
STATES = PROVED, DOCUMENTED, OPEN = "proved", "documented", "open"
HEADER = ("Question", "Answer", "Has")
# What `manage.py readiness` names beside people.toml and the settings: signatures under texts, numbers that were rung.
SIGNATURES, NUMBERS = "signatures", "numbers"
PROOF = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")
CODE = re.compile(r"`([^`]+)`")
PART = re.compile(r"proved by (?:`[^`]+` ?)+|document (?:`[^`]+` ?)+|open: [^(`;]+ \(`[^`]+`\)")


@dataclass(frozen=True)
class Answer:
    """A question of a form, our answer in plain words, and what it has: tests, documents, and keys of what is open."""

    question: str
    answer: str
    tests: tuple[str, ...]
    documents: tuple[str, ...]
    open: tuple[str, ...]
    line: int

    @property
    def state(self) -> str:
        """Open as long as a person has something to do, whatever is proved beside it."""
        return OPEN if self.open else PROVED if self.tests else DOCUMENTED


@dataclass(frozen=True)
class Paper:
    """One form: its name, the edition that was looked at, and an answer to each question."""

    slug: str
    title: str
    edition: str
    answers: tuple[Answer, ...]
    path: Path

    def count(self, state: str) -> int:
        return sum(answer.state == state for answer in self.answers)

    @property
    def counts(self) -> dict[str, int]:
        return {state: self.count(state) for state in STATES}


@dataclass(frozen=True)
class Duty:
    """What a person has to do, and who did it, when, and where the paper is; nothing where nobody did."""

    key: str
    who: str
    missing: str
    done: str


def load(folder: Path) -> tuple[Paper, ...]:
    """Every page of the folder, in the order of its README; raises ContentError where one cannot be read."""
    listed = re.findall(r"^\| \[([\w-]+)\.md\]", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    there = {path.stem for path in folder.glob("*.md")} - {"README"}
    if set(listed) != there:
        raise ContentError(folder / "README.md", 1, f"lists {sorted(set(listed) ^ there)} wrongly")
    return tuple(_paper(folder / f"{name}.md") for name in listed)


def without(papers: Iterable[Paper], closed: Iterable[str]) -> tuple[Paper, ...]:
    """The papers as they stand once some keys are open no more."""
    gone = set(closed)
    return tuple(
        replace(
            paper,
            answers=tuple(
                replace(answer, open=tuple(key for key in answer.open if key not in gone)) for answer in paper.answers
            ),
        )
        for paper in papers
    )


def load_duties(path: Path) -> tuple[Duty, ...]:
    """What people have to do; raises ContentError for a record with other keys."""
    records = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, record in records.items():
        if not {"who", "missing"} <= set(record) <= {"who", "missing", "done"}:
            raise ContentError(path, 1, f"'{key}' holds 'who', 'missing' and, once it was done, 'done'")
    return tuple(Duty(key, record["who"], record["missing"], record.get("done", "")) for key, record in records.items())


def with_own(duties: tuple[Duty, ...], path: Path) -> tuple[Duty, ...]:
    """The same, with what an operator's own file says was done; raises ContentError for each record that is no such note."""
    (tables, text), mistakes, known = toml_file.read(path), Mistakes(), {duty.key: duty for duty in duties}
    for key, record in tables.items():
        line = toml_file.line_of(key, text)
        if key not in known:
            mistakes.found.append(ContentError(path, line, f"there is no '{key}': it names one of {', '.join(known)}"))
        elif (
            not isinstance(record, dict)
            or set(record) != {"done"}
            or not isinstance(record["done"], str)
            or not record["done"]
        ):
            mistakes.found.append(
                ContentError(path, line, f"'{key}' holds 'done' alone: who, when, and where the paper is")
            )
    mistakes.say()
    return tuple(replace(duty, done=tables[duty.key]["done"]) if duty.key in tables else duty for duty in duties)


def _paper(path: Path) -> Paper:
    lines = path.read_text(encoding="utf-8").splitlines()
    edition = next((line for line in lines if line.startswith("Edition: ")), "")
    if not lines[0].startswith("# ") or not edition:
        raise ContentError(path, 1, "starts with '# ' and a title, and has a line that starts with 'Edition: '")
    answers = tuple(_answers(path, lines))
    if not answers:
        raise ContentError(path, 1, f"has no table with the columns {', '.join(HEADER)}")
    return Paper(path.stem, lines[0][2:], _plain(edition.removeprefix("Edition: ").split(". ")[0]), answers, path)


def _answers(path: Path, lines: list[str]) -> Iterator[Answer]:
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| ") else []
        if not cells or tuple(cells) == HEADER:
            continue
        if len(cells) != len(HEADER):
            raise ContentError(path, number, f"a row has three cells: {', '.join(HEADER)}")
        question, answer, has = cells
        yield Answer(_plain(question), _plain(answer), *_has(path, number, has), line=number)


def _has(path: Path, number: int, text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The tests, documents and keys that a cell names."""
    found: dict[str, list[str]] = {"proved": [], "document": [], "open:": []}
    for part in (part.strip() for part in text.split(";")):
        if not PART.fullmatch(part):
            raise ContentError(path, number, f"'{part}' is none of: proved by `…`, document `…`, open: who (`key`)")
        found[part.split()[0]] += CODE.findall(part)
    return tuple(found["proved"]), tuple(found["document"]), tuple(found["open:"])


def _plain(text: str) -> str:
    return re.sub(r"[*`]", "", text)


def mistakes(papers: Iterable[Paper], keys: Iterable[str], counted: Mapping[str, int], root: Path = ROOT) -> list[str]:
    """What is not so: a test or a file that does not exist, a key that readiness does not have, a number the code counts otherwise."""
    known = set(keys)
    found = []
    for paper in papers:
        for answer in paper.answers:
            wrong = [
                *(f"there is no test {name}" for name in answer.tests if not _is_test(name, root)),
                *(f"there is no file {name}" for name in answer.documents if not (root / name).is_file()),
                *(f"readiness has no key '{key}'" for key in answer.open if key not in known),
            ]
            found += [f"{paper.path.relative_to(root)}, line {answer.line}: {one}" for one in wrong]
        found += _other_numbers(paper.path, counted, root)
    return found


def not_run(papers: Iterable[Paper], ran: Mapping[str, bool]) -> list[str]:
    """The tests that papers name and that did not run, or did not pass, in what a run reported."""
    named = sorted({name for paper in papers for answer in paper.answers for name in answer.tests})
    return [f"{name} {'did not pass' if name in ran else 'did not run'}" for name in named if not ran.get(name)]


def hazards(log: Path) -> int:
    """How many lines the hazard log has."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return sum(line.startswith("| ") and not line.startswith("| Hazard") for line in lines)


def _is_test(name: str, root: Path) -> bool:
    parts = PROOF.fullmatch(name)
    if not parts or not (path := root / parts[1]).is_file() or not path.name.startswith("test_"):
        return False
    return bool(re.search(rf"^def {parts[2]}\(", path.read_text(encoding="utf-8"), re.MULTILINE))


def _other_numbers(path: Path, counted: Mapping[str, int], root: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for said, what in re.findall(rf"\b(\d+) ({'|'.join(counted)})\b", line):
            if int(said) != counted[what]:
                yield f"{path.relative_to(root)}, line {number}: says {said} {what}; the code counts {counted[what]}"


PAPERS = load(FOLDER)
DUTIES = load_duties(FOLDER / "people.toml")
if _own := own_file("people.toml"):
    DUTIES = with_own(DUTIES, _own)
