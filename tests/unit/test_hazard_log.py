"""The hazard log and the threat model name tests as proof: each of them is one of ours."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_proof_in_the_hazard_log_is_a_test():
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/hazard-log.md").read_text(encoding="utf-8")))
    ours = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named - ours == set()
    assert len(named) > 30


def test_every_test_that_the_threat_model_names_is_one():
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")))
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    assert [name for name in sorted(named) if not any(f"def {name}(" in text for text in files)] == []
    assert len(named) > 20


def test_every_hazard_has_a_cause_a_control_and_a_proof():
    rows = [
        line.strip("|").split("|")
        for line in (ROOT / "docs/hazard-log.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Hazard")
    ]
    assert rows
    for hazard, cause, control, proof in rows:
        assert cause.strip(), hazard
        assert control.strip(), hazard
        assert "`test_" in proof, hazard
