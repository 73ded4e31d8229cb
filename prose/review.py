"""Who checked a text, and when: the same lines on articles, plans, paper and in structured data."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from prose.frontmatter import Document
from prose.places import name_of
from prose.signatures import FIELDS, SIGNATURES

# Words go unchecked for a year at most; a leap year has a day more.
LONGEST = timedelta(days=366)
# These say who looked and when. They are not words that a clinician reads.
NOT_WORDS = ("updated", "next_review", "clinical_review")


@dataclass(frozen=True)
class ClinicalReview:
    """A clinician's signature under a text, and the fingerprint of what they read. There is none until a real person gave it."""

    name: str
    role: str
    body: str
    date: date
    words: str


@dataclass(frozen=True)
class Dates:
    """When a text was last checked by its editors, when it is due again, and who of a clinical profession reviewed it.

    `words` is the fingerprint of the text as it is now, `path` the file in which a signature stands, and `covered` everything
    that a signature covers, the text itself first.
    """

    updated: date
    next_review: date
    clinical_review: ClinicalReview | None
    words: str
    path: Path
    covered: tuple[str, ...] = ()

    @property
    def changed_since_review(self) -> bool:
        """Whether the words are no longer those that were signed."""
        return self.clinical_review is not None and self.clinical_review.words != self.words

    @property
    def signed(self) -> bool:
        """Whether a named clinician stands behind the words as they are now."""
        return self.clinical_review is not None and not self.changed_since_review


def dates(document: Document, covered: Iterable[str] = ()) -> Dates:
    """Read `updated`, `next_review` and `clinical_review`; raise ContentError where they are missing or odd.

    An operator's signature stands in their own folder and counts before the one in the text. It covers the document, and beside it the texts `covered`: a plan's steps, the emergency list's templates.
    """
    updated, next_review = document.day("updated"), document.day("next_review")
    _not_in_the_future(document, "updated", updated)
    if not updated < next_review <= updated + LONGEST:
        raise document.error("next_review", "'next_review' must lie after 'updated', at most a year later")
    record = document.record("clinical_review", FIELDS)
    record = SIGNATURES.get(name_of(document.path), record)
    if record:
        _not_in_the_future(document, "clinical_review", record["date"])
    whole = (document.words(NOT_WORDS), *covered)
    review = ClinicalReview(**record) if record else None
    return Dates(updated, next_review, review, fingerprint(whole), document.path, whole)


def fingerprint(texts: Iterable[str]) -> str:
    """16 hexadecimal digits that change with any word of any of the texts, or with their order."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(f"{len(text)}:{text}".encode())
    return digest.hexdigest()[:16]


def _not_in_the_future(document: Document, key: str, day: date) -> None:
    """What is refused today is right some day, and never the other way round: the check grows no stricter with time."""
    if day > timezone.now().date() + timedelta(days=1):
        raise document.error(key, f"{day} lies in the future: write the day on which it was done")
