"""Words in content files stay words: no script, no foreign address, no template code."""

import re
from pathlib import Path

import pytest

from prose.content_error import ContentError
from prose.markdown import render, render_inline
from prose.rendered import Html

ROOT = Path(__file__).resolve().parents[2]
HOSTILE_FILE = Path("hostile.md")
HOSTILE = (
    "<script>alert(7)</script>",
    "<img src=x onerror=alert(7)>",
    "a <b onclick='alert(7)'>word</b>",
    "<style>body { display: none }</style>",
    "<!-- --><iframe srcdoc='<script>alert(7)</script>'></iframe>",
    "[words](javascript:alert(7))",
    "[words](JaVaScRiPt:alert(7))",
    "[words](data:text/html,<script>alert(7)</script>)",
    "[words](vbscript:alert(7))",
    "<javascript:alert(7)>",
    '[words](/help/ "\\" onclick=alert(7) x=\\"")',
    "[words]{onclick=alert(7)}",
    "[words]{style=color:red}",
    '![words](x "onerror=alert(7)")',
    "&lt;script&gt;alert(7)&lt;/script&gt;",
    "{{ settings.SECRET_KEY }} {% debug %} {% include 'base.html' %}",
)
LIVE = (
    "<script",
    "<img",
    "<iframe",
    "<style",
    "<b ",
    'href="javascript',
    'href="JaVa',
    'href="data:',
    'href="vbscript',
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_or_refused_and_never_run(words):
    try:
        parts = render(words, HOSTILE_FILE).parts
        html = "".join(part.html for part in parts if isinstance(part, Html)) + render_inline(words, HOSTILE_FILE, 1)
    except ContentError:
        return
    assert not [mark for mark in LIVE if mark.lower() in html.lower()], html
    tags = "".join(tag.split(">")[0] for tag in html.split("<")[1:]).replace("&quot; onclick=alert(7) x=&quot;", "")
    assert " on" not in tags, html
    assert "style=" not in tags, html


def test_template_code_in_content_is_refused():
    for words in ("{{ settings.SECRET_KEY }}", "{% debug %}"):
        with pytest.raises(ContentError, match="template tags"):
            render(words, HOSTILE_FILE)


def test_no_template_is_built_from_words():
    """Content reaches a page as a value. Nothing in the code turns a string into a template."""
    for package in ("recovery_site", "articles", "checkin", "plans", "support", "prose"):
        for path in (ROOT / package).rglob("*.py"):
            code = path.read_text(encoding="utf-8")
            assert "from_string" not in code, path
            assert "Template(" not in code, path


def test_visited_links_look_like_others():
    css = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "static" / "css").glob("*.css"))
    assert "a:visited { color: var(--link); }" in css
    # Buttons and boxes that are links keep the colour of their words in the same way.
    assert set(re.findall(r":visited[^{]*\{ color: ([^;]+);", css)) <= {
        "var(--link)",
        "var(--button-ink)",
        "var(--ink)",
        "#000",
    }
    assert "purple" not in css


def test_no_core_is_dumped():
    code = (ROOT / "gunicorn.conf.py").read_text(encoding="utf-8")
    assert "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))" in code
    assert "faulthandler" not in code
