"""What an operator must confirm before launch: what nobody has signed, rung, named or looked at again yet.

Pure: texts, helplines and settings go in, with the day; what is still open comes out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from articles.library import ARTICLES
from plans.clinicians import CLINICIANS
from plans.if_then_lines import IF_THEN
from plans.library import PLANS
from prose.review import Dates
from support import emergency
from support.directory import HELPLINES
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
    """One thing that is not confirmed: what it is about, and what is missing."""

    subject: str
    missing: str


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


def open_reviews(texts: Mapping[str, Dates], today: date) -> Iterator[Open]:
    """Texts that no clinician signed as they are now, and texts whose next look is overdue on a day."""
    for name, dates in texts.items():
        if not dates.clinical_review:
            yield Open(name, "not reviewed by a clinician")
        elif dates.changed_since_review:
            yield Open(name, f"its words are no longer those that were signed on {dates.clinical_review.date}")
        if dates.next_review < today:
            yield Open(name, f"review overdue since {dates.next_review}")


def open_numbers(helplines: Iterable[Helpline]) -> Iterator[Open]:
    """Numbers on our pages that nobody has rung or written to."""
    for contact in numbers_not_rung(helplines):
        yield Open(f"{contact.name} ({contact.where})", f"{contact.number} was not tried yet")


def open_settings(values: Mapping[str, str]) -> Iterator[Open]:
    """What the operator has not said."""
    for name, consequence in ASKED_OF_OPERATORS.items():
        if not values.get(name):
            yield Open(name, f"not set: {consequence}")


def everything_open(values: Mapping[str, str], today: date) -> dict[str, list[Open]]:
    """All of it for this copy on a day, by kind."""
    return {
        "Reviews": list(open_reviews(texts(), today)),
        "Phone numbers": list(open_numbers(HELPLINES)),
        "What visitors are told about you": list(open_settings(values)),
    }
