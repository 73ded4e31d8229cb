"""The decisions of every check-in, tried for every set of answers there is."""

import re
from dataclasses import replace
from itertools import product

import pytest

from checkin.flow import Ask, Done, next_screen, question_before, valid_answers
from checkin.library import QUESTIONNAIRES
from checkin.outcomes import Outcome, Rule, outcome_of
from checkin.questionnaire import Questionnaire
from checkin.questions import OPTIONS
from checkin.someone import SOMEONE
from checkin.yourself import YOURSELF

VALUES = [option.value for option in OPTIONS]
EVERY = pytest.mark.parametrize("questionnaire", QUESTIONNAIRES.values(), ids=lambda one: one.slug or "yourself")


def all_answers(questionnaire: Questionnaire) -> list[dict[str, str]]:
    return [dict(zip(questionnaire.keys, values, strict=True)) for values in product(VALUES, repeat=5)]


def outcome(questionnaire: Questionnaire, answers: dict[str, str]) -> Outcome:
    return outcome_of(answers, questionnaire.bands, questionnaire.next_steps)


@EVERY
def test_five_answers_end_in_an_outcome(questionnaire):
    everything = all_answers(questionnaire)
    assert len(everything) == 3**5
    for answers in everything:
        screen = next_screen(questionnaire, answers)
        assert isinstance(screen, Done)
        found, given = screen.outcome, list(answers.values())
        assert (found.yes, found.not_sure, found.no) == (given.count("y"), given.count("u"), given.count("n"))


@EVERY
def test_next_screen_is_the_first_question_without_an_answer(questionnaire):
    for values in product([*VALUES, ""], repeat=5):
        answers = {key: value for key, value in zip(questionnaire.keys, values, strict=True) if value}
        missing = [question for question in questionnaire.questions if question.key not in answers]
        screen = next_screen(questionnaire, answers)
        assert screen == Ask(missing[0]) if missing else isinstance(screen, Done)


@EVERY
def test_every_band_and_every_next_step_can_be_reached(questionnaire):
    outcomes = [outcome(questionnaire, answers) for answers in all_answers(questionnaire)]
    assert {found.band for found in outcomes} == set(questionnaire.bands)
    assert {found.next_step for found in outcomes} == set(questionnaire.next_steps)


def test_bands_follow_the_count_of_yes():
    for answers in all_answers(YOURSELF):
        found = outcome(YOURSELF, answers)
        assert found.band.name == ["none", "one", "some", "some", "most", "most"][found.yes]


def test_not_sure_with_fewer_than_two_yes_is_talked_through():
    for answers in all_answers(YOURSELF):
        found = outcome(YOURSELF, answers)
        talks = found.next_step.name == "talk-it-through"
        assert talks == (found.not_sure > 0 and found.yes < 2)


def test_fear_comes_before_everything_else_also_where_someone_is_not_sure():
    for answers in all_answers(SOMEONE):
        found = outcome(SOMEONE, answers)
        afraid = answers["fear"] in {"y", "u"}
        assert bool(found.next_step.before_all) == afraid
        assert (found.band.name == "fear") == afraid
        assert (found.next_step.address == "/plans/someone-close/safe-first/") == afraid


def test_danger_to_the_other_person_comes_next():
    for answers in all_answers(SOMEONE):
        if answers["fear"] == "n" and answers["risk"] != "n":
            assert outcome(SOMEONE, answers).next_step.address == "/plans/someone-close/is-everyone-safe/"


def test_not_sure_about_someone_close_is_never_treated_like_no():
    for answers in all_answers(SOMEONE):
        if "u" in answers.values() and "y" not in answers.values():
            assert outcome(SOMEONE, answers).next_step.name != "read"


@EVERY
def test_not_sure_is_never_counted_as_no(questionnaire):
    for answers in all_answers(questionnaire):
        assert outcome(questionnaire, answers).no == list(answers.values()).count("n")


@EVERY
@pytest.mark.parametrize("value", ["", "yes", "Y", "y ", "1", "\x00", "yn"])
def test_unknown_value_counts_as_not_answered(questionnaire, value):
    answers = {**all_answers(questionnaire)[0], questionnaire.keys[2]: value}
    assert next_screen(questionnaire, answers) == Ask(questionnaire.questions[2])


@EVERY
def test_unknown_key_is_dropped(questionnaire):
    first = questionnaire.keys[0]
    assert valid_answers(questionnaire, {first: "y", "name": "y"}) == {first: "y"}


@EVERY
def test_question_before_the_first_is_none(questionnaire):
    questions = questionnaire.questions
    assert question_before(questionnaire, questions[0]) is None
    assert question_before(questionnaire, questions[4]) == questions[3]


def test_every_value_on_the_wire_is_one_letter():
    assert all(len(option.value) == 1 for option in OPTIONS)


@EVERY
def test_every_key_is_equally_long(questionnaire):
    assert {len(key) for key in questionnaire.keys} == {4}


@pytest.mark.parametrize(
    "wrong",
    [
        {"questions": SOMEONE.questions[:4]},
        {"questions": (*SOMEONE.questions[:4], SOMEONE.questions[0])},
        {"questions": (*SOMEONE.questions[:4], replace(SOMEONE.questions[4], key="selves"))},
        {"questions": (*SOMEONE.questions[:4], replace(SOMEONE.questions[4], key="show"))},
        {"bands": (replace(SOMEONE.bands[0], when=Rule(not_no=("gone",))), *SOMEONE.bands[1:])},
        {"next_steps": SOMEONE.next_steps[:-1]},
        {"slug": "questions"},
        {"help_heading": ""},
    ],
)
def test_questionnaire_that_the_pages_cannot_show_is_refused(wrong):
    with pytest.raises(ValueError, match="breaks rule"):
        replace(SOMEONE, **wrong)


def test_nothing_that_someone_close_reads_judges_the_other_person():
    said = [SOMEONE.lead_in, SOMEONE.limit, SOMEONE.intro, *(f"{one.text} {one.hint}" for one in SOMEONE.questions)]
    said += [words for band in SOMEONE.bands for words in band.meaning]
    said += [f"{step.words} {step.label}" for step in SOMEONE.next_steps]
    judging = re.compile(
        r"\b(addict|dependen|problem|disorder|diagnos|abus(?!e at home)|liar|lying|denial|enabl|they (are|have) (a|an)\b)",
        re.IGNORECASE,
    )
    assert not [words for words in said if judging.search(words)]
