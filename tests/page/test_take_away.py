"""A plan in one file: whole, without a network, without a request, and plain about its age."""

import base64
import hashlib
import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from plans.library import PLANS
from plans.take_away import LASTS, take_away
from prose.slugs import TELLING
from support.availability.wording import all_hours
from support.country_choice import countries_to_show, country_called
from support.directory import COUNTRIES
from support.emergency import EMERGENCY_CARD
from support.without_a_network import lines_of
from tests.page.pages import Page, title_of

MOST_BYTES = 100_000
EVERY = [*product(PLANS, ["", *COUNTRIES])]
# What a browser fetches, sends or runs for a page, whoever presses nothing.
ASKS = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "source", "video", "audio"}


def address(plan: str, code: str = "") -> str:
    return f"/plans/{plan}/take-away.html" + (f"?country={code}" if code else "")


@cache
def file(plan: str, code: str = "") -> Any:
    return Client().get(address(plan, code))


@cache
def taken(plan: str, code: str = "") -> Page:
    return Page(file(plan, code))


@cache
def plain(html: str) -> str:
    return " ".join(strip_tags(html).replace("&amp;", "&").split())


@pytest.mark.parametrize(("plan", "code"), EVERY)
def test_file_is_small_and_is_served_as_a_download_with_a_plain_name(plan, code):
    response = file(plan, code)
    assert len(response.content) <= MOST_BYTES
    name = re.fullmatch(r'attachment; filename="([a-z0-9-]+\.html)"', response.headers["Content-Disposition"])
    assert name and name[1] == "-".join(filter(None, [plan, code])) + ".html"
    assert not TELLING.search(name[1])
    assert not TELLING.search(title_of(response))
    assert response.headers["X-Robots-Tag"] == "noindex, noarchive"


@pytest.mark.parametrize(("plan", "code"), EVERY)
def test_file_holds_nothing_that_asks_for_anything(plan, code):
    tags = taken(plan, code).tags
    assert not {tag for tag, _ in tags} & ASKS
    assert not [name for _, attributes in tags for name in attributes if name in {"src", "srcset", "style", "ping"}]
    assert not [name for _, attributes in tags for name in attributes if name.startswith(("on", "hx-", "data-"))]
    assert "url(" not in file(plan, code).content.decode()


@pytest.mark.parametrize(("plan", "code"), EVERY)
def test_every_link_in_the_file_leads_somewhere_that_is_there(plan, code):
    """To a place in the file, to another site, or to a telephone: never to a path that a folder of downloads does not have."""
    page = taken(plan, code)
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids)), [name for name in ids if ids.count(name) > 1]
    for link in page.attributes("a"):
        where = link["href"] or ""
        assert where.startswith(("#", "https://", "tel:", "sms:")), where
        assert not where.startswith("#") or where[1:] in ids, where
        assert not where.startswith("https://") or "noreferrer" in (link.get("rel") or ""), where


@pytest.mark.parametrize(("plan", "code"), EVERY)
def test_file_holds_the_whole_plan_the_emergency_card_and_every_line_with_its_hours(plan, code):
    text, found = taken(plan, code).text, PLANS[plan]
    for step in found.steps:
        for words in (step.heading, step.why, step.do_now_offline or step.do_now, step.when):
            assert plain(words) in text, (step.slug, words)
        assert all(plain(words.say) in text for words in step.words), step.slug
    for page in found.also:
        assert plain(page.heading) in text
        assert all(heading.text in text for heading in page.body.headings), page.slug
    for words in (*(sign.full for sign in EMERGENCY_CARD.signs), *EMERGENCY_CARD.alone, *EMERGENCY_CARD.waiting):
        assert words in text
    for country in countries_to_show(country_called(code)):
        assert all(number.shown in text for number in country.emergency)
        for line in lines_of(country):
            assert line.name in text
            assert not line.phone_to_show or line.phone_to_show.shown in text, line.id
            assert not line.text or line.text.shown in text, line.id
            assert not line.hours.known or not line.is_line or all_hours(line) in text, line.id


@pytest.mark.parametrize(("plan", "code"), EVERY)
def test_file_says_nothing_about_this_hour(plan, code):
    assert not re.search(
        r"open now|closed now|opens (?:today|tomorrow)|it is \d\d:\d\d", taken(plan, code).text, re.IGNORECASE
    )


