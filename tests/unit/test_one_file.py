"""Pages that become one file: whose anchor is whose, and where a link leads."""

import pytest

from plans.one_file import gathered, part, unindented

PARTS = {"/plans/24-hours/": "plan", "/plans/24-hours/pause/": "pause", "/help/": "people", "/help/ie/": "people"}
FILE = '<h1 id="plan"></h1><section id="now"></section><section id="pause"><h3 id="pause-why"></h3></section><p id="people"></p>'


def test_anchors_of_a_part_are_its_own_and_its_headings_stand_lower():
    html = '<section aria-labelledby="why"><h2 id="why">Why</h2><a href="#why">up</a></section>'
    named = '<section aria-labelledby="pause-why"><h3 id="pause-why">Why</h3><a href="#pause-why">up</a></section>'
    assert part(html, "pause") == named


@pytest.mark.parametrize(
    ("target", "inside"),
    [("source-3", "pause-source-3"), ("ambulance", "now"), ("people", "people"), ("other-words", "pause")],
)
def test_link_to_what_only_the_page_has_leads_to_where_the_file_says_it(target, inside):
    assert part(f'<a href="#{target}">x</a>', "pause") == f'<a href="#{inside}">x</a>'


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("/plans/24-hours/pause/", "#pause"),
        ("/plans/24-hours/pause/?country=ie#why", "#pause-why"),
        ("/plans/24-hours/pause/#cannot", "#pause"),
        ("/plans/24-hours/#emergency", "#now"),
        ("/help/#now", "#now"),
        ("/help/ie/", "#people"),
    ],
)
def test_link_to_what_is_in_the_file_leads_there(address, inside):
    link = f'<a class="skip" href="{address}" rel="x">words</a>'
    assert gathered(FILE + link, PARTS, "").endswith(f'<a class="skip" href="{inside}" rel="x">words</a>')


def test_link_to_another_page_leads_to_the_site_or_is_words_where_there_is_none():
    link = 'Read <a href="/articles/the-weekend/">the <em>weekend</em></a>.'
    assert gathered(link, PARTS, "") == "Read the <em>weekend</em>."
    assert 'href="https://next24.example/articles/the-weekend/"' in gathered(link, PARTS, "https://next24.example")


def test_links_to_other_sites_and_telephones_stay():
    for link in ('<a href="https://nhs.uk/" rel="noreferrer">nhs.uk</a>', '<a href="tel:116123">116 123</a>'):
        assert gathered(link, PARTS, "") == link


def test_indentation_goes_and_what_is_done_twice_stays():
    once = unindented("a {\n    b: c;\n\n}\n")
    assert once == "a {\nb: c;\n}\n" == unindented(once)
