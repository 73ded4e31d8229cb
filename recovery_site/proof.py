"""The last proof that was kept: docs/proof.md, written by `make prove`. Read once, at start."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FACTS = re.compile(r"^- Date: (\d{4}-\d\d-\d\d)\n- Commit: ([0-9a-f]{7,40})$", re.MULTILINE)


@dataclass(frozen=True)
class Proof:
    date: date
    commit: str


def last_proof(path: Path) -> Proof | None:
    """The date and the commit of a kept proof. None where there is no file, or it was made with uncommitted changes."""
    found = FACTS.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return Proof(date.fromisoformat(found[1]), found[2]) if found else None
