"""The questionnaires by slug, the first one's empty, and where each stands. A new one is named here and nowhere else."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from django.urls import reverse

from checkin.questionnaire import Questionnaire
from checkin.someone import SOMEONE
from checkin.yourself import YOURSELF

QUESTIONNAIRES: Mapping[str, Questionnaire] = MappingProxyType({one.slug: one for one in (YOURSELF, SOMEONE)})


def start_address(questionnaire: Questionnaire) -> str:
    """The path of its first page."""
    return _address("checkin:start", questionnaire.slug)


def questions_address(questionnaire: Questionnaire) -> str:
    """The path that asks its questions and answers them."""
    return _address("checkin:questions", questionnaire.slug)


@cache
def _address(name: str, slug: str) -> str:
    return reverse(name, args=[slug] if slug else [])
