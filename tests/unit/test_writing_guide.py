"""docs/writing.md names what a writer can use: no more than there is, and all of it."""

import re
from pathlib import Path

import pytest

from articles.library import AUDIENCES
from prose.frontmatter import read
from prose.markdown import CALLOUTS, CARDS, FOLD
from prose.showable import SPANS
from recovery_site.editorial.reading_level import MOST_FOR_ARTICLES, MOST_FOR_TOOLS

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/writing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", read(ROOT / "articles/content/why-it-happens.md").meta)
def test_guide_names_every_key_of_an_articles_front_matter(key):
    assert f"`{key}`" in GUIDE


def test_guide_names_every_directive_and_no_other():
    assert set(re.findall(r"::: ([a-z-]+) ", GUIDE)) == {*CALLOUTS, FOLD, "card"}
    assert set(re.findall(r"::: card ([a-z-]+)", GUIDE)) == set(CARDS)
    assert set(re.findall(r"\]\{\.([a-z-]+)\}", GUIDE)) == set(SPANS)
    for kinds in CARDS.values():
        assert " ".join(kinds) in GUIDE


def test_guide_names_every_audience():
    assert all(f"`{audience}`" in GUIDE for audience in AUDIENCES)


def test_guide_gives_the_limits_that_are_tested():
    assert (
        f"SMOG is {MOST_FOR_TOOLS:.0f} at most for plans and the check-in, {MOST_FOR_ARTICLES:.0f} for articles"
        in GUIDE
    )


def test_guide_names_files_that_exist():
    for name in re.findall(r"`([\w/-]+\.(?:py|toml|json|md|txt))`", GUIDE):
        assert (ROOT / name).exists(), name
