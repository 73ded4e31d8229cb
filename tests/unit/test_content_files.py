"""Content files that are wrong stop the site, and say which file, which line and why."""

import re
import shutil
from pathlib import Path

import pytest

from articles import library as articles
from plans import clinicians
from plans import library as plans
from prose import citations
from prose.content_error import ContentError
from prose.frontmatter import read
from prose.places import Place

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "articles/content/your-body-after-a-slip.md"


@pytest.fixture
def article(tmp_path):
    """A copy of one real article that stands alone and that nobody signed, to break."""
    text = re.sub(
        r"^clinical_review:.*\n(?: .*\n)*", "clinical_review:\n", ARTICLE.read_text(encoding="utf-8"), flags=re.M
    )
    start, end = text.index("related:"), text.index("sources:")
    copy = tmp_path / ARTICLE.name
    copy.write_text(text[:start] + "related: []\n" + text[end:], encoding="utf-8")
    return copy


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def load(path: Path) -> None:
    articles.load(Place(path.parent), articles.TOPICS)


def test_a_whole_article_loads(article):
    load(article)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("topic: today", "topic: tomorrow", "'topic' must be one of"),
        ("order: ", "order: x", "'order' must be a whole number"),
        ("audience: you", "audience: everyone", "'audience' must be one of"),
        ("title: Your body after a slip", "title: Your body after cocaine", "browser's history"),
        ("title: Your body after a slip", "title:", "'title' is missing"),
        ("title: Your body after a slip", "titel: Your body", "'title' is missing"),
        ("title: Your body after a slip", "title: Your body\nauthor: Somebody", "nothing here is called 'author'"),
        ("related: []", "related: [no-such-piece]", "names no other article"),
        ("related: []", "related: nothing", "'related' must be a list"),
        ("updated: 20", "updated: in 20", "'updated' must be a date"),
        ("next_review: 20", "next_review: 19", "must lie after"),
        ("next_review: 20", "next_review: 21", "at most a year later"),
        ("clinical_review:", "clinical_review: yes", "needs exactly"),
        ("sources: [", "sources: [nobody-1900, ", "no source is called 'nobody-1900'"),
        ("sources: [", "sources: [mclellan-2000, ", "disagree: mclellan-2000"),
    ],
)
def test_front_matter_mistake_is_named(article, old, new, why):
    change(article, old, new)
    with pytest.raises(ContentError, match=why) as caught:
        load(article)
    assert f"{ARTICLE.name}, line " in str(caught.value)


def test_front_matter_that_is_not_yaml_names_the_line(article):
    line = article.read_text(encoding="utf-8").split("topic: today")[0].count("\n") + 1
    change(article, "topic: today", "topic: @today")
    with pytest.raises(ContentError, match=rf"line {line}: the front matter is not YAML"):
        load(article)


def test_a_key_that_stands_twice_is_refused(article):
    line = article.read_text(encoding="utf-8").split("topic: today")[0].count("\n") + 2
    change(article, "topic: today", "topic: today\ntopic: going-on")
    with pytest.raises(ContentError, match=rf"line {line}: .*the key 'topic' stands twice"):
        load(article)


def test_day_that_does_not_exist_is_named(article):
    change(article, "updated: 20", "updated: 2026-11-31 #")
    with pytest.raises(ContentError, match=r"line \d+: .*day is out of range"):
        load(article)


