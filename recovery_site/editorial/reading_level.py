"""What editors want to know of a text: how hard it is to read, which words want a second look, what it rests on.

Readability is measured with textstat, a development tool: the site itself runs without it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from articles.library import ARTICLES, Article
from checkin.library import QUESTIONNAIRES
from checkin.questionnaire import Questionnaire
from plans.clinicians import CLINICIANS
from plans.if_then_lines import IF_THEN, IFS, THENS
from plans.library import PLANS, Plan, Step
from plans.pages import PlanPage
from prose import language, plain_text
from prose.review import Dates

# SMOG grades. The NHS's reading-age advice, with half a step of room for articles. Clinicians' pieces are exempt.
MOST_FOR_ARTICLES = 11.0
MOST_FOR_TOOLS = 10.0


@dataclass(frozen=True)
class MeasuredText:
    """A text as HTML, the hardest SMOG grade it may have (None: any), its dates and how many sources it cites."""

    name: str
    html: str
    most: float | None
    dates: Dates | None
    sources: int


@dataclass(frozen=True)
class Measure:
    words: int
    smog: float
    words_a_sentence: float
    warnings: tuple[language.Finding, ...]


def texts() -> list[MeasuredText]:
    """Every text that is written as a whole. The cards that the site fills in are the same everywhere and left out."""
    return [
        *(
            MeasuredText(
                f"articles/{slug}",
                _article(article),
                None if article.audience == "clinicians" else MOST_FOR_ARTICLES,
                article.dates,
                len(article.sources),
            )
            for slug, article in ARTICLES.items()
        ),
        *(
            MeasuredText(f"plans/{slug}", _plan(plan), MOST_FOR_TOOLS, plan.dates, len(plan.sources))
            for slug, plan in PLANS.items()
        ),
        *(
            MeasuredText(f"check-in{slug and f'/{slug}'}", _check_in(questionnaire), MOST_FOR_TOOLS, None, 0)
            for slug, questionnaire in QUESTIONNAIRES.items()
        ),
        MeasuredText("if-then", _if_then(), MOST_FOR_TOOLS, IF_THEN.dates, len(IF_THEN.sources)),
        MeasuredText(
            "clinicians",
            CLINICIANS.opening.html + CLINICIANS.body.html,
            None,
            CLINICIANS.dates,
            len(CLINICIANS.sources),
        ),
    ]


def measure(html: str) -> Measure:
    """Measure one text. Raises ModuleNotFoundError where textstat is not installed."""
    running = plain_text.running_text(html)
    return Measure(
        words=len(strip_tags(html).split()),
        smog=smog(running),
        words_a_sentence=plain_text.words_a_sentence(running),
        warnings=tuple(language.find(html, "warn")),
    )


def smog(running: str) -> float:
    """The SMOG grade of running text: about the years of school it asks for. Names and numbers do not count."""
    import textstat  # noqa: PLC0415

    return float(textstat.smog_index(plain_text.without_names_and_numbers(running)))


def _article(article: Article) -> str:
    return _paragraphs([escape(article.summary)]) + article.body.html


def parts_of(plan: Plan) -> list[tuple[Step | PlanPage, str]]:
    """The steps and pages of a plan, each with its own words as HTML."""
    return [*((step, _step(step)) for step in plan.steps), *((page, _page(page)) for page in plan.pages)]


def _plan(plan: Plan) -> str:
    steps = "".join(map(_step, plan.steps))
    return _paragraphs([plan.lead, plan.how]) + steps + plan.ending.html + "".join(map(_page, plan.pages))


def _step(step: Step) -> str:
    said = [step.why, step.do_now, *(words.say for words in step.words), step.if_you_cannot]
    return _paragraphs(said) + step.more.html


def _page(page: PlanPage) -> str:
    return _paragraphs([page.lead]) + page.body.html


def _check_in(questionnaire: Questionnaire) -> str:
    """The start card, the questions, and every sentence of the results once."""
    asked = [questionnaire.lead_in, *(words for one in questionnaire.questions for words in (one.text, one.hint))]
    results = [
        *(words for band in questionnaire.bands for words in (*band.meaning, band.not_sure)),
        *(step.words for step in questionnaire.next_steps),
        questionnaire.always,
        questionnaire.limit,
    ]
    said = dict.fromkeys(sentence for result in results for sentence in plain_text.sentences(result))
    start = render_to_string("checkin/_start_card.html", {"questionnaire": questionnaire})
    return start + _paragraphs(map(escape, [*asked, *said]))


def _if_then() -> str:
    """The page's own words, and each line as the half sentence that it becomes."""
    halves = [
        f"{name} {line.words}."
        for name, half in (("If", IFS), ("Then I will", THENS))
        for group in half.groups
        for line in group.lines
    ]
    return _paragraphs([IF_THEN.lead, *map(escape, halves)]) + IF_THEN.body.html


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)
