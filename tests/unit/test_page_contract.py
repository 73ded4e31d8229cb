"""The page contract, as `manage.py check` holds it against every page of a copy: each rule can fail."""

import pytest

from recovery_site.editorial.checks import ParsedPage
from recovery_site.editorial.contract import broken

PAGE = "<html><head><title>A plan – Ours</title></head><body><main><h1>A plan</h1><p>Words.</p></main></body></html>"


def found(html: str) -> list[str]:
    page = ParsedPage(html)
    return broken(page.title, page.tags)


def test_whole_page_passes():
    assert found(PAGE) == []


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("<h1>Another</h1>", "it has 2 <h1>; one is right"),
        ("<main></main>", "it has 2 <main>; one is right"),
        ("<p style='color: red'>Words.</p>", "<p> has a style or a script inside the page, which browsers refuse here"),
        ("<script>a()</script>", "<script> has a style or a script inside the page, which browsers refuse here"),
        ("<p onclick='a()'>Words.</p>", "<p> runs a script of its own, which browsers refuse here"),
        ("<img src='https://x.example/a.png' alt=''>", "<img> asks another host for something"),
        (
            "<a href='https://x.example/'>x</a>",
            "the link to https://x.example/ would tell that site where somebody came from",
        ),
        ("<input type='text'>", "<input> lets somebody type words, and there is nowhere to keep them"),
    ],
)
def test_what_breaks_the_contract_is_named(new, why):
    assert found(PAGE.replace("<p>Words.</p>", new)) == [why]


def test_title_that_tells_too_much_is_named():
    assert found(PAGE.replace("A plan –", "Drugs –")) == [
        "its title “Drugs – Ours” ends in a browser's history and tells too much"
    ]
