"""What only some systems offer, with the fall-back for the others: Linux has all of it, macOS a part.

Windows is not supported; its users run Callsheet in WSL, which is Linux.
"""

from __future__ import annotations

import ctypes
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
MOUNTS = Path("/proc/self/mounts")
MEMORY = Path("/proc/self/statm")
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -3, -1
"""Parameters of `mallopt(3)`."""


def boot_seconds() -> float:
    """Seconds on a clock that nobody can set, time asleep included.

    Linux has `CLOCK_BOOTTIME` for it; on macOS `CLOCK_MONOTONIC` counts the time asleep as well (its manual page
    `clock_gettime(3)`). Counted from the last start of the machine, see `boot_id`.
    """
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@cache
def boot_id() -> str:
    """Which start of which machine `boot_seconds` counts from; made from the time of that start where no id exists.

    The fall-back is rounded to 10 s, so that it is the same in every process although both clocks are read in turn;
    it changes when the clock is set, which looks like a restart: the time of day decides then.
    """
    with suppress(OSError):
        return BOOT_ID.read_text(encoding="ascii").strip()
    return f"started-{round(time.time() - boot_seconds(), -1):.0f}"


def file_system(path: Path) -> str:
    """The type of the file system that holds a path, such as "ext4" or "nfs4"; "" where the system does not tell.

    Args:
        path: a file or folder.
    """
    where = path.resolve()
    mounts = [(folder, kind) for folder, kind in _mounts() if where.is_relative_to(folder)]
    return max(mounts, key=lambda mount: len(mount[0]), default=("", ""))[1]


def _mounts() -> list[tuple[str, str]]:
    """Folder and file system type of every mount."""
    with suppress(OSError):
        lines = [line.split() for line in MOUNTS.read_text("utf-8").splitlines()]
        return [(line[1].replace("\\040", " "), line[2]) for line in lines]
    return []


def memory_bytes() -> int:
    """Resident memory of this process in bytes; 0 where the system does not tell."""
    return _pages(1)


def address_space_bytes() -> int:
    """Reserved addresses of this process, in bytes, which `RLIMIT_AS` limits; 0 where the system does not tell."""
    return _pages(0)


def _pages(column: int) -> int:
    with suppress(OSError):
        import resource  # noqa: PLC0415 - Windows has none

        return int(MEMORY.read_bytes().split()[column]) * resource.getpagesize()
    return 0


def trim_memory() -> None:
    """Return freed memory to the system; only glibc has the call, elsewhere nothing happens."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def return_memory_at_once(least: int = 1 << 20, unused: int | None = None) -> None:
    """From now on, return every freed block of 1 MiB or more to the system: for a process whose peak matters.

    glibc otherwise raises that threshold to the size of the largest block freed, up to 32 MiB (mallopt(3)), and the
    large blocks of one step stay beside those of the next. Elsewhere nothing happens.

    Args:
        least: bytes of the smallest such block.
        unused: bytes at the end of the heap that may stay unused, for smaller blocks; None: as many as `least`.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, least)
        ctypes.CDLL(None).mallopt(_M_TRIM_THRESHOLD, least if unused is None else unused)
