"""An operator's own colours, mark, words and voices: checked as ours are, and said by file and line where they cannot be shown."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from plans.library import PLANS
from prose.content_error import ContentError
from recovery_site import own_look, own_words, views
from recovery_site.own_look import OURS, load_colours, load_mark
from recovery_site.own_words import Voice, load_voices, load_words
from recovery_site.serving import errors

TOKENS = OURS.read_text(encoding="utf-8")
COLOURS = """/* Ours, a little
   darker. */
:root {
  --primary: #00404A;
  --head-face: Georgia, serif;
}

@media (prefers-color-scheme: dark) {
  :root { --primary: #9fe3e1; }
}
"""
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14"/></svg>'
VOICE = 'words = "I rang on the Tuesday."\nwho = "N."\nconsent = 2026-11-20\nkept = "signed, in the office"\n'


def written(tmp_path: Path, text: str, name: str = "tokens.css") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_colours_are_few_values_after_ours(tmp_path):
    sheet = load_colours(written(tmp_path, COLOURS), TOKENS)
    assert sheet.content.decode().startswith(
        "@layer tokens{:root{--head-face:Georgia, serif}"
        "@media (prefers-color-scheme: light){:root{--primary:#00404a}}"
        "@media (prefers-color-scheme: dark){:root{--primary:#9fe3e1}}@media (prefers-contrast: more) {"
    )
    assert load_colours(written(tmp_path, COLOURS.replace("#9f", "#af")), TOKENS).name != sheet.name


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("--primary: #00404A", "--primry: #00404A", 4, "there is no --primry"),
        ("--primary: #00404A", "--primary: teal", 4, "must be a colour such as"),
        ("--primary: #00404A", "--primary: #9fe3e1", 4, "--on-primary on --primary has a contrast of"),
        ("--primary: #9fe3e1", "--primary: #1b2529", 9, "in the dark scheme; at least"),
        ("--primary: #00404A;", "--primary: #00404A; color: red;", 4, "nothing else"),
        ("@media (prefers", ".button { color: red }\n@media (prefers", 8, "nothing else"),
        ("Georgia, serif", "url(https://x.example/a)", 5, "must be plain"),
    ],
)
def test_colour_that_cannot_be_shown_is_named_with_its_line(tmp_path, old, new, line, why):
    with pytest.raises(ContentError, match=rf"tokens\.css, line {line}: .*{why}"):
        load_colours(written(tmp_path, COLOURS.replace(old, new, 1)), TOKENS)


def test_mark_is_a_small_picture_that_stands_alone(tmp_path):
    assert load_mark(written(tmp_path, MARK, "mark.svg")).content == MARK.encode()
    for new, why in (
        ("<script/></svg>", "<script> cannot stand"),
        ('<g onclick="a()"/></svg>', "'onclick' leads out"),
        ('<use href="https://x.example/"/></svg>', "'href' leads out"),
        ("<!-- " + "x" * 9000 + " --></svg>", "at most 8192"),
        ("", "this is no SVG"),
    ):
        with pytest.raises(ContentError, match=why):
            load_mark(written(tmp_path, MARK.replace("</svg>", new), "mark.svg"))


def test_own_look_is_served_under_a_name_that_changes_with_it_and_named_on_each_page(tmp_path, client, monkeypatch):
    colours, mark = load_colours(written(tmp_path, COLOURS), TOKENS), load_mark(written(tmp_path, MARK, "mark.svg"))
    monkeypatch.setattr(own_look, "COLOURS", colours)
    monkeypatch.setattr(own_look, "MARK", mark)
    monkeypatch.setattr(views, "OWN_FILES", {file.name: file for file in (colours, mark)})
    page = client.get("/about/").content.decode()
    assert page.index("css/print.css") if "css/print.css" in page else page.index("css/site") < page.index(colours.name)
    assert f'<link rel="icon" href="/own/{mark.name}"' in page
    assert f'<img class="mark" src="/own/{mark.name}"' in page
    for file in (colours, mark):
        answer = client.get(f"/own/{file.name}")
        assert (answer.content, answer.headers["Content-Type"]) == (file.content, file.kind)
        assert "immutable" in answer.headers["Cache-Control"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    errors.standalone_page.cache_clear()
    assert colours.content in errors.standalone_page(500)[0]
    errors.standalone_page.cache_clear()


def test_without_a_folder_of_ones_own_nothing_is_served_there(client):
    assert client.get("/own/colours.css").status_code == 404
    assert "/own/" not in client.get("/about/").content.decode()


def test_own_words_stand_on_about_and_private(tmp_path, client, monkeypatch):
    text = "---\nheading: Who we are\nupdated: 2026-11-20\n---\n\nWe are a small charity.\n"
    words = load_words(written(tmp_path, text, "about.md"))
    monkeypatch.setattr(own_words, "ABOUT", words)
    monkeypatch.setattr(own_words, "PRIVATE", words)
    for address in ("/about/", "/private/"):
        page = client.get(address).content.decode()
        assert ">Who we are</h2>" in page
        assert "We are a small charity." in page
        assert "20 November 2026" in page
    with pytest.raises(ContentError, match=r"'heading' is missing\n.*nothing here is called 'title'"):
        load_words(written(tmp_path, text.replace("heading", "title"), "about.md"))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("consent = 2026-11-20\n", "", "a voice needs exactly: words, who, consent, kept"),
        ("consent = 2026-11-20", 'consent = "yes"', "'consent' must be a date"),
        ("consent = 2026-11-20", "consent = 2999-11-20", "'consent' lies in the future"),
        ('kept = "signed, in the office"', 'kept = ""', "'kept' must be text"),
        ("I rang", "I rang " * 31, "at most 60"),
    ],
)
def test_voice_without_consent_or_too_long_is_refused(tmp_path, old, new, why):
    with pytest.raises(ContentError, match=rf"line 2: {why}|line 2: .*{why}"):
        load_voices(written(tmp_path, "# Voices\n[[voice]]\n" + VOICE.replace(old, new), "voices.toml"))


def test_voice_stands_where_the_words_say_hope_and_nowhere_is_one_invented(tmp_path, client, monkeypatch):
    ends = (f"/plans/{name}/{PLANS[name].steps[-1].slug}/" for name in ("24-hours", "72-hours"))
    places = ("/articles/starting-again-today/", *ends)
    assert own_words.VOICES == ()
    assert render_to_string("cards/_voices.html", {"voices": ()}).strip() == ""
    (voice,) = load_voices(written(tmp_path, f"[[voice]]\n{VOICE}", "voices.toml"))
    monkeypatch.setattr(own_words, "VOICES", (voice, replace(voice, words="Then I rang again.")))
    for address in places:
        page = client.get(address).content.decode()
        assert "I rang on the Tuesday." in page, address
        assert "N., who agreed" in page, address
        assert voice.kept not in page, address
    assert voice == Voice("I rang on the Tuesday.", "N.", date(2026, 11, 20), "signed, in the office")
