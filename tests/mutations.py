"""`make mutations`: break each promise on purpose in a copy, and count the tests that notice.

A row is a promise, the file that keeps it, what is replaced there, and the tests to run. What no test notices is a promise
that nothing proves. `--at COMMIT` does the same with an earlier version and its tests, to compare.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Enough to know that a promise is well proven; a cookie would fail thousands.
ENOUGH = 25
FAILED = re.compile(r"(\d+) (?:failed|errors?)\b")


@dataclass(frozen=True)
class Mutation:
    """A promise broken by one replacement of literal text in a file. `tests` are the files where it should be noticed."""

    promise: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]


MUTATIONS = (
    Mutation(
        "no cookie",
        "recovery_site/serving/headers.py",
        '            response.headers.setdefault("X-Robots-Tag", "noarchive")\n',
        '            response.headers.setdefault("X-Robots-Tag", "noarchive")\n            response.set_cookie("seen", "1")\n',
        ("tests/page/test_every_page.py", "tests/page/test_private.py", "tests/page/test_assets.py"),
    ),
    Mutation(
        "no result is kept by a cache",
        "recovery_site/serving/headers.py",
        '"no-store"',
        '"max-age=60"',
        ("tests/page/test_check_in.py", "tests/page/test_every_page.py"),
    ),
    Mutation(
        "no foreign script",
        "recovery_site/settings.py",
        '"script-src": ["\'self\'"]',
        '"script-src": ["https:"]',
        ("tests/page/test_every_page.py", "tests/page/test_site.py", "tests/unit/test_settings.py"),
    ),
    Mutation(
        "answers have one length",
        "support/private_post.py",
        "response.content += ",
        "response.content += b'' and ",
        ("tests/page/test_check_in.py",),
    ),
    Mutation(
        "a log names no address",
        "recovery_site/serving/logs.py",
        'f"route {match.route!r}"',
        "request.get_full_path()",
        ("tests/unit/test_logs.py", "tests/page/test_robustness.py"),
    ),
    Mutation(
        "what is open is true for this minute",
        "recovery_site/serving/page_cache.py",
        "page and page.is_true and",
        "page and",
        ("tests/page/test_page_cache.py",),
    ),
    Mutation(
        "a line closes when it closes",
        "support/directory/hours.py",
        "<= now < closes",
        "<= now <= closes",
        ("tests/unit/test_hours.py",),
    ),
    Mutation(
        "a public holiday is not an office day",
        "support/directory/hours.py",
        "if is_holiday(local.date()):",
        "if False:",
        ("tests/unit/test_hours.py", "tests/unit/test_public_holidays.py"),
    ),
    Mutation(
        "the chosen country is kept",
        "support/country_choice.py",
        'return f"?country={country.code}" if',
        'return "" if',
        ("tests/page/test_countries.py",),
    ),
    Mutation(
        "an error page says whom to call",
        "templates/errors/error.html",
        "{% helplines switch=False %}",
        "",
        ("tests/page/test_site.py", "tests/page/test_robustness.py", "tests/page/test_emergency.py"),
    ),
    Mutation(
        "questions are not indexed",
        "templates/checkin/questions.html",
        '<meta name="robots" content="noindex">',
        "",
        ("tests/page/test_robustness.py",),
    ),
    Mutation(
        "too large is refused before it is read",
        "support/private_post.py",
        "413 if int(length) > MOST_BYTES else None",
        "None",
        ("tests/page/test_check_in.py", "tests/page/test_private_post.py"),
    ),
    Mutation(
        "colours can be read",
        "static/css/tokens.css",
        "--muted: #3f5058",
        "--muted: #8f9ba0",
        ("tests/unit/test_colours.py",),
    ),
    Mutation(
        "the check-in forgets when it is left",
        "static/js/check-in.js",
        "    section()?.replaceChildren();\n",
        "",
        ("tests/browser/test_check_in_forgets.py", "tests/prove/test_claims.py::test_claim[nothing-after-back]"),
    ),
    Mutation(
        "coming back shows the start again",
        "static/js/check-in.js",
        "    else if (section()) {\n",
        "    else if (false) {\n",
        ("tests/browser/test_check_in_forgets.py", "tests/prove/test_claims.py::test_claim[nothing-after-back]"),
    ),
    Mutation(
        "Back shows the question before",
        "static/js/check-in.js",
        "next += 1) history.pushState",
        "next += 2) history.pushState",
        ("tests/browser/test_walk.py", "tests/browser/test_check_in_forgets.py", "tests/browser/test_late_answers.py"),
    ),
    Mutation(
        "leaving replaces the page",
        "static/js/leave.js",
        "location.replace(address)",
        "location.assign(address)",
        ("tests/browser/test_check_in_forgets.py", "tests/browser/test_if_then.py", "tests/engines/test_journeys.py"),
    ),
    Mutation(
        "everything to press is 48 px high",
        "static/css/components.css",
        ".option__label { grid-column: 1 / -1; min-block-size: var(--target); padding: var(--space-3)",
        ".option__label { grid-column: 1 / -1; padding: 0",
        ("tests/browser/test_every_page.py", "tests/browser/test_small_screens.py"),
    ),
    Mutation(
        "a plan fits one side of paper",
        "static/css/paper.css",
        ".paper p, .paper li { font-size: 12pt; }",
        ".paper p, .paper li { font-size: 15pt; }",
        ("tests/browser/test_paper.py",),
    ),
    Mutation(
        "nothing scrolls sideways",
        "static/css/paper.css",
        ".paper__address {",
        ".main { min-inline-size: 25rem; } .paper__address {",
        ("tests/browser/test_every_page.py", "tests/browser/test_small_screens.py"),
    ),
)


def noticed(checkout: Path, mutation: Mutation) -> int | None:
    """How many tests fail in a checkout with the mutation; None where it does not have what is replaced."""
    path = checkout / mutation.file
    whole = path.read_text(encoding="utf-8") if path.exists() else ""
    if mutation.before not in whole:
        return None
    path.write_text(whole.replace(mutation.before, mutation.after), encoding="utf-8")
    try:
        python = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(python, cwd=checkout, check=True)
        tests = [test for test in mutation.tests if (checkout / test.partition("::")[0]).exists()]
        run = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--no-header",
            "--tb=no",
            f"--maxfail={ENOUGH}",
            "-n",
            "2",
            "--dist",
            "worksteal",
            *tests,
        ]
        said = subprocess.run(run, cwd=checkout, capture_output=True, text=True, check=False).stdout
        return sum(int(found) for found in FAILED.findall(said.strip().splitlines()[-1]))
    finally:
        path.write_text(whole, encoding="utf-8")


def rows(commit: str, only: str) -> Iterator[tuple[Mutation, int | None]]:
    """Each mutation whose promise contains `only`, in a copy of a commit, with the number of tests that noticed it."""
    with tempfile.TemporaryDirectory(prefix="mutations-") as name:
        checkout = Path(name) / "checkout"
        subprocess.run(["git", "clone", "--quiet", ROOT, checkout], check=True)
        subprocess.run(["git", "checkout", "--quiet", commit], cwd=checkout, check=True)
        for mutation in MUTATIONS:
            if only in mutation.promise:
                yield mutation, noticed(checkout, mutation)


def in_words(count: int | None) -> str:
    if count is None:
        return "not there"
    return f"{ENOUGH} or more" if count >= ENOUGH else str(count)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--at", default="HEAD", help="the commit whose code and tests are tried")
    asked.add_argument("--only", default="", help="promises that contain these words")
    said = asked.parse_args()
    unseen = []
    for mutation, count in rows(said.at, said.only):
        print(f"| {mutation.promise} | {in_words(count)} |", flush=True)
        if not count:
            unseen.append(mutation.promise)
    sys.exit(f"No test notices: {', '.join(unseen)}" if unseen else 0)


if __name__ == "__main__":
    main()
