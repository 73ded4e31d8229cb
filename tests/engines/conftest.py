"""One browser an engine, for all journeys. An engine that is not here is named in one line, and never counts as looked at."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import serve
from tests.engines.drivers import ENGINES, HERE
from tests.engines.visitor import DrivenVisitor


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy with a public address, so that codes are printed, which answers at an address of this machine."""
    with serve(tmp_path_factory.mktemp("server") / "said.txt", SITE_URL="https://next24.example") as address:
        yield address


@pytest.fixture(scope="package", params=HERE)
def visitor(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, site: str
) -> Iterator[DrivenVisitor]:
    engine = ENGINES[request.param](tmp_path_factory.mktemp("engine"))
    engine.size(480, 900)
    yield DrivenVisitor(engine, site)
    engine.close()
