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


UNREAD = {
    "an HTML comment": "<!-- later -->",
    "an HTML tag": "<b>now</b>",
    "a script": "<script>alert(1)</script>",
    "a picture": "![a sunset](/static/a.png)",
    "a template variable": "{{ secret }}",
    "a template tag": "{% url 'home' %}",
    "a shortcode": "[[card]]",
    "struck words": "~~gone~~",
    "an unknown attribute": "[x]{.shout}",
    "an attribute of nothing": "x {.shout}",
    "an attribute of a link": "[x](/plans/){.button}",
    "an attribute of strong words": "**x**{.big}",
    "an id in the words": "x {#here} y",
    "a key and a value": "x {width=5}",
    "a script address": "[press](javascript:alert(1))",
    "an address of data": "[press](data:text/html,x)",
    "another host without a scheme": "[x](//host.example/)",
    "a name without a scheme": "[x](www.x.example)",
    "a file": "[x](other.md)",
    "a page beside this one": "[x](../other/)",
    "plain http": "[x](http://x.example/)",
    "nothing": "[x]()",
    "an empty place": "[x](#)",
    "a broken host": "[x](https://)",
    "a reference that is none": "[x][y]",
    "letters to call": "[x](tel:0800-HELP)",
}


@pytest.mark.parametrize("what", UNREAD)
def test_what_cannot_be_shown_is_refused_wherever_it_stands(what):
    """In a body, in a list, a table, a callout and its title, and in a line of front matter: never printed to readers."""
    words = UNREAD[what]
    places = [
        words,
        f"- {words}",
        f"> {words}",
        f"## A\n\n*one* {words}",
        f"| a |\n|---|\n| {words} |",
        f"::: note A\n{words}\n:::",
    ]
    for body in (*places, f"::: note A {words}\nx\n:::"):
        with pytest.raises(ContentError, match=r"example\.md, line \d+: "):
            render(body, PATH, may_cite=True)
    with pytest.raises(ContentError, match=r"example\.md, line 7: "):
        inline(words)


@pytest.mark.parametrize("line", ["---", "***", "* * *", "___", "- - - -", "====", "   ---"])
def test_a_rule_or_an_underlined_heading_is_refused(line):
    with pytest.raises(ContentError, match=r"line 3: a line across the page"):
        render(f"one\n\n{line}\n\ntwo", PATH)
    with pytest.raises(ContentError, match=r"line 2: a line across the page"):
        render(f"one\n{line}", PATH)


@pytest.mark.parametrize("box", ["- [ ] eat", "- [x] eat", "[X] eat", "1. [ ] eat"])
def test_a_box_to_tick_is_refused(box):
    with pytest.raises(ContentError, match="a box to tick"):
        render(box, PATH)


@pytest.mark.parametrize(
    "link",
    ["/plans/", "/help/#now", "#tonight", "https://www.hse.ie/a?b=c#d", "tel:+353800", "tel:112", "mailto:a@b.example"],
)
def test_a_link_that_leads_somewhere_is_taken(link):
    assert f'href="{link}"' in html(f"[words]({link})")


@pytest.mark.parametrize(
    "words", ["2 < 3", "a - b", "it's {so}", "(a) [b] c", "1 * 2 * 3", "a_b_c", "x [1]", "5 > 4 & 3"]
)
def test_plain_marks_in_words_are_words(words):
    inline(words)


def test_a_heading_without_letters_needs_an_anchor():
    with pytest.raises(ContentError, match="no anchor can be made"):
        html("## ???")
    assert '<h2 id="what">???</h2>' in html("## ??? {#what}")


def test_a_card_stands_once():
    with pytest.raises(ContentError, match="stands twice"):
        render("::: card helplines crisis\n:::\n\nx\n\n::: card helplines drugs\n:::", PATH)


def test_heading_gets_an_anchor_from_its_words():
    prose = render("## Eat, drink, rest\n\ntext", PATH)
    assert [(heading.text, heading.anchor) for heading in prose.headings] == [("Eat, drink, rest", "eat-drink-rest")]


def test_heading_takes_a_given_anchor():
    assert '<h2 id="tonight">Tonight</h2>' in html("## Tonight {#tonight}")


def test_callout_has_a_titled_section():
    found = html("::: note A title\nWords.\n:::")
    assert '<section class="callout callout--note">' in found
    assert '<h3 class="callout__title">A title</h3>' in found


def test_fold_is_closed_and_names_what_it_holds():
    found = html("::: fold How *we* know\nWords.\n:::\n\n::: note A\nMore.\n:::")
    assert '<details class="fold">\n<summary>How <em>we</em> know</summary>\n<div>\n<p>Words.</p>' in found
    assert found.count("</details>") == found.count("</section>") == 1
    assert found.index("</details>") < found.index("<section")


def test_fold_without_a_title_is_refused():
    with pytest.raises(ContentError, match="needs a title"):
        html("::: fold\nWords.\n:::")


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
