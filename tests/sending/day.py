"""A time of day that a test sets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.store import Clock

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.store import Store


@dataclass
class Day:
    """The time of day of a store.

    Args:
        now: the present time.
    """

    now: datetime

    def of(self, store: Store) -> Store:
        """Return a store whose time of day this is, also when it changes."""
        return replace(store, clock=Clock(now=lambda: self.now))

    def pass_minutes(self, minutes: float) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)
