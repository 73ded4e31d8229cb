"""What a questionnaire asks, and the three options of every question. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """An answer that can be chosen; `value` is what travels: one letter each, so that all requests are equally long."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    hint: str


YES = Option("y", "Yes")
NO = Option("n", "No")
NOT_SURE = Option("u", "I’m not sure")
OPTIONS = (YES, NO, NOT_SURE)
VALUES = frozenset(option.value for option in OPTIONS)
