"""The one way in which a content file says that it is wrong, and how all that is wrong is said at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def shown(path: Path) -> str:
    """A file as one names it from the project's folder; whole, where it lies elsewhere."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


class ContentError(Exception):
    """A content file that cannot be used: which file, which line (1 is the first), and why."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        self.path, self.line, self.why = path, line, why
        super().__init__(f"{shown(path)}, line {line}: {why}")

    @property
    def every(self) -> "tuple[ContentError, ...]":
        """Each mistake by itself."""
        return (self,)


class ContentErrors(ContentError):
    """Several mistakes, said in one go: a line each, by file and line."""

    def __init__(self, errors: "list[ContentError]") -> None:
        unique = {str(error): error for error in errors}
        self._every = tuple(sorted(unique.values(), key=lambda error: (str(error.path), error.line)))
        super().__init__(self._every[0].path, self._every[0].line, self._every[0].why)
        self.args = ("\n".join(map(str, self._every)),)

    @property
    def every(self) -> tuple[ContentError, ...]:
        return self._every


class Mistakes:
    """What was found wrong so far. Whoever reads several files goes on to the next one, and complains at the end."""

    def __init__(self) -> None:
        self.found: list[ContentError] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """What goes wrong inside is kept for later."""
        try:
            yield
        except ContentError as error:
            self.found += error.every

    def say(self) -> None:
        """Raise ContentError for everything that was noted; nothing where nothing was."""
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            raise ContentErrors(self.found)
