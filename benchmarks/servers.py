"""The servers that are compared, each with one process, so that the load has a core of its own."""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.conftest import wait_for
from tests.deploy.servers import ROOT, SITE, Nginx, free_port

# Of the server's own headers, gunicorn and nginx add these to every answer themselves.
ADDED = {"server", "date", "connection"}


@contextmanager
def gunicorn(folder: Path, *options: str, **environment: str) -> Iterator[str]:
    """gunicorn on a port, with the project's configuration; its address."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", *options]
    said = folder / f"gunicorn-{port}.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env={**SITE, **environment}, stdout=out, stderr=out)
    try:
        wait_for(f"http://127.0.0.1:{port}", process, said)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def bare(folder: Path, answer: Path, *options: str) -> Iterator[str]:
    """The same gunicorn with an application that only sends the bytes of an answer."""
    with gunicorn(folder, *options, "benchmarks.bare:application", ANSWER=str(answer)) as address:
        yield address


def save(address: str, path: str, to: Path, *, body: str | None = None, **headers: str) -> Path:
    """Ask once and write the answer to a file, as benchmarks.bare reads it."""
    client = http.client.HTTPConnection(address.removeprefix("http://"))
    client.request("POST" if body else "GET", path, body, {name.replace("_", "-"): v for name, v in headers.items()})
    response = client.getresponse()
    lines = [f"{name}: {value}" for name, value in response.getheaders() if name.lower() not in ADDED]
    to.write_bytes("\n".join(lines).encode() + b"\n\n" + response.read())
    client.close()
    return to


class MeasuredNginx(Nginx):
    """Our nginx.conf with one process, limits that a single loud visitor does not reach, and one file beside it."""

    def __init__(self, folder: Path, answer: Path | None = None) -> None:
        super().__init__(folder)
        self.answer = answer
        self.without_tls = free_port()

    @property
    def plain_address(self) -> str:
        return f"http://127.0.0.1:{self.without_tls}"

    def configuration(self) -> str:
        text = super().configuration()
        text = text.replace("worker_processes auto;", "worker_processes 1;")
        text = text.replace("rate=20r/s", "rate=100000r/s").replace("burst=100", "burst=100000")
        text = text.replace("limit_conn next24_open 60;", "limit_conn next24_open 5000;")
        # TLS costs both sides the same, and the load generator names no host in it.
        pages = "    # Public pages."
        assert pages in text
        return text.replace(pages, f"    listen 127.0.0.1:{self.without_tls};\n{self._file()}{pages}")

    def _file(self) -> str:
        """A page as nginx is fastest: a file that was compressed before, with the page's headers."""
        if self.answer is None:
            return ""
        head, _, body = self.answer.read_bytes().partition(b"\n\n")
        (self.folder / "page.html.gz").write_bytes(body)
        skipped = {"content-type", "content-length", "content-encoding", "x-accel-expires"}
        lines = [line.partition(": ") for line in head.decode().splitlines()]
        added = "\n".join(f'add_header {name} "{value}";' for name, _, value in lines if name.lower() not in skipped)
        return f"location = /page.html {{ root {self.folder}; gzip_static always; etag off; {added} }}\n"


def versions() -> dict[str, str]:
    """What was measured with what."""
    said = {
        "kernel": ["sh", "-c", "uname -sr | cut -d- -f1"],
        "processor": ["sh", "-c", "lscpu | sed -n 's/^Model name: *//p'"],
        "nginx": ["sh", "-c", "nginx -v 2>&1 | sed 's/.*: //'"],
        "wrk": ["sh", "-c", "wrk -v 2>&1 | head -1 | cut -d' ' -f1-2"],
    }
    path = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    return {
        name: subprocess.run(command, env=path, capture_output=True, text=True, check=False).stdout.strip()
        for name, command in said.items()
    }
