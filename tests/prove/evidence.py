"""What the claims are judged by: two running sites, what they answered, and one visit with each browser. Each made once."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from checkin.library import QUESTIONNAIRES
from tests.prove.asking import Answer, check_in, choose, crawl, refusals
from tests.prove.live import Live, serve
from tests.prove.other_engines import OtherVisit, visits_with_others
from tests.prove.visit import Visit, pay_a_visit


@dataclass(frozen=True)
class Evidence:
    """`site` is served with the settings of `make run`; `faulty` has views that fail on purpose, and says all it can.
    The visits are being paid from the beginning."""

    site: Live
    faulty: Live
    chromium: Future[Visit]
    other_engines: list[Future[OtherVisit]]

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

    @property
    def visit(self) -> Visit:
        return self.chromium.result()

    @property
    def others(self) -> list[OtherVisit]:
        return [visit.result() for visit in self.other_engines]


@contextmanager
def gather(folder: Path) -> Iterator[Evidence]:
    servers = (
        serve(folder / "site"),
        serve(folder / "faulty", "tests.prove.faulty_settings", "--log-level", "debug"),
    )
    # Each browser has a profile and a thread of its own, and waits for pages most of the time: so all of them together.
    with ExitStack() as stack, ThreadPoolExecutor() as beside:
        site, faulty = beside.map(stack.enter_context, servers)
        others = [beside.submit(visit) for visit in visits_with_others(site, folder / "others")]
        yield Evidence(site, faulty, beside.submit(pay_a_visit, site, folder / "profiles"), others)
