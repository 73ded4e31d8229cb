"""Which screen comes next. Pure: given a questionnaire, the answers that came with a request, and nothing else.

Every request is replayed from the first question, so a stale or forged form cannot skip one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from checkin.outcomes import Outcome, outcome_of
from checkin.questionnaire import Questionnaire
from checkin.questions import VALUES, Question


@dataclass(frozen=True)
class Ask:
    """Show this question."""

    question: Question


@dataclass(frozen=True)
class Done:
    """Show the result."""

    outcome: Outcome


def valid_answers(questionnaire: Questionnaire, answers: Mapping[str, str]) -> dict[str, str]:
    """Only known questions with known values, in the order of the questions."""
    return {key: answers[key] for key in questionnaire.keys if answers.get(key) in VALUES}


def next_screen(questionnaire: Questionnaire, answers: Mapping[str, str]) -> Ask | Done:
    """The first question without a valid answer; when all have one, the result."""
    valid = valid_answers(questionnaire, answers)
    for question in questionnaire.questions:
        if question.key not in valid:
            return Ask(question)
    return Done(outcome_of(valid, questionnaire.bands, questionnaire.next_steps))


def question_before(questionnaire: Questionnaire, question: Question) -> Question | None:
    """The question before, or None for the first."""
    index = questionnaire.questions.index(question)
    return questionnaire.questions[index - 1] if index else None
