"""`make release`: what is published of a release, the same bytes whoever builds it: an archive, a container's context, checksums.

Everything comes from the last commit of a clean checkout. Nothing but Python and git.
"""

import gzip
import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTAINERFILE = "deploy/Containerfile"
SUMS = "SHA256SUMS"


def main(folder: Path, root: Path = ROOT) -> int:
    """Write the archive and the context into a folder; 1 where the checkout is not clean."""
    if changed := git(root, "status", "--porcelain").decode().strip():
        print(f"Commit first, or put it aside: a release is what the last commit holds.\n{changed}", file=sys.stderr)
        return 1
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    name = f"the-next-24-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / f"{name}.tar.gz", git(root, "archive", "--format=tar", f"--prefix={name}/", "HEAD"))
    write(folder / f"{name}-container.tar.gz", git(root, "archive", "--format=tar", "HEAD", "--", *in_container(root)))
    return 0


def in_container(root: Path) -> list[str]:
    """What an image is built from: the lines of .dockerignore that let something in, and the recipe."""
    lines = (root / ".dockerignore").read_text(encoding="utf-8").split()
    return [".dockerignore", CONTAINERFILE, *(line.removeprefix("!") for line in lines if line.startswith("!"))]


def checksums(folder: Path) -> None:
    """The SHA-256 of each file of a folder, as `sha256sum --check` reads it."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def write(path: Path, tar: bytes) -> None:
    """Compress without a name and a time of its own, which would differ each time."""
    path.write_bytes(gzip.compress(tar, 9, mtime=0))


def git(root: Path, *arguments: str) -> bytes:
    """What git answers. Its own settings of whoever builds count for nothing where they change bytes."""
    plain = ("-c", "tar.umask=0022", "-c", "core.autocrlf=false", "-c", "core.quotePath=false")
    command = ["git", *plain, *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True).stdout  # noqa: S603  nothing from outside


if __name__ == "__main__":
    target = Path(sys.argv[2])
    if sys.argv[1] == "checksums":
        checksums(target)
    else:
        sys.exit(main(target))