@pytest.mark.parametrize(("plan", "code"), EVERY)
def test_file_carries_its_own_policy_and_its_one_style_is_let_through_by_its_fingerprint(plan, code):
    """The one page of ours with a style in it, because it is one file. Nothing else may be there, and no other style runs."""
    html = file(plan, code).content.decode()
    policies = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    fingerprint = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    told = f"default-src 'none'; style-src 'sha256-{fingerprint}'; base-uri 'none'; form-action 'none'"
    assert [policy.replace("&#x27;", "'") for policy in policies] == [told]
    assert html.index("<meta http-equiv") < html.index("<style>") < html.index("<body>")
    assert file(plan, code).headers["Content-Security-Policy"] == f"{told}; frame-ancestors 'none'"


def test_no_page_of_the_site_has_a_style_in_it():
    """`test_no_inline_script_or_style` reads the pages. Two files stand alone: this one, and the error page that the proxy keeps."""
    templates = Path(django_settings.BASE_DIR / "templates").rglob("*.*")
    with_style = {path.name for path in templates if "<style" in path.read_text(encoding="utf-8")}
    assert with_style == {"take_away.html", "standalone.html"}


# Its age


def test_first_line_says_when_it_was_checked_and_when_it_is_too_old(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 27, 12, tzinfo=UTC))
    text = taken_again("24-hours", "ie")
    first, card, rest = text.partition("Call an ambulance")
    assert card
    assert "Get a new copy after 27 Dec 2026." in first
    looked_at = [line.looked_at for line in lines_of(COUNTRIES["ie"]) if line.numbers] + [COUNTRIES["ie"].checked]
    oldest, newest = (f"{day.day} {day:%B %Y}" for day in (min(looked_at), max(looked_at)))
    assert f"Last checked {max(looked_at):%-d %b %Y}." in first
    # What does not change what anyone dials stands after the card, which is to be seen at once.
    assert "Made on 27 November 2026." in rest
    assert oldest in rest
    assert newest in rest
    assert timedelta(days=30) == LASTS
    assert "stays on your device" in rest


def taken_again(plan: str, code: str) -> str:
    return Page(Client().get(address(plan, code))).text


def test_file_is_the_same_for_everyone_on_a_day_and_is_held_until_midnight_there(monkeypatch):
    asked_before = Client()

    def at(now: datetime) -> bytes:
        monkeypatch.setattr(timezone, "now", lambda: now)
        content: bytes = asked_before.get(address("craving", "nz")).content
        assert content == Client().get(address("craving", "nz"), headers={"User-Agent": "another"}).content
        return content

    # Midnight in Auckland is 11 in the morning, UTC, in summer.
    last_minute, next_day = datetime(2026, 11, 27, 10, 59, 59, tzinfo=UTC), datetime(2026, 11, 27, 11, tzinfo=UTC)
    morning, night, tomorrow = at(datetime(2026, 11, 26, 12, tzinfo=UTC)), at(last_minute), at(next_day)
    assert morning == night
    assert b"Made on 27 November 2026" in night
    assert b"Made on 28 November 2026" in tomorrow


@pytest.mark.parametrize("on", [date(2027, 5, 20), date(2027, 5, 21)])
def test_number_that_nobody_looked_at_for_180_days_says_so_in_the_file_too(on):
    old = [line for line in lines_of(COUNTRIES["ie"]) if line.numbers and line.overdue(on)]
    text = plain(take_away(PLANS["craving"], COUNTRIES["ie"], on, ""))
    assert text.count("Nobody here has looked at this number since") == len(old)


# Where a new one is


def test_file_names_an_address_only_where_there_is_one_worth_keeping(site_url):
    text = taken_again("24-hours", "ie")
    assert f"A new copy: {site_url}/plans/24-hours/?country=ie" in text
    html = Client().get(address("24-hours", "ie")).content.decode()
    assert f'href="{site_url}/articles/' in html
    assert "next24.example" not in file("24-hours", "ie").content.decode()


@pytest.mark.parametrize("plan", PLANS)
def test_plan_and_its_paper_offer_the_file_and_say_that_it_stays_on_the_device(client, plan):
    for page in (f"/plans/{plan}/?country=ie", f"/plans/{plan}/print/?country=ie"):
        html = client.get(page).content.decode()
        offer = html[html.index(f'href="{address(plan, "ie")}" download') :][:400]
        assert "stays on your device until you delete it" in offer


def test_file_says_what_nobody_signed(unsigned, client):
    assert "Not reviewed by a clinician yet." in Page(Client().get(address("24-hours"))).text


def test_signed_file_names_who_signed(signed):
    text = Page(Client().get(address("24-hours"))).text
    assert "Not reviewed by a clinician" not in text
    assert "Reviewed by" in text


def test_unknown_plan_has_no_file(client):
    assert client.get("/plans/no-such-plan/take-away.html").status_code == 404
