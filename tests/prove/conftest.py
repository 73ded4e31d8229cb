"""The evidence is gathered once for all claims."""

from collections.abc import Iterator

import pytest

from tests.prove.evidence import Evidence, gather


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    with gather(tmp_path_factory.mktemp("proof")) as gathered:
        yield gathered
