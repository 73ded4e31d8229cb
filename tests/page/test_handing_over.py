"""What a clinician hands over: who it is from and which version, and nothing on a locked screen that tells what it is about."""

from urllib.parse import parse_qs, urlsplit

import pytest

from plans.handout import CHOICES, choose
from plans.library import PLANS
from recovery_site.environment import TELLING
from recovery_site.release import VERSION
from tests.page.pages import Page

# Beside what no name and no title may hold: a message comes from somebody, about something.
TELLS = ("craving", "plan", "clinic", "treatment", "using", "slip", "lapse")


def tells(words: str) -> list[str]:
    return [word for word in TELLS if word in words.lower()] + [found[0] for found in TELLING.finditer(words)]


@pytest.mark.parametrize("what", CHOICES)
def test_message_and_mail_name_nothing_but_the_link(client, site_url, what):
    response = client.get(f"/clinicians/?what={what}&country=ie")
    html = response.content.decode()
    link = site_url + choose(what, "ie").path
    mails = [a["href"] or "" for a in Page(response).attributes("a") if (a.get("href") or "").startswith("mailto:?")]
    assert len(mails) == 1
    said = parse_qs(urlsplit(mails[0]).query)
    assert said["body"][0].endswith(link)
    message = html[html.index('id="kit-message"><p>') :].removeprefix('id="kit-message"><p>').partition("http")[0]
    for words in (*said["subject"], said["body"][0].removesuffix(link), message):
        assert tells(words) == [], words


def test_title_that_a_message_shows_beside_a_link_names_nothing(client):
    """A phone fetches the title of a page whose link it was sent, and shows it on the locked screen."""
    for plan in PLANS.values():
        pages = [
            f"/plans/{plan.slug}/",
            *(
                f"/plans/{plan.slug}/{part}/"
                for part in [*(step.slug for step in plan.steps), *(page.slug for page in plan.pages)]
            ),
        ]
        for address in pages:
            shown = [
                tag["content"]
                for tag in Page(client.get(address)).attributes("meta")
                if tag.get("property") == "og:title"
            ]
            assert len(shown) == 1, address
            assert [word for word in ("craving",) if word in (shown[0] or "").lower()] == [], address
            assert not TELLING.search(shown[0] or ""), address


def test_mail_is_offered_only_where_there_is_a_link(client):
    assert b"mailto:?" not in client.get("/clinicians/").content


@pytest.mark.parametrize("plan", PLANS)
def test_paper_names_the_operator_the_version_and_has_a_line_for_the_key_worker(client, settings, plan):
    """Someone close has no key worker: only a plan that says so has the line."""
    address = f"/plans/{plan}/print/"
    assert PLANS[plan].print_key_worker == (plan != "someone-close")
    assert "From " not in Page(client.get(address)).text.rpartition("Version")[0][-40:]
    settings.OPERATOR_NAME = "St Mary's Trust"
    html = client.get(f"{address}?country=gb").content.decode()
    assert ('<p class="paper__blank">Key worker</p>' in html) == PLANS[plan].print_key_worker
    assert f"From St Mary&#x27;s Trust. Version {VERSION}, checked " in html
