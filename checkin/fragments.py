"""What a questionnaire's screens say, as finished HTML: every question in each state and every outcome are made together.

What is held is then the same whatever anybody answered. What follows from one person's answers is never held.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string

from checkin.library import questions_address
from checkin.outcomes import Outcome
from checkin.questionnaire import Questionnaire
from checkin.questions import OPTIONS
from support.country_choice import query_of
from support.directory.records import Country
from support.fragments import cached


@dataclass(frozen=True)
class Fragments:
    """The screens of a questionnaire, for links that keep a country or none.

    `form` is what the tag of each form says. `fieldsets` are by the question's key, the chosen value or "", and whether an answer is missing;
    `meanings` by the band's name and whether something was not sure; `next_steps` by their names.
    """

    form: str
    fieldsets: Mapping[tuple[str, str, bool], str]
    meanings: Mapping[tuple[str, bool], str]
    next_steps: Mapping[str, str]
    reading: str

    def meaning(self, outcome: Outcome) -> str:
        return self.meanings[outcome.band.name, bool(outcome.not_sure)]


@cached
def fragments(questionnaire: Questionnaire, kept: Country | None) -> Fragments:
    """The fragments of a questionnaire whose links keep this country."""
    links = {"posted_country": kept}
    form = {"address": questions_address(questionnaire), "query": query_of(kept)}
    chosen = ("", *(option.value for option in OPTIONS))
    return Fragments(
        form=render_to_string("checkin/_form.html", form),
        fieldsets={
            (question.key, value, missing): render_to_string(
                "checkin/_fieldset.html",
                {
                    "question": question,
                    "number": questionnaire.number(question.key),
                    "total": len(questionnaire.questions),
                    "options": OPTIONS,
                    "chosen": value,
                    "is_missing": missing,
                    "step": True,
                },
            )
            for question in questionnaire.questions
            for value, missing in (*((value, False) for value in chosen), ("", True))
        },
        meanings={
            (band.name, not_sure): render_to_string(
                "checkin/_meaning.html",
                {"paragraphs": band.paragraphs(not_sure=not_sure), "always": questionnaire.always},
            )
            for band in questionnaire.bands
            for not_sure in (True, False)
        },
        next_steps={
            step.name: render_to_string("checkin/_next_step.html", {"next_step": step, **links})
            for step in questionnaire.next_steps
        },
        reading=render_to_string("checkin/_reading.html", {"reading": questionnaire.reading, **links}),
    )
