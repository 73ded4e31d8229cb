"""The if-then sheet without a request: which screen comes next, and what its lists may hold."""

from itertools import product
from pathlib import Path

import pytest

from plans.if_then import (
    KEYS,
    NOTHING,
    PAIRS,
    PARTNER,
    Ask,
    Done,
    key_before,
    missing,
    next_screen,
    pairs_of,
    screen_called,
)
from plans.if_then_lines import IF_THEN, IFS, LEAST_LINES, MOST_CHARACTERS, THENS, load_lines
from plans.library import PLANS
from prose.content_error import ROOT, ContentError

LINES = (ROOT / "plans/if-then.toml").read_text(encoding="utf-8")
# Every way in which the six lines can be chosen or not.
CHOICES = [
    {key: "a" for key, is_chosen in zip(KEYS, flags, strict=True) if is_chosen}
    for flags in product((True, False), repeat=6)
]


def test_first_screen_is_the_first_if():
    assert next_screen({}, more=False) == next_screen({}, more=True) == Ask("if1")


def test_each_pair_is_followed_by_the_sheet_or_by_one_more():
    for number in (1, 2):
        chosen = dict.fromkeys(KEYS[: 2 * number], "a")
        assert next_screen(chosen, more=False) == Done((("a", "a"),) * number)
        assert next_screen(chosen, more=True) == Ask(f"if{number + 1}")
    assert next_screen(dict.fromkeys(KEYS, "a"), more=True) == Done((("a", "a"),) * 3)


def test_every_choice_leads_to_a_list_that_lacks_a_line_or_to_a_sheet_of_whole_pairs():
    for chosen, more in product(CHOICES, (True, False)):
        screen = next_screen(chosen, more=more)
        halves = [key for key in KEYS if key not in chosen and PARTNER[key] in chosen]
        if isinstance(screen, Done):
            assert screen.pairs == pairs_of(chosen), (chosen, more)
            assert 1 <= len(screen.pairs) <= 3, (chosen, more)
            assert not halves, (chosen, more)
        else:
            assert screen.key not in chosen, (chosen, more)
            assert not halves or screen.key == halves[0], (chosen, more)


def test_whole_form_can_be_finished_as_soon_as_it_has_a_whole_pair_and_no_half():
    for chosen in CHOICES:
        absent = missing(chosen, KEYS, finish=True)
        assert (absent == ()) == isinstance(next_screen(chosen, more=False), Done), chosen
        assert not set(absent) & set(chosen), chosen


@pytest.mark.parametrize("key", KEYS)
def test_list_needs_its_line_unless_an_empty_pair_may_stay_empty(key):
    before = dict.fromkeys(KEYS[: KEYS.index(key)], "a")
    assert missing(before, [key], finish=False) == (key,)
    assert missing(before, [key], finish=True) == (() if key in {"if2", "if3"} else (key,))


def test_list_that_is_called_by_name_is_never_beyond_the_first_that_lacks_a_line():
    assert screen_called("if3", {"if1": "a", "then1": "a"}) == "if2"
    assert screen_called("then1", {"if1": "a", "then1": "a"}) == "then1"
    assert screen_called("then2", {}) == "if1"


def test_way_back_goes_through_every_list():
    assert [key_before(key) for key in KEYS] == [None, *KEYS[:-1]]
    assert [key for pair in PAIRS for key in pair] == list(KEYS)


# The lists


@pytest.mark.parametrize("half", [IFS, THENS], ids=["if", "then"])
def test_lists_hold_enough_short_lines_with_one_letter_each(half):
    lines = [line for group in half.groups for line in group.lines]
    assert len(lines) == len(half.by_code) >= LEAST_LINES
    assert len({line.words for line in lines}) == len(lines)
    assert all(len(line.code) == len(NOTHING) == 1 and line.code != NOTHING for line in lines)
    assert all(len(line.words) <= MOST_CHARACTERS for line in lines)


def test_every_line_reads_as_half_a_sentence():
    for half in (IFS, THENS):
        for line in half.by_code.values():
            assert line.words[-1] not in ".!?,;:"
            assert line.words[0].islower() or line.words.startswith("I ")


def test_no_plan_has_the_address_of_the_sheet():
    assert "if-then" not in PLANS


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('p = "it is payday"', 'pay = "it is payday"', "one small letter"),
        ('p = "it is payday"', 'P = "it is payday"', "one small letter"),
        ('p = "it is payday"', 'c = "it is payday"', "a code stands twice"),
        ('p = "it is payday"', 'p = ""', "1 to 28 characters"),
        ('p = "it is payday"', "p = 3", "1 to 28 characters"),
        ('p = "it is payday"', f'p = "{"long " * 9}"', "1 to 28 characters"),
        ('p = "it is payday"', "p = “it is payday”", "curly quotes"),
        ('heading = "A time"', 'headings = "A time"', "each with exactly: heading, lines"),
        ("[[thens]]", "[whens]\n[[thens]]", "nothing here is called 'whens'"),
    ],
)
def test_mistake_in_the_lists_is_named(tmp_path: Path, old, new, why):
    path = tmp_path / "if-then.toml"
    path.write_text(LINES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=why):
        load_lines(path)


def test_too_few_lines_are_refused(tmp_path: Path):
    path = tmp_path / "if-then.toml"
    path.write_text(LINES.partition("[[thens]]")[0] + '[[thens]]\nheading = "One"\n[thens.lines]\na = "rest"\n')
    with pytest.raises(ContentError, match="'thens' has 1 lines; at least 12"):
        load_lines(path)


def test_sheet_says_that_its_method_is_borrowed_from_alcohol_and_how_far_it_carries():
    html = str(IF_THEN.body.html)
    for words in (
        "borrowed from research on alcohol",
        "nobody has tested it for cocaine",
        "no difference to heavy drinking",
        "wore off with time",
    ):
        assert words in html
    assert [source.key for source in IF_THEN.sources] == ["cooke-2022", "armitage-2012", "gollwitzer-2006"]
