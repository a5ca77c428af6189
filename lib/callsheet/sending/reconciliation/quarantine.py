"""The quarantine: how long an upload that got no answer may still arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet.store import Attempt, Clock


def quarantine_left(attempt: Attempt, clock: Clock, seconds: float) -> float | None:
    """Seconds until the absence of leads is evidence.

    Args:
        attempt: the upload that may still arrive.
        clock: the time. Its boot clock decides, which nobody can set; the time of day only after a restart.
        seconds: length of the quarantine.

    Returns:
        0.0 when it is over; None when it has not begun, because the process that sent may still be sending.
    """
    if attempt.quarantine_at is None or attempt.quarantine_boot is None:
        return None
    if attempt.boot_id == clock.boot_id():
        passed = clock.boot_seconds() - attempt.quarantine_boot
    else:
        passed = (clock.now() - attempt.quarantine_at).total_seconds()
    return min(max(0.0, seconds - passed), seconds)  # a clock that was set back makes no wait longer


def is_quarantine_over(attempt: Attempt, clock: Clock, seconds: float) -> bool:
    """True when nothing of an upload can arrive any more."""
    return quarantine_left(attempt, clock, seconds) == 0.0
