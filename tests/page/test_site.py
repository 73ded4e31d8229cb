"""Home, the few site pages, errors, and what the operator's settings change."""

import logging
from datetime import date

import pytest
from django.test import Client
from django.urls import path

from recovery_site import urls, views
from recovery_site.serving import errors
from recovery_site.serving.logs import QuietFormatter
from support.directory import HELPLINES
from tests.page.pages import Page
from tests.signatures import rung_all


def boom(request):
    raise ValueError("a secret that someone sent")


urlpatterns = [*urls.urlpatterns, path("boom/", boom)]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def test_home_leads_to_the_plan_in_one_tap(client):
    links = [link["href"] for link in Page(client.get("/")).attributes("a") if "situation" in (link.get("class") or "")]
    assert links[0] == "/plans/24-hours/"


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/articles/nothing/",
        "/plans/nothing/",
        "/plans/24-hours/nothing/",
        "/help/xx/",
        "/articles/%00/",
        "/help/..%2f/",
    ],
)
def test_unknown_address_is_a_404_with_help(client, address):
    response = client.get(address)
    assert response.status_code == 404
    # In the page itself, not only in the line that ends every page.
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    assert "116 123" in main
    assert "/plans/24-hours/" in main


def test_missing_slash_is_a_permanent_redirect(client):
    response = client.get("/plans/24-hours")
    assert (response.status_code, response.headers["Location"]) == (301, "/plans/24-hours/")


def test_post_to_a_page_is_a_405_with_help(client):
    response = client.post("/about/", {"a": "b"})
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert "116 123" in response.content.decode()


def test_host_that_is_none_is_a_400_with_help(client):
    response = client.get("/", headers={"Host": "evil.example/a"})
    assert response.status_code == 400
    assert "116 123" in response.content.decode()
    assert "evil.example" not in response.content.decode()


def test_our_own_fault_is_a_500_with_numbers(settings):
    settings.ROOT_URLCONF = __name__
    response = Client(raise_request_exception=False).get("/boom/")
    assert response.status_code == 500
    assert "116 123" in response.content.decode()
    assert "secret" not in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", errors.STANDALONE.values())
def test_page_alone_needs_nothing_when_it_is_needed(settings, status):
    ready = errors.standalone_page(status)
    settings.TEMPLATES = []
    settings.STORAGES = {}
    assert errors.standalone_page(status) is ready
    page, policy = ready
    assert b"<style>" in page
    assert b"/static/" not in page
    assert "'sha256-" in policy
    assert "unsafe" not in policy


def test_fault_logs_the_route_and_no_word_of_the_visitor(settings):
    settings.ROOT_URLCONF = __name__
    handler = logging.StreamHandler()
    handler.setFormatter(QuietFormatter())
    lines: list[str] = []
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        Client(raise_request_exception=False).get("/boom/?name=somebody", headers={"User-Agent": "Marker/1.0"})
    finally:
        logger.removeHandler(handler)
    said = "\n".join(lines)
    assert "route 'boom/'" in said
    assert "ValueError" in said
    for private in ("secret", "somebody", "Marker", "127.0.0.1"):
        assert private not in said


def test_leave_is_a_303_to_a_neutral_site(client):
    response = client.get("/leave/")
    assert response.status_code == 303
    assert response.headers["Location"] == "https://www.wikipedia.org/"


def test_leave_goes_nowhere_else(client):
    for query in ("?next=https://evil.example", "?url=//evil.example"):
        assert client.get(f"/leave/{query}").headers["Location"] == "https://www.wikipedia.org/"


def test_healthz_answers(client):
    assert client.get("/healthz").content.startswith(b"ok")


def test_healthz_fails_where_no_page_can_be_made(client, settings, tmp_path):
    """As after a release without `make static`: every page is a 500, and a balancer has to know."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    client.raise_request_exception = False
    assert client.get("/").status_code == 500
    assert client.get("/healthz").status_code == 500


def test_robots_may_read_that_the_questions_are_not_to_be_listed(client):
    """A page that may not be fetched can still be listed by its address: its `noindex` is then never read."""
    assert "check-in" not in client.get("/robots.txt").content.decode()


def test_favicon_is_our_own_svg(client):
    response = client.get("/favicon.ico")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")


def test_security_txt_needs_a_contact(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.OPERATOR_CONTACT = "help@clinic.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:help@clinic.example" in text
    assert "Expires: " in text


def test_default_country_is_used_on_every_page(client, settings):
    settings.DEFAULT_COUNTRY = "nz"
    assert "New Zealand" in client.get("/").content.decode()
    assert "111" in client.get("/articles/").content.decode()


@pytest.mark.parametrize("value", ["xx", "", "ie%00", "<script>", "G B", "gb;us"])
def test_unknown_country_is_ignored(client, value):
    for address in ("/about/", "/plans/24-hours/print/"):
        response = client.get(f"{address}?country={value}")
        assert response.status_code == 200
        assert response.content == client.get(address).content


def test_styleguide_is_served_only_in_development(client, settings):
    assert client.get("/styleguide/").status_code == 404
    settings.DEBUG = True
    assert Page(client.get("/styleguide/")).text.count("There is a problem") == 1


def test_styleguide_shows_every_component(client, settings):
    settings.DEBUG = True
    html = client.get("/styleguide/").content.decode()
    for block in (
        "emergency",
        "people",
        "callout",
        "words",
        "step__do",
        "question",
        "option",
        "error-summary",
        "not-sent",
        "horizon",
    ):
        assert f'class="{block}' in html or f" {block}" in html, block


@pytest.mark.parametrize(
    ("rung", "said"),
    [
        (0, "We have not rung any of the phone numbers here yet."),
        (1, "phone numbers here yet."),
        (len(HELPLINES), "We have rung every phone number here."),
    ],
)
def test_about_says_how_many_numbers_were_rung(client, monkeypatch, rung, said):
    day = date(2026, 12, 1)
    lines = [rung_all(line, day if number < rung else None) for number, line in enumerate(HELPLINES)]
    monkeypatch.setattr(views, "HELPLINES", lines)
    assert said in client.get("/about/").content.decode()
