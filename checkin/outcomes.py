"""What five answers may mean: four bands, and one next step each. Pure.

Two or more is where talking to someone is clearly worth it: the DSM-5 begins at two criteria. A yes here is not a
criterion, so no outcome names a disorder, a level or a chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from checkin.questions import KEYS, NO, NOT_SURE, YES


class Band(Enum):
    NONE = "none"
    ONE = "one"
    SOME = "some"
    MOST = "most"


class NextStep(Enum):
    """The one next action of a result."""

    READ_PLAN = "read-plan"
    CHANGE_ONE_THING = "change-one-thing"
    TALK_IT_THROUGH = "talk-it-through"
    BOOK_A_TALK = "book-a-talk"
    CONTACT_A_SERVICE = "contact-a-service"


@dataclass(frozen=True)
class Outcome:
    """How many of the five were answered yes, not sure and no, and what follows."""

    yes: int
    not_sure: int
    no: int
    band: Band
    next_step: NextStep


def outcome_of(answers: Mapping[str, str]) -> Outcome:
    """The outcome of five valid answers. "Not sure" is never counted as no."""
    given = [answers[key] for key in KEYS]
    yes, not_sure, no = (given.count(option.value) for option in (YES, NOT_SURE, NO))
    return Outcome(yes, not_sure, no, _band(yes), _next_step(yes, not_sure))


def _band(yes: int) -> Band:
    if yes >= 4:
        return Band.MOST
    if yes >= 2:
        return Band.SOME
    return Band.ONE if yes else Band.NONE


def _next_step(yes: int, not_sure: int) -> NextStep:
    if yes >= 4:
        return NextStep.CONTACT_A_SERVICE
    if yes >= 2:
        return NextStep.BOOK_A_TALK
    if not_sure:
        return NextStep.TALK_IT_THROUGH
    return NextStep.CHANGE_ONE_THING if yes else NextStep.READ_PLAN
