"""Make sure that the programs which the deploy tests run are there: nginx, openssl and systemd-analyze.

As root on Debian or Ubuntu, get what is missing. Where that does not work: one sentence, and exit status 1.
"""

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "nginx": "nginx",
    "openssl": "openssl",
    "systemd-analyze": "systemd",
    "systemd-socket-activate": "systemd",
    "curl": "curl",
}
# nginx is often where only root looks.
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def missing() -> dict[str, str]:
    """Each program that is not there, and the package that has it."""
    return {program: package for program, package in PACKAGES.items() if not shutil.which(program, path=PATH)}


def get(packages: set[str]) -> None:
    # In single-user mode, as this says, Debian starts no server that it installs.
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *sorted(packages)]):
        subprocess.run(["apt-get", *command], env=quiet, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        get(set(missing().values()))
    if left := missing():
        sys.exit(
            f"The deploy tests need {', '.join(left)}: install {', '.join(sorted(set(left.values())))}, then run make test again."
        )
