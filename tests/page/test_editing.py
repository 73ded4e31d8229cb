"""While somebody writes: drafts are marked, every text is listed, and what is wrong is a page instead of an end."""

import os
import re
import socket
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from recovery_site.edit import wrong_page
from recovery_site.editorial import desk
from recovery_site.editorial.reading_level import measure

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "articles/content/starting-again-today.md"


@pytest.fixture
def own(tmp_path, settings) -> Path:
    """A folder of one's own with drafts: an article in place of ours, and a page beside a plan."""
    settings.SITE_FOLDER, settings.DEBUG = str(tmp_path), True
    for ours, name in (
        (ARTICLE, "articles/starting-again-today.md"),
        (ROOT / "plans/content/24-hours/pages/tonight.md", "plans/24-hours/pages/tonight.md"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        words = ours.read_text(encoding="utf-8").replace("---\n", "---\ndraft: true\n", 1)
        (tmp_path / name).write_text(words, encoding="utf-8")
    folder: Path = tmp_path
    return folder


def test_draft_is_marked_on_its_page_and_in_the_list(own, client, monkeypatch):
    # How hard a text is to read is measured elsewhere, and takes a while.
    monkeypatch.setattr(desk, "_level", lambda html: None)
    drafts = {"/articles/starting-again-today/", "/plans/24-hours/tonight/"}
    assert desk.draft_addresses() == drafts
    for address in (*drafts, "/articles/", "/plans/24-hours/pause/"):
        assert ("No visitor sees these words." in client.get(address).content.decode()) == (address in drafts), address
    page = client.get("/editing/").content.decode()
    assert set(re.findall(r'<a href="([^"]+)">[^<]*</a> <strong>Draft</strong>', page)) == drafts
    assert "articles/starting-again-today.md: nobody wrote down which words of ours it stands for" in page


def test_list_names_every_text_with_its_level_warnings_and_dates(client, settings, monkeypatch):
    settings.DEBUG = True
    # The page shows what is measured here.
    monkeypatch.setattr(desk, "measure", cache(measure))
    rows = desk.desk()
    assert {row.address for row in rows} >= {
        "/articles/why-it-happens/",
        "/plans/24-hours/pause/",
        "/check-in/",
        "/clinicians/",
    }
    assert all(row.level and row.level.words for row in rows)
    assert all(row.updated and row.next_review for row in rows if row.address.startswith("/articles/"))
    page = client.get("/editing/").content.decode()
    for row in rows:
        assert f'href="{row.address}"' in page
        assert client.get(row.address).status_code == 200, row.address


def test_neither_list_nor_marks_are_there_in_production(client, settings):
    settings.DEBUG = False
    assert client.get("/editing/").status_code == 404


def test_page_of_what_is_wrong_names_each_mistake_and_nothing_runs_in_it():
    told: list[object] = []
    (page,) = wrong_page(["a.md, line 3: <b>", "b.md, line 1: why"])({}, lambda *said: told.append(said))
    assert b"<h1>2 things to mend</h1><ul><li>a.md, line 3: &lt;b&gt;</li><li>b.md, line 1: why</li></ul>" in page
    assert str(told[0]).startswith("('500 ")


def test_wrong_file_is_a_page_and_mending_it_starts_the_site_anew(tmp_path):
    """The part that serves, without the one that starts it again: it ends with 3, which is what that one waits for."""
    article = tmp_path / "articles/our-drop-in.md"
    article.parent.mkdir()
    words = ARTICLE.read_text(encoding="utf-8")
    article.write_text(words.replace("topic: today", "topic: tomorrow"), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "SITE_FOLDER": str(tmp_path), "PORT": str(port), "RUN_MAIN": "true"}
    with subprocess.Popen(
        [sys.executable, "-m", "recovery_site.edit"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as site:
        try:
            page = answered(port, site)
            assert "our-drop-in.md, line 6: &#x27;topic&#x27; must be one of" in page
            article.write_text(words, encoding="utf-8")
            assert site.wait(timeout=120) == 3
        finally:
            site.kill()


def answered(port: int, site: subprocess.Popen[bytes]) -> str:
    """The page that says what is wrong, once the server answers."""
    while site.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=30)
        except HTTPError as error:
            return error.read().decode()
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"it ended with {site.returncode}")
