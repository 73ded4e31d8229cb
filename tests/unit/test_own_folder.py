"""An operator's own folder is read after ours: what it holds stands beside or instead of ours, and ours is never changed."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from articles import library as articles
from plans import library as plans
from prose import places, signatures
from prose.content_error import ContentError
from prose.frontmatter import read
from prose.places import Place

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "articles/content"
PLANS = ROOT / "plans/content"


@pytest.fixture
def own(tmp_path, settings) -> Path:
    """A folder of one's own, which every library asks for from here on."""
    settings.SITE_FOLDER = str(tmp_path)
    settings.DEBUG = False
    folder: Path = tmp_path
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def changed(path: Path, **fields: str) -> str:
    """A text of ours with some lines of its front matter written anew."""
    text = path.read_text(encoding="utf-8")
    for key, value in fields.items():
        text = re.sub(rf"^{key}:.*$", f"{key}: {value}", text, count=1, flags=re.M)
    return text


def load_articles() -> Mapping[str, articles.Article]:
    return articles.load(places.place(OURS, "articles"), articles.TOPICS)


def load_plans() -> Mapping[str, plans.Plan]:
    return plans.load(places.place(PLANS, "plans"))


def test_article_of_ones_own_stands_beside_ours(own):
    write(own / "articles/our-drop-in.md", changed(OURS / "starting-again-today.md", heading="Our drop-in"))
    found = load_articles()
    assert found["our-drop-in"].heading == "Our drop-in"
    assert set(articles.ARTICLES) < set(found)


def test_article_of_the_same_name_stands_for_ours(own):
    write(own / "articles/starting-again-today.md", changed(OURS / "starting-again-today.md", heading="In our words"))
    assert load_articles()["starting-again-today"].heading == "In our words"


def test_step_and_page_of_ones_own_need_no_change_of_ours(own):
    write(own / "plans/craving/06-come-by.md", changed(PLANS / "craving/05-decide.md", heading="Come by"))
    write(own / "plans/craving/02-move-or-breathe.md", changed(PLANS / "craving/02-move-or-breathe.md", heading="Move"))
    write(own / "plans/craving/pages/our-room.md", changed(PLANS / "craving/pages/how-it-goes.md", heading="Our room"))
    found = load_plans()["craving"]
    assert [step.heading for step in found.steps][1::4] == ["Move", "Come by"]
    assert found.also[-1].heading == "Our room"


def test_plan_of_ones_own_needs_no_python(own):
    shutil.copytree(PLANS / "craving", own / "plans/our-evening")
    plan = own / "plans/our-evening/plan.md"
    plan.write_text(plan.read_text(encoding="utf-8").replace("- craving/", "- our-evening/"), encoding="utf-8")
    assert list(load_plans())[-1] == "our-evening"


def test_draft_is_never_served_in_production(own, settings):
    write(own / "articles/our-drop-in.md", "---\ndraft: true\nnot even: finished\n---\n")
    write(own / "articles/starting-again-today.md", "---\ntitle: x\ndraft: true # soon\n---\n")
    write(own / "plans/our-evening/plan.md", "---\ndraft: true\n---\n")
    write(own / "plans/our-evening/01-begin.md", "---\ntitle: x\n---\n")
    assert load_articles().keys() == articles.ARTICLES.keys()
    assert load_articles()["starting-again-today"].heading == articles.ARTICLES["starting-again-today"].heading
    assert load_plans().keys() == plans.PLANS.keys()
    assert {path.name for path in places.drafts()} == {"our-drop-in.md", "starting-again-today.md", "plan.md"}
    settings.DEBUG = True
    with pytest.raises(ContentError):
        load_articles()


def test_everything_that_is_wrong_is_said_at_once(own):
    text = changed(OURS / "starting-again-today.md", order="first", topic="tomorrow", title="Drugs", related="[nobody]")
    write(own / "articles/our-drop-in.md", text.replace("summary:", "sumary:"))
    write(own / "articles/our-room.md", changed(OURS / "starting-again-today.md", audience="all"))
    with pytest.raises(ContentError) as caught:
        load_articles()
    named = re.findall(
        r"our-[a-z-]+\.md, line \d+: .*?'?(order|topic|title|summary|sumary|audience)", str(caught.value)
    )
    assert named == ["summary", "title", "sumary", "topic", "order", "audience"]


