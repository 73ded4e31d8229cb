"""Pages of the check-ins, the same for each. One address asks and answers; nothing is remembered between requests."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from checkin.flow import Done, next_screen, question_before
from checkin.forms import ALL, Submission, read
from checkin.fragments import Fragments, fragments
from checkin.library import QUESTIONNAIRES, start_address
from checkin.outcomes import Outcome
from checkin.questionnaire import Questionnaire
from checkin.questions import OPTIONS, Question
from support.country_choice import asked_country, chosen_country
from support.htmx_request import HtmxHttpRequest
from support.private_post import refusal, rounded


@require_safe
def start(request: HttpRequest, slug: str = "") -> HttpResponse:
    questionnaire = _questionnaire(slug)
    others = [(other, start_address(other)) for other in QUESTIONNAIRES.values() if other != questionnaire]
    return render(request, "checkin/start.html", {"questionnaire": questionnaire, "others": others})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HtmxHttpRequest, slug: str = "") -> HttpResponse:
    """GET: the whole form. POST: the next question or the result; 422 where a question on the screen has no answer."""
    questionnaire = _questionnaire(slug)
    if request.method != "POST":
        return _whole_form(request, Submission(questionnaire, {}), page=True)
    if status := refusal(request):
        return HttpResponse(status=status)
    return rounded(_answer(request, read(questionnaire, request.POST), page=not request.htmx))


def _questionnaire(slug: str) -> Questionnaire:
    found = QUESTIONNAIRES.get(slug)
    if found is None:
        raise Http404
    return found


def _answer(request: HttpRequest, submission: Submission, *, page: bool) -> HttpResponse:
    questionnaire = submission.questionnaire
    if submission.show in questionnaire.keys and not page:
        return _question(request, submission, questionnaire.question(submission.show))
    if submission.show == ALL:
        return _whole_form(request, submission, page=page)
    if submission.missing:
        if page or len(submission.asked) > 1:
            return _whole_form(request, submission, page=page, missing=submission.missing)
        asked = questionnaire.question(submission.missing[0])
        return _question(request, submission, asked, missing=submission.missing)
    screen = next_screen(questionnaire, submission.answers)
    if isinstance(screen, Done):
        return _result(request, submission, screen.outcome, page=page)
    if page:
        return _whole_form(request, submission, page=True)
    return _question(request, submission, screen.question)


def _result(request: HttpRequest, submission: Submission, outcome: Outcome, *, page: bool) -> HttpResponse:
    country = submission.country or chosen_country(request)
    html = _fragments(request, submission)
    context = {
        "outcome": outcome,
        "meaning": html.meaning(outcome),
        "next_step": html.next_steps[outcome.next_step.name],
        "reading": html.reading,
        "hidden_answers": html.hidden(submission.answers.items()),
        "country": country,
        "posted_country": submission.country,
    }
    return _render(request, "checkin/result.html", submission, html, context, page=page)


def _whole_form(
    request: HttpRequest, submission: Submission, *, page: bool, missing: tuple[str, ...] = ()
) -> HttpResponse:
    rows = [
        (question, submission.answers.get(question.key), question.key in missing)
        for question in submission.questionnaire.questions
    ]
    context = {"rows": rows, "options": OPTIONS, **_missing(submission.questionnaire, missing)}
    html, status = _fragments(request, submission), 422 if missing else 200
    return _render(request, "checkin/questions.html", submission, html, context, page=page, status=status)


def _question(
    request: HttpRequest, submission: Submission, question: Question, missing: tuple[str, ...] = ()
) -> HttpResponse:
    html, answers = _fragments(request, submission), submission.answers
    context = {
        "number": submission.questionnaire.number(question.key),
        "before": question_before(submission.questionnaire, question),
        "fieldset": html.fieldsets[question.key, answers.get(question.key, ""), bool(missing)],
        "hidden_answers": html.hidden(answers.items()),
        "hidden_others": html.hidden((key, value) for key, value in answers.items() if key != question.key),
        **_missing(submission.questionnaire, missing),
    }
    status = 422 if missing else 200
    return _render(request, "checkin/question.html", submission, html, context, page=False, status=status)


def _missing(questionnaire: Questionnaire, missing: tuple[str, ...]) -> dict[str, Any]:
    numbered = [(key, questionnaire.number(key)) for key in missing]
    return {"missing": numbered, "several": len(missing) > 1}


def _fragments(request: HttpRequest, submission: Submission) -> Fragments:
    return fragments(submission.questionnaire, submission.country or asked_country(request))


def _render(
    request: HttpRequest,
    template: str,
    submission: Submission,
    html: Fragments,
    context: dict[str, Any],
    *,
    page: bool,
    status: int = 200,
) -> HttpResponse:
    name = template if page else f"{template}#fragment"
    questionnaire = submission.questionnaire
    shared = {
        "questionnaire": questionnaire,
        "form": html.form,
        "start_address": start_address(questionnaire),
        "total": len(questionnaire.questions),
        "keys": " ".join(questionnaire.keys),
        "page": page,
    }
    return render(request, name, {**shared, **context}, status=status)
