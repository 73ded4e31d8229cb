"""The check-in's way back and forth, walked at random and compared with a model."""

import random

import pytest
from playwright.sync_api import expect

from checkin.yourself import QUESTIONS
from tests.browser.test_check_in_forgets import start
from tests.browser.test_journeys import NAMED, PRESSED

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


# All moves of a walk in one call, and after each the screen that should be there: a name and a number in the history.
WALK = f"""async (walk) => {{
  const named = {NAMED};
  const pressed = {PRESSED};
  const press = (name) => named("button, label", name).click();
  const moves = {{
    "answer": () => {{ press("Yes"); press("Continue"); }},
    "without an answer": () => press("Continue"),
    "back button": () => press("Back"),
    "back key": () => history.back(),
    "forward key": () => history.forward(),
  }};
  for (const [number, [move, screen, heading]] of walk.entries()) {{
    const before = document.querySelector("#check-in");
    const arrived = () => !before.isConnected && history.state?.question === screen && named("h1, h2", heading)?.checkVisibility()
      && (move !== "without an answer" || named("h1, h2", "There is a problem")?.checkVisibility());
    if (!await pressed(moves[move], arrived)) return walk.slice(0, number + 1);
  }}
}}"""


@pytest.mark.parametrize("seed", range(6))
def test_back_always_shows_the_question_before(open_page, seed):
    chance = random.Random(seed)
    page = open_page("/check-in/", expected=("422",))
    start(page)
    model, walk = Model(), []
    for _ in range(25):
        move = chance.choice(model.moves())
        model.move(move)
        name = "You said yes to 5 of the 5." if model.screen == RESULT else QUESTIONS[model.screen - 1].text
        walk.append((move, model.screen, name))
    assert page.evaluate(WALK, walk) is None


def test_the_whole_form_is_one_screen_and_adds_nothing_to_the_history(open_page):
    page = open_page("/check-in/questions/")
    before = page.evaluate("history.length")
    for question in QUESTIONS:
        page.get_by_role("group", name=question.text).get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Show what this may mean").click()
    expect(page.get_by_role("heading", name="You said yes to 5 of the 5.")).to_be_visible()
    assert page.evaluate("history.length") == before
