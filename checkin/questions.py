"""The five questions and their three options, as data. Pure.

They follow ideas of the DSM-5 criteria for stimulant use disorder and of the Severity of Dependence Scale, in our own
words. They are not a validated instrument, and every result says so.
"""

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

LEAD_IN = "Think about the last 12 months. If you stopped for part of that time, think about the times you were using."

QUESTIONS = (
    Question(
        "more",
        "Once you start, do you often end up taking more cocaine, or using for longer, than you wanted to?",
        "Often means more than now and then",
    ),
    Question(
        "stop",
        "Have you wanted to quit or cut back, but it did not last?",
        "More than once, or for much of the year",
    ),
    Question(
        "time",
        "Does cocaine fill a lot of your week: getting it, using it or getting over it?",
        "Think of a week in which you used",
    ),
    Question(
        "harm",
        "Did you go on using after it caused trouble at work, with money, at home or with people you love?",
        "Any one of these counts",
    ),
    Question(
        "days",
        "On days without cocaine, are you often very low, worn out or on edge?",
        "Nearly everyone is tired the day after. Think of the days after that",
    ),
)
KEYS = tuple(question.key for question in QUESTIONS)
