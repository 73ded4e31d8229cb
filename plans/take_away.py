"""A plan to take along: all of it in one HTML file that opens without a network and asks for nothing. A function of the day."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from plans.library import Plan, Step
from plans.one_file import gathered, part, unindented
from plans.pages import PlanPage
from prose.rendered import Card, Prose
from support.country_choice import countries_to_show
from support.directory import COUNTRIES
from support.directory.records import Country, Helpline
from support.without_a_network import lines_of, needs, of_kinds

LASTS = timedelta(days=30)
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Part:
    """A step or a page in the file: `more` is the body of its page, `lines` the people to call that this body names."""

    page: Step | PlanPage
    more: SafeString
    lines: tuple[Helpline, ...]


def style() -> SafeString:
    """The one style of the file: the site's colours and sizes, and a few rules of its own. It stands there to the letter."""
    sheets = (Path(str(finders.find("css/tokens.css"))), HERE / "take-away.css")
    return mark_safe(unindented("".join(sheet.read_text(encoding="utf-8") for sheet in sheets)))  # noqa: S308


STYLE = style()
# Nothing may be fetched, sent or run. The style is let through by its fingerprint, so that no other one is.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)


def file_name(plan: Plan, country: Country | None) -> str:
    """A name for a folder of downloads, as neutral as the plan's own address."""
    return "-".join([plan.slug, *([country.code] if country else [])]) + ".html"


def take_away(plan: Plan, country: Country | None, today: date, address: str) -> str:
    """The file for a plan and a country, as it is made on a day. `address` is where a new copy is, or nothing."""
    countries = countries_to_show(country)
    lines = [line for one in countries for line in lines_of(one)]
    looked_at = [*(line.looked_at for line in lines if line.numbers), *(one.checked for one in countries)]
    context: dict[str, Any] = {
        "plan": plan,
        "country": country,
        "countries": countries,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "style": STYLE,
        "policy": POLICY,
        "today": today,
        "until": today + LASTS,
        "oldest": min(looked_at),
        "newest": max(looked_at),
        "overdue": {line.id for line in lines if line.numbers and line.overdue(today)},
        "not_rung": any(line.numbers and not line.rung_on(*line.numbers) for line in lines),
        "address": address,
        "ending": body(plan.ending, "ending", country),
        "people": [(one, needs(one)) for one in countries],
    }
    context["steps"] = [_part(step, step.more, country) for step in plan.steps]
    context["pages"] = [_part(page, page.body, country) for page in plan.also]
    return gathered(render_to_string("plans/take_away.html", context), _places(plan), settings.SITE_URL)


def body(prose: Prose, name: str, country: Country | None) -> SafeString:
    """Some prose as a part called `name` of a page that holds several: its anchors are its own, its cards lead to their pages."""
    context: dict[str, Any] = {"prose": prose, "countries": countries_to_show(country), "country": country}
    return mark_safe(part(render_to_string("plans/_take_away_prose.html", context), name))  # noqa: S308


def _part(page: Step | PlanPage, prose: Prose, country: Country | None) -> Part:
    kinds = next((card.options for card in prose.parts if isinstance(card, Card) and card.name == "helplines"), ())
    return Part(page, body(prose, page.slug, country), _named(kinds, countries_to_show(country)))


def _named(kinds: Iterable[str], countries: list[Country]) -> tuple[Helpline, ...]:
    return tuple(line for one in countries for line in of_kinds(lines_of(one), kinds))


def _places(plan: Plan) -> Mapping[str, str]:
    """Where in the file each path of ours is that it holds."""
    return {
        reverse("plans:start", args=[plan.slug]): "plan",
        reverse("support:index"): "people",
        **{reverse("support:country", args=[code]): "people" for code in COUNTRIES},
        **{reverse("plans:step", args=[plan.slug, step.slug]): step.slug for step in plan.steps},
        **{reverse("plans:page", args=[page.plan, page.slug]): page.slug for page in plan.also},
    }
