"""Every claim of the page /private/, as a test of that name."""

import pytest

from tests.prove.claims import CLAIMS

# First the one that asks longest and needs no browser: meanwhile the browsers pay their visits.
IN_TURN = sorted(CLAIMS, key="equal-length".__ne__)


@pytest.mark.parametrize("name", IN_TURN)
def test_claim(evidence, name):
    assert CLAIMS[name](evidence)