def test_wrong_steps_and_pages_are_said_at_once(own):
    write(own / "plans/craving/02-move-or-breathe.md", changed(PLANS / "craving/02-move-or-breathe.md", title="Drugs"))
    write(own / "plans/craving/09-late.md", changed(PLANS / "craving/05-decide.md"))
    write(own / "plans/24-hours/pages/tonight.md", changed(PLANS / "24-hours/pages/tonight.md", call="[]"))
    with pytest.raises(ContentError) as caught:
        load_plans()
    assert re.findall(r"([a-z0-9-]+\.md), line", str(caught.value)) == [
        *("tonight.md", "02-move-or-breathe.md", "09-late.md"),
    ]


def test_what_nothing_would_read_is_named_with_what_is_meant(own):
    for name in ("article/a.md", "articles/a.txt", "helpline.toml", "plans/plan.md", "plans/craving/page/a.md"):
        write(own / name, "")
    for name in ("README.md", ".git/config", "articles/README", "plans/craving/pages/a.md", "helplines.toml~"):
        write(own / name, "")
    with pytest.raises(ContentError) as caught:
        places.check_names(own)
    said = str(caught.value).splitlines()
    assert [line.partition(", line")[0].removeprefix(f"{own}/") for line in said] == [
        *("article", "articles/a.txt", "helpline.toml", "plans/craving/page", "plans/plan.md")
    ]
    assert "is articles meant?" in said[0]
    assert "is helplines.toml meant?" in said[2]


def test_signature_in_the_folder_of_ones_own_counts(own, monkeypatch):
    name = "plans/craving/plan.md"
    words = plans.PLANS["craving"].dates.words
    path = write(
        own / "signatures.toml",
        f'[[signature]]\ntext = "{name}"\nname = "A. Name"\nrole = "GP"\nbody = "a body"\ndate = 2026-11-24\nwords = "{words}"\n',
    )
    monkeypatch.setattr("prose.review.SIGNATURES", signatures.load(path))
    assert load_plans()["craving"].dates.signed
    write(own / "plans/craving/06-come-by.md", changed(PLANS / "craving/05-decide.md", heading="Come by"))
    assert load_plans()["craving"].dates.changed_since_review


def test_wrong_signature_is_named_with_its_line(own):
    path = write(own / "signatures.toml", '[[signature]]\ntext = "a"\n\n[[signature]]\nname = "b"\n')
    with pytest.raises(ContentError, match=r"line 1: a signature needs exactly.*\n.*line 4:"):
        signatures.load(path)


def test_neither_a_draft_mark_nor_a_note_of_what_is_replaced_is_a_word(own):
    path = write(own / "a.md", "---\ntitle: One\n---\nWords.\n")
    before = read(path).words(())
    write(path, '---\ntitle: One\ndraft: false\nreplaces: "5e"\n---\nWords.\n')
    assert read(path).words(()) == before


def test_tests_run_without_a_folder_of_ones_own(settings):
    assert settings.SITE_FOLDER == ""
    assert places.place(OURS, "articles") == Place(OURS)


def test_everything_wrong_in_a_body_is_said_at_once(own):
    text = (OURS / "starting-again-today.md").read_text(encoding="utf-8")
    head = text[: text.index("\n---\n") + 5]
    body = (
        "\n## One {#one}\n\nWords with <b>HTML</b>\nover two lines.\n\n::: crd emergency\n:::\n\n"
        "A [link](htp://x.example).\n\n::: note Open\n- [x] ticked\n:::\n\nEnd.\n"
    )
    write(own / "articles/our-drop-in.md", re.sub(r"^sources: .*", "sources: []", head, flags=re.M) + body)
    first = head.count("\n") + 1
    with pytest.raises(ContentError) as caught:
        load_articles()
    lines = [int(line) - first for line in re.findall(r"our-drop-in\.md, line (\d+): ", str(caught.value))]
    assert lines == [3, 6, 9, 12], caught.value
