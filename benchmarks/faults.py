"""`make faults`: what visitors notice while clients are slow, workers die, versions change and the disk is read-only."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from benchmarks import load, results
from benchmarks.load import Target
from benchmarks.servers import MeasuredNginx
from benchmarks.slow import SlowClients
from tests.browser.conftest import wait_for
from tests.deploy.servers import HOST, ROOT, SITE, Nginx, free_port, instance

SLOW_OF_A_KIND = 500
LOAD_SECONDS = 12
ASKED = (f"Host: {HOST}", "Accept-Encoding: gzip")
FORM = (*ASKED, "Content-Type: application/x-www-form-urlencoded", "HX-Request: true")
ANSWERS = "more=y&stop=n&time=u&harm=y&days=n&asked=days"
METHOD = f"""
Two instances with two workers each, as systemd starts them, behind the nginx of `deploy/`. Slow clients: {SLOW_OF_A_KIND} send their headers and {SLOW_OF_A_KIND} the body of a
check-in one byte at a time, from 100 addresses, and come back when nginx ends them; nginx has its real limits. Visitors ask one after
the other over TLS, half for a page that is kept and half for the check-in's answer. Deaths and releases: wrk asks for {LOAD_SECONDS} s over
{load.CONNECTIONS} connections for what no cache holds (limits lifted); a failed request is any that got an
error or, within 20 s, no answer. The sockets belong to
gunicorn here; under systemd they stay open during a restart, which can only be kinder. Read-only: the whole file system, but memory.
"""


def among_slow_clients(folder: Path) -> list[str]:
    """Visitors while a thousand clients take their time."""
    with Behind(Nginx(folder)) as nginx, SlowClients(nginx.port, SLOW_OF_A_KIND) as slow:
        slow.wait_until_all_are_connected()
        served, times = 0, []
        for number in range(200):
            started = time.perf_counter()
            came_from = f"127.0.5.{1 + number % 100}"
            if number % 2:
                form = {"method": "POST", "body": ANSWERS.encode(), "Content_Type": "application/x-www-form-urlencoded"}
                response, _ = nginx.ask("/check-in/questions/", came_from=came_from, **form)
            else:
                response, _ = nginx.ask("/articles/why-it-happens/", came_from=came_from)
            times.append(time.perf_counter() - started)
            served += response.status == 200
        still = slow.connected
    slowest = sorted(times)[-2] * 1000
    return [
        f"{2 * SLOW_OF_A_KIND} slow clients ({still} connected at the end)",
        f"{served} of 200 visitors served, 99 % within {slowest:.0f} ms",
        "all",
    ]


def under_load(folder: Path, name: str, disturb: Callable[["Behind"], None], target: str, *, post: bool) -> list[str]:
    """Load while something happens to the instances."""
    nginx = MeasuredNginx(folder)
    with Behind(nginx) as behind, ThreadPoolExecutor(1) as pool:
        address = nginx.plain_address
        asked = (
            Target(f"{address}/check-in/questions/", FORM, ANSWERS) if post else Target(f"{address}/check-in/", ASKED)
        )
        loading: Future[tuple[int, int, str]] = pool.submit(load.count, asked, folder, LOAD_SECONDS)
        time.sleep(1)
        disturb(behind)
        answered, failed, slowest = loading.result()
    return [name, f"{failed} failed of {answered:,}; the slowest took {slowest}", target]


class Behind:
    """nginx and the two instances behind it; an instance can be replaced."""

    def __init__(self, nginx: Nginx) -> None:
        self.nginx = nginx
        self.stacks = [ExitStack(), ExitStack()]
        self.masters = [0, 0]

    def __enter__(self):
        for number in (0, 1):
            self.start(number)
        self.running = self.nginx.running()
        self.running.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.running.__exit__(None, None, None)
        for stack in self.stacks:
            stack.close()

    def __getattr__(self, name: str):
        return getattr(self.nginx, name)

    def start(self, number: int) -> None:
        process = self.stacks[number].enter_context(instance(self.nginx.folder / f"{number + 1}.sock", "--workers=2"))
        self.masters[number] = process.pid

    def restart(self, number: int) -> None:
        self.stacks[number].close()
        self.start(number)

    def workers(self) -> list[int]:
        said = subprocess.run(
            ["pgrep", "-P", ",".join(map(str, self.masters))], capture_output=True, text=True, check=False
        )
        return [int(line) for line in said.stdout.split()]


def kill_workers(behind: Behind) -> None:
    for number in range(4):
        workers = behind.workers()
        os.kill(workers[number % len(workers)], signal.SIGKILL)
        time.sleep(2)


def reload(behind: Behind) -> None:
    for master in behind.masters:
        os.kill(master, signal.SIGHUP)
        time.sleep(4)


def roll(behind: Behind) -> None:
    for number in (0, 1):
        behind.restart(number)


def read_only(folder: Path) -> list[str]:
    """The site where nothing can be written but memory."""
    port = free_port()
    # Mounted anew for this process alone; needs root.
    script = 'mount -t tmpfs tmpfs /mnt && mount -o remount,ro,bind / && touch /x 2>/dev/null && exit 9; exec "$@"'
    command = [
        "unshare",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    said = folder / "said.txt"
    with (
        said.open("wb") as out,
        subprocess.Popen(
            command, cwd=ROOT, env={**SITE, "PYTHONDONTWRITEBYTECODE": "1"}, stdout=out, stderr=out
        ) as process,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}", process, said)
            form = urllib.request.Request(f"http://127.0.0.1:{port}/check-in/questions/", ANSWERS.encode())  # noqa: S310
            asked: list[str | urllib.request.Request] = [
                f"http://127.0.0.1:{port}{path}" for path in ("/", "/help/ie/", "/plans/24-hours/print/")
            ]
            statuses = [urllib.request.urlopen(one).status for one in (*asked, form)]
        finally:
            process.terminate()
    return [
        "read-only file system",
        f"{statuses.count(200)} of {len(statuses)} pages and answers served",
        "still serves",
    ]


def main() -> None:
    if os.geteuid() != 0 or not shutil.which("unshare"):
        sys.exit("make faults needs root and unshare (util-linux), to take a file system away from one process.")
    rows = [["What happens", "What visitors notice", "Target"]]
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folders = (Path(name, str(number)) for number in range(9))

        def folder() -> Path:
            made = next(folders)
            made.mkdir()
            return made

        rows.append(among_slow_clients(folder()))
        for what, disturb, target in (
            ("a worker killed (`kill -9`) every 2 s, 4 times", kill_workers, "at most 1 in 5,000"),
            ("both instances reloaded (`HUP`)", reload, "0"),
            ("both instances restarted, one after the other", roll, "0"),
        ):
            for post in (False, True):
                kind = "check-in answers" if post else "pages"
                rows.append(under_load(folder(), f"{what}; {kind}", disturb, target, post=post))
        rows.append(read_only(folder()))
    results.write("Faults", METHOD, rows)


if __name__ == "__main__":
    main()
