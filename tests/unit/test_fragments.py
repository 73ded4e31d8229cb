"""Fragments that are rendered once for what they depend on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import engines
from django.utils import timezone

from support.directory import COUNTRIES

NIGHT = datetime(2026, 11, 24, 9, 29, 59, tzinfo=UTC)
TAGS = (
    "{% emergency_strip %}",
    "{% emergency %}",
    "{% emergency_short %}",
    "{% human_line %}",
    "{% helplines %}",
    '{% emergency level="h3" %}',
)


def render(tag: str, country: str = "") -> str:
    template = engines["django"].from_string("{% load support %}" + tag)
    html: str = template.render({"country": COUNTRIES.get(country)})
    return html


def test_line_opens_with_the_minute(monkeypatch):
    """An office-hours line that opens at 9.30 is open from then on, whatever was said a second before."""
    said = []
    for now in (NIGHT, NIGHT + timedelta(seconds=1)):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        said.append(render("{% helplines most=9 %}", "ie"))
    assert "9.30am" in said[0]
    assert said[0] != said[1]


@pytest.mark.parametrize("tag", TAGS)
def test_every_country_has_its_own(tag):
    codes = [code for code in COUNTRIES if code != "world"]
    assert len({render(tag, code) for code in codes}) == len(codes)
    assert render(tag, "us") == render(tag, "us")


def test_level_of_the_heading_is_kept_apart():
    assert '<h3 class="emergency__heading"' in render('{% emergency level="h3" %}', "ie")
    assert '<h2 class="emergency__heading"' in render("{% emergency %}", "ie")
