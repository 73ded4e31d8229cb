"""`make verify`: a copy that shows what the release makes passes, and whatever somebody changed on the way is named."""

import gzip
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import brotli
import pytest

from tests.deploy.servers import ROOT, free_port, wait_for_socket
from verify.asking import Answer, unpacked
from verify.comparing import differences, loads_elsewhere

STATED = {"OPERATOR_NAME": "A & B <Clinic>", "OPERATOR_CONTACT": "us@clinic.example", "DEFAULT_COUNTRY": "ie"}
# What was done to which page on the way, and how it is named.
CHANGED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "/about/": (lambda body: body.replace(b"</head>", b"<script src=/static/more.js></script></head>"), "<script src=/static/more.js>”"),
    "/help/ie/": (lambda body: body.replace(b"116 123", b"116 124", 1), "116 124"),
    "/private/": (lambda body: body.replace(b"</body>", b'<img src="https://count.example/1"></body>'), "<img> loads https://count.example/1"),
    "/robots.txt": (lambda body: body + b"\n", "other bytes"),
    "/plans/24-hours/pause/": (lambda body: body.replace(b"<strong>", b"<strong >", 1), "<strong >"),
}  # fmt: skip
DROPPED, ADDED = "/articles/", "/accessibility/"


@pytest.fixture(scope="module")
def live(tmp_path_factory) -> Iterator[int]:
    """The site as it runs in production, with settings of its own, on a port of this machine."""
    path, port = tmp_path_factory.mktemp("verify") / "socket", free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        "1",
        "--bind",
        f"127.0.0.1:{port}",
        "--bind",
        f"unix:{path}",
    ]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **STATED}) as process:
        try:
            wait_for_socket(path, process)
            yield port
        finally:
            process.send_signal(signal.SIGINT)


def verify(port: int, *options: str) -> tuple[int, str]:
    """The exit status of `make verify` and what it printed. Settings of whoever asks must not matter."""
    command = [sys.executable, "-m", "verify", f"http://127.0.0.1:{port}", *options]
    environment = {**os.environ, "SITE_NAME": "Another name", "OPERATOR_NAME": "Somebody else"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def test_copy_that_runs_the_release_passes_with_every_page_and_file(live):
    status, said = verify(live, "--no-country")
    assert status == 0, said
    count = int(said.split(" of ")[0].split()[-1])
    assert f"{count} of {count} pages and files are those of release" in said
    assert count > 150
    assert "No page loads anything from elsewhere." in said
    assert "cannot see what a host writes down" in said


def test_what_was_changed_on_the_way_is_named_and_nothing_else(live):
    with between(live) as port:
        status, said = verify(port, *CHANGED, DROPPED, ADDED, "/", "/help/ie/?country=ie")
    assert status == 1
    told = {block.split("\n", 1)[0]: block for block in said.split("\n\n")}
    for address, (_, named) in CHANGED.items():
        assert named in told[address], said
    assert "the header content-security-policy is missing" in told[DROPPED]
    assert "adds the header set-cookie: visitor=1" in told[ADDED]
    assert "/" not in told
    assert "Something is loaded from elsewhere." in said
    assert "2 of 9 pages and files" in said


def test_what_is_no_copy_is_said_in_one_line():
    status, said = verify(free_port())
    assert status == 2
    assert said.count("\n") == 1
    assert "could not be looked at" in said


def test_compressed_bytes_are_compared_as_what_they_hold():
    page = b"<p>One</p>" * 100
    assert unpacked(gzip.compress(page), "gzip") == page
    assert unpacked(brotli.compress(page), "br") == page
    assert unpacked(b"broken", "gzip") == unpacked(b"broken", "br") == b"broken"


def page(html: str, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    return Answer(200, {"content-type": kind, **headers}, html.encode())


@pytest.mark.parametrize(
    "changed",
    [
        "<script>alert(1)</script>",
        "<p onclick='go()'>One two</p>",
        "<p>One  two</p><!-- more -->",
        "<p>One\u00a0two</p>",
        '<p style="color: red">One two</p>',
        "<P>One two</p>",
    ],
)
def test_no_change_of_a_page_is_too_small(changed):
    assert differences(page("<p>One two</p>"), page(changed), "here")


@pytest.mark.parametrize(
    "loading",
    [
        '<script src="//elsewhere/a.js"></script>',
        '<link rel="stylesheet" href="https://elsewhere/a.css">',
        '<img srcset="https://elsewhere/a.png">',
        '<form action="https://elsewhere/"></form>',
        '<meta http-equiv="refresh" content="1; url=https://elsewhere/">',
        '<base href="https://elsewhere/">',
        '<svg><use href="https://elsewhere/a.svg"/></svg>',
    ],
)
def test_whatever_asks_somebody_else_is_named(loading):
    assert "elsewhere" in loads_elsewhere(page(loading), "here")[0]
    assert loads_elsewhere(page(loading.replace("elsewhere", "here")), "here") == []


def test_style_that_asks_somebody_else_is_named():
    assert loads_elsewhere(page("a{background:url('https://elsewhere/a.png')}", "text/css"), "here")
    assert not loads_elsewhere(page("a{background:url('/static/a.png')}", "text/css"), "here")


def test_calendar_entries_are_one_of_a_kind_and_nothing_else_of_them_is():
    one, two = (page(f"UID:{name}\r\nSUMMARY:Ten\r\n", "text/calendar") for name in "ab")
    assert not differences(one, two, "here")
    assert differences(one, page("UID:a\r\nSUMMARY:Eleven\r\n", "text/calendar"), "here")


@contextmanager
def between(port: int) -> Iterator[int]:
    """Somebody between a visitor and the site who changes what passes."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", self.path, headers={"Host": self.headers["Host"]})
            answer = connection.getresponse()
            change, _ = CHANGED.get(self.path, (bytes, ""))
            body = change(answer.read())
            headers = [pair for pair in answer.getheaders() if pair[0].lower() not in {"content-length", "connection"}]
            if self.path == DROPPED:
                headers = [pair for pair in headers if pair[0] != "Content-Security-Policy"]
            if self.path == ADDED:
                headers.append(("Set-Cookie", "visitor=1"))
            self.send_response_only(answer.status)
            for name, value in (*headers, ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            connection.close()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
