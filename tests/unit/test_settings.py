"""A setting that would mislead a visitor stops the site at start, by name, with all others that are wrong."""

import os
import runpy
import subprocess
import sys
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from checkin.library import QUESTIONNAIRES
from recovery_site import own_words
from recovery_site.apps import _refuse_unknown_country
from recovery_site.editorial.screens import screens_without_address
from recovery_site.environment import CHOICES, LONGEST_NAME, chosen, is_host, misspelt
from recovery_site.own_words import MOST_VOICES, MOST_WORDS, Voice
from support.private_post import ROUND_SIZE
from tests.unit.test_architecture import ROOT

BAD = {
    "DEBUG": ["y", "2", "ture", "None"],
    "SITE_URL": [
        "x.example", "ftp://x.example", "https://", "https://x.example/path", "https://x.example?q=1", "https://x.example?",
        "https://x.example#frag", "https://x.example#", "https://me@x.example", "https://me:pass@x.example",
        "https://x.example:port", "https://x.example:", "https://x example", "https://x.example\nX", "https://[x",
        "https://...", "https://a..b", "https://-a.example", "https://a-.example", "https://a_b.example", "https://x.example:0",
        "https://x.example:99999", "https://[fd00::1", "https://fd00::1", "https://1.2.3", "https://" + "a" * 64 + ".example",
        "https://cocaine-help.example", "https://REHAB.example", "https://relapse.example", "https://é.example",
    ],
    "SITE_NAME": ["Cocaine Help", "Relapse Line", "Sober Again", "a" * (LONGEST_NAME + 1), "two\nlines", "a\u200bb"],
    "OPERATOR_CONTACT": ["not an address", "http://clinic.example", "a@b", "a@b.example\nBcc: c@d.example", "https://", "https://a..b", 'https://x.example/"'],
    "PORT": ["0", "http", "-1", "65536", "80 80"],
    "HOST": ["x86_64-conda-linux-gnu", "next24.example", "[::]:80", "0.0.0.0:80", "1.2.3"],
    "WEB_CONCURRENCY": ["0", "two", "-1", "1.5", " ", "99999"],
    "SOURCE_URL": ["http://x.example", "x.example", "javascript:alert(1)"],
    "OFFER_URL": ["http://x.example", "x.example", "https://", "javascript:alert(1)"],
}  # fmt: skip
GOOD: dict[str, dict[str, str | bool]] = {
    "DEBUG": {"1": True, "yes": True, "TRUE": True, "0": False, "no": False, "": False},
    "SITE_URL": {
        "https://x.example": "https://x.example",
        "https://X.Example/": "https://x.example",
        "http://127.0.0.1:8000": "http://127.0.0.1:8000",
        "http://[::1]:8000": "http://[::1]:8000",
        "http://[fd00::1]:8231": "http://[fd00::1]:8231",
        "https://xn--e1afmkfd.example": "https://xn--e1afmkfd.example",
        "http://localhost:8000": "http://localhost:8000",
        "": "",
    },
    "SITE_NAME": {"": "The Next 24", "Night Line": "Night Line", "St Mary’s": "St Mary’s"},
    "PORT": {"": "", "8000": "8000", " 80 ": "80"},
    "HOST": {"": "", "0.0.0.0": "0.0.0.0", "::": "[::]", "[::1]": "[::1]", "localhost": "localhost"},
    "DEFAULT_COUNTRY": {"IE": "ie", " gb ": "gb", "": ""},
    "OPERATOR_CONTACT": {
        "a@clinic.example": "a@clinic.example",
        "mailto:a@clinic.example": "a@clinic.example",
        "o'neill&co@clinic.example": "o'neill&co@clinic.example",
        "https://clinic.example/c?a=1&b=2": "https://clinic.example/c?a=1&b=2",
    },
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_misleading_setting_is_refused_by_name(name, value):
    beside = {"OFFER_LABEL": "An offer"} if name == "OFFER_URL" else {}
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} ") as caught:
        chosen({name: value, **beside})
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in GOOD.items() for value in values])
def test_plain_setting_is_taken(name, value):
    assert chosen({name: value})[name] == GOOD[name][value]


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(ImproperlyConfigured) as caught:
        chosen({"DEBUG": "y", "SITE_URL": "x", "SITEURL": "x", "OFFER_URL": "https://x.example"})
    assert [line.split()[0] for line in str(caught.value).splitlines()] == ["SITEURL", "DEBUG", "SITE_URL", "OFFER_URL"]


