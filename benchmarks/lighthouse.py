"""`make lighthouse`: what Lighthouse says of six pages, in the Chromium that the browser tests use."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import results
from benchmarks.servers import gunicorn
from benchmarks.weights import PAGES
from tests.browser.chromium import installed
from tests.deploy.servers import ROOT

VERSION = "13.5.0"
FOLDER = ROOT / "build/lighthouse"
PROGRAM = FOLDER / "node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu"
METHOD = f"""
Lighthouse {VERSION}, its own phone on a slow network, against gunicorn on this machine; the median of {RUNS} runs of each page, of 100.
Named is what any run found. Blocking time grows with what else the machine does.
"""


def get() -> None:
    """Lighthouse itself, into a folder that is no part of the project."""
    if not shutil.which("npm"):
        sys.exit("make lighthouse needs Node.js with npm.")
    command = ["npm", "install", "--prefix", str(FOLDER), "--no-save", "--ignore-scripts", f"lighthouse@{VERSION}"]
    subprocess.run(command, check=True, stdout=sys.stderr, stderr=sys.stderr)


def audit(address: str, chromium: str, folder: Path) -> dict[str, Any]:
    """One run of Lighthouse on one page."""
    report = folder / "report.json"
    command = [
        "node",
        str(PROGRAM),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags={FLAGS}",
    ]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def complaints(report: dict[str, Any]) -> set[str]:
    """What kept a category from 100."""
    weighed = {part["id"] for name in CATEGORIES for part in report["categories"][name]["auditRefs"] if part["weight"]}
    return {name for name in weighed if report["audits"][name]["score"] not in (1, None)}


def main() -> None:
    if not PROGRAM.exists():
        get()
    chromium = os.environ.get("CHROMIUM") or installed()
    if chromium is None:
        sys.exit("make lighthouse needs Chromium: run make test first, which finds one.")
    rows = [["Page", *CATEGORIES, "What was not perfect"]]
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as name, gunicorn(Path(name)) as site:
        for page, address in PAGES.items():
            reports = [audit(site + address, chromium, Path(name)) for _ in range(RUNS)]
            scores = [median(100 * one["categories"][category]["score"] for one in reports) for category in CATEGORIES]
            found = sorted(set.union(*map(complaints, reports)))
            rows.append([page, *(f"{score:.0f}" for score in scores), ", ".join(found) or "–"])
    results.write("Lighthouse", METHOD, rows)


if __name__ == "__main__":
    main()