def test_line_of_dashes_may_stand_in_the_body(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: One\n---\n\nBefore\n---\nafter")
    document = read(path)
    assert (document.text("title"), document.body.strip(), document.body_line) == ("One", "Before\n---\nafter", 4)


def test_file_may_be_front_matter_alone(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: One\n---")
    assert (read(path).text("title"), read(path).body) == ("One", "")


@pytest.mark.parametrize(
    "text", ["", "no front matter", "---\n---\n\nbody", "---\n- a list\n---\n", "---\ntitle: never closed\n"]
)
def test_file_without_front_matter_is_refused(tmp_path, text):
    path = tmp_path / "a.md"
    path.write_text(text)
    with pytest.raises(ContentError, match=r"a\.md, line 1"):
        read(path)


def test_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"---\ntitle: \xff\n---\n")
    with pytest.raises(ContentError, match="not UTF-8"):
        read(path)


@pytest.mark.parametrize("slug", ["feed", "sources", "Cocaine", "cocaine-and-you", "a_b", "rehab"])
def test_slug_that_cannot_be_an_address_is_refused(article, slug):
    article.rename(article.with_stem(slug))
    with pytest.raises(ContentError, match="cannot be an address"):
        load(article)


@pytest.fixture
def plan(tmp_path):
    folder = tmp_path / "24-hours"
    shutil.copytree(ROOT / "plans/content/24-hours", folder)
    change(folder / "plan.md", "next_plan: 72-hours", "next_plan:")
    change(folder / "plan.md", "  - 72-hours/see-a-doctor\n", "")
    return folder


def steps_in(plan: Path) -> int:
    return len(list(plan.glob("[0-9]*.md")))


def test_a_whole_plan_loads(plan):
    assert [step.number for step in plans.load(Place(plan.parent))["24-hours"].steps] == list(
        range(1, steps_in(plan) + 1)
    )


def test_a_new_step_needs_no_python(plan):
    shutil.copy(plan / "01-pause.md", plan / f"{steps_in(plan) + 1:02}-one-more.md")
    assert plans.load(Place(plan.parent))["24-hours"].steps[-1].slug == "one-more"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("do_now: ", "do_now: " + "word " * 20, "'do_now' has"),
        ("why:", "wy:", "'why' is missing"),
        ("call: [", "call: [police, ", "'call' knows only"),
        ("heading:", "colour: red\nheading:", "nothing here is called 'colour'"),
    ],
)
def test_step_mistake_is_named(plan, old, new, why):
    change(plan / "01-pause.md", old, new)
    with pytest.raises(ContentError, match=rf"01-pause\.md, line \d+: .*{why}"):
        plans.load(Place(plan.parent))


# Citations are numbered in a page's body; elsewhere a number would lead to another source.
CITES = "[^gollwitzer-2006]"


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("plan.md", "This was the last step."),
        ("plan.md", "Tomorrow, open this page again"),
        ("plan.md", "You used again. Now you are here."),
        ("plan.md", "Five steps, one thing at a time"),
        ("pages/tonight.md", "Food, water, rest and safety."),
        ("01-pause.md", "If you call this a slip"),
    ],
)
def test_citation_outside_the_body_of_a_plan_is_named(plan, file, old):
    path = plan / file
    line = path.read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    change(path, old, f"{old}{CITES}")
    with pytest.raises(ContentError, match=rf"{re.escape(file)}, line {line}: .*cited only in the body"):
        plans.load(Place(plan.parent))


def test_citation_outside_the_body_of_the_clinicians_page_is_named(tmp_path):
    path = tmp_path / "clinicians.md"
    shutil.copy(ROOT / "plans/clinicians.md", path)
    change(path, "- Anyone under 18.", f"- Anyone under 18.{CITES}")
    with pytest.raises(ContentError, match=r"clinicians\.md, line \d+: .*cited only in the body"):
        clinicians.load(path)