COMMON_NAMES = """
PATH HOME HOST HOSTNAME HOSTTYPE LANG LANGUAGE LC_ALL SHELL SHLVL TERM TERM_PROGRAM COLORTERM USER USERNAME LOGNAME PWD OLDPWD
EDITOR VISUAL PAGER DISPLAY MAIL MAILTO TMPDIR TZ PS1 EUID UID GROUPS OSTYPE MACHTYPE XDG_RUNTIME_DIR XDG_SESSION_ID XDG_CONFIG_HOME
SSH_AUTH_SOCK SSH_CLIENT SSH_CONNECTION SSH_TTY SUDO_USER SUDO_COMMAND DBUS_SESSION_BUS_ADDRESS WAYLAND_DISPLAY
INVOCATION_ID JOURNAL_STREAM NOTIFY_SOCKET LISTEN_FDS LISTEN_PID CREDENTIALS_DIRECTORY STATE_DIRECTORY SYSTEMD_EXEC_PID
CI GITHUB_ACTIONS GITHUB_SERVER_URL GITHUB_REPOSITORY GITHUB_WORKSPACE GITLAB_CI CI_PROJECT_URL CI_SERVER_HOST RUNNER_NAME RUNNER_OS
DATABASE_URL REDIS_URL BASE_URL APP_URL API_URL PUBLIC_URL ROOT_URL WEBSITE_URL WEBSITE_SITE_NAME WEBSITE_HOSTNAME SERVICE_URL
SERVER_NAME SERVER_PORT SERVER_SOFTWARE APP_NAME DYNO PORTS HTTP_PORT HTTPS_PORT HTTP_PROXY HTTPS_PROXY NO_PROXY
RENDER_EXTERNAL_URL RENDER_SERVICE_NAME FLY_APP_NAME RAILWAY_STATIC_URL RAILWAY_PUBLIC_DOMAIN HEROKU_APP_NAME K_SERVICE
DEFAULT_REGION AWS_DEFAULT_REGION DEFAULT_LOCALE COUNTRY SOURCE_VERSION SOURCE_COMMIT SOURCE_DATE_EPOCH SOURCE_ROOT
DJANGO_SETTINGS_MODULE DJANGO_DEBUG PYTHONPATH PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHONHASHSEED VIRTUAL_ENV PIP_INDEX_URL
GUNICORN_CMD_ARGS WEB_WORKERS WORKERS UV_CACHE_DIR DEBUGINFOD_URLS DEBUG_MODE DEBUGGER NODE_ENV SITE SITE_ID SITE_PACKAGES
SITE_ROOT KUBERNETES_SERVICE_HOST KUBERNETES_PORT CONTAINER container OPERATOR OPERATOR_NAMESPACE SETTINGS_FILE
"""


@pytest.mark.parametrize(
    ("name", "meant"),
    [("SITE_ULR", "SITE_URL"), ("SITEULR", "SITE_URL"), ("SITEURL", "SITE_URL"), ("SITE_URLS", "SITE_URL"), ("site_name", "SITE_NAME"), ("OPERATOR_CONTACTS", "OPERATOR_CONTACT"), ("WEB_CONCURENCY", "WEB_CONCURRENCY"), ("HOST_STATEMENTS", "HOST_STATEMENT")],
)  # fmt: skip
def test_almost_the_name_of_a_setting_is_named(name, meant):
    assert misspelt({name: ""}) == [(name, meant)]


@pytest.mark.parametrize("setting", [name for name in CHOICES if len(name) > len("DEBUG")])
def test_two_letters_that_changed_places_are_seen_in_every_name(setting):
    for place in range(len(setting) - 1):
        slip = setting[:place] + setting[place + 1] + setting[place] + setting[place + 2 :]
        assert slip == setting or misspelt({slip: ""}) == [(slip, setting)], slip


