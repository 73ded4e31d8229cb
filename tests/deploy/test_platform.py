"""On a platform: a port in PORT, TLS ended in front, Host and X-Forwarded-* as they come. Started as the Procfile says."""

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.browser.conftest import wait_for
from tests.deploy.servers import HOST, ROOT, SITE, free_port

VISITOR = "203.0.113.77"
# As platforms send them: the visitor's address in several headers, and the scheme that the visitor used.
PLATFORM = {
    "X-Forwarded-For": VISITOR,
    "X-Real-IP": VISITOR,
    "Forwarded": f"for={VISITOR};proto=https",
    "X-Forwarded-Port": "443",
}
HOSTS = [HOST, f"www.{HOST}", "app-1234.platform.example", "10.2.3.4", "10.2.3.4:8080", "[fd00::7]:8080", "next24"]


def web() -> list[str]:
    """The commands of the Procfile's one process, in their order."""
    name, _, line = (ROOT / "Procfile").read_text(encoding="utf-8").strip().partition(": ")
    assert name == "web"
    return line.split(" && ")


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The last command of the Procfile, in a shell, on the port that the platform names; and what it says."""
    port, said = free_port(), tmp_path_factory.mktemp("platform") / "said.txt"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**SITE, "PATH": path, "PORT": str(port), "WEB_CONCURRENCY": "1"}
    with (
        said.open("wb") as out,
        subprocess.Popen(["sh", "-c", web()[-1]], cwd=ROOT, env=environment, stdout=out, stderr=out) as process,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}", process, said)
            yield port, said
        finally:
            process.send_signal(signal.SIGINT)


def ask(
    port: int, path: str, host: str = HOST, scheme: str = "https", method: str = "GET"
) -> tuple[http.client.HTTPResponse, bytes]:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    client.request(method, path, headers={"Host": host, "X-Forwarded-Proto": scheme, **PLATFORM})
    response = client.getresponse()
    body = response.read()
    client.close()
    return response, body


def test_procfile_collects_the_files_before_it_serves():
    collect, serve = web()
    assert collect == "python manage.py collectstatic --no-input --verbosity 0"
    assert serve == "HOST=0.0.0.0 exec gunicorn"


@pytest.mark.parametrize("host", HOSTS)
def test_whatever_name_led_here_the_page_is_the_same(platform, host):
    port, _ = platform
    expected = ask(port, "/private/")[1]
    response, body = ask(port, "/private/", host)
    assert (response.status, body) == (200, expected)
    assert ask(port, "/healthz", host)[0].status == 200


@pytest.mark.parametrize("scheme", ["https", "http", "https,http", ""])
@pytest.mark.parametrize("host", HOSTS)
def test_nothing_redirects_in_circles(platform, host, scheme):
    """A page never redirects, and an address without its slash leads once, to a path: no proxy can turn that into a circle."""
    port, _ = platform
    for path in ("/", "/plans/24-hours/", "/check-in/questions/"):
        assert ask(port, path, host, scheme)[0].status == 200
    response, _ = ask(port, "/plans/24-hours?country=ie", host, scheme)
    assert (response.status, response.headers["Location"]) == (301, "/plans/24-hours/?country=ie")


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_links_and_hsts_follow_site_url_alone(platform, scheme):
    port, _ = platform
    for host in HOSTS:
        response, body = ask(port, "/plans/24-hours/", host, scheme)
        assert f'<link rel="canonical" href="https://{HOST}/plans/24-hours/">'.encode() in body
        assert response.headers["Strict-Transport-Security"] == "max-age=63072000"
        for path in ("/articles/feed/", "/sitemap.xml", "/robots.txt"):
            said = ask(port, path, host, scheme)[1].decode()
            assert f"https://{HOST}/" in said
            assert "platform.example" not in said


def test_no_address_of_a_visitor_is_written(platform):
    port, said = platform
    for path, method in (("/", "GET"), ("/no-such-page/", "GET"), ("/about/", "POST"), ("/check-in/questions/", "PUT")):
        ask(port, path, method=method)
    ask(port, "/", host="a b")
    for odd in (b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\nX-Forwarded-For: " + VISITOR.encode() + b"\r\n\r\n"):
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        client.connect()
        client.sock.sendall(odd)
        with suppress(OSError):
            client.sock.recv(4096)
        client.close()
    assert said.read_text(encoding="utf-8") == ""


def test_health_check_of_the_container_opens_a_whole_page(platform):
    """On the port that PORT names; nobody there, or no page, is not alive."""
    port, _ = platform
    command = [sys.executable, "-m", "recovery_site.serving.alive"]
    for number, status in ((port, 0), (free_port(), 1)):
        environment = {**os.environ, "PORT": str(number)}
        assert subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == status
    containerfile = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8")
    assert '["' + '", "'.join([".venv/bin/python", *command[1:]]) + '"]' in containerfile
    assert "HOST=0.0.0.0 PORT=8000" in containerfile
    assert 'CMD [".venv/bin/gunicorn"]' in containerfile
