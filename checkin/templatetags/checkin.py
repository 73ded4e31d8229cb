"""The start of a check-in, on a page of its own or inside an article."""

from typing import Any

from django import template
from django.template.context import Context

from checkin.library import QUESTIONNAIRES, questions_address
from checkin.questionnaire import Questionnaire
from support.templatetags.support import keep_country

register = template.Library()


@register.inclusion_tag("checkin/_start_card.html", takes_context=True)
def start_card(context: Context, questionnaire: Questionnaire | None = None) -> dict[str, Any]:
    """The start card of a questionnaire, or of the first one. The chosen country is kept."""
    shown = questionnaire or QUESTIONNAIRES[""]
    return {"questionnaire": shown, "address": questions_address(shown), "query": keep_country(context)}
