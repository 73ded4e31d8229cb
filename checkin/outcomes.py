"""What answers may mean, and the one next step after them: rules that a questionnaire brings, tried in order. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from checkin.questions import NO, NOT_SURE, YES


@dataclass(frozen=True)
class Rule:
    """Fits where at least so many were answered yes and not sure, and of `not_no`, where it is given, one was not "no"."""

    yes: int = 0
    not_sure: int = 0
    not_no: tuple[str, ...] = ()

    def fits(self, answers: Mapping[str, str]) -> bool:
        given = list(answers.values())
        return (
            given.count(YES.value) >= self.yes
            and given.count(NOT_SURE.value) >= self.not_sure
            and (not self.not_no or any(answers[key] != NO.value for key in self.not_no))
        )


@dataclass(frozen=True)
class Band:
    """What some answers may mean, a paragraph each. `not_sure` is added to the first where something was not sure."""

    name: str
    when: Rule
    meaning: tuple[str, ...]
    not_sure: str = ""

    def paragraphs(self, *, not_sure: bool) -> tuple[str, ...]:
        """What the answers may mean; `not_sure` where something was."""
        first, *more = self.meaning
        return (f"{first} {self.not_sure}".strip() if not_sure else first, *more)


@dataclass(frozen=True)
class Link:
    """Where on this site a few words lead."""

    label: str
    address: str


@dataclass(frozen=True)
class NextStep:
    """The one next action of a result, with the label of its button and where on this site it leads.

    `before_all`: what to do above everything else of the result, beside the emergency number; the people who help stand next. `also` leads to what its words name.
    """

    name: str
    when: Rule
    words: str
    label: str
    address: str
    before_all: str = ""
    also: Link | None = None


@dataclass(frozen=True)
class Outcome:
    """How many were answered yes, not sure and no, and what follows."""

    yes: int
    not_sure: int
    no: int
    band: Band
    next_step: NextStep


def outcome_of(answers: Mapping[str, str], bands: tuple[Band, ...], next_steps: tuple[NextStep, ...]) -> Outcome:
    """The outcome of valid answers to every question: the first band and the first step that fit. Of each, the last fits all."""
    given = list(answers.values())
    yes, not_sure, no = (given.count(option.value) for option in (YES, NOT_SURE, NO))
    band = next(band for band in bands if band.when.fits(answers))
    return Outcome(yes, not_sure, no, band, next(step for step in next_steps if step.when.fits(answers)))
