"""On a server that hosts other sites too, theirs stay as they are; and a full memory of addresses refuses nobody."""

import http.client
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.servers import HOST, ROOT, Nginx

# As Debian's package writes it, with a site of somebody else.
OTHERS = """
user www-data;
worker_processes 1;
error_log FOLDER/error.log;
events { worker_connections 768; }
http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    access_log FOLDER/access.log;
    gzip on;
    include /etc/nginx/conf.d/next24.conf;
    server {
        listen 80 default_server;
        server_name other.example;
        server_tokens on;
        location / { return 200 "the other site"; }
    }
}
"""
# The smallest that nginx takes. An address takes 64 bytes: there is room for 512 at most.
SMALLEST_ZONE = "32k"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, behind: Path) -> Iterator[Nginx]:
    folder = tmp_path_factory.mktemp("shared")
    whole = OTHERS.replace("FOLDER", str(folder))
    text = (ROOT / "deploy/nginx/next24.conf").read_text(encoding="utf-8")
    assert len(re.findall(r"zone=next24_(?:asking|open):8m", text)) == 2

    class Small(Nginx):
        def configuration(self) -> str:
            return re.sub(r"zone=next24_asking:8m", f"zone=next24_asking:{SMALLEST_ZONE}", super().configuration())

    for name in ("1.sock", "2.sock"):
        (folder / name).symlink_to(behind)
    with Small(folder, whole).running() as running:
        yield running


def plain(nginx: Nginx, host: str, path: str = "/") -> tuple[http.client.HTTPResponse, bytes]:
    client = http.client.HTTPConnection("127.0.0.1", nginx.plain_port, timeout=20)
    client.request("GET", path, headers={"Host": host})
    response = client.getresponse()
    body = response.read()
    client.close()
    return response, body


def test_other_site_answers_and_writes_its_log_as_before_and_ours_writes_nothing(shared):
    response, body = plain(shared, "other.example", "/theirs")
    assert (response.status, body) == (200, b"the other site")
    assert "nginx/" in response.headers["Server"]
    for path in ("/", "/no-such-page/", "/check-in/questions/"):
        assert shared.ask(path)[0].status in {200, 404}
    assert shared.ask("/about/", method="POST", body=b"a" * 30_000)[0].status == 413
    assert plain(shared, HOST, "/ours")[0].status == 301
    written = (shared.folder / "access.log").read_text(encoding="utf-8").splitlines()
    assert [line.split()[6] for line in written] == ["/theirs"]
    assert "127.0.0.1" not in (shared.folder / "error.log").read_text(encoding="utf-8")


def test_name_with_www_leads_to_the_one_without(shared):
    response, _ = shared.ask("/plans/24-hours/?country=ie", host=f"www.{HOST}")
    assert (response.status, response.headers["Location"]) == (301, f"https://{HOST}/plans/24-hours/?country=ie")
    assert response.headers["Cache-Control"] == "no-store"
    response, _ = plain(shared, f"www.{HOST}", "/about/")
    assert (response.status, response.headers["Location"]) == (301, f"https://{HOST}/about/")


def test_full_memory_of_addresses_refuses_nobody(shared):
    """More addresses than it has room for: the oldest is forgotten, and each visitor is served."""
    came = [f"127.0.{6 + number // 200}.{1 + number % 200}" for number in range(600)]
    answers = [shared.ask("/about/", came_from=address)[0].status for address in came]
    assert answers.count(200) == len(came), {status: answers.count(status) for status in set(answers)}


def test_memory_of_open_requests_holds_every_connection_that_nginx_takes():
    """That one forgets nobody, so it must be large enough: 128 bytes an address at most, and four processes."""
    whole = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    connections = re.search(r"worker_connections (\d+);", whole)
    zone = re.search(r"zone=next24_open:(\d+)m;", (ROOT / "deploy/nginx/next24.conf").read_text(encoding="utf-8"))
    assert connections
    assert zone
    assert int(zone[1]) * 1024 * 1024 >= 4 * int(connections[1]) * 128


def test_files_of_ours_set_nothing_outside_their_own_servers():
    """Beside our servers stands only what has a name of ours: another site's settings are never ours to change."""
    text = (ROOT / "deploy/nginx/next24.conf").read_text(encoding="utf-8")
    outside = re.findall(r"^(?!server )(\w+) (.*?)[;{]$", text, re.MULTILINE)
    assert {"limit_req_zone", "limit_conn_zone", "map", "proxy_cache_path", "upstream", "include"} == {
        name for name, _ in outside
    }
    assert all("next24" in rest for _, rest in outside)
    assert "default_server" not in text
