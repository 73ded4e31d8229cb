"""What a questionnaire's screens say, as finished HTML: every question in each state and every outcome are made together.

What is held is then the same whatever anybody answered. What follows from one person's answers is never held.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from checkin.library import questions_address
from checkin.outcomes import Outcome
from checkin.questionnaire import Questionnaire
from checkin.questions import OPTIONS, VALUES
from support.country_choice import query_of
from support.directory.records import Country
from support.fragments import cached


@dataclass(frozen=True)
class Fragments:
    """The screens of a questionnaire, for links that keep a country or none.

    `form` is what the tag of each form says. `hidden_fields` are by a question's key and a value. `fieldsets` are by the question's key, the chosen value or "", and whether an answer is missing;
    `meanings` by the band's name and whether something was not sure; `next_steps` by their names.
    """

    form: str
    hidden_fields: Mapping[tuple[str, str], SafeString]
    fieldsets: Mapping[tuple[str, str, bool], str]
    meanings: Mapping[tuple[str, bool], str]
    next_steps: Mapping[str, str]
    reading: str

    def hidden(self, answers: Iterable[tuple[str, str]]) -> SafeString:
        """Answers as hidden fields, so that the next request brings them: we keep none."""
        return SafeString("".join(self.hidden_fields[answer] for answer in answers))

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
        hidden_fields={
            answer: format_html('<input type="hidden" name="{}" value="{}">', *answer)
            for answer in product(questionnaire.keys, sorted(VALUES))
        },
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
