"""One browser an engine, for all tests. An engine that is not here is named in one line, and never counts as looked at."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import serve
from tests.engines.drivers import ENGINES, HERE, Driven
from tests.engines.visitor import DrivenVisitor

# As on a phone, scroll bars lie over the page. Firefox reads this when it starts.
MORE = {"Firefox": {"more": {"ui.useOverlayScrollbars": 1}}}


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy with a public address, so that codes are printed, which answers at an address of this machine."""
    with serve(tmp_path_factory.mktemp("server") / "said.txt", SITE_URL="https://next24.example") as address:
        yield address


@pytest.fixture(scope="package")
def engine_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Driven]]:
    """An engine by its name, started for whoever asks first."""
    started: dict[str, Driven] = {}

    def _engine(name: str) -> Driven:
        if name not in started:
            started[name] = ENGINES[name](tmp_path_factory.mktemp("engine"), **MORE.get(name, {}))
        return started[name]

    yield _engine
    for engine in started.values():
        engine.close()


@pytest.fixture(params=HERE)
def visitor(request: pytest.FixtureRequest, engine_of: Callable[[str], Driven], site: str) -> DrivenVisitor:
    engine = engine_of(request.param)
    engine.size(480, 900)
    return DrivenVisitor(engine, site)
