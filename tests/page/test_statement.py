"""What a copy states of itself: its release and what its pages show anyway, and nothing secret."""

import json
import os
import tomllib
from pathlib import Path

from recovery_site import release
from recovery_site.environment import CHOICES, HOW_IT_RUNS, STATED
from tests.page.pages import title_of

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "/.well-known/the-next-24.json"


def test_copy_states_its_release_and_every_setting_that_pages_show(client, settings):
    settings.OPERATOR_NAME = "St Mary's"
    answer = client.get(ADDRESS)
    said = json.loads(answer.content)
    assert said["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert said["files"] == release.fingerprint(ROOT)
    assert said["settings"]["OPERATOR_NAME"] == "St Mary's"
    assert set(said["settings"]) == set(STATED) == set(CHOICES) - HOW_IT_RUNS
    assert answer.headers["Cache-Control"] == "no-store"


def test_statement_holds_nothing_of_the_machine(client, settings):
    text = client.get(ADDRESS).content.decode()
    assert str(ROOT) not in text
    assert settings.SECRET_KEY not in text
    assert not {name for name in os.environ if name not in CHOICES and f'"{name}"' in text}


def test_own_folder_is_stated_by_its_fingerprint_and_never_by_its_place(client, monkeypatch):
    assert json.loads(client.get(ADDRESS).content)["site_folder"] == release.OWN_FOLDER
    assert not {"SITE_FOLDER", "HOST", "PORT", "DEBUG"} & set(STATED)


def test_fingerprint_changes_with_any_byte_and_any_name_and_not_with_what_python_leaves(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/a.md").write_text("one")
    seen = [release.fingerprint(tmp_path, ["words"])]
    (tmp_path / "words/__pycache__").mkdir()
    (tmp_path / "words/__pycache__/a.pyc").write_text("x")
    (tmp_path / "words/.swp").write_text("x")
    assert release.fingerprint(tmp_path, ["words"]) == seen[0]
    (tmp_path / "words/a.md").write_text("two")
    seen.append(release.fingerprint(tmp_path, ["words"]))
    (tmp_path / "words/a.md").rename(tmp_path / "words/b.md")
    seen.append(release.fingerprint(tmp_path, ["words"]))
    assert len(set(seen)) == 3


def test_image_holds_what_the_statement_is_made_from():
    taken = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for name in (*release.MAKES_PAGES, "pyproject.toml"):
        assert f"!{name}" in taken, name


def test_statement_is_made_from_every_folder_that_the_image_holds():
    """What runs there and changes no page by itself is named here: all else counts for the fingerprint."""
    taken = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split() if line.startswith("!")}
    how_it_runs = {"LICENSE", "deploy/Caddyfile", "gunicorn.conf.py", "manage.py", "pyproject.toml"}
    assert taken - how_it_runs == set(release.MAKES_PAGES)


def test_about_names_the_version_and_leads_to_the_statement(client):
    page = client.get("/about/")
    assert title_of(page)
    assert f"version {release.VERSION}" in page.content.decode()
    assert f'href="{ADDRESS}"' in page.content.decode()
