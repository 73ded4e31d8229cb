"""What the unit tests share: commands that read every file of the site anew, as a start does."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# They are more than half of a start, and none of them reads a setting or a file of the site: loaded once, and each command is
# a fork of what has loaded them. What is frozen is not copied when a fork looks for garbage.
LIBRARIES = ("django.contrib.admin", "django.http", "django.test", "holidays.countries", "markdown_it", "yaml")
FORKS = """
import gc, json, os, runpy, sys
for name in sys.argv[1:]:
    __import__(name)
gc.freeze()
for line in sys.stdin:
    folder, command, environ, said = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environ)
        for number, path in enumerate(said, 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.argv = command
        runpy.run_path(command[0], run_name="__main__")
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Runs a file of Python in a folder as `python file …` there does, for less than half of the time."""
    said = [tmp_path_factory.mktemp("said") / name for name in ("out", "err")]
    command = [sys.executable, "-c", FORKS, *LIBRARIES]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as forks:
        asks, answers = forks.stdin, forks.stdout
        assert asks
        assert answers

        def start(folder: Path, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
            asked = [str(folder), command, {**os.environ, **environ}, [str(path) for path in said]]
            print(json.dumps(asked), file=asks, flush=True)
            status = int(answers.readline())
            return subprocess.CompletedProcess(command, status, *(path.read_text(encoding="utf-8") for path in said))

        yield start
