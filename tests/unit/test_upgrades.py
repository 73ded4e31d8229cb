"""Three upgrades of a copy with a folder of its own: each is a `git pull`, everything local still stands, and what needs a person is listed.

In a repository of the test's own, with the software as it is here. Upstream changes what the copy has written anew.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.conftest import Start

ROOT = Path(__file__).resolve().parents[2]
# What the copy is asked: the words, services and colours that it serves, and what readiness says, in one process.
ASK = """
import io, json, sys
import django
django.setup()
from django.core.management import call_command
for command in json.loads(sys.argv[1]):
    call_command(*command, stdout=io.StringIO())
from articles.library import ARTICLES
from plans import handout
from plans.library import PLANS
from recovery_site.addresses import listed_addresses
from recovery_site import own_look
from support.directory import HELPLINES
said = io.StringIO()
try:
    call_command("readiness", stdout=said)
except SystemExit:
    pass
lines = {line.id: line for line in HELPLINES}
samaritans = lines.get("samaritans-ie")
print(json.dumps({
    "articles": [ARTICLES["starting-again-today"].heading, ARTICLES["our-first-article"].heading],
    "steps": [step.heading for step in PLANS["craving"].steps],
    "samaritans": samaritans and [samaritans.for_whom, samaritans.phone, bool(samaritans.rung)],
    "services": sorted({"our-room-ie", "text-about-it-ie"} & lines.keys()),
    "colours": own_look.COLOURS.content.decode(),
    "signed": [PLANS["craving"].dates.signed, PLANS["craving"].dates.changed_since_review],
    "open": said.getvalue(),
    "countries": [address for address, _ in listed_addresses() if address.startswith("/help/")],
    "choices": [handout.choose("", code).country is not None for code in ("ie", "nz")],
}))
"""
SIGN = ("sign", "plans/content/craving/plan.md", "--name", "A. Name", "--role", "GP", "--body", "a body")


def run(folder: Path, *words: str) -> str:
    # A repository of the test's own: whatever git was told of the one around it does not count.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(words, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The software as it is here, in a repository."""
    folder = tmp_path_factory.mktemp("upgrades") / "upstream"
    # Python leaves its own beside ours, which git has to pass over here as it does there.
    left = shutil.ignore_patterns(
        ".[!g]*", ".git", "tests", "staticfiles", "build", "screenshots", "__pycache__", "verify"
    )
    shutil.copytree(ROOT, folder, ignore=left)
    run(folder, "git", "init", "-q", "-b", "main")
    release(folder)
    return folder


def release(upstream: Path) -> None:
    run(upstream, "git", "add", "-A")
    run(upstream, "git", "-c", "user.name=N", "-c", "user.email=n@n.example", "commit", "-q", "-m", "A release")


