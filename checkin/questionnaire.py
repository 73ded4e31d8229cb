"""A questionnaire as data: what it asks, what it may say, and the words of its first page. Pure."""

from dataclasses import dataclass

from checkin.outcomes import Band, Link, NextStep, Rule
from checkin.questions import Question

QUESTIONS = 5
KEY_LENGTH = 4


@dataclass(frozen=True)
class Fact:
    """A promise of the start card: what, and a sentence or two about it."""

    what: str
    more: str


@dataclass(frozen=True)
class Questionnaire:
    """Five questions and their outcomes. Flow, forms, views and templates know nothing of any single one.

    `slug` ends the address; empty for the first. `offer` leads to it from the others. `help_kinds` are kinds of services that
    each of its results shows beside the crisis lines, under `help_heading`. Every result says `always`, and `limit`: what it is not.
    `instead` leads to what someone may want in place of questions.
    """

    slug: str
    title: str
    heading: str
    description: str
    offer: str
    card_heading: str
    intro: str
    facts: tuple[Fact, ...]
    lead_in: str
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    next_steps: tuple[NextStep, ...]
    always: str
    limit: str
    reading: tuple[Link, ...]
    help_kinds: tuple[str, ...] = ()
    help_heading: str = ""
    instead: Link | None = None

    def __post_init__(self) -> None:
        """Refuse what the pages cannot show, or what would tell answers apart by their length."""
        rules = [*(band.when for band in self.bands), *(step.when for step in self.next_steps)]
        named = {key for rule in rules for key in rule.not_no}
        whole = (
            len(self.questions) == QUESTIONS == len(set(self.keys)),
            all(len(key) == KEY_LENGTH for key in self.keys),
            "asked" not in self.keys and "show" not in self.keys,
            named <= set(self.keys),
            self.bands[-1].when == self.next_steps[-1].when == Rule(),
            self.slug != "questions",
            bool(self.help_kinds) == bool(self.help_heading),
        )
        if not all(whole):
            raise ValueError(f"the questionnaire '{self.slug}' breaks rule {whole.index(False) + 1} of a questionnaire")

    def __hash__(self) -> int:
        """By what tells it from the others: a key of what is held, looked up in every request."""
        return hash(self.slug)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(question.key for question in self.questions)

    def question(self, key: str) -> Question:
        return self.questions[self.keys.index(key)]

    def number(self, key: str) -> int:
        """Which question it is, from 1."""
        return self.keys.index(key) + 1
