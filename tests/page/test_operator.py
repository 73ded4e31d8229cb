"""What an operator may set: where it shows, and where it never does."""

import pytest
from django.test import Client, override_settings

from articles import library
from plans.library import PLANS
from recovery_site import release
from recovery_site.addresses import public_addresses

EVERYWHERE = public_addresses()
PAPERS = [f"/plans/{slug}/print/" for slug in PLANS]
ARTICLES = [f"/articles/{slug}/" for slug in library.ARTICLES]


def page(address: str) -> str:
    """A page of a process that was started with the settings as they are now: pages are held for a process's life."""
    html: str = Client().get(address).content.decode()
    return html


def pages_that_hold(words: str) -> set[str]:
    return {address for address in EVERYWHERE if words in page(address)}


# Everything that an operator may set, each in words of its own.
EVERYTHING = {
    "SITE_NAME": "Tomorrow Desk",
    "SITE_URL": "https://clinic24.example",
    "OPERATOR_NAME": "Riverside Clinic",
    "OPERATOR_CONTACT": "hello@clinic.example",
    "OFFER_URL": "https://offer.example/book",
    "OFFER_LABEL": "Book a talk with us",
    "FUNDING_STATEMENT": "Paid for by the town.",
    "HOST_STATEMENT": "Our host keeps addresses for a day.",
    "SOURCE_URL": "https://code.example/next24",
}


@pytest.fixture(scope="module")
def with_everything() -> dict[str, str]:
    """Every page of a copy whose operator has set everything, by its address; and a result."""
    with override_settings(**EVERYTHING):
        return {**{address: page(address) for address in EVERYWHERE}, "a result": result()}


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        ("offer.example", {*ARTICLES, "/about/"}),
        # Beside their offer too, and where to write to them.
        ("Riverside Clinic", {"/about/", "/accessibility/", "/clinicians/", *PAPERS, *ARTICLES}),
        ("hello@clinic.example", {"/about/", "/accessibility/", "/clinicians/"}),
        ("Paid for by the town.", {"/about/", "/clinicians/"}),
        ("Our host keeps addresses for a day.", {"/private/"}),
        ('href="https://code.example/next24"', {"/about/", "/clinicians/"}),
        ('<link rel="canonical" href="https://clinic24.example/', {*EVERYWHERE, "a result"}),
    ],
)
def test_what_an_operator_sets_stands_there_and_nowhere_else(with_everything, words, addresses):
    assert {address for address, html in with_everything.items() if words in html} == addresses


def result() -> str:
    answers = "&".join(f"{key}=y&asked={key}" for key in ("more", "stop", "time", "harm", "days"))
    response = Client().post("/check-in/questions/", answers, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def test_offer_is_not_linked_on_a_page_that_is_not_there(settings):
    settings.OFFER_URL, settings.OFFER_LABEL = "https://offer.example/book", "Book a talk with us"
    assert "offer.example" not in page("/no-such-page/")


def test_offer_is_named_to_clinicians_as_a_conflict_of_interest(settings):
    assert "They have set no link to a service of their own" in page("/clinicians/")
    settings.OFFER_URL, settings.OFFER_LABEL = "https://offer.example/book", "Book a talk with us"
    html = page("/clinicians/")
    assert "“Book a talk with us”" in html
    assert "They have set no link" not in html


def test_operators_name_stands_on_about_and_for_clinicians(settings):
    for address in ("/about/", "/clinicians/"):
        assert "have not given their name" in page(address)
    settings.OPERATOR_NAME = "Riverside Clinic"
    assert pages_that_hold("Riverside Clinic") == {"/about/", "/clinicians/", *PAPERS}
    assert "Riverside Clinic" not in result()


def test_operators_contact_stands_where_someone_may_want_to_write(settings):
    assert "They have given no contact" in page("/clinicians/")
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "Riverside Clinic", "hello@clinic.example"
    assert "hello@clinic.example" in page("/.well-known/security.txt")


def test_what_is_not_set_is_said_to_be_missing():
    for address in ("/about/", "/clinicians/"):
        assert "not said who pays for it" in page(address)
        assert "have not said where its code can be read" in page(address)
    assert "have not said what their host records" in page("/private/")


@pytest.mark.parametrize("name", ["FUNDING_STATEMENT", "SOURCE_URL"])
def test_what_is_set_alone_stands_there_too(settings, name):
    setattr(settings, name, EVERYTHING[name])
    for address in ("/about/", "/clinicians/"):
        assert EVERYTHING[name] in page(address), address


def test_site_name_stands_in_every_title(with_everything):
    for address in EVERYWHERE:
        title = with_everything[address].split("<title>")[1].split("</title>")[0]
        assert "Tomorrow Desk" in title, address


def test_public_address_stands_in_canonical_links_on_paper_and_in_the_kit(settings):
    unset = pages_that_hold("next24.example")
    assert unset <= {"/clinicians/", "/clinicians/cards/"}  # as an example of what to set
    settings.SITE_URL = "https://clinic24.example"
    for address in ("/plans/24-hours/print/", "/clinicians/", "/clinicians/cards/"):
        html = page(address).replace("<wbr>", "")
        assert "https://clinic24.example/plans/24-hours/" in html.split("<main")[1]


@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "{{ secret }}"])
def test_what_an_operator_says_is_text(settings, value):
    settings.OPERATOR_NAME = settings.FUNDING_STATEMENT = settings.HOST_STATEMENT = settings.SITE_NAME = value
    for address in ("/about/", "/clinicians/", "/private/"):
        assert "<script>alert" not in page(address)


@pytest.mark.parametrize(
    ("contact", "link"),
    [("hello@clinic.example", "mailto:hello@clinic.example"), ("https://clinic.example/", "https://clinic.example/")],
)
def test_contact_is_a_link_also_where_nobody_gave_a_name(settings, contact, link):
    settings.OPERATOR_CONTACT = contact
    for address in ("/about/", "/clinicians/", "/accessibility/"):
        assert f'<a href="{link}" rel="noreferrer">{contact}</a>' in Client().get(address).content.decode()


def test_accessibility_statement_says_its_status_its_day_and_where_to_complain():
    html = page("/accessibility/")
    for words in (
        "We do not claim that the site conforms",
        "27 November 2026",
        "Equality Advisory and Support Service",
    ):
        assert words in html
    assert f"for version {release.VERSION}" in html
    assert 'href="/clinicians/assurance/accessibility/"' in html
