"""The worker behind nginx: whatever happens to it, nginx gets a whole answer or none."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.servers import instance


def dies_half_way(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
    """An application whose worker is killed after the first half of its answer."""
    start_response("200 OK", [("Content-Length", "20")])
    yield b"first half"
    if environ["PATH_INFO"] != "/healthz":
        os.kill(os.getpid(), signal.SIGKILL)
    yield b"other half"


@pytest.mark.parametrize(
    ("options", "received"),
    [((), b""), (("--worker-class=sync", "--threads=1"), b"first half")],
    ids=["ours", "gunicorn's own, as the control"],
)
def test_killed_worker_leaves_a_whole_answer_or_none(tmp_path: Path, options: tuple[str, ...], received: bytes):
    path = tmp_path / "1.sock"
    with instance(path, *options, "tests.deploy.test_worker:dies_half_way"), socket.socket(socket.AF_UNIX) as client:
        client.settimeout(20)
        client.connect(str(path))
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert answer[-10:] == received
