"""What the site is built on: pinned with hashes, and each with a reason."""

import re
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
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installed = re.findall(r"pip install .*--requirement .*", makefile)
    assert len(installed) == 2
    assert all("--require-hashes" in line for line in installed)


def test_every_requirement_has_a_reason_and_a_licence():
    # Tools write a name with small letters and hyphens, its project as it likes.
    said = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().replace("_", "-")
    for name in NAMES:
        plain = re.escape(name.lower().replace("_", "-"))
        assert re.search(rf"\| {plain} \||\b{plain}\s\(", said), name
