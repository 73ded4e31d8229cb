"""The worker behind nginx: whatever happens to it, nginx gets a whole answer or none."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.servers import instance, service_options


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


REFUSED = {
    "no request": (b"\x16\x03\x01nonsense\r\n\r\n", 400),
    "an odd method": (b"GE\x01T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    "a header without a name": (b"GET /secret HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n", 400),
    "a folded header": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: secret\r\n more\r\n\r\n", 400),
    "a long address": (b"GET /" + b"secret" * 1000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    "an expectation": (b"POST / HTTP/1.1\r\nHost: localhost\r\nExpect: secret\r\nContent-Length: 1\r\n\r\nx", 417),
    "a long header": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"secret" * 2000 + b"\r\n\r\n", 431),
    "many headers": (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: secret\r\n" * 60 + b"\r\n", 431),
    "an odd encoding": (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: secret\r\n\r\n", 501),
    "another HTTP": (b"GET / HTTP/3.7\r\nHost: localhost\r\n\r\n", 505),
}


@pytest.fixture(scope="module", params=["WholeAnswerWorker", "ThreadWorker"])
def site(request, tmp_path_factory: pytest.TempPathFactory, behind: Path) -> Iterator[Path]:
    """The site on a socket, with the worker behind nginx and with the one that clients reach directly."""
    if request.param == "WholeAnswerWorker":
        assert f"--worker-class recovery_site.serving.worker.{request.param}" in " ".join(service_options())
        yield behind
        return
    path = tmp_path_factory.mktemp("site") / "1.sock"
    with instance(path, f"--worker-class=recovery_site.serving.worker.{request.param}", "--workers=1"):
        yield path


@pytest.mark.parametrize("sent", REFUSED)
def test_what_gunicorn_refuses_gets_our_page(site, sent):
    raw, status = REFUSED[sent]
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(20)
        client.connect(str(site))
        client.sendall(raw)
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.split()[1] == str(status).encode()
    for said in (b"Samaritans", b"112"):
        assert said in body
    for header in (
        b"Content-Security-Policy: default-src 'none'",
        b"Cache-Control: no-store",
        b"Referrer-Policy: no-referrer",
    ):
        assert header in head
    assert b"secret" not in answer


@pytest.mark.parametrize(
    "header", ["SCRIPT_NAME", "SCRIPT-NAME", "PATH_INFO", "X-Forwarded-Proto", "X-Forwarded-Ssl", "X-Forwarded-Prefix"]
)
def test_no_header_changes_where_the_site_stands(site, header):
    """From this machine, too, which gunicorn would believe."""
    answers = []
    for more in (f"{header}: https\r\n".encode(), f"{header}: /nowhere\r\n".encode(), b""):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(20)
            client.connect(str(site))
            client.sendall(b"GET /plans/24-hours/ HTTP/1.0\r\nHost: localhost\r\n" + more + b"\r\n")
            answer = b"".join(iter(partial(client.recv, 4096), b""))
        answers.append(answer.partition(b"\r\n\r\n")[2])
    assert b"The next 24 hours" in answers[2]
    # gunicorn refuses a name with an underscore that nobody may send, or drops it; it never obeys it.
    assert all(answer == answers[2] or b"Samaritans" in answer for answer in answers)
    assert b"/nowhere" not in b"".join(answers)
