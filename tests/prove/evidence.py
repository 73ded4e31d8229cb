"""What the claims are judged by: two running sites, what they answered, and one visit with a browser. Each made once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from checkin.library import QUESTIONNAIRES
from tests.prove.asking import Answer, check_in, choose, crawl, refusals
from tests.prove.live import Live, serve
from tests.prove.other_engines import OtherVisit, visit_with_others
from tests.prove.visit import Visit, pay_a_visit


@dataclass(frozen=True)
class Evidence:
    """`site` is served with the settings of `make run`; `faulty` has views that fail on purpose, and says all it can."""

    site: Live
    faulty: Live
    folder: Path

    @cached_property
    def crawled(self) -> list[Answer]:
        return crawl(self.site)

    @cached_property
    def results(self) -> list[Answer]:
        """A result of each check-in and a sheet for each reader: the plain browser and htmx."""
        return [
            asked
            for more in ({}, {"HX_Request": "true"})
            for asked in (
                *(check_in(self.site, "yynuy", None, one, **more) for one in QUESTIONNAIRES.values()),
                choose(self.site, "prct", **more),
            )
        ]

    @cached_property
    def answers(self) -> list[Answer]:
        return [*self.crawled, *self.results, *refusals(self.site)]

    @cached_property
    def visit(self) -> Visit:
        return pay_a_visit(self.site, self.folder / "profiles")

    @cached_property
    def others(self) -> list[OtherVisit]:
        return visit_with_others(self.site, self.folder / "others")


@contextmanager
def gather(folder: Path) -> Iterator[Evidence]:
    faulty = serve(folder / "faulty", "tests.prove.faulty_settings", "--log-level", "debug")
    with serve(folder / "site") as site, faulty as other:
        yield Evidence(site, other, folder)