def test_citation_in_the_change_log_is_named(tmp_path):
    path = tmp_path / "CHANGELOG.md"
    path.write_text(f"# Changes\n\n## 0.1.0, today\n\nFirst version.{CITES}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"CHANGELOG\.md, line 5: .*cited only in the body"):
        clinicians.load_changes(path)


@pytest.mark.parametrize("slug", ["pause", "print", "steps", "not-enough-drugs"])
def test_name_that_a_page_cannot_have_is_refused(plan, slug):
    shutil.copy(plan / "pages/tonight.md", plan / f"pages/{slug}.md")
    change(plan / "plan.md", "also:\n", f"also:\n  - 24-hours/{slug}\n")
    with pytest.raises(ContentError, match=rf"{slug}\.md, line 1: .*cannot be an address"):
        plans.load(Place(plan.parent))


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("plan.md", "  - 24-hours/tonight\n", "", "nothing leads to the page 'tonight'"),
        ("plan.md", "24-hours/tonight\n", "24-hours/tonight\n  - 24-hours/tonight\n", "two pages of the same name"),
        ("plan.md", "24-hours/tonight\n", "24-hours/tonigt\n", "names no page, as plan/page: '24-hours/tonigt'"),
        ("pages/tonight.md", "call: [crisis, drugs]", "call: []", "every page says whom to call"),
        ("pages/tonight.md", "title: Tonight", "title: Drugs tonight", "the title ends in a browser's history"),
    ],
)
def test_mistake_about_the_pages_of_a_plan_is_named(plan, file, old, new, why):
    change(plan / file, old, new)
    with pytest.raises(ContentError, match=rf"{re.escape(file)}, line \d+: .*{re.escape(why)}"):
        plans.load(Place(plan.parent))


def test_start_page_has_no_body_of_its_own(plan):
    path = plan / "plan.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n## Tonight\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"plan\.md, line \d+: .*write it into pages/"):
        plans.load(Place(plan.parent))


def test_missing_step_number_is_named(plan):
    (plan / "03-reach-out.md").unlink()
    with pytest.raises(ContentError, match="step 3 must be named 03-"):
        plans.load(Place(plan.parent))


def test_plan_without_plan_file_is_named(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ContentError, match=r"needs a plan\.md"):
        plans.load(Place(tmp_path))


TOPIC = """# Topics

[today]
name = "The first day"
intro = "For tonight."
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('name = "', 'nome = "', 3, "'today' needs exactly a name and an intro"),
        ('name = "The first day"\n', "", 3, "'today' needs exactly a name and an intro"),
        ('"For tonight."', "5", 3, "'today' needs exactly a name and an intro"),
        ('"For tonight."', '""', 3, "'today' needs exactly a name and an intro"),
        ("[today]\n", 'today = "now"\n', 1, "'today' needs exactly a name and an intro"),
        ('"For tonight."', "For tonight.", 5, "the file is not TOML"),
    ],
)
def test_topic_mistake_is_named(tmp_path, old, new, line, why):
    path = tmp_path / "topics.toml"
    path.write_text(TOPIC.replace(old, new))
    with pytest.raises(ContentError, match=rf"topics\.toml, line {line}: {why}"):
        articles.load_topics(path)


def test_toml_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_bytes(b'[today]\nname = "\xff"\n')
    with pytest.raises(ContentError, match=r"topics\.toml, line 1: the file is not UTF-8 text"):
        articles.load_topics(path)


SOURCE = """[key-2000]
authors = "A"
year = "2000"
title = "T"
where = "W"
kind = "review"
says = "S."
seen = "abstract"
checked = 2026-11-22
doi = "10.1/x"
"""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('title = "T"\n', "", "'key-2000' needs"),
        ('title = "T"', 'title = ""', "'title' of 'key-2000' is empty"),
        ('doi = "10.1/x"', 'url = "http://example.org"', "must start with https://"),
        ('doi = "10.1/x"\n', "", "needs a doi or"),
        ('title = "T"', "title = T", "line 4"),
    ],
)
def test_bibliography_mistake_is_named(tmp_path, old, new, why):
    path = tmp_path / "bibliography.toml"
    path.write_text(SOURCE.replace(old, new))
    with pytest.raises(ContentError, match=why):
        citations.load(path)


def test_doi_becomes_its_address(tmp_path):
    path = tmp_path / "bibliography.toml"
    path.write_text(SOURCE)
    assert citations.load(path)["key-2000"].link == "https://doi.org/10.1/x"
