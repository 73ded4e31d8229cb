"""What an operator must confirm before launch: what nobody has signed, rung, named or looked at again yet.

Pure: texts, helplines and settings go in, with the day; what is still open comes out.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from articles.library import ARTICLES
from plans.clinicians import CLINICIANS
from plans.if_then_lines import IF_THEN
from plans.library import PLANS
from prose import signatures
from prose.content_error import shown
from prose.places import drafts, name_of, site_folder
from prose.review import Dates
from recovery_site.editorial.assurance import DUTIES, NUMBERS, SIGNATURES, Duty
from recovery_site.editorial.local import Local, everything_local
from support import emergency
from support.directory import EVERY_LINE, HELPLINES
from support.directory.loading import OWN
from support.directory.records import Helpline
from support.verification import numbers_not_rung

# What stands behind the line "not reviewed by a clinician yet" on every page and on paper.
HEART = "24-hours"
# What an operator says about themselves: the setting, and what a visitor is told while it is empty.
ASKED_OF_OPERATORS = {
    "SITE_URL": "no link, code or address on paper",
    "OPERATOR_NAME": "pages say that nobody gave a name",
    "OPERATOR_CONTACT": "nobody to write to, no security.txt",
    "HOST_STATEMENT": "the privacy page says that you have not told what your host records",
    "FUNDING_STATEMENT": "pages say that nobody told who pays for it",
}


@dataclass(frozen=True)
class Open:
    """One thing that is not confirmed: what it is about, what is missing, and what to run or write once it is done."""

    subject: str
    missing: str
    then: str


@dataclass(frozen=True)
class Task:
    """What is left for one kind of person: who does it, how, and each thing that is open."""

    who: str
    how: str
    open: tuple[Open, ...]


def texts() -> dict[str, Dates]:
    """Every text that carries dates and a place for a signature, by its name."""
    return {
        "the emergency list": emergency.DATES,
        **{f"plan {plan.slug}": plan.dates for plan in PLANS.values()},
        "the if-then sheet": IF_THEN.dates,
        "the clinicians' page": CLINICIANS.dates,
        **{f"article {slug}": article.dates for slug, article in ARTICLES.items()},
    }


def clinically_signed() -> bool:
    """Whether a named clinician stands behind the emergency list and the plan as they are now."""
    return emergency.DATES.signed and PLANS[HEART].dates.signed


def sign_command(dates: Dates) -> str:
    """What writes a signature under a text."""
    return f"manage.py sign {shown(dates.path)} --name … --role … --body …"


def open_signatures(texts: Mapping[str, Dates]) -> Iterator[Open]:
    """Texts that no clinician signed as they are now."""
    for name, dates in texts.items():
        sign = sign_command(dates)
        if not dates.clinical_review:
            yield Open(name, "not reviewed by a clinician", sign)
        elif dates.changed_since_review:
            signed = dates.clinical_review.date
            yield Open(name, f"its words are no longer those that were signed on {signed}", sign)


def open_reviews(texts: Mapping[str, Dates], today: date) -> Iterator[Open]:
    """Texts whose next look is overdue on a day."""
    for name, dates in texts.items():
        if dates.next_review < today:
            file = shown(dates.path)
            yield Open(name, f"review overdue since {dates.next_review}", f"'updated' and 'next_review' in {file}")


def open_local(locals_: Iterable[Local]) -> Iterator[Open]:
    """What stands for something of ours that moved on since."""
    for local in locals_:
        if local.moved:
            yield Open(local.name, local.moved, f"manage.py compared {local.record or local.name}")


def open_drafts() -> Iterator[Open]:
    """Texts that no visitor sees yet."""
    for path in drafts():
        yield Open(name_of(path), "is a draft, and not served", "'draft: true' taken out")


def open_records(texts: Mapping[str, Dates], services: Container[str]) -> Iterator[Open]:
    """Signatures and rings in the operator's folder that belong to nothing any more."""
    names = {name_of(dates.path) for dates in texts.values()}
    for name in signatures.SIGNATURES:
        if name not in names:
            yield Open(name, "is signed in signatures.toml, and no text is called that", "its record taken out")
    for name in OWN.rung:
        if name not in services:
            yield Open(name, "was rung in rung.toml, and no service is called that", "its table taken out")


def open_numbers(helplines: Iterable[Helpline]) -> Iterator[Open]:
    """Numbers on our pages that nobody has rung or written to."""
    for contact in numbers_not_rung(helplines):
        missing = f"{contact.number} was not tried yet"
        yield Open(f"{contact.name} ({contact.where})", missing, f"manage.py rung {contact.service}")


def open_settings(values: Mapping[str, str]) -> Iterator[Open]:
    """What the operator has not said."""
    for name, consequence in ASKED_OF_OPERATORS.items():
        if not values.get(name):
            yield Open(name, f"not set: {consequence}", f'{name}="…"')


def open_duties(duties: Iterable[Duty]) -> Iterator[Open]:
    """What the papers in docs/assurance leave to people, and nobody has done."""
    for duty in duties:
        if not duty.done:
            file = "people.toml" if site_folder() else "docs/assurance/people.toml"
            then = f'done = "…" under [{duty.key}] in {file}'
            yield Open(f"{duty.who} ({duty.key})", duty.missing, then)


def keys() -> set[str]:
    """What the papers in docs/assurance may call open: each is a part of this list."""
    return {SIGNATURES, NUMBERS, *ASKED_OF_OPERATORS, *(duty.key for duty in DUTIES)}


def closed(values: Mapping[str, str]) -> set[str]:
    """Those of the keys of which nothing is open in this copy."""
    still = {
        SIGNATURES: any(open_signatures(texts())),
        NUMBERS: any(open_numbers(HELPLINES)),
        **{name: not values.get(name) for name in ASKED_OF_OPERATORS},
        **{duty.key: not duty.done for duty in DUTIES},
    }
    return {key for key, is_open in still.items() if not is_open}


def tasks(values: Mapping[str, str], today: date) -> tuple[Task, ...]:
    """All that is open for this copy on a day, by who does it. What has nothing open stands there too."""
    found = texts()
    return (
        Task("A clinician", "reads each text in full, and signs exactly these words.", tuple(open_signatures(found))),
        Task(
            "An editor",
            "reads the text and its sources again, holds what is local against ours, mends what moved on, and writes when the next look is due.",
            (
                *open_local(everything_local()),
                *open_drafts(),
                *open_records(found, {line.id for line in EVERY_LINE}),
                *open_reviews(found, today),
            ),
        ),
        Task(
            "Whoever rings",
            "tries each number, asks whether it is the service named, and writes down which numbers were right.",
            tuple(open_numbers(HELPLINES)),
        ),
        Task(
            "The operator",
            "writes each line into the settings of this copy, and starts it again.",
            tuple(open_settings(values)),
        ),
        Task(
            "Whoever has to say yes",
            "does what no test can, and writes down who did it, when, and where the paper is.",
            tuple(open_duties(DUTIES)),
        ),
    )


def checklist(tasks: Iterable[Task]) -> str:
    """The tasks as a list to tick off: plain text that is Markdown too."""
    return "\n\n".join(_listed(task) for task in tasks) + "\n"


def _listed(task: Task) -> str:
    if not task.open:
        return f"## {task.who}: nothing open"
    items = [f"- [ ] {item.subject}: {item.missing}\n      `{item.then}`" for item in task.open]
    return "\n".join([f"## {task.who}: {len(task.open)} open", "", f"{task.who} {task.how}", "", *items])
