"""How the site is served, as gunicorn itself reads its configuration."""

import runpy
from typing import Any

import pytest

from recovery_site.serving import cores as serving_cores
from tests.unit.test_architecture import ROOT

CONFIGURATION = runpy.run_path(str(ROOT / "gunicorn.conf.py"))


def test_there_is_no_access_log():
    assert CONFIGURATION["accesslog"] is None


def test_killing_one_worker_leaves_another():
    assert CONFIGURATION["workers"] >= 2


def test_nothing_is_written_beside_the_site():
    assert CONFIGURATION["control_socket_disable"] is True
    assert CONFIGURATION["worker_tmp_dir"] in {"/dev/shm", None}


def test_reload_reads_new_words():
    assert CONFIGURATION["preload_app"] is False


def configured(monkeypatch, **environment: str) -> dict[str, Any]:
    for name in ("HOST", "PORT", "WEB_CONCURRENCY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "gunicorn.conf.py"))


@pytest.mark.parametrize(
    ("environment", "bind"),
    [
        ({}, "127.0.0.1:8000"),
        ({"PORT": "9000"}, "127.0.0.1:9000"),
        ({"HOST": "0.0.0.0", "PORT": "5000"}, "0.0.0.0:5000"),
        ({"HOST": "::"}, "[::]:8000"),
        ({"PORT": "http"}, "127.0.0.1:8000"),
    ],
)
def test_host_and_port_come_from_the_environment(monkeypatch, environment, bind):
    """What cannot be read is named, and ends the start, before anything listens: tests/unit/test_settings.py."""
    assert configured(monkeypatch, **environment)["bind"] == bind


def test_web_concurrency_goes_before_any_count(monkeypatch):
    assert configured(monkeypatch, WEB_CONCURRENCY="7")["workers"] == 7


QUOTAS = {
    "none": ({"cpu.max": "max 100000"}, None),
    "half a core": ({"cpu.max": "50000 100000"}, 1),
    "one and a half": ({"a/cpu.max": "max 100000", "a/b/cpu.max": "150000 100000"}, 2),
    "of the group around": ({"a/cpu.max": "100000 100000", "a/b/cpu.max": "max 100000"}, 1),
    "first version": ({"cpu/a/b/cpu.cfs_quota_us": "200000", "cpu/a/b/cpu.cfs_period_us": "100000"}, 2),
    "first version, none": ({"cpu/a/b/cpu.cfs_quota_us": "-1", "cpu/a/b/cpu.cfs_period_us": "100000"}, None),
    "unreadable": ({"cpu.max": "nonsense"}, None),
    "nothing at all": ({}, None),
}


@pytest.mark.parametrize("name", QUOTAS)
@pytest.mark.parametrize("line", ["0::/a/b\n", "12:pids:/x\n4:cpu,cpuacct:/a/b\n"])
def test_quota_of_a_container_counts_as_its_cores(tmp_path, monkeypatch, name, line):
    files, cores = QUOTAS[name]
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    for file, text in files.items():
        (tmp_path / "groups" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "groups" / file).write_text(text)
    (tmp_path / "own").write_text(line)
    assert serving_cores.cores(tmp_path / "own", tmp_path / "groups") == (cores or 64)
