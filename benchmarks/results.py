"""RESULTS.md: each command writes its own section, with when, on what and with what it was measured."""

import platform
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.servers import versions

RESULTS = Path(__file__).with_name("RESULTS.md")
INTRODUCTION = """# Results

Written by `make bench`, `make faults`, `make lighthouse`, `make road` and `make direct`. What is compared was measured in one run, in turns, on one machine:
the ratios say something, the numbers behind them only about that machine.
"""


def write(heading: str, method: str, rows: list[list[str]]) -> None:
    """Replace one section of the file, and print it."""
    table = ["| " + " | ".join(row) + " |" for row in rows]
    table.insert(1, "|" + "---|" * len(rows[0]))
    lines = [f"## {heading}", "", method.strip(), "", *table, "", measured_with(), ""]
    sections = _sections()
    sections[heading] = "\n".join(lines)
    RESULTS.write_text("\n".join([INTRODUCTION, *(sections[name] for name in sorted(sections))]), encoding="utf-8")
    sys.stdout.write(sections[heading] + "\n")


def measured_with() -> str:
    own = [f"{name} {version(name)}" for name in ("Django", "gunicorn", "whitenoise", "brotli")]
    rest = [f"{name}: {said}" for name, said in versions().items() if said]
    return f"{date.today():%d %B %Y}. Python {platform.python_version()}, {', '.join(own)}. {'; '.join(rest)}."


def _sections() -> dict[str, str]:
    if not RESULTS.exists():
        return {}
    parts = RESULTS.read_text(encoding="utf-8").split("\n## ")[1:]
    return {part.splitlines()[0]: f"## {part.rstrip()}\n" for part in parts}
