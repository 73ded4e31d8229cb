"""Who checked a text, and when: the same lines on articles, plans, paper and in structured data."""

from dataclasses import dataclass
from datetime import date, timedelta

from prose.frontmatter import Document

# Words go unchecked for a year at most; a leap year has a day more.
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class ClinicalReview:
    """A clinician's signature under a text. There is none until a real person gave it."""

    name: str
    role: str
    body: str
    date: date


@dataclass(frozen=True)
class Dates:
    """When a text was last checked by its editors, when it is due again, and who of a clinical profession reviewed it."""

    updated: date
    next_review: date
    clinical_review: ClinicalReview | None

    @property
    def changed_since_review(self) -> bool:
        """Whether the words are newer than the signature under them."""
        return self.clinical_review is not None and self.clinical_review.date < self.updated

    @property
    def signed(self) -> bool:
        """Whether a named clinician stands behind the words as they are now."""
        return self.clinical_review is not None and not self.changed_since_review


def dates(document: Document) -> Dates:
    """Read `updated`, `next_review` and `clinical_review`; raise ContentError where they are missing or odd."""
    updated, next_review = document.day("updated"), document.day("next_review")
    if not updated < next_review <= updated + LONGEST:
        raise document.error("next_review", "'next_review' must lie after 'updated', at most a year later")
    record = document.record("clinical_review", ("name", "role", "body", "date"))
    if record and not isinstance(record["date"], date):
        raise document.error("clinical_review", "'date' in 'clinical_review' must be a date such as 2026-11-23")
    return Dates(updated, next_review, ClinicalReview(**record) if record else None)
