"""An example of a folder of one's own: written once, right as it is written; and the server's file of settings."""

import importlib
import os
import tomllib
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from articles import library as articles
from plans import library as plans
from prose import places
from prose.content_error import ContentError
from recovery_site.editorial.assurance import DUTIES, with_own
from recovery_site.environment import chosen, with_file
from recovery_site.own_look import _declared
from recovery_site.own_words import load_voices, load_words
from support.directory import HELPLINES, KNOWN
from support.directory.loading import HERE, Own, load_helplines, shown_countries
from support.directory.own import load_rung
from tests import without_site_folder

ROOT = django_settings.BASE_DIR


def written(folder) -> str:
    out = StringIO()
    call_command("new_site", str(folder), stdout=out)
    return out.getvalue()


def test_new_folder_passes_the_checks_as_it_is_written_and_with_every_draft_read(tmp_path, settings):
    folder = tmp_path / "our-site"
    assert f"make edit SITE_FOLDER={folder}" in written(folder)
    settings.SITE_FOLDER = str(folder)
    places.check_names(folder)
    for debug, more in ((False, 0), (True, 1)):
        settings.DEBUG = debug
        found = articles.load(places.place(ROOT / "articles/content", "articles"), articles.TOPICS)
        pages = plans.load(places.place(ROOT / "plans/content", "plans"))["24-hours"].pages
        assert len(found) == len(articles.ARTICLES) + more
        assert len(pages) == len(plans.PLANS["24-hours"].pages) + more
    assert len(load_helplines(HERE / "helplines.toml", KNOWN, Own(folder / "helplines.toml"))) >= len(HELPLINES)
    assert shown_countries(KNOWN, folder / "countries.toml")[0] == KNOWN
    assert (load_rung(folder / "rung.toml"), load_voices(folder / "voices.toml"), _declared(folder / "tokens.css")) == (
        {},
        (),
        [],
    )
    assert load_words(folder / "about.md").heading == "About us"
    assert load_words(folder / "private.md").heading


def test_every_file_that_a_folder_may_hold_is_told_of_in_its_readme():
    told = (ROOT / "deploy/site-folder/README.md").read_text(encoding="utf-8")
    assert [name for name in places.FILES if f"`{name}`" not in told] == []


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "a.txt").write_text("ours", encoding="utf-8")
    with pytest.raises(CommandError, match="is there already, and nothing in it was changed"):
        written(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    with pytest.raises(CommandError, match="lies inside the software"):
        written(ROOT / "build/our-site")


def test_commands_read_the_servers_file_of_settings(tmp_path):
    path = tmp_path / "next24.env"
    path.write_text(
        '# A copy\nOPERATOR_NAME=Our Charity\nSITE_URL="https://next24.example"\n\n; no\n', encoding="utf-8"
    )
    found = chosen(with_file({"SETTINGS_FILE": str(path), "SITE_NAME": "Ours", "SITE_URL": "https://other.example"}))
    assert (found["OPERATOR_NAME"], found["SITE_NAME"], found["SITE_URL"]) == (
        *("Our Charity", "Ours", "https://other.example"),
    )
    with pytest.raises(ImproperlyConfigured, match="SETTINGS_FILE cannot be read"):
        with_file({"SETTINGS_FILE": str(tmp_path / "none.env")})


def test_folder_that_is_not_there_or_holds_the_software_is_refused(tmp_path):
    for name, why in ((str(tmp_path / "none"), "names no folder"), (str(ROOT), "holds the software")):
        with pytest.raises(ImproperlyConfigured, match=f"SITE_FOLDER {why}|SITE_FOLDER .*{why}"):
            chosen({"SITE_FOLDER": name})
    assert chosen({"SITE_FOLDER": str(tmp_path)})["SITE_FOLDER"] == str(tmp_path)


def test_what_people_did_for_a_copy_stands_in_its_own_folder(tmp_path):
    path = tmp_path / "people.toml"
    path.write_text('[dpia-signed]\ndone = "A. Name, 2026-11-27, file 7"\n', encoding="utf-8")
    assert [duty.key for duty in with_own(DUTIES, path) if duty.done] == ["dpia-signed"]
    path.write_text('[dpia]\ndone = "x"\n\n[risk-estimates]\nwho = "x"\n', encoding="utf-8")
    with pytest.raises(
        ContentError, match=r"line 1: there is no 'dpia'.*\n.*line 4: 'risk-estimates' holds 'done' alone"
    ):
        with_own(DUTIES, path)


def test_tests_leave_out_the_folder_that_the_environment_names(monkeypatch):
    monkeypatch.setenv("SITE_FOLDER", "/no/such/folder")
    importlib.reload(without_site_folder)
    assert "SITE_FOLDER" not in os.environ
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert f"-p {without_site_folder.__name__}" in options["addopts"]
