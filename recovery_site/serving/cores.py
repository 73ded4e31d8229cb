"""How many processor cores this process may keep busy: those of the machine, or fewer where a container has a quota."""

import os
from collections.abc import Iterator
from math import ceil
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
OWN_GROUP = Path("/proc/self/cgroup")


def cores(own_group: Path = OWN_GROUP, groups: Path = CGROUPS) -> int:
    """Whole cores, one at least. A quota of one and a half counts as two: the second is busy half of the time."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([usable, *(ceil(quota) for quota in _quotas(own_group, groups))]))


def _quotas(own_group: Path, groups: Path) -> Iterator[float]:
    """The quotas, in cores, of the control group that this process is in and of every group around it."""
    folder = groups / _group(own_group).lstrip("/")
    for place in (folder, *folder.parents):
        if not place.is_relative_to(groups):
            return
        # The second version has one file with both; the first has two, in a tree for processors alone.
        version_1 = groups / "cpu" / place.relative_to(groups)
        texts = [
            _text(place / "cpu.max"),
            f"{_text(version_1 / 'cpu.cfs_quota_us')} {_text(version_1 / 'cpu.cfs_period_us')}",
        ]
        yield from (quota for text in texts if (quota := _cores_in(text)))


def _cores_in(text: str) -> float | None:
    """Cores in `200000 100000`: so much of a period. None for `max`, for -1 and for what cannot be read: no quota."""
    quota, _, period = text.partition(" ")
    return int(quota) / int(period) if quota.isdigit() and period.isdigit() and int(quota) and int(period) else None


def _group(own_group: Path) -> str:
    """The name of the group in `0::/name`, or of the one for processors in `4:cpu,cpuacct:/name`; the outermost where none is told."""
    for line in _text(own_group).splitlines():
        _, kinds, name = line.split(":", 2)
        if not kinds or "cpu" in kinds.split(","):
            return name
    return "/"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
