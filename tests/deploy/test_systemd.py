"""The systemd units: valid, closed, and the socket really starts the site."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.packages import PATH
from tests.deploy.servers import ROOT, SITE, UNITS, nginx_configuration, service_options, wait_for_socket


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units of instance 1, with the project where this copy of it is."""
    for unit in ("next24@.service", "next24@.socket"):
        text = (UNITS / unit).read_text(encoding="utf-8")
        text = text.replace("/srv/next24/.venv/bin/gunicorn", str(Path(sys.executable).parent / "gunicorn"))
        (tmp_path / unit.replace("@", "@1")).write_text(text.replace("/srv/next24", str(ROOT)), encoding="utf-8")
    return tmp_path


def systemd(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze", path=PATH)
    assert program, "systemd-analyze is missing: run make test, which finds it."
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("unit", ["next24@1.service", "next24@1.socket"])
def test_unit_is_valid(installed, unit):
    found = systemd("verify", "--man=no", str(installed / unit))
    complaints = [line for line in found.stderr.splitlines() if "next24@" in line]
    assert (found.returncode, complaints) == (0, [])


def test_service_is_closed(installed):
    """systemd rates a service from 0 (closed) to 10; 1.0 leaves no room for an open door."""
    found = systemd("security", "--offline=yes", "--no-pager", "--threshold=10", str(installed / "next24@1.service"))
    assert found.returncode == 0, found.stdout


def test_what_is_in_memory_never_reaches_a_disk():
    for unit in ("next24@.service", "nginx.service.d/next24.conf"):
        assert {"LimitCORE=0", "MemorySwapMax=0"} <= set((UNITS / unit).read_text(encoding="utf-8").splitlines())
    assert "\nProtectSystem=strict\n" in (UNITS / "next24@.service").read_text(encoding="utf-8")


def test_what_nginx_keeps_lies_in_a_memory_of_its_own_that_is_large_enough():
    """A full /run once emptied pages without a word: nothing else may write where nginx keeps them."""
    unit = (UNITS / "nginx.service.d/next24.conf").read_text(encoding="utf-8")
    mounted = re.search(r"^TemporaryFileSystem=(\S+?):size=(\d+)m,", unit, re.MULTILINE)
    assert mounted
    configuration = nginx_configuration((ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"))
    paths = re.findall(
        r"^\s*(?:proxy_cache_path|proxy_temp_path|client_body_temp_path) (\S+?);?(?: .*)?$", configuration, re.MULTILINE
    )
    assert len(set(paths)) == 3
    assert all(path.startswith(f"{mounted[1]}/") for path in paths)
    most = re.search(r"max_size=(\d+)m", configuration)
    assert most
    assert int(mounted[2]) >= 2 * int(most[1])
    assert "proxy_max_temp_file_size 0;" in configuration


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[tuple[Path, "subprocess.Popen[bytes]"]]:
    """What systemd does for the socket unit: it listens, and starts the site with the first caller."""
    path = tmp_path / "1.sock"
    environment = [f"--setenv={name}={SITE[name]}" for name in ("DJANGO_SETTINGS_MODULE", "SITE_URL")]
    program = shutil.which("systemd-socket-activate", path=PATH)
    assert program, "systemd-socket-activate is missing: run make test, which finds it."
    command = [program, f"--listen={path}", *environment, sys.executable, "-m", "gunicorn", *service_options()]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        yield path, process
        process.terminate()


def test_socket_starts_the_site(listening):
    wait_for_socket(*listening)
