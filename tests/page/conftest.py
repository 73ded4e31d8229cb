"""What the page tests share."""

from collections.abc import Iterator
from functools import cache

import pytest

from plans import qr


@pytest.fixture(autouse=True, scope="session")
def codes_made_once() -> Iterator[None]:
    """A code takes longer than the page around it, and is the same whenever it is made for the same address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qr, "_code", cache(qr._code))
        yield
