"""`make release`: the same bytes twice, whoever builds it, and nothing that is not committed."""

import os
import runpy
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest

from tests.deploy.servers import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
ARCHIVE, CONTEXT = f"the-next-24-{VERSION}.tar.gz", f"the-next-24-{VERSION}-container.tar.gz"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A clone of what is committed here, with today's builder and list of what goes into an image committed on top."""
    folder: Path = tmp_path_factory.mktemp("release") / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", ROOT.as_uri(), folder], check=True)
    for name in ("deploy/release.py", ".dockerignore", "pyproject.toml"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    git(folder, "add", "--all")
    git(
        folder,
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "commit",
        "--quiet",
        "--allow-empty",
        "--message",
        "a",
    )
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def build(checkout: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "deploy/release.py", "build", str(folder)]
    return subprocess.run(
        command, cwd=checkout, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def names(path: Path) -> set[str]:
    with tarfile.open(path) as archive:
        return set(archive.getnames())


def test_release_is_the_same_bytes_twice(checkout, tmp_path):
    """In another time zone, with other settings of git, and after files were touched."""
    assert build(checkout, tmp_path / "one", TZ="UTC").returncode == 0
    for path in checkout.rglob("*.md"):
        os.utime(path, (0, 0))
    (tmp_path / "gitconfig").write_text("[tar]\n\tumask = 0077\n[core]\n\tautocrlf = true\n", encoding="utf-8")
    assert (
        build(
            checkout, tmp_path / "two", TZ="Pacific/Auckland", GIT_CONFIG_GLOBAL=str(tmp_path / "gitconfig")
        ).returncode
        == 0
    )
    for name in (ARCHIVE, CONTEXT):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_archive_is_whole_and_the_context_holds_what_an_image_needs(checkout, tmp_path):
    build(checkout, tmp_path)
    whole, context = names(tmp_path / ARCHIVE), names(tmp_path / CONTEXT)
    assert {
        f"the-next-24-{VERSION}/{name}" for name in ("README.md", "LICENSE", "Makefile", "tests/conftest.py")
    } <= whole
    assert {
        "deploy/Containerfile",
        "manage.py",
        "pyproject.toml",
        "requirements.txt",
        "support/helplines.toml",
    } <= context
    assert not [name for name in context if name.startswith(("tests", ".git/"))]


def test_nothing_is_released_that_is_not_committed(checkout, tmp_path):
    (checkout / "README.md").write_text("Changed.\n", encoding="utf-8")
    try:
        done = build(checkout, tmp_path / "out")
    finally:
        git(checkout, "checkout", "--quiet", "README.md")
    assert done.returncode == 1
    assert "README.md" in done.stderr
    assert not (tmp_path / "out").exists()


def test_checksums_are_those_of_every_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    builder = runpy.run_path(str(ROOT / "deploy/release.py"))
    builder["checksums"](tmp_path)
    builder["checksums"](tmp_path)
    sums = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8")
    assert sums == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.txt\n"
