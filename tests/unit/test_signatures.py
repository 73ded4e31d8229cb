"""A signature is tied to the words: whatever changes in what it covers, it counts no more."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plans.library import load as load_plans
from prose.content_error import ROOT, ContentError
from prose.frontmatter import read
from prose.places import Place
from prose.review import dates
from support import emergency

SIGNATURE = 'clinical_review: {{name: "A. Name", role: "GP", body: "a register", date: 2026-11-24, words: "{words}"}}'
PLAN = "24-hours"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The plans with one of them signed as it is now."""
    shutil.copytree(ROOT / "plans/content", tmp_path / "content")
    path = tmp_path / "content" / PLAN / "plan.md"
    sign(path, load_plans(Place(tmp_path / "content"))[PLAN].dates.words)
    return tmp_path / "content"


def sign(path: Path, words: str) -> None:
    text = re.sub(r"^clinical_review:.*\n(?:[ \t].*\n)*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text.replace("---\n", f"---\n{SIGNATURE.format(words=words)}\n", 1), encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_signed_plan_is_signed(folder):
    assert load_plans(Place(folder))[PLAN].dates.signed


def test_every_file_of_a_plan_is_covered(folder):
    for path in sorted((folder / PLAN).rglob("*.md")):
        before = path.read_text(encoding="utf-8")
        # A plan.md has no body: what would stand there is a page.
        added = before.replace("print_note: ", "print_note: Do the opposite. ", 1)
        if path.name != "plan.md":
            added = f"{before}\n\nDo the opposite.\n"
        for changed in (before.replace("you", "nobody", 1), added):
            path.write_text(changed, encoding="utf-8")
            assert not load_plans(Place(folder))[PLAN].dates.signed, path.name
        path.write_text(before, encoding="utf-8")
    assert load_plans(Place(folder))[PLAN].dates.signed


def test_the_opposite_of_a_step_is_not_what_was_signed(folder):
    """As it was once: no date moved, and "Reviewed by" stood above it."""
    path = next((folder / PLAN).glob("01-*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^do_now: .*$", "do_now: Go on as before.", text, flags=re.MULTILINE), encoding="utf-8")
    assert not load_plans(Place(folder))[PLAN].dates.signed


def test_how_a_file_is_laid_out_and_when_it_was_looked_at_is_no_word(folder):
    path = folder / PLAN / "plan.md"
    change(path, "updated: 2026-", "updated:   2026-")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"  \n\n")
    assert load_plans(Place(folder))[PLAN].dates.signed


def test_a_signature_without_its_fingerprint_is_refused(folder):
    change(folder / PLAN / "plan.md", ', words: "', ', wards: "')
    with pytest.raises(ContentError, match="needs exactly: name, role, body, date, words"):
        load_plans(Place(folder))


@pytest.mark.parametrize(
    ("old", "new"),
    [("date: 2026-11-24", "date: 3026-11-24"), ("updated: 20", "updated: 30"), ("date: 2026-11-24", "date: soon")],
)
def test_a_day_that_has_not_been_is_refused(folder, old, new):
    change(folder / PLAN / "plan.md", old, new)
    with pytest.raises(ContentError, match=r"lies in the future|must be a date"):
        load_plans(Place(folder))


def test_the_emergency_list_is_covered_whole():
    """Every template that carries its words, and the file that holds them."""
    covered = read(ROOT / "support/emergency.md").texts("covers")
    files = {path for pattern in covered for path in ROOT.glob(pattern)}
    assert ROOT / "support/emergency.toml" in files
    carry = [path for path in (ROOT / "templates/support").iterdir() if re.match(r"_(emergency|thoughts)", path.name)]
    assert set(carry) <= files


