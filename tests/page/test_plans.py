"""The plans' pages."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.utils.html import escape
from icalendar import Calendar

from plans.library import PLANS
from plans.reminder import reminder
from support.directory import COUNTRIES, HELPLINES
from support.emergency import EMERGENCY_CARD
from support.listing import HOME
from tests.page.pages import Page

PAGES = [(plan, page) for plan in PLANS.values() for page in plan.pages]
STEPS = [(plan, step) for plan in PLANS.values() for step in plan.steps]
DAY = PLANS["24-hours"]


def address(plan, step) -> str:
    return f"/plans/{plan.slug}/{step.slug}/"


def test_the_day_has_its_five_steps():
    names = ["Pause", "Tell one person", "Reach out", "Make it harder", "Look back gently"]
    assert [step.heading for step in DAY.steps if step.heading in names] == names


def test_start_asks_about_safety_before_the_steps(client):
    html = client.get("/plans/24-hours/").content.decode()
    marks = [
        'class="emergency ',
        "First: are you safe?",
        "Call an ambulance now for:",
        "Start with step 1",
        'id="steps"',
        'id="not-enough"',
    ]
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize("plan", PLANS)
def test_start_says_when_the_plan_is_not_enough(client, plan):
    text = Page(client.get(f"/plans/{plan}/")).text
    said = text[text.index("When this plan is not enough") :]
    for case in ("Under 18", "pregnant", "daily alcohol", "pills, GHB or opioids", "seeing things", "ending your life"):
        assert case in said


@pytest.mark.parametrize(
    "case", ["under 18", "pregnant", "alcohol", "benzodiazepines", "GHB", "opioids", "hear", "ending your life"]
)
def test_each_case_in_which_the_plan_is_not_enough_says_whom_to_turn_to(client, case):
    html = client.get("/plans/24-hours/not-enough/").content.decode()
    (said,) = [part for part in html.split("<h2 ")[1:] if case in part.split("</h2>")[0]]
    assert any(who in said.split("</h2>")[1].lower() for who in ("ring ", "call ", "tell an adult"))


@pytest.mark.parametrize(("plan", "page"), PAGES, ids=lambda part: part.slug)
def test_page_of_a_plan_says_whom_to_call_and_leads_back(client, plan, page):
    found = Page(client.get(f"{address(plan, page)}?country=ie"))
    assert page.heading in found.text
    assert "Talk to someone now in Ireland" in found.text
    links = [link["href"] for link in found.attributes("a")]
    assert links.count(f"/plans/{plan.slug}/?country=ie") >= 2


@pytest.mark.parametrize("plan", PLANS.values(), ids=lambda plan: plan.slug)
def test_place_on_a_start_page_that_was_published_leads_to_its_page(client, plan):
    html = client.get(f"/plans/{plan.slug}/").content.decode()
    for page in plan.also:
        at = html[html.index(f'<li id="{page.slug}">') :]
        assert at.startswith(f'<li id="{page.slug}"><a class="also__link" href="/plans/{page.plan}/{page.slug}/">')


@pytest.mark.parametrize("plan", PLANS.values(), ids=lambda plan: plan.slug)
def test_only_the_card_lists_danger_signs(plan):
    """A sentence with an ambulance and two signs in it is a rival of the list, and shorter.

    What sends someone to an ambulance after a blow to the head is another list, with a source of its own.
    """
    texts = [(page.slug, page.body.html) for page in plan.pages]
    texts += [(step.slug, f"{step.more.html} {step.if_you_cannot}") for step in plan.steps]
    for name, html in texts:
        for paragraph in re.split(r"</p>|</li>", html):
            signs = [sign for sign in ("chest pain", "breathing", " fit", "faint", "lips") if sign in paragraph]
            assert not ("ambulance" in paragraph and len(signs) > 1), (name, paragraph)


@pytest.mark.parametrize("page", ["24-hours/might-use-again", "72-hours/see-a-doctor"])
def test_pages_that_speak_of_danger_take_the_whole_list(client, page):
    text = Page(client.get(f"/plans/{page}/")).text
    assert all(sign.full in text for sign in EMERGENCY_CARD.signs)


@pytest.mark.parametrize(("plan", "step"), STEPS, ids=lambda part: part.slug)
def test_step_stands_alone(client, plan, step):
    text = Page(client.get(address(plan, step))).text
    assert f"Step {step.number} of {len(plan.steps)}" in text
    for part in (step.heading, "Do this now", "If you can’t"):
        assert part in text


@pytest.mark.parametrize("plan", PLANS.values(), ids=lambda plan: plan.slug)
def test_steps_lead_on_from_first_to_last(client, plan):
    for step, after in zip(plan.steps, plan.steps[1:], strict=False):
        html = client.get(address(plan, step)).content.decode()
        assert html.count(f'hx-get="{address(plan, after)}"') == 2
    assert 'id="ending"' in client.get(address(plan, plan.steps[-1])).content.decode()


@pytest.mark.parametrize("code", COUNTRIES)
def test_country_is_kept_through_the_whole_plan(client, code):
    for page in ("/plans/24-hours/", *(address(DAY, step) for step in DAY.steps)):
        links = [link["href"] or "" for link in Page(client.get(f"{page}?country={code}")).attributes("a")]
        onward = [link for link in links if link.startswith("/plans/24-hours/") and "reminder" not in link]
        assert onward
        assert all(parse_qs(urlsplit(link).query)["country"] == [code] for link in onward)


def test_chosen_country_shows_its_own_numbers(client):
    html = client.get("/plans/24-hours/pause/?country=us").content.decode()
    assert "911" in html
    assert "988" in html
    assert "116 123" not in html


def paper(client, slug: str) -> str:
    html: str = client.get(f"/plans/{slug}/print/").content.decode()
    return html[html.index('class="paper"') : html.index("</main>")]


@pytest.mark.parametrize("slug", PLANS)
def test_paper_shows_hours_and_never_open_now(client, slug):
    assert "Open now" not in paper(client, slug)


@pytest.mark.parametrize("slug", PLANS)
def test_paper_says_that_no_clinician_reviewed_it(client, unsigned, slug):
    assert "Not reviewed by a clinician yet." in paper(client, slug)


@pytest.mark.parametrize("slug", PLANS)
def test_paper_names_who_reviewed_it(client, signed, slug):
    assert "Reviewed by A. Name, a role." in paper(client, slug)
    assert "Not reviewed" not in paper(client, slug)


def test_paper_has_no_code_without_an_address(client):
    assert "<svg" not in client.get("/plans/24-hours/print/").content.decode().split('class="paper"')[1]


def test_paper_has_code_and_address_with_one(client, site_url):
    paper = client.get("/plans/24-hours/print/").content.decode().split('class="paper"')[1]
    assert 'class="qr"' in paper
    assert "https://next24.example/plans/24-hours/" in paper


def test_reminder_is_a_day_later_and_says_nothing():
    now = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)
    text = reminder(now).decode()
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart") == now + timedelta(hours=24)
    for telling in ("cocaine", "24", "recovery", "http", "LOCATION", "example", "slip"):
        words = [str(event[key]) for key in ("SUMMARY",)] + [
            line for line in text.splitlines() if "DESCRIPTION" in line
        ]
        assert telling not in " ".join(words).lower()
    assert "LOCATION" not in text
    assert "URL" not in text


@pytest.mark.parametrize(
    ("zone", "now", "starts"),
    [
        ("Europe/Dublin", datetime(2026, 10, 24, 10, tzinfo=UTC), datetime(2026, 10, 25, 11, tzinfo=UTC)),
        ("Europe/London", datetime(2027, 3, 27, 10, tzinfo=UTC), datetime(2027, 3, 28, 9, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 10, 31, 16, tzinfo=UTC), datetime(2026, 11, 1, 17, tzinfo=UTC)),
        ("Australia/Sydney", datetime(2026, 10, 3, 3, tzinfo=UTC), datetime(2026, 10, 4, 2, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 11, 23, 3, tzinfo=UTC), datetime(2026, 11, 24, 3, tzinfo=UTC)),
        ("UTC", datetime(2026, 10, 24, 10, tzinfo=UTC), datetime(2026, 10, 25, 10, tzinfo=UTC)),
    ],
)
def test_this_time_tomorrow_is_what_the_clock_shows(zone, now, starts):
    (event,) = Calendar.from_ical(reminder(now, ZoneInfo(zone))).walk("VEVENT")
    assert event.decoded("dtstart") == starts
    clock = [instant.astimezone(ZoneInfo(zone)).time() for instant in (now, starts)]
    assert clock[0] == clock[1]


def test_reminder_follows_the_chosen_country_and_the_page_says_whose_clock(client):
    last = address(DAY, DAY.steps[-1])
    page = client.get(f"{last}?country=nz").content.decode()
    assert "/plans/24-hours/reminder.ics?country=nz" in page
    assert "for this time tomorrow</a>, New Zealand time" in page
    assert "by the clock of Ireland and the UK" in client.get(last).content.decode()


def test_reminder_is_a_calendar_file_that_is_not_stored(client):
    response = client.get("/plans/24-hours/reminder.ics")
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in response.headers["Cache-Control"]


def test_offer_is_never_on_a_plan(client, settings):
    settings.OFFER_URL, settings.OFFER_LABEL = "https://offer.example/", "Book a talk"
    for page in (
        "/plans/",
        "/plans/24-hours/",
        "/plans/24-hours/pause/",
        "/plans/24-hours/print/",
        "/help/",
        "/help/ie/",
    ):
        assert "offer.example" not in client.get(page).content.decode()


# For someone close

CLOSE = PLANS["someone-close"]


def test_someone_close_has_its_five_steps():
    names = [step.heading for step in CLOSE.steps]
    assert names == [
        "Check that everyone is safe",
        "Wait for a calm hour",
        "Say what you saw",
        "Offer one thing",
        "Look after yourself",
    ]


@pytest.mark.parametrize("code", ["", *COUNTRIES])
@pytest.mark.parametrize("part", ["is-everyone-safe", "safe-first"])
def test_fear_meets_help_with_abuse_at_home_and_child_safety_in_every_country(client, code, part):
    html = client.get(f"/plans/someone-close/{part}/" + (f"?country={code}" if code else "")).content.decode()
    html = html[html.index('id="people"') :]
    if code == "world":
        assert "Find A Helpline" in html
        return
    for shown in [code] if code else ["ie", "gb"]:
        for kind in HOME:
            assert any(escape(line.name) in html for line in HELPLINES if (line.country, line.kind) == (shown, kind))


def test_fear_comes_before_everything_else_in_the_first_step():
    step = CLOSE.steps[0]
    assert step.do_now.startswith("Afraid, for yourself or a child?")
    assert step.call == HOME
    assert "afraid" in step.words[1].say


def test_afraid_reader_finds_who_helps_before_any_advice(client):
    html = client.get("/plans/someone-close/safe-first/").content.decode()
    assert html.index("In danger now?") < html.index('id="people"') < html.index('id="afraid"')


def test_plan_for_someone_close_never_judges_the_other_person():
    words = " ".join(f"{step.more.html} {step.do_now} {step.why} {step.if_you_cannot}" for step in CLOSE.steps)
    words += " ".join(str(page.body.html) for page in CLOSE.pages)
    assert not re.search(
        r"\b(addict|dependen|selfish|liar|lying|manipulat|enabl|denial|tough love)", words, re.IGNORECASE
    )


@pytest.mark.parametrize("code", COUNTRIES)
def test_reach_out_has_a_line_about_drugs_beside_the_crisis_line(client, code):
    html = client.get(f"/plans/24-hours/reach-out/?country={code}").content.decode()
    shown = html[html.index('class="people person"') :].split("</section>")[0]
    own = [line for line in HELPLINES if line.country == code and not line.part and not line.region]
    for kind in ("crisis", "drugs"):
        of_kind = [escape(line.name) for line in own if line.kind == kind]
        assert not of_kind or any(name in shown for name in of_kind), kind
