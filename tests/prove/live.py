"""The site as `make run` serves it, on a free port of this machine, with an eye on every file it writes."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The kernel stops the site at the traced calls alone; without that filter each call of any kind would wait for strace.
STRACE = ["strace", "-f", "--seccomp-bpf", "-qq", "--signal=none"]
TRACED = "open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate"
# Of the traced calls an open counts when it can write; a call that failed changed nothing.
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE|^\d+ +(?!open| )")
NOT_A_FILE = re.compile(r'"/dev/(null|tty|pts/\d+)"|= -1 |exited with|resumed>|--- SIG')


@dataclass(frozen=True)
class Live:
    """A running site: where it listens, what it said on stdout and stderr, and what it wrote to disk."""

    port: int
    said: Path
    notes: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def written(self) -> list[str]:
        """One line for every file written, made or moved since the server began to start."""
        lines = self.notes.read_text(encoding="utf-8", errors="replace").splitlines()
        if not has_strace():
            return lines
        return [line for line in lines if WRITES.search(line) and not NOT_A_FILE.search(line)]


def has_strace() -> bool:
    """Whether strace is there and may be used: some containers forbid it."""
    if not shutil.which("strace"):
        return False
    return subprocess.run([*STRACE, "-e", "trace=none", "true"], capture_output=True, check=False).returncode == 0


@contextmanager
def serve(folder: Path, settings: str = "recovery_site.settings", *more: str) -> Iterator[Live]:
    """Run gunicorn with one worker. Everything it says goes to a file in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    live = Live(_free_port(), folder / "said.txt", folder / "notes.txt")
    live.notes.touch()
    gunicorn = ["--bind", f"127.0.0.1:{live.port}", "--workers", "1", *more]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "PYTHONDONTWRITEBYTECODE": "1"}
    with (
        live.said.open("wb") as out,
        subprocess.Popen(_watched(live.notes, gunicorn), cwd=ROOT, env=environment, stdout=out, stderr=out) as process,
    ):
        try:
            _wait_for(live, process)
            yield live
        finally:
            # At once: nobody is left who would have to be waited for.
            process.send_signal(signal.SIGINT)


def _watched(notes: Path, gunicorn: list[str]) -> list[str]:
    if has_strace():
        watch = [*STRACE, "-D", "-e", f"trace={TRACED}", "-o", str(notes)]
        return [*watch, sys.executable, "-m", "gunicorn", *gunicorn]
    return [sys.executable, "-m", "tests.prove.watched_gunicorn", str(notes), *gunicorn]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(live: Live, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{live.address}/healthz").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(live.said.read_text(encoding="utf-8"))
