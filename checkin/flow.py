"""Which screen comes next. Pure: given the answers that came with a request, and nothing else.

Every request is replayed from the first question, so a stale or forged form cannot skip one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from checkin.outcomes import Outcome, outcome_of
from checkin.questions import QUESTIONS, VALUES, Question


@dataclass(frozen=True)
class Ask:
    """Show this question."""

    question: Question


@dataclass(frozen=True)
class Done:
    """Show the result."""

    outcome: Outcome


def valid_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """Only known questions with known values, in the order of the questions."""
    return {
        question.key: answers[question.key]
        for question in QUESTIONS
        if answers.get(question.key) in VALUES
    }  # fmt: skip


def next_screen(answers: Mapping[str, str]) -> Ask | Done:
    """The first question without a valid answer; when all five have one, the result."""
    valid = valid_answers(answers)
    for question in QUESTIONS:
        if question.key not in valid:
            return Ask(question)
    return Done(outcome_of(valid))


def question_before(question: Question) -> Question | None:
    """The question before, or None for the first."""
    index = QUESTIONS.index(question)
    return QUESTIONS[index - 1] if index else None
