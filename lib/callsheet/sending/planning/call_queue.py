"""How long leads wait at the server until they are called, and how many of them are called before the hours end.

A release is not a call: the server queues the leads and calls some at a time, one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.contract import ASSUMED_CALL_MINUTES, ASSUMED_CALLS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from callsheet.contract import Campaign
    from callsheet.store import Ledger

MARGIN = timedelta(minutes=15)
"""The last call of a part is expected to begin so long before its hours end. Chosen by hand."""
SMALLEST_SHARE = timedelta(minutes=15)
"""Fewer leads than are called in this time, or in half of what is left of the hours, are not sent apart from the others
of their part. Chosen by hand."""
_LOOK_BACK = timedelta(days=2)
"""Leads that were sent earlier count as called where nothing tells; chosen by hand."""
_CALL = timedelta(minutes=ASSUMED_CALL_MINUTES)


@dataclass(frozen=True)
class CallQueue:
    """The leads that a destination has not called yet, and how fast it calls them.

    Args:
        waiting: leads in the queue; a fraction where they are estimated.
        calls_at_once: how many people are called at the same time.
        is_stated: False where `calls_at_once` is assumed: neither the server nor the operator states it.
    """

    waiting: float = 0
    calls_at_once: int = ASSUMED_CALLS_AT_ONCE
    is_stated: bool = False

    @property
    def calls_an_hour(self) -> float:
        """Calls that are expected to begin within an hour."""
        return self.calls_at_once * (timedelta(hours=1) / _CALL)

    def figures(self) -> tuple[int, int, int, int]:
        """Return what the page says of it: leads in the queue, calls at once, calls an hour, and minutes a call."""
        return round(self.waiting), self.calls_at_once, round(self.calls_an_hour), ASSUMED_CALL_MINUTES

    def time_for(self, leads: float) -> timedelta:
        """Return when the last of some further leads is expected to be called, from now.

        Args:
            leads: that are added at the end of the queue.
        """
        return (self.waiting + leads) / self.calls_at_once * _CALL

    def fitting(self, open_for: timedelta) -> int:
        """Return how many further leads are expected to be called before the hours end, with the margin.

        Args:
            open_for: from now until the hours end.
        """
        return max(0, int((open_for - MARGIN) / _CALL * self.calls_at_once - self.waiting))

    def share(self, leads: int, open_for: timedelta) -> int:
        """Return how many leads of a part may be sent now: all, some if that is worth an upload of their own, or none.

        Args:
            leads: of the part.
            open_for: from now until the hours end.
        """
        fitting = self.fitting(open_for)
        if fitting >= leads:
            return leads
        worth = min(SMALLEST_SHARE, (open_for - MARGIN) / 2)
        return fitting if fitting and replace(self, waiting=0).time_for(fitting) >= worth else 0

    def after(self, elapsed: timedelta, leads: float = 0) -> CallQueue:
        """Return the queue some time later.

        Args:
            elapsed: since this state.
            leads: that are added then.
        """
        called = max(elapsed, timedelta(0)) / _CALL * self.calls_at_once
        return replace(self, waiting=max(0.0, self.waiting - called) + leads)


def estimated_queue(
    sent: Iterable[tuple[datetime, int]], now: datetime, calls_at_once: int, *, is_stated: bool
) -> CallQueue:
    """Return the queue of a destination that tells nothing about it, from what was sent to it.

    Args:
        sent: when leads were sent, and how many, in any order.
        now: the present time.
        calls_at_once: how many people are called at the same time.
        is_stated: as of `CallQueue`.
    """
    queue, before = CallQueue(0, calls_at_once, is_stated), None
    for at, leads in sorted(sent):
        queue = queue.after(at - (before or at), leads)
        before = at
    return queue if before is None else queue.after(now - before)


def read_queue(
    ledger: Ledger, server: str, campaign_id: str, campaign: Campaign | None, calls_at_once: int | None
) -> CallQueue:
    """Return the queue of a destination: as the server tells, else estimated from what was sent to it.

    Args:
        ledger: knows what was sent.
        server: name of the server.
        campaign_id: the campaign, agent or workflow.
        campaign: as the server returns it; None: not known, or the destination is not a campaign.
        calls_at_once: by the operator's word; None: not said.
    """
    stated = calls_at_once or (campaign.max_concurrent_calls if campaign is not None else None)
    at_once, is_stated = stated or ASSUMED_CALLS_AT_ONCE, bool(stated)
    if campaign is not None and "pending_calls" in campaign.model_fields_set:
        return CallQueue(campaign.pending_calls, at_once, is_stated)
    now = ledger.clock.now()
    return estimated_queue(
        ledger.destinations.leads_sent(server, campaign_id, now - _LOOK_BACK), now, at_once, is_stated=is_stated
    )