def test_common_names_of_an_environment_are_left_alone():
    """Of shells, desktops, continuous integration, hosts and tools."""
    assert misspelt(dict.fromkeys(COMMON_NAMES.split(), "")) == []


def test_other_names_are_left_alone():
    assert (
        misspelt(dict.fromkeys(["PATH", "HOME", "HOSTNAME", "LANG", "PORTS", "SITE", "DEBUGINFOD_URLS", *CHOICES], ""))
        == []
    )
    assert misspelt(os.environ) == []


@given(st.text(max_size=40))
def test_any_host_is_one_or_none(text):
    """What is taken as a host is one that the site then answers to."""
    if is_host(text):
        chosen({"SITE_URL": f"http://{text}"}) if "cocain" not in text else None


@pytest.mark.parametrize("address", [value for value in GOOD["SITE_URL"] if value])
def test_site_answers_to_its_own_address(settings, monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    read = runpy.run_path(str(ROOT / "recovery_site/settings.py"))
    # What Django's own test runner adds hides what the settings say.
    settings.ALLOWED_HOSTS = read["ALLOWED_HOSTS"]
    assert Client(headers={"Host": read["SITE_URL"].split("//")[1]}).get("/about/").status_code == 200


@pytest.mark.parametrize(("country", "meant"), [("uk", "gb"), ("usa", "us"), ("irl", "ie")])
def test_unknown_country_is_refused_with_the_one_that_is_meant(settings, country, meant):
    settings.DEFAULT_COUNTRY = country
    with pytest.raises(ImproperlyConfigured, match=f"DEFAULT_COUNTRY .*Is {meant} meant"):
        _refuse_unknown_country()


# A country is looked for only where every other setting can be used.
@pytest.mark.parametrize(
    "wrong",
    [{"DEBUG": "y", "SITE_URL": "https://a..b", "PORT": "http", "HOST": "a-machine", "WEB_CONCURRENCY": "0"}, {"DEFAULT_COUNTRY": "uk"}],
)  # fmt: skip
def test_server_that_cannot_open_its_settings_says_why_and_ends(wrong):
    command = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0"]
    said = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **wrong}, capture_output=True, text=True, check=False, timeout=60
    )
    assert said.returncode == 1
    # A line for each, and nothing else.
    assert sorted(line.split()[0] for line in said.stderr.splitlines()) == sorted(wrong), said.stderr


def test_longest_name_and_voices_leave_every_answer_its_size(settings, monkeypatch):
    """One size for the results of a check-in to each kind of reader, and the same one from the shortest name to the longest, and with voices."""
    sizes: dict[tuple[str, ...], set[int]] = {}
    said = Voice(" ".join(["“wordy”"] * MOST_WORDS), "What they want to be called", date(2026, 11, 20), "in the office")
    for settings.SITE_NAME in ("N", "&" * LONGEST_NAME, "\U0001f56f" * LONGEST_NAME):
        monkeypatch.setattr(own_words, "VOICES", (said,) * MOST_VOICES if len(settings.SITE_NAME) > 1 else ())
        for screen, html in screens_without_address():
            if screen.startswith("the result"):
                reader = (screen.partition(" of ")[0], screen.partition(", ")[2])
                sizes.setdefault(reader, set()).add(len(html.encode()))
    assert len(sizes) == 2 * len(QUESTIONNAIRES)
    for whose, found in sizes.items():
        assert len(found) == 1, whose
        assert found.pop() % ROUND_SIZE == 0


@pytest.mark.parametrize("contact", ["o'neill&co@clinic.example", "https://clinic.example/c?a=1&b=2"])
def test_contact_stands_in_security_txt_as_it_is(client, settings, contact):
    settings.OPERATOR_CONTACT = contact
    assert (
        f"Contact: {'mailto:' if '@' in contact else ''}{contact}\n"
        in client.get("/.well-known/security.txt").content.decode()
    )
