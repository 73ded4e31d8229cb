"""Contrast of every pair of colours that the stylesheets put together, computed from the tokens."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")

# Text on its ground: WCAG 1.4.6 (AAA) asks for 7.
TEXT = [
    *((text, ground) for text in ("ink", "muted", "link") for ground in ("canvas", "surface", "tint")),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("on-exit", "exit"),
    ("on-emergency", "emergency"),
    ("ink", "emergency-tint"),
    ("link", "emergency-tint"),
    ("emergency-text", "canvas"),
    ("emergency-text", "surface"),
    ("emergency-text", "emergency-tint"),
    ("closed", "surface"),
    ("closed", "tint"),
    ("open", "surface"),
    ("open", "tint"),
    ("ink", "closed-tint"),
    ("primary", "tint"),
    ("focus-ink", "focus"),
]
# Edges that say what a thing is: WCAG 1.4.11 asks for 3.
EDGES = [
    *(("control", ground) for ground in ("canvas", "surface", "tint")),
    ("emergency-text", "canvas"),
    ("primary", "canvas"),
    ("primary", "tint"),
    ("focus-ink", "canvas"),
]


def scheme(name: str) -> dict[str, str]:
    light, _, dark = TOKENS.partition("prefers-color-scheme: dark")
    found = dict(COLOUR.findall(light))
    return found if name == "light" else {**found, **dict(COLOUR.findall(dark))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_has_the_contrast_of_level_aaa(name, text, ground):
    colours = scheme(name)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen(name, edge, ground):
    colours = scheme(name)
    if (name, edge) == ("dark", "focus-ink"):
        edge = "focus"  # in the dark the ring itself is yellow
    assert contrast(colours[edge], colours[ground]) >= 3


def test_visited_links_look_like_any_other():
    css = "".join(
        path.read_text(encoding="utf-8") for path in (Path(__file__).resolve().parents[2] / "static/css").glob("*.css")
    )
    assert "a:visited { color: var(--link); }" in css
    assert len(re.findall(r":visited", css)) >= 5
