"""The clocks of the store: the time of day, in UTC, and a clock that nobody can set back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from callsheet.platform_support import boot_id, boot_seconds

if TYPE_CHECKING:
    from collections.abc import Callable


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def aware(moment: datetime) -> datetime:
    """A stored time with its zone; SQLite hands it back without one."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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
