"""What a check-in request may be, and what is taken from it. Nothing of it is kept, and unknown keys are dropped."""

from dataclasses import dataclass

from django.http import QueryDict

from checkin.flow import valid_answers
from checkin.questionnaire import Questionnaire
from support.country_choice import country_called
from support.directory.records import Country

# Asks for the whole form, to change any answer.
ALL = "all"


@dataclass(frozen=True)
class Submission:
    """The valid answers to a questionnaire that a request brings, the questions that were on its screen, and a screen asked for by name.

    `country` is the one whose people to call were asked for with the answers; None where the address decides.
    """

    questionnaire: Questionnaire
    answers: dict[str, str]
    asked: tuple[str, ...] = ()
    show: str = ""
    country: Country | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions that were on the screen and have no answer."""
        return tuple(key for key in self.asked if key not in self.answers)


def read(questionnaire: Questionnaire, data: QueryDict) -> Submission:
    """Take the known keys. An answer given twice is no answer: we cannot tell which was meant."""
    keys = questionnaire.keys
    answers = {key: values[0] for key in keys if len(values := data.getlist(key)) == 1}
    asked = data.getlist("asked")
    show = data.get("show", "")
    return Submission(
        questionnaire,
        answers=valid_answers(questionnaire, answers),
        asked=tuple(key for key in keys if key in asked),
        show=show if show in {*keys, ALL} else "",
        country=country_called(data.get("country", "")),
    )
