"""What the site is built on: pinned with hashes, and each with a reason."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = (ROOT / "requirements.txt").read_text(encoding="utf-8")
TOOLS = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
NAMES = re.findall(r"^([A-Za-z][\w.-]*)==", PINNED, re.MULTILINE)


@pytest.mark.parametrize("pinned", [PINNED, TOOLS], ids=["what runs", "what tests"])
def test_every_requirement_has_one_version_and_hashes(pinned):
    blocks = re.split(r"\n(?=[A-Za-z])", re.sub(r"^#.*\n", "", pinned, flags=re.MULTILINE).strip())
    assert len(blocks) == len(re.findall(r"^[A-Za-z][\w.-]*==", pinned, re.MULTILINE))
    for block in blocks:
        first, *hashes = block.split("\n")
        assert re.fullmatch(r"[\w.-]+==[\w.]+ \\", first), first
        assert hashes
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes), first


def test_make_run_insists_on_the_hashes():
    installed = re.findall(r"(\S+)/python -m pip install (.*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    served = [options for place, options in installed if place == "$(BIN)"]
    assert len(served) == 2
    assert all("--require-hashes" in options for options in served)
    assert {place for place, _ in installed} == {"$(BIN)", "build/tools/bin", "build/next/bin"}


def test_without_a_newer_python_test_next_claims_nothing():
    """Whoever has none is told so in one line, and nothing that runs it for others breaks."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    asked = ["make", "--no-print-directory", "test-next", "PYTHON_NEXT=no-such-python"]
    answer = subprocess.run(asked, cwd=ROOT, env=alone, capture_output=True, text=True, timeout=60, check=True)
    assert answer.stdout.startswith("Nothing was tested: ")
    assert answer.stdout.count("\n") == 1


def test_every_requirement_has_a_reason_and_a_licence():
    # Tools write a name with small letters and hyphens, its project as it likes.
    said = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().replace("_", "-")
    for name in NAMES:
        plain = re.escape(name.lower().replace("_", "-"))
        assert re.search(rf"\| {plain} \||\b{plain}\s\(", said), name
