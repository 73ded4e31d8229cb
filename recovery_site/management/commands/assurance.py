"""`manage.py assurance`: whether the papers in docs/assurance say what is so. Exit status 1 where they do not."""

import xml.etree.ElementTree as ElementTree  # noqa: S405  our own test runs' reports
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from plans.library import PLANS
from recovery_site.editorial import assurance, readiness
from support.directory import COUNTRIES

# What `make test` writes.
RUNS = settings.BASE_DIR / "build" / "ran"


class Command(BaseCommand):
    help = "Checks each test, file, key and number that the papers in docs/assurance name, and counts what is open."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ran", action="store_true", help="fail unless each test ran and passed in the last run")

    def handle(self, *args: Any, ran: bool, **options: Any) -> None:
        wrong = assurance.mistakes(assurance.PAPERS, readiness.keys(), counted())
        reports = sorted(RUNS.glob("*.xml"))
        if reports:
            idle = assurance.not_run(assurance.PAPERS, outcomes(reports))
            last = datetime.fromtimestamp(max(path.stat().st_mtime for path in reports)).strftime("%d %B %Y, %H:%M")
            said = f"In the last whole run here ({last}) every test that is named ran and passed."
            said = said if not idle else f"In the last run here ({last}) {len(idle)} of the tests named did not."
        else:
            idle, said = ["no run is on record"], "No whole run of the tests is on record here: `make test` keeps one."
        values = {name: getattr(settings, name) for name in readiness.ASKED_OF_OPERATORS}
        self.stdout.write(table(assurance.without(assurance.PAPERS, readiness.closed(values))))
        self.stdout.write(said)
        if ran:
            wrong += idle
        for one in wrong:
            self.stderr.write(one)
        if wrong:
            raise SystemExit(1)


def counted() -> dict[str, int]:
    """What the papers may give a number of, as the code counts it."""
    return {
        "hazards": assurance.hazards(settings.BASE_DIR / "docs" / "hazard-log.md"),
        "plans": len(PLANS),
        "countries": len(COUNTRIES),
        "texts to sign": len(readiness.texts()),
    }


def outcomes(reports: list[Path]) -> dict[str, bool]:
    """Each test that a run reported, by file and name without parameters, and whether it passed every time and was never skipped."""
    found: dict[str, bool] = {}
    for report in reports:
        for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314  written by pytest on this machine
            name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '').partition('[')[0]}"
            passed = not {"failure", "error", "skipped"} & {child.tag for child in case}
            found[name] = found.get(name, True) and passed
    return found


def table(papers: tuple[assurance.Paper, ...]) -> str:
    """The papers with their counts, in columns."""
    rows = [["", *assurance.STATES]]
    rows += [[paper.title, *(str(paper.count(state)) for state in assurance.STATES)] for paper in papers]
    rows.append(["all", *(str(sum(paper.count(state) for paper in papers)) for state in assurance.STATES)])
    widest = max(len(row[0]) for row in rows)
    return "\n".join(f"{row[0]:{widest}} {row[1]:>8} {row[2]:>11} {row[3]:>6}" for row in rows)
