"""The calling hours of a part at the moment when it is to be sent, judged anew: hours that were missed are gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from callsheet.sending.planning.call_queue import MARGIN
from callsheet.sending.planning.schedule import next_usable_opening
from callsheet.store import HoldBackReason
from callsheet.validation import CallState, calling_rule, opening_in

if TYPE_CHECKING:
    from callsheet.sending.worker.call_queues import CallQueues
    from callsheet.store import Ledger, Part, Submission
    from callsheet.validation import Opening

_LONGEST = timedelta(days=1)
"""Hours that never close are judged again after this time."""
_LOOK_SECONDS = 60.0
"""Parts that wait for their hours are judged again this often, so that a clock which was wrong when they were postponed
does not make them wait for days; on the clock that nobody can set."""


@dataclass(frozen=True)
class Window:
    """When a part may be sent.

    Args:
        not_before: when it was judged: a clock that is set back after that proves nothing about the new time.
        not_after: from then on its leads could not be called before their hours end; it is judged with a margin, which
            is what an upload may take.
        closes_at: when the hours end.
    """

    not_before: datetime
    not_after: datetime
    closes_at: datetime


class CallingWindows:
    """Decides whether a part may leave by the calling hours of its submission, and moves those that may not.

    Args:
        ledger: where parts are postponed, split and held back.
        queues: how long leads wait at the server until they are called.
    """

    def __init__(self, ledger: Ledger, queues: CallQueues) -> None:
        self._ledger, self._queues = ledger, queues
        self._judged: dict[str, float] = {}

    def is_due(self, part: Part) -> bool:
        """Return True when the time of a part has come, or when its hours are to be judged again.

        Args:
            part: READY.
        """
        if part.opens_at is None or part.opens_at <= self._ledger.clock.now():
            return True
        judged = self._judged.get(part.id)
        return part.zones is not None and (judged is None or self._boot() - judged >= _LOOK_SECONDS)

    def window(self, submission: Submission, part: Part) -> Window | None:
        """Return when a part may leave; None: not now, and it was postponed, split or held back if need be.

        A release is not a call: leads that the server would call after their hours wait for the next ones.

        Args:
            submission: whose part.
            part: READY, with zones.
        """
        self._judged[part.id] = self._boot()
        now = self._ledger.clock.now()
        moment = max(now, submission.starts_at or now)
        opening = _opening(submission, part, moment)
        if opening is None:
            self._hold_back(part)
            return None
        until = moment + _LONGEST if opening.until is None else datetime.fromtimestamp(opening.until, UTC)
        window, share = Window(moment, until, until), 0
        if opening.state is CallState.NOW:
            window, share = self._share(submission, part, opening, window)
        is_early = moment > now or (part.opens_at is not None and part.opens_at > now)
        if share == part.rows and not is_early:
            return window
        opens_at: datetime | None = moment
        if not (share and is_early):
            opens_at = next_usable_opening(calling_rule(submission.calling_hours), part.zones or (), opening)
        if opens_at is None:
            self._hold_back(part)
        elif share and not is_early:
            self._ledger.transitions.split(part.id, share, opens_at)
        elif opens_at != part.opens_at:
            is_closed = opening.state is not CallState.NOW or until - moment <= MARGIN
            is_missed = is_closed and not is_early and part.opens_at is not None
            self._ledger.transitions.postpone(part.id, opens_at, is_missed=is_missed)
        return None

    def _share(self, submission: Submission, part: Part, opening: Opening, window: Window) -> tuple[Window, int]:
        """Until when the part may leave in hours that are open, and how many of its leads may."""
        if opening.until is None:
            return window, part.rows
        open_for = window.closes_at - window.not_before
        if open_for <= MARGIN:
            return window, 0
        queue = self._queues.of(submission)
        share = queue.share(part.rows, open_for)
        return replace(window, not_after=window.closes_at - queue.time_for(share)), share

    def _hold_back(self, part: Part) -> None:
        rows = [row.row for row in self._ledger.part_rows(part.id)]
        self._ledger.transitions.hold_back(part.id, rows, HoldBackReason.NO_LOCAL_TIME)

    def _boot(self) -> float:
        return self._ledger.clock.boot_seconds()


def _opening(submission: Submission, part: Part, moment: datetime) -> Opening | None:
    """What the hours say; None when they are never open wherever the people may be, or nothing tells where that is."""
    if not submission.calling_hours or not part.zones:
        return None
    opening = opening_in(calling_rule(submission.calling_hours), part.zones, moment)
    return opening if opening.state is CallState.NOW or opening.next_at is not None else None
