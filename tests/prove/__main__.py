"""`make prove`: run every claim of the page /private/ against a real server and a real browser, and say what was seen.

Exit status 1 when one fails. When all hold, the proof is kept in docs/proof.md, with its date and commit.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django

from tests.prove.live import ROOT, has_strace

KEPT = ROOT / "docs" / "proof.md"
INTRODUCTION = """# The last kept proof

`make prove` wrote this page. It starts the site as `make run` does, asks it for every page, visits it with Chromium, Firefox and WebKitGTK (those the machine has) and
looks at what was left: on the network, in the browser, on the server's disk and in its log. Run it yourself; it takes about
a minute. A claim's name is its place on the page `/private/`.
"""


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def commit() -> str:
    """The commit that was proved, and whether something in the folder was not committed."""
    changed = [line for line in git("status", "--porcelain").splitlines() if not line.endswith("docs/proof.md")]
    return (git("rev-parse", "HEAD")[:12] or "unknown") + (" with changes" if changed else "")


def prove(folder: Path) -> tuple[list[str], bool]:
    """One line for each claim, and whether all hold."""
    from tests.prove.claims import CLAIMS  # noqa: PLC0415 - needs Django, which main sets up
    from tests.prove.evidence import gather  # noqa: PLC0415

    lines, holds = [], True
    with gather(folder) as evidence:
        for name, claim in CLAIMS.items():
            try:
                mark, seen = "holds", claim(evidence)
            except Exception as failure:  # whatever goes wrong, it was not proved
                mark, seen, holds = "FAILS", str(failure) or type(failure).__name__, False
            lines.append(f"{mark}  {name}: {seen}")
            print(lines[-1], flush=True)
    return lines, holds


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
    django.setup()
    proved = commit()
    with tempfile.TemporaryDirectory() as folder:
        lines, holds = prove(Path(folder))
    if not holds:
        return 1
    watch = "strace" if has_strace() else "a Python audit hook"
    facts = [
        f"- Date: {datetime.now(UTC):%Y-%m-%d}",
        f"- Commit: {proved}",
        f"- Python {sys.version.split()[0]}, Django {django.__version__}; files watched by {watch}",
    ]
    rows = ["| Claim | What was seen |", "|---|---|", *(_row(line) for line in lines)]
    KEPT.write_text("\n".join([INTRODUCTION, *facts, "", *rows, ""]), encoding="utf-8")
    return 0


def _row(line: str) -> str:
    name, _, seen = line.removeprefix("holds  ").partition(": ")
    return f"| `{name}` | {seen} |"


if __name__ == "__main__":
    sys.exit(main())
