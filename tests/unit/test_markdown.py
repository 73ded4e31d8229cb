"""Markdown to page parts, and what it refuses."""

from pathlib import Path

import pytest

from prose.content_error import ContentError
from prose.markdown import render, render_inline
from prose.rendered import Card, Html

PATH = Path("articles/content/example.md")


def html(body: str) -> str:
    return str(render(body, PATH).html)


def inline(words: str) -> str:
    return str(render_inline(words, PATH, 7))


def test_raw_html_is_shown_as_text():
    assert "<script>" not in html("<script>alert(1)</script>")
    assert "&lt;script&gt;" in html("<script>alert(1)</script>")


def test_template_tags_are_only_text():
    assert "{{ secret }}" in html("{{ secret }} {% url 'home' %}")


def test_script_address_is_no_link():
    assert "<a" not in html("[press](javascript:alert(1))")


def test_heading_gets_an_anchor_from_its_words():
    prose = render("## Eat, drink, rest\n\ntext", PATH)
    assert [(heading.text, heading.anchor) for heading in prose.headings] == [("Eat, drink, rest", "eat-drink-rest")]


def test_heading_takes_a_given_anchor():
    assert '<h2 id="tonight">Tonight</h2>' in html("## Tonight {#tonight}")


def test_callout_has_a_titled_section():
    found = html("::: note A title\nWords.\n:::")
    assert '<section class="callout callout--note">' in found
    assert '<h3 class="callout__title">A title</h3>' in found


def test_emergency_callout_says_its_urgency_in_words():
    assert "Emergency: " in html("::: emergency Call now\nWords.\n:::")


def test_card_splits_the_page_into_parts():
    parts = render("Before.\n\n::: card helplines crisis drugs\n:::\n\nAfter.", PATH).parts
    assert [type(part) for part in parts] == [Html, Card, Html]
    assert parts[1] == Card("helplines", ("crisis", "drugs"))


def test_citations_are_numbered_by_first_use():
    prose = render("One.[^b] Two.[^a] Three.[^b]", PATH, may_cite=True)
    assert prose.cited == ("b", "a")
    assert 'href="#source-1"' in prose.html
    assert 'id="cite-1-2"' in prose.html


def test_word_under_discussion_is_quoted():
    assert '<q class="term">word</q>' in html("[word]{.term}")


def test_number_of_the_readers_country_leaves_a_place():
    assert inline("[a crisis line]{.crisis-line}") == '<span class="crisis-line">a crisis line</span>'


def test_outside_link_sends_no_referrer():
    assert 'rel="noreferrer"' in html("[HSE](https://www2.hse.ie/)")
    assert "rel=" not in html("[plan](/plans/24-hours/)")


def test_table_stands_in_a_frame_that_a_keyboard_can_scroll():
    found = html("| Step | Level |\n|---|---|\n| Pause | low |")
    assert '<div class="table-frame" role="region" aria-label="Table: Step, Level" tabindex="0">' in found
    assert found.count("<table") == found.count("</table></div>") == 1


def test_quotes_are_typographic():
    assert inline('It\'s "fine"') == "It’s “fine”"


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("one\n\n::: nothing Title\nx\n:::", 3, "there are these callouts"),
        ("::: note\nx\n:::", 1, "needs a title"),
        ("::: note Open\nx", 1, "never closed"),
        ("x\n\n:::", 3, "closes nothing"),
        ("::: note A\n::: note B\n:::\n:::", 2, "still open"),
        ("::: card gauge\n:::", 1, "there are these cards"),
        ("::: card helplines\n:::", 1, "after 'card helplines'"),
        ("::: card emergency now\n:::", 1, "after 'card emergency'"),
        ("::: card emergency\ninside\n:::", 2, "nothing may stand inside"),
        ("# Title", 1, "start with ##"),
        ("## A\n\n## A", 3, "used twice"),
        ("| a | b |\n|:--|--:|\n| 1 | 2 |", 1, "aligned"),
        ("[x]{.shout}", 1, "there are these attributes"),
        ("::: note A [b]{.shout}\nx\n:::", 1, "there are these attributes"),
        ("One.\n\nTwo,\nthree.[^a]", 3, "cited only in the body"),
        ("One.\n\n[^a]: what it says", 3, "stands in the bibliography"),
    ],
)
def test_mistake_is_named_with_its_line(body, line, why):
    with pytest.raises(ContentError, match=f"line {line + 9}: .*{why}"):
        render(body, PATH, first_line=10)


@pytest.mark.parametrize("heading", ["## Two[^a]", "| Two[^a] | b |\n|---|---|\n| 1 | 2 |"], ids=["heading", "table"])
def test_a_heading_cites_nothing(heading):
    with pytest.raises(ContentError, match=r"example\.md, line \d+: .*in no heading"):
        render(f"One.[^a]\n\n{heading}", PATH, first_line=10, may_cite=True)


def test_a_body_holds_no_citation_in_a_title_and_no_footnote():
    with pytest.raises(ContentError, match=r"example\.md, line 12: .*cited only in the body"):
        render("One.[^a]\n\n::: note Two[^a]\nx\n:::", PATH, first_line=10, may_cite=True)
    with pytest.raises(ContentError, match=r"example\.md, line 12: .*stands in the bibliography"):
        render("One.[^a]\n\n[^a]: what it says", PATH, first_line=10, may_cite=True)


@pytest.mark.parametrize(
    ("words", "why"), [("One.[^a]", "cited only in the body"), ("[x]{.shout}", "there are these attributes")]
)
def test_mistake_in_a_line_of_words_is_named_with_its_line(words, why):
    with pytest.raises(ContentError, match=rf"example\.md, line 7: .*{why}"):
        inline(words)
