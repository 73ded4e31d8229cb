"""How hard the words are to read, and the report that editors get about them."""

import sys
from functools import cache
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from prose.plain_text import running_text, sentences, without_names_and_numbers, words_a_sentence
from recovery_site.editorial.reading_level import MOST_FOR_ARTICLES, MOST_FOR_TOOLS, measure, texts

TEXTS = {text.name: text for text in texts()}
HARD = (
    "<p>Individuals experiencing psychological vulnerability following stimulant administration require "
    "comprehensive multidisciplinary evaluation, notwithstanding considerable organisational difficulties.</p>"
)


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if text.most])
def test_text_is_no_harder_than_its_kind_may_be(name):
    text = TEXTS[name]
    assert text.most is not None
    assert measure(text.html).smog <= text.most


def test_each_kind_has_its_limit():
    assert (MOST_FOR_TOOLS, MOST_FOR_ARTICLES) == (10, 11)
    assert TEXTS["plans/24-hours"].most == TEXTS["check-in"].most == MOST_FOR_TOOLS
    assert TEXTS["articles/why-it-happens"].most == MOST_FOR_ARTICLES
    assert [name for name, text in TEXTS.items() if text.most is None] == [
        "articles/responding-to-a-lapse",
        "clinicians",
    ]


def test_hard_text_would_be_refused():
    assert measure(HARD * 10).smog > MOST_FOR_ARTICLES + 5


@pytest.mark.parametrize("name", ["plans/24-hours", "articles/why-it-happens", "check-in"])
def test_some_hard_words_more_and_a_text_is_too_hard(name):
    text = TEXTS[name]
    assert text.most is not None
    assert measure(text.html + HARD * (len(sentences(running_text(text.html))) // 4)).smog > text.most


def test_all_the_words_of_the_tools_are_measured():
    for words in (
        "More than once, or for much of the year",
        "strong hold just now",
        "There is no clock",
        "Book one talk this week",
    ):
        assert words in TEXTS["check-in"].html
    for words in ("Five steps, one thing at a time", "If you are still using", "This was the last step"):
        assert words in TEXTS["plans/24-hours"].html


def test_running_text_leaves_out_headings_tables_and_source_numbers():
    html = "<h2>Heading</h2><p>One.<sup>1</sup></p><table><tr><td>cell</td></tr></table><ul><li>two</li></ul>"
    assert running_text(html) == "One. two."


def test_running_text_ends_every_block():
    assert running_text("<p>These help:</p><ul><li>rest</li><li>Eat “now.”</li></ul>") == (
        "These help. rest. Eat “now.”"
    )


def test_names_and_numbers_do_not_count():
    text = "In 24 trials, Cocaine Anonymous and I met. Anna rang 116 123. It rose by 24%."
    assert without_names_and_numbers(text) == "In trials, and I met. Anna rang It rose by"


def test_sentences_are_counted_by_their_ends():
    assert sentences("One two. “Three?” Four …") == ["One two.", "“Three?", "Four …"]
    assert words_a_sentence("One two. Three four five six.") == 3


@cache
def report(*, warnings: bool = False) -> str:
    out = StringIO()
    call_command("content_report", stdout=out, warnings=warnings)
    return out.getvalue()


def test_report_has_a_row_for_every_text():
    rows = report().splitlines()
    assert [row.split()[0] for row in rows[1:]] == list(TEXTS)
    assert rows[0].split()[:3] == ["text", "words", "SMOG"]
    assert "2027-" in rows[1]


def test_report_prints_warnings_where_asked():
    assert "(W10)" not in report()
    assert "articles/slip-lapse-or-relapse: “relapse” (W10): " in report(warnings=True)


def test_report_says_how_to_get_what_it_lacks(monkeypatch):
    monkeypatch.setitem(sys.modules, "textstat", None)
    with pytest.raises(CommandError, match=r"textstat is missing.*requirements-dev\.txt"):
        call_command("content_report")
