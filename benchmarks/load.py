"""Load by wrk, on this machine only and for seconds only: how many requests a second, and how long the slowest took."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

CONNECTIONS = 16
SECONDS = 3
ROUNDS = 5
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


@dataclass(frozen=True)
class Target:
    """What is asked for: an address, headers, and for a POST its body."""

    address: str
    headers: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True)
class Measured:
    per_second: float
    p99_ms: float


def ask(target: Target, folder: Path) -> Measured:
    """One run of wrk; stops the measuring when any answer is an error."""
    said = run(target, folder, SECONDS)
    assert failures(said) == 0, said
    rate, slowest = re.search(r"Requests/sec: +([\d.]+)", said), re.search(r"99% +([\d.]+)(us|ms|s)", said)
    assert rate and slowest, said
    return Measured(float(rate[1]), float(slowest[1]) * UNITS[slowest[2]])


def count(target: Target, folder: Path, seconds: int) -> tuple[int, int, str]:
    """One run of wrk: how many requests were answered, how many of all failed, and how long the slowest took."""
    said = run(target, folder, seconds)
    answered, slowest = re.search(r"(\d+) requests in", said), re.search(r"Latency +\S+ +\S+ +(\S+)", said)
    assert answered and slowest, said
    return int(answered[1]), failures(said), slowest[1]


def failures(said: str) -> int:
    """Answers that were errors, and connections that broke."""
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return int(errors[1] if errors else 0) + sum(map(int, broken.groups() if broken else ()))


def run(target: Target, folder: Path, seconds: int) -> str:
    """What wrk says after that many seconds."""
    if not shutil.which("wrk"):
        sys.exit("The benchmarks need wrk: install your system's wrk package.")
    command = ["wrk", "--timeout", "20s", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for header in target.headers:
        command += ["-H", header]
    if target.body:
        script = folder / "post.lua"
        script.write_text(f'wrk.method = "POST"\nwrk.body = "{target.body}"\n', encoding="utf-8")
        command += ["-s", str(script)]
    return subprocess.run([*command, target.address], capture_output=True, text=True, check=True).stdout


def ratio(ours: Target, other: Target, folder: Path) -> tuple[float, list[float]]:
    """Requests a second of ours, as a part of the other's: the median of rounds in which both take turns."""
    found = []
    for number in range(ROUNDS):
        order = (ours, other) if number % 2 else (other, ours)
        measured = {target: ask(target, folder).per_second for target in order}
        found.append(measured[ours] / measured[other])
    return median(found), sorted(found)