def test_any_sign_of_the_emergency_list_voids_its_signature(tmp_path, monkeypatch):
    monkeypatch.setattr(emergency, "ROOT", tmp_path)
    for name in ("support", "templates/support"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = tmp_path / "support/emergency.md"
    sign(path, emergency.load(path).words)
    assert emergency.load(path).signed
    for pattern in read(path).texts("covers"):
        for file in tmp_path.glob(pattern):
            before = file.read_text(encoding="utf-8")
            file.write_text(f"{before} not", encoding="utf-8")
            assert not emergency.load(path).signed, file
            file.write_text(before, encoding="utf-8")


def test_a_signature_covers_nothing_of_itself(folder):
    path = folder / PLAN / "plan.md"
    before = dates(read(path)).words
    change(path, "A. Name", "B. Name")
    assert dates(read(path)).words == before


def copied(folder: Path) -> Path:
    """The project in another folder, to be written into."""
    left = shutil.ignore_patterns(".*", "tests", "staticfiles", "build", "screenshots")
    return Path(shutil.copytree(ROOT, folder / "copy", ignore=left))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture(scope="module")
def shared_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For tests that leave every file as they found it."""
    return copied(tmp_path_factory.mktemp("shared"))


def test_sign_and_rung_write_what_the_site_then_reads(start, copy):
    who = ["--name", 'A. "Name"', "--role", "GP", "--body", "a register", "--date", "2026-11-24"]
    for file in ("plans/content/24-hours/plan.md", "support/emergency.md", "plans/clinicians.md"):
        assert start(copy, "manage.py", "sign", file, *who).returncode == 0
    done = start(copy, "manage.py", "rung", "samaritans-ie", "--date", "2026-11-24")
    assert done.returncode == 0, done.stderr
    left = start(copy, "manage.py", "readiness").stdout
    assert "plan 24-hours: not reviewed" not in left
    assert "the emergency list: not reviewed" not in left
    assert "plan craving: not reviewed" in left
    assert "Samaritans (ie)" not in left
    change(next((copy / "plans/content/24-hours").glob("02-*.md")), "do_now: ", "do_now: Never ")
    assert (
        "plan 24-hours: its words are no longer those that were signed on 2026-11-24"
        in start(copy, "manage.py", "readiness").stdout
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("support/helplines.toml", "# Ireland\n", "<<<<<<< HEAD\n# Ireland\n", "two changes meet here"),
        ("support/countries.toml", 'code = "gb"', "code = 5", "'code' must be text"),
        ("articles/bibliography.toml", "kind = ", "kund = ", "needs "),
        ("articles/topics.toml", "name = ", "nome = ", "needs exactly a name and an intro"),
        ("articles/content/why-it-happens.md", "updated: ", "updated: in ", "'updated' must be a date"),
        ("plans/content/craving/plan.md", "title: ", "# ", "'title' is missing"),
        ("plans/clinicians.md", "---\n", "", "front matter"),
        ("support/emergency.md", "updated: ", "updated: in ", "'updated' must be a date"),
        ("support/emergency.toml", "unsure = ", "sure = ", "sure"),
        ("CHANGELOG.md", "\n## ", "\n# ", "no entry"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_said_in_one_line_by_every_command(start, shared_copy, file, old, new, why):
    """One mistake in files of every kind that is read at start; what else can be wrong in it is told by the reader's own tests."""
    path = shared_copy / file
    right = path.read_text(encoding="utf-8")
    change(path, old, new)
    if file == "CHANGELOG.md":
        path.write_text("# Changes\n", encoding="utf-8")
    said = start(shared_copy, "manage.py", "helplines")
    path.write_text(right, encoding="utf-8")
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1, said.stderr
    assert said.stderr.startswith(f"{file}, line ")
    assert why in said.stderr


def test_a_server_that_cannot_open_its_words_says_why_and_ends(copy):
    change(copy / "support/helplines.toml", "free = true", 'free = "no"')
    command = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0"]
    said = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 1
    assert said.stderr.startswith("support/helplines.toml, line ")
    assert said.stderr.count("\n") == 1, said.stderr


def test_what_editors_leave_beside_a_file_is_passed_over(copy):
    for folder in ("articles/content", "plans/content/craving"):
        for name in (".#plan.md", ".hidden.md", "~$word.md", "#a.md#"):
            (copy / folder / name).write_text("not ours", encoding="utf-8")
    (copy / "plans/content/.git").mkdir()
    assert subprocess.run([sys.executable, "manage.py", "helplines"], cwd=copy, check=False).returncode == 0
