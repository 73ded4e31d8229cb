"""Which texts cite which sources, over the whole site. A text that nobody counts here would leave its sources unused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from articles.library import ARTICLES
from plans.clinicians import CLINICIANS
from plans.if_then_lines import IF_THEN
from plans.library import PLANS
from prose.citations import Source


@dataclass(frozen=True)
class CitingText:
    """A text that cites: its title, the address at which its sources stand, and these."""

    title: str
    address: str
    sources: tuple[Source, ...]


def citing_texts() -> list[CitingText]:
    return [
        *(
            CitingText(article.title, reverse("articles:detail", args=[slug]), article.sources)
            for slug, article in ARTICLES.items()
        ),
        *(
            CitingText(f"{plan.title}, step {step.number}", reverse("plans:step", args=[slug, step.slug]), step.sources)
            for slug, plan in PLANS.items()
            for step in plan.steps
        ),
        *(
            CitingText(f"{plan.title}: {page.title}", reverse("plans:page", args=[slug, page.slug]), page.sources)
            for slug, plan in PLANS.items()
            for page in plan.pages
        ),
        CitingText(IF_THEN.title, reverse("plans:if-then"), IF_THEN.sources),
        CitingText(CLINICIANS.title, reverse("clinicians:kit"), CLINICIANS.sources),
    ]


def uses(bibliography: Mapping[str, Source], texts: Iterable[CitingText]) -> list[tuple[Source, list[CitingText]]]:
    """Every source by its authors, each with the texts that cite it."""
    texts = list(texts)
    ordered = sorted(bibliography.values(), key=lambda source: source.authors.lower())
    return [(source, [text for text in texts if source in text.sources]) for source in ordered]
