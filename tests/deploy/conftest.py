"""nginx in front of two instances of the site; each started once for all tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.servers import Nginx, instance

ADDRESSES = count(2)


@pytest.fixture(scope="session")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket of an instance, as systemd starts it behind nginx."""
    path = tmp_path_factory.mktemp("behind") / "1.sock"
    with instance(path, "--workers=1"):
        yield path


@pytest.fixture(scope="session")
def nginx(tmp_path_factory: pytest.TempPathFactory, behind: Path) -> Iterator[Nginx]:
    folder = tmp_path_factory.mktemp("deploy")
    (folder / "1.sock").symlink_to(behind)
    with instance(folder / "2.sock", "--workers=1"), Nginx(folder).running() as running:
        yield running


@pytest.fixture
def ask(nginx: Nginx) -> Callable[..., Any]:
    """Ask as somebody whom nginx does not know yet: its limits count for each address."""
    came_from = f"127.0.1.{next(ADDRESSES)}"

    def _ask(path: str, **more):
        return nginx.ask(path, **{"came_from": came_from, **more})

    return _ask


@pytest.fixture
def nobody_behind(nginx: Nginx) -> Callable[..., Any]:
    """While this lasts, nginx finds no instance."""

    @contextmanager
    def _nobody() -> Iterator[None]:
        sockets = [Path(nginx.folder / name) for name in ("1.sock", "2.sock")]
        for path in sockets:
            path.rename(path.with_suffix(".away"))
        yield
        for path in sockets:
            path.with_suffix(".away").rename(path)

    return _nobody
