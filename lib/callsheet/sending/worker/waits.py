"""Waits between tries of a part: by the time of day, unless the clock was set back meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.store import Clock, Ledger, Part

SMALL_STEP = timedelta(seconds=60)
"""A clock that is corrected by less waits on; one that was set back further ends the wait. Chosen by hand."""


class Waits:
    """Decides when a part may be tried again. No wait grows by a clock that is set.

    Args:
        ledger: knows when a wait began.
        clock: the time of day, and the clock that nobody can set.
    """

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger, self._clock = ledger, clock
        self._due: dict[tuple[str, datetime], float] = {}

    def is_over(self, part: Part) -> bool:
        """True when a part waits for nothing, or has waited long enough.

        Args:
            part: in state READY.
        """
        now = self._clock.now()
        if part.not_before is None or part.not_before <= now:
            return True
        began = self._ledger.waits_since(part.id)
        if began is None or now < began - SMALL_STEP:
            return True
        boot = self._clock.boot_seconds()
        due = self._due.setdefault((part.id, part.not_before), boot + (part.not_before - now).total_seconds())
        return boot >= due
