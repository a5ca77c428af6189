"""The clocks of the store: the time of day in UTC, and a clock that cannot be set back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from callsheet.system.platform_support import boot_id, boot_seconds

if TYPE_CHECKING:
    from collections.abc import Callable


def utc_now() -> datetime:
    """Return the time of day in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """The clocks that the ledger reads.

    Args:
        now: returns the time of day, aware.
        boot_seconds: returns seconds on a clock that only goes forward.
        boot_id: identifies the start of the machine that those seconds count from.
    """

    now: Callable[[], datetime] = utc_now
    boot_seconds: Callable[[], float] = boot_seconds
    boot_id: Callable[[], str] = boot_id
