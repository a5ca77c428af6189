"""The clocks of the store: the time of day, in UTC, and a clock that nobody can set back."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def aware(moment: datetime) -> datetime:
    """A stored time with its zone; SQLite hands it back without one."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def boot_seconds() -> float:
    """Seconds since the machine started, time asleep included; setting the clock does not move it."""
    which = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(which)


@cache
def boot_id() -> str:
    """Which start of which machine `boot_seconds` counts from."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return f"started-{round(time.time() - boot_seconds(), -1):.0f}"


@dataclass(frozen=True)
class Clock:
    """The time as the ledger sees it.

    Args:
        now: the time of day, aware.
        boot_seconds: seconds on a clock that only goes forward.
        boot_id: which start of which machine those count from.
    """

    now: Callable[[], datetime] = now
    boot_seconds: Callable[[], float] = boot_seconds
    boot_id: Callable[[], str] = boot_id
