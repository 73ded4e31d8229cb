"""Texts as a test wants them, signed or not: this copy's own may be signed by now."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from articles import views as article_views
from articles.library import ARTICLES
from plans import if_then_views, kit_views, papers
from plans import views as plan_views
from plans.clinicians import CLINICIANS
from plans.if_then_lines import IF_THEN
from plans.library import PLANS
from prose.review import ClinicalReview, Dates
from recovery_site.editorial import readiness
from support import emergency
from support.directory.records import Helpline, Rung

UNSIGNED = Dates(date(2026, 11, 23), date(2027, 5, 23), clinical_review=None, words="5e" * 8, path=Path("a.md"))
SIGNED = replace(
    UNSIGNED, clinical_review=ClinicalReview("A. Name", "a role", "a body", date(2026, 11, 24), UNSIGNED.words)
)
CHANGED_SINCE = replace(SIGNED, words="0d" * 8)


def rung_all(line: Helpline, day: date | None) -> Helpline:
    """A service as if somebody had tried each of its numbers on a day, or never."""
    return replace(line, rung=Rung(day, line.numbers) if day else None)


def give_every_text(dates: Dates, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the emergency list, the plans, the clinicians' page and the articles all carry these dates."""
    plans = {slug: replace(plan, dates=dates) for slug, plan in PLANS.items()}
    articles = {slug: replace(article, dates=dates) for slug, article in ARTICLES.items()}
    monkeypatch.setattr(emergency, "DATES", dates)
    for module in (plan_views, kit_views, readiness):
        monkeypatch.setattr(module, "PLANS", plans)
    for module in (article_views, readiness):
        monkeypatch.setattr(module, "ARTICLES", articles)
    for module in (if_then_views, papers, readiness):
        monkeypatch.setattr(module, "IF_THEN", replace(IF_THEN, dates=dates))
    for module in (kit_views, readiness):
        monkeypatch.setattr(module, "CLINICIANS", replace(CLINICIANS, dates=dates))