@pytest.fixture(scope="module")
def site(start: Start, upstream: Path) -> Path:
    """A folder of one's own with one of each."""
    folder = upstream.parent / "site"
    assert start(upstream, "manage.py", "new_site", str(folder)).returncode == 0
    helplines = re.sub(r"^# ?", "", (folder / "helplines.toml").read_text(encoding="utf-8"), flags=re.M)
    (folder / "helplines.toml").write_text(
        helplines[helplines.index("[[helpline]]") :].replace("One field", "# One").replace("One of", "# One of"),
        encoding="utf-8",
    )
    for text in [*folder.glob("*.md"), *folder.glob("*/*.md"), *folder.glob("plans/*/pages/*.md")]:
        text.write_text(text.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    for ours, own in (
        ("articles/content/starting-again-today.md", "articles/starting-again-today.md"),
        ("plans/content/craving/02-move-or-breathe.md", "plans/craving/02-move-or-breathe.md"),
    ):
        (folder / own).parent.mkdir(exist_ok=True)
        words = (upstream / ours).read_text(encoding="utf-8")
        (folder / own).write_text(re.sub(r"^heading: .*", "heading: In our words", words, flags=re.M), encoding="utf-8")
    (folder / "countries.toml").write_text('shown = ["ie", "gb"]\n', encoding="utf-8")
    (folder / "tokens.css").write_text(":root {\n  --link: #00404a;\n}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def copy(start: Start, upstream: Path, site: Path) -> Callable[..., dict[str, Any]]:
    """Pulls what upstream released, runs some commands in the copy, and asks it. No file of ours is ever changed there."""
    folder = upstream.parent / "copy"
    run(upstream.parent, "git", "clone", "-q", str(upstream), str(folder))
    ask = upstream.parent / "ask.py"
    ask.write_text(ASK, encoding="utf-8")

    def asked(*commands: tuple[str, ...]) -> dict[str, Any]:
        run(folder, "git", "pull", "-q", "--ff-only")
        environ = {"SITE_FOLDER": str(site), "DJANGO_SETTINGS_MODULE": "recovery_site.settings"}
        said = start(folder, str(ask), json.dumps(commands), **environ)
        assert said.returncode == 0, said.stderr
        assert run(folder, "git", "status", "--porcelain") == ""
        return dict(json.loads(said.stdout))

    return asked


def local(answer: dict[str, Any]) -> list[str]:
    """What an editor has to look at, but for what depends on the day."""
    editor = answer["open"].partition("## An editor")[2].partition("\n## ")[0]
    return [
        line.removeprefix("- [ ] ")
        for line in editor.splitlines()
        if line.startswith("- [ ]") and "overdue" not in line
    ]


def still_stands(answer: dict[str, Any]) -> None:
    assert answer["articles"] == ["In our words", "Coming to see us for the first time"]
    assert answer["steps"][1] == "In our words"
    assert answer["services"] == ["our-room-ie"]
    assert "--link:#00404a" in answer["colours"]


def test_three_upgrades_without_a_merge(upstream, site, copy):
    # Somebody signed the plan, rang the line, and held what is local against ours.
    copy(SIGN, ("rung", "samaritans-ie"), ("compared",))
    before = copy()
    still_stands(before)
    assert before["samaritans"] == ["Any distress, at any hour.", "116123", True]
    assert before["signed"] == [True, False]
    assert local(before) == []
    # Countries that the copy does not show are asked about nowhere.
    assert before["countries"] == ["/help/", "/help/ie/", "/help/gb/", "/help/world/"]
    assert before["choices"] == [True, False]
    assert "(nz" not in before["open"]
    assert "(gb" in before["open"]

    # The same article, step, service and colour change in ours; and another step of the plan that was signed.
    change(upstream / "articles/content/starting-again-today.md", "You can stop again.", "You can begin again.")
    change(upstream / "plans/content/craving/02-move-or-breathe.md", "why: ", "why: Now. ")
    change(upstream / "plans/content/craving/03-delay.md", "say: Not now.", "say: Not today.")
    change(
        upstream / "support/helplines.toml",
        "Any distress, at any hour. You do",
        "Any distress, by day or night. You do",
    )
    change(upstream / "static/css/tokens.css", "--link: #0a4a63", "--link: #0a4a60")
    release(upstream)
    after = copy()
    still_stands(after)
    assert after["samaritans"] == before["samaritans"]
    assert local(after) == [
        f"{name}: ours changed under it"
        for name in (
            *("articles/starting-again-today.md", "plans/craving/02-move-or-breathe.md"),
            *("helplines.toml samaritans-ie", "tokens.css"),
        )
    ]
    assert after["signed"] == [False, True]
    assert "plan craving: its words are no longer those that were signed" in after["open"]
    assert local(copy(("compared",))) == []

    # The number changes: what was written about it stands, and whoever rang the old one has not rung the new one.
    change(
        upstream / "support/helplines.toml",
        'phone = "116123"\nphone_shown = "116 123"',
        'phone = "116124"\nphone_shown = "116 124"',
    )
    release(upstream)
    after = copy()
    still_stands(after)
    assert after["samaritans"] == ["Any distress, at any hour.", "116124", False]
    assert local(after) == ["helplines.toml samaritans-ie: ours changed under it"]
    assert "116 124 was not tried yet" in after["open"]

    # Ours is gone: the text stands by itself; what changed one field of a service changes nothing any more.
    (upstream / "articles/content/starting-again-today.md").unlink()
    path = upstream / "support/helplines.toml"
    words = path.read_text(encoding="utf-8")
    start = words.index('[[helpline]]\nid = "samaritans-ie"')
    words = words[:start] + words[words.index("[[helpline]]", start + 1) :]
    path.write_text(words, encoding="utf-8")
    release(upstream)
    after = copy()
    still_stands(after)
    assert after["samaritans"] is None
    assert [name.partition(":")[0] for name in local(after)] == [
        *("articles/starting-again-today.md", "helplines.toml samaritans-ie", "samaritans-ie"),
    ]
