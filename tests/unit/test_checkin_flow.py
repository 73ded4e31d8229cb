"""The check-in's decisions, tried for every set of answers there is."""

from itertools import product

import pytest

from checkin.flow import Ask, Done, next_screen, question_before, valid_answers
from checkin.outcomes import Band, NextStep, outcome_of
from checkin.questions import KEYS, OPTIONS, QUESTIONS

VALUES = [option.value for option in OPTIONS]
ALL_ANSWERS = [dict(zip(KEYS, values, strict=True)) for values in product(VALUES, repeat=5)]
WITH_GAPS = [
    {key: value for key, value in zip(KEYS, values, strict=True) if value}
    for values in product([*VALUES, ""], repeat=5)
]


def test_there_are_243_answer_sets():
    assert len(ALL_ANSWERS) == 3**5


@pytest.mark.parametrize("answers", ALL_ANSWERS, ids="".join)
def test_five_answers_end_in_an_outcome(answers):
    screen = next_screen(answers)
    assert isinstance(screen, Done)
    outcome = screen.outcome
    given = list(answers.values())
    assert (outcome.yes, outcome.not_sure, outcome.no) == (given.count("y"), given.count("u"), given.count("n"))


def test_next_screen_is_the_first_question_without_an_answer():
    for answers in WITH_GAPS:
        missing = [question for question in QUESTIONS if question.key not in answers]
        screen = next_screen(answers)
        assert screen == Ask(missing[0]) if missing else isinstance(screen, Done)


def test_bands_follow_the_count_of_yes():
    for answers in ALL_ANSWERS:
        outcome = outcome_of(answers)
        expected = [Band.NONE, Band.ONE, Band.SOME, Band.SOME, Band.MOST, Band.MOST][outcome.yes]
        assert outcome.band is expected


def test_not_sure_with_fewer_than_two_yes_is_talked_through():
    for answers in ALL_ANSWERS:
        outcome = outcome_of(answers)
        talks = outcome.next_step is NextStep.TALK_IT_THROUGH
        assert talks == (outcome.not_sure > 0 and outcome.yes < 2)


def test_not_sure_is_never_counted_as_no():
    for answers in ALL_ANSWERS:
        outcome = outcome_of(answers)
        assert outcome.no == list(answers.values()).count("n")


@pytest.mark.parametrize("value", ["", "yes", "Y", "y ", "1", "\x00", "yn"])
def test_unknown_value_counts_as_not_answered(value):
    answers = {**ALL_ANSWERS[0], "time": value}
    assert next_screen(answers) == Ask(QUESTIONS[2])


def test_unknown_key_is_dropped():
    assert valid_answers({"more": "y", "name": "y"}) == {"more": "y"}


def test_question_before_the_first_is_none():
    assert question_before(QUESTIONS[0]) is None
    assert question_before(QUESTIONS[4]) == QUESTIONS[3]


def test_every_value_on_the_wire_is_one_letter():
    assert all(len(option.value) == 1 for option in OPTIONS)


def test_every_key_is_equally_long():
    assert {len(key) for key in KEYS} == {4}
