"""Contrast of every pair of colours that the stylesheets put together, computed from the tokens."""

import re
from pathlib import Path

import pytest

from recovery_site.colours import EDGES, SCHEMES, TEXT, colours_of, contrast, too_faint

TOKENS = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")


def test_contrast_is_computed_as_the_standard_says():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_the_contrast_of_level_aaa_and_edges_can_be_seen(scheme):
    assert too_faint(colours_of(TOKENS)[scheme], scheme) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_pair_that_is_too_faint_is_named(scheme):
    faint = dict.fromkeys(colours_of(TOKENS)[scheme], "#777777")
    assert len(too_faint(faint, scheme)) == len(TEXT) + len(EDGES)


def test_visited_links_look_like_any_other():
    css = "".join(
        path.read_text(encoding="utf-8") for path in (Path(__file__).resolve().parents[2] / "static/css").glob("*.css")
    )
    assert "a:visited { color: var(--link); }" in css
    assert len(re.findall(r":visited", css)) >= 5
