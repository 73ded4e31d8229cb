"""Every claim of the page /private/, as a test of that name."""

from collections.abc import Iterator

import pytest

from tests.prove.claims import CLAIMS
from tests.prove.evidence import Evidence, gather


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    with gather(tmp_path_factory.mktemp("proof")) as gathered:
        yield gathered


@pytest.mark.parametrize("name", CLAIMS)
def test_claim(evidence, name):
    assert CLAIMS[name](evidence)
