"""What an operator may set: where it shows, and where it never does."""

import pytest
from django.test import Client

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


def result() -> str:
    answers = "&".join(f"{key}=y&asked={key}" for key in ("more", "stop", "time", "harm", "days"))
    response = Client().post("/check-in/questions/", answers, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def test_offer_is_linked_on_articles_and_about_and_nowhere_else(settings):
    settings.OFFER_URL, settings.OFFER_LABEL = "https://offer.example/book", "Book a talk with us"
    assert pages_that_hold("offer.example") == {*ARTICLES, "/about/"}
    assert "offer.example" not in result()
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


def test_operators_name_stands_beside_their_offer(settings):
    settings.OPERATOR_NAME = "Riverside Clinic"
    settings.OFFER_URL, settings.OFFER_LABEL = "https://offer.example/book", "Book a talk with us"
    assert pages_that_hold("Riverside Clinic") == {"/about/", "/clinicians/", *PAPERS, *ARTICLES}


def test_operators_contact_stands_where_someone_may_want_to_write(settings):
    assert "They have given no contact" in page("/clinicians/")
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "Riverside Clinic", "hello@clinic.example"
    assert pages_that_hold("hello@clinic.example") == {"/about/", "/accessibility/", "/clinicians/"}
    assert "hello@clinic.example" not in result()
    assert "hello@clinic.example" in page("/.well-known/security.txt")


def test_funding_stands_on_about_and_for_clinicians(settings):
    for address in ("/about/", "/clinicians/"):
        assert "not said who pays for it" in page(address)
    settings.FUNDING_STATEMENT = "Paid for by the town."
    assert pages_that_hold("Paid for by the town.") == {"/about/", "/clinicians/"}
    assert "Paid for by the town." not in result()


def test_host_statement_stands_on_the_privacy_page_alone(settings):
    assert "have not said what their host records" in page("/private/")
    settings.HOST_STATEMENT = "Our host keeps addresses for a day."
    assert pages_that_hold("Our host keeps addresses for a day.") == {"/private/"}


def test_site_name_stands_in_every_title(settings):
    settings.SITE_NAME = "Tomorrow Desk"
    for address in EVERYWHERE:
        title = page(address).split("<title>")[1].split("</title>")[0]
        assert "Tomorrow Desk" in title, address


def test_public_address_stands_in_canonical_links_on_paper_and_in_the_kit(settings):
    unset = pages_that_hold("next24.example")
    assert unset <= {"/clinicians/", "/clinicians/cards/"}  # as an example of what to set
    settings.SITE_URL = "https://clinic24.example"
    assert pages_that_hold('<link rel="canonical" href="https://clinic24.example/') == set(EVERYWHERE)
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


def test_place_of_the_code_stands_on_about_and_for_clinicians_and_its_lack_is_said(settings):
    for address in ("/about/", "/clinicians/"):
        assert "have not said where its code can be read" in page(address)
    settings.SOURCE_URL = "https://code.example/next24"
    assert pages_that_hold('href="https://code.example/next24"') == {"/about/", "/clinicians/"}


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
