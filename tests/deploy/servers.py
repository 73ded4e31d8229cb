"""The servers of `deploy/`, really run: nginx with its own configuration, in a folder and on ports of ours."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from tests.deploy.packages import PATH

ROOT = Path(__file__).resolve().parents[2]
HOST = "next24.example"
UNITS = ROOT / "deploy/systemd"
SITE = {**os.environ, "DJANGO_SETTINGS_MODULE": "recovery_site.settings", "SITE_URL": f"https://{HOST}"}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def instance(path: Path, *options: str, environment: dict[str, str] = SITE) -> Iterator[subprocess.Popen[bytes]]:
    """One instance of the site on a unix socket, as the systemd service starts it."""
    command = [sys.executable, "-m", "gunicorn", *service_options(), "--bind", f"unix:{path}", *options]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            wait_for_socket(path, process)
            yield process
        finally:
            process.terminate()


def service_options() -> list[str]:
    """What the systemd service gives gunicorn."""
    started = re.search(r"^ExecStart=\S+/gunicorn (.*)$", (UNITS / "next24@.service").read_text(), re.MULTILINE)
    assert started
    return started[1].split()


def wait_for_socket(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the site behind a unix socket answers."""
    for _ in range(300):
        assert process.poll() is None
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(20)
            try:
                client.connect(str(path))
                client.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
                if client.recv(12).endswith(b"200"):
                    return
            except OSError:
                pass
        time.sleep(0.1)
    raise AssertionError(f"nobody answers on {path}")


# Where each file of `deploy/nginx/` goes, as the file that includes it says.
INCLUDED = {
    "include /etc/nginx/conf.d/next24.conf;": "next24.conf",
    "include /etc/nginx/next24-cdn*.conf;": "next24-cdn.conf",
    "include /etc/nginx/snippets/next24.conf;": "snippet.conf",
}


def nginx_configuration(whole: str) -> str:
    """A configuration with the files of `deploy/nginx/` in the places where it includes them."""
    for include, name in INCLUDED.items():
        assert include in whole, include
        whole = whole.replace(include, (ROOT / "deploy/nginx" / name).read_text(encoding="utf-8"))
    return whole


class Nginx:
    """nginx with our files, its paths under a folder and its ports on this machine alone.

    `whole` is the file that includes them: the one for a machine of its own, or that of a server with other sites.
    """

    def __init__(self, folder: Path, whole: str | None = None) -> None:
        self.folder = folder
        self.port, self.plain_port = free_port(), free_port()
        self.said = folder / "said.txt"
        self.whole = whole or (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")

    def configuration(self) -> str:
        text = nginx_configuration(self.whole)
        changes = {
            r"^user www-data;$": "user root;" if os.geteuid() == 0 else "",
            r"^\s*listen \[::\].*;$": "",
            r"listen 80\b": f"listen 127.0.0.1:{self.plain_port}",
            r"listen 443\b": f"listen 127.0.0.1:{self.port}",
            r"/run/next24/": f"{self.folder}/",
            r"/run/": f"{self.folder}/",
            r"/srv/next24/build/error": str(self.folder),
            r"/etc/letsencrypt/live/next24\.example": str(self.folder),
        }
        for pattern, value in changes.items():
            text, times = re.subn(pattern, value, text, flags=re.MULTILINE)
            assert times, f"deploy/nginx has no {pattern}"
        return text

    @contextmanager
    def running(self) -> Iterator[Self]:
        make_certificate(self.folder)
        (self.folder / "next24-nginx").mkdir()
        subprocess.run([sys.executable, "manage.py", "error_page", self.folder], cwd=ROOT, env=SITE, check=True)
        path = self.folder / "nginx.conf"
        path.write_text(self.configuration(), encoding="utf-8")
        program = shutil.which("nginx", path=PATH)
        assert program, "nginx is missing: run make test, which finds it."
        command = [program, "-e", "stderr", "-c", str(path), "-p", str(self.folder), "-g", "daemon off;"]
        with self.said.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
            try:
                wait_for_port(self.port, process, self.said)
                yield self
            finally:
                process.terminate()

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        came_from: str = "127.0.0.1",
        host: str = HOST,
        **headers: str,
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer over TLS, to a visitor at an address of this machine."""
        with connection(self.port, came_from, host) as client:
            client.request(method, path, body, {"Host": host, **{k.replace("_", "-"): v for k, v in headers.items()}})
            response = client.getresponse()
            return response, response.read()


@contextmanager
def connection(port: int, came_from: str = "127.0.0.1", host: str = HOST) -> Iterator[http.client.HTTPSConnection]:
    """A connection over TLS to this machine that asks for our host and trusts any certificate."""
    # Without the machine's list of authorities, which takes longer to read than a page to fetch.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    client = http.client.HTTPSConnection(host, port, timeout=20, source_address=(came_from, 0), context=context)
    plain = socket.create_connection(("127.0.0.1", port), 20, (came_from, 0))
    client.sock = context.wrap_socket(plain, server_hostname=host)
    try:
        yield client
    finally:
        client.close()


def wait_for_port(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(100):
        assert process.poll() is None, said.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(said.read_text())


def make_certificate(folder: Path) -> None:
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=next24.example"
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
