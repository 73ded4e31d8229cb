"""What a run says about an engine that it does not have."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("machine", ["a newcomer's", "one that decides"])
def test_an_engine_that_is_not_here_is_named_and_ci_cannot_do_without(tmp_path, machine):
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"PATH": str(tmp_path)}
    if machine == "one that decides":
        environment["CI"] = "true"
    command = [sys.executable, "-m", "tests.engines.packages"]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    said = answer.stdout + answer.stderr
    assert said == "Not looked at here: Firefox (no firefox-esr or firefox), WebKit (no WebKitWebDriver and no Xvfb)\n"
    assert answer.returncode == ("CI" in environment)
