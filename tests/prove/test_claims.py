"""Every claim of the page /private/, as a test of that name."""

import pytest

from tests.prove.claims import CLAIMS


@pytest.mark.parametrize("name", CLAIMS)
def test_claim(evidence, name):
    assert CLAIMS[name](evidence)
