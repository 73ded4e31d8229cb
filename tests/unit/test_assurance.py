"""The papers in docs/assurance: no proof that is no test or did not run, no open question that nobody is told of, no other number."""

from dataclasses import replace
from pathlib import Path

import pytest

from prose.content_error import ContentError
from recovery_site.editorial import assurance, readiness
from recovery_site.editorial.assurance import DOCUMENTED, OPEN, PAPERS, PROVED, Duty
from recovery_site.management.commands.assurance import counted, outcomes

ROW = "| Is it so? | Yes. | {} |\n"
PROOF = "tests/unit/test_assurance.py::test_papers_as_they_are_say_what_is_so"


def papers(folder: Path, *cells: str, words: str = "") -> tuple[assurance.Paper, ...]:
    """A folder with one paper whose answers have what these cells say."""
    (folder / "README.md").write_text("# Papers\n\n| [form.md](form.md) | a form |\n", encoding="utf-8")
    rows = "".join(map(ROW.format, cells))
    text = f"# A form\n\nEdition: 1 of 2026. Seen.\n\n{words}\n\n| Question | Answer | Has |\n|---|---|---|\n{rows}"
    (folder / "form.md").write_text(text, encoding="utf-8")
    return assurance.load(folder)


def wrong(folder: Path, *cells: str, words: str = "") -> list[str]:
    found = papers(folder, *cells, words=words)
    (folder / "tests/unit").mkdir(parents=True)
    (folder / "tests/unit/test_assurance.py").write_text(
        "def test_papers_as_they_are_say_what_is_so():\n", encoding="utf-8"
    )
    return assurance.mistakes(found, {"known"}, {"plans": 5}, folder)


def test_papers_as_they_are_say_what_is_so():
    assert assurance.mistakes(PAPERS, readiness.keys(), counted()) == []


def test_each_form_is_there_with_its_edition_and_what_was_seen():
    assert {paper.slug for paper in PAPERS} == {
        "clinical-safety", "dtac", "nice-esf", "medical-device", "dpia", "accessibility", "pif-tick", "iso-82304-2",
        "online-safety",
    }  # fmt: skip
    for paper in PAPERS:
        text = paper.path.read_text(encoding="utf-8")
        assert paper.edition, paper.slug
        assert "27 November 2026" in text, paper.slug


def test_everything_that_people_must_do_stands_on_some_paper_and_nothing_else_is_called_open():
    named = {key for paper in PAPERS for answer in paper.answers for key in answer.open}
    assert {duty.key for duty in assurance.DUTIES} <= named <= readiness.keys()


def test_nobody_is_named_as_having_done_what_nobody_did():
    """Until a person writes it: then this line goes, and their paper is where they say."""
    assert [duty.key for duty in assurance.DUTIES if duty.done] == []


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("proved by `tests/unit/test_assurance.py::test_no_such`", "there is no test"),
        ("proved by `tests/unit/test_gone.py::test_papers_as_they_are_say_what_is_so`", "there is no test"),
        ("proved by `recovery_site/views.py::home`", "there is no test"),
        ("document `docs/no-such.md`", "there is no file docs/no-such.md"),
        ("open: a person (`nobody`)", "readiness has no key 'nobody'"),
    ],
)
def test_what_is_not_so_is_named_with_its_line(tmp_path, cell, complaint):
    (found,) = wrong(tmp_path, cell)
    assert complaint in found
    assert "form.md, line 9" in found


def test_what_is_so_passes(tmp_path):
    cell = f"proved by `{PROOF}`; document `README.md`; open: a person (`known`)"
    assert wrong(tmp_path, cell, words="It has 5 plans.") == []


def test_a_number_that_the_code_counts_otherwise_is_named(tmp_path):
    assert wrong(tmp_path, "document `README.md`", words="It has 6 plans.") == [
        "form.md, line 5: says 6 plans; the code counts 5"
    ]


@pytest.mark.parametrize("cell", ["", "yes", "proved", "proved by nobody", "open: a person", "certified"])
def test_an_answer_that_has_none_of_the_three_is_refused(tmp_path, cell):
    with pytest.raises(ContentError, match="line 9"):
        papers(tmp_path, cell)


def test_a_paper_that_its_list_does_not_name_is_refused(tmp_path):
    papers(tmp_path, "document `README.md`")
    (tmp_path / "more.md").write_text("# More\n", encoding="utf-8")
    with pytest.raises(ContentError, match="more"):
        assurance.load(tmp_path)


def test_a_duty_with_another_key_is_refused(tmp_path):
    (tmp_path / "people.toml").write_text('[a]\nwho = "A"\nmissing = "b"\nby = "me"\n', encoding="utf-8")
    with pytest.raises(ContentError, match="'a' holds"):
        assurance.load_duties(tmp_path / "people.toml")


def test_what_is_partly_open_counts_as_open_until_it_is_closed(tmp_path):
    found = papers(
        tmp_path, f"proved by `{PROOF}`; open: a person (`known`)", "document `README.md`", f"proved by `{PROOF}`"
    )
    assert [answer.state for answer in found[0].answers] == [OPEN, DOCUMENTED, PROVED]
    assert [answer.state for answer in assurance.without(found, ["known"])[0].answers] == [PROVED, DOCUMENTED, PROVED]


def test_key_is_closed_only_once_it_is_done(monkeypatch):
    duty = Duty("a", "A person", "nothing", "")
    monkeypatch.setattr(readiness, "DUTIES", (duty,))
    assert "a" not in readiness.closed({})
    monkeypatch.setattr(readiness, "DUTIES", (replace(duty, done="A. Name, 2026-11-27, file 1"),))
    assert "a" in readiness.closed({})
    assert readiness.closed({"OPERATOR_NAME": "Us"}) - readiness.closed({}) == {"OPERATOR_NAME"}


def test_a_test_that_was_skipped_failed_or_left_out_did_not_prove_anything(tmp_path):
    cases = {
        "test_passed": "",
        "test_many[1]": "",
        "test_many[2]": "<skipped/>",
        "test_failed": "<failure/>",
    }
    rows = "".join(
        f'<testcase classname="tests.unit.test_a" name="{name}">{end}</testcase>' for name, end in cases.items()
    )
    report = tmp_path / "ran.xml"
    report.write_text(f"<testsuites><testsuite>{rows}</testsuite></testsuites>", encoding="utf-8")
    ran = outcomes([report])
    named = papers(
        tmp_path,
        *(
            f"proved by `tests/unit/test_a.py::{name}`"
            for name in ("test_passed", "test_many", "test_failed", "test_gone")
        ),
    )
    assert assurance.not_run(named, ran) == [
        "tests/unit/test_a.py::test_failed did not pass",
        "tests/unit/test_a.py::test_gone did not run",
        "tests/unit/test_a.py::test_many did not pass",
    ]
