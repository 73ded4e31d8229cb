"""How the site is served, as gunicorn itself reads its configuration."""

import runpy

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
