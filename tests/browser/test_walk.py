"""The check-in's way back and forth, walked at random and compared with a model."""

import random

import pytest
from playwright.sync_api import expect

from checkin.yourself import QUESTIONS
from tests.browser.test_check_in_forgets import start

RESULT = len(QUESTIONS) + 1


class Model:
    """Which screen should be shown: 0 the start, 1 to 5 a question, 6 the result. `top` is the newest history entry."""

    def __init__(self) -> None:
        self.screen, self.top, self.answered = 1, 1, set[int]()

    def moves(self) -> list[str]:
        question = 1 <= self.screen < RESULT
        return [
            *(["answer", "answer", "answer"] if question else []),
            *(["without an answer", "without an answer"] if question and self.screen not in self.answered else []),
            *(["back button"] if 2 <= self.screen < RESULT else []),
            *(["back key"] if self.screen >= 2 else []),
            *(["forward key"] if 2 <= self.screen < self.top else []),
        ]

    def move(self, move: str) -> None:
        if move == "answer":
            self.answered.add(self.screen)
            self.screen = next((number for number in range(1, RESULT) if number not in self.answered), RESULT)
            self.top = self.screen
        elif move in {"back button", "back key"}:
            self.screen -= 1
        elif move == "forward key":
            self.screen += 1


def do(page, move: str) -> None:
    if move == "answer":
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_role("button", name="Continue").click()
    elif move == "without an answer":
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    elif move == "back button":
        page.get_by_role("button", name="Back").click()
    else:
        page.evaluate("history.back()" if move == "back key" else "history.forward()")


@pytest.mark.parametrize("seed", range(6))
def test_back_always_shows_the_question_before(open_page, seed):
    chance = random.Random(seed)
    page = open_page("/check-in/", expected=("422",))
    start(page)
    model, walked = Model(), []
    for _ in range(25):
        move = chance.choice(model.moves())
        walked.append(move)
        do(page, move)
        model.move(move)
        name = "You said yes to 5 of the 5." if model.screen == RESULT else QUESTIONS[model.screen - 1].text
        expect(page.get_by_role("heading", name=name), str(walked)).to_be_visible()
        page.wait_for_function("number => history.state?.question === number", arg=model.screen)


def test_the_whole_form_is_one_screen_and_adds_nothing_to_the_history(open_page):
    page = open_page("/check-in/questions/")
    before = page.evaluate("history.length")
    for question in QUESTIONS:
        page.get_by_role("group", name=question.text).get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", name="You said yes to 5 of the 5.")).to_be_visible()
    assert page.evaluate("history.length") == before
