"""The one way in which a content file says that it is wrong."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class ContentError(Exception):
    """A content file that cannot be used: which file, which line (1 is the first), and why."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        super().__init__(f"{shown}, line {line}: {why}")
