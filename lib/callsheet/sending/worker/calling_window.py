"""The calling hours of a part at the moment when it is to be sent, judged anew: hours that were missed are gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from callsheet.store import HoldBackReason
from callsheet.validation import CallState, calling_rule, opening_in

if TYPE_CHECKING:
    from callsheet.store import Ledger, Part, Submission
    from callsheet.validation import Opening

MARGIN = timedelta(minutes=15)
"""A part leaves only if its hours stay open for this long: the server queues the leads and calls them afterwards.
Chosen by hand; how long a queue takes is known to the server alone."""
_LONGEST = timedelta(days=1)
"""Hours that never close are judged again after this time."""
_LOOK_SECONDS = 60.0
"""Parts that wait for their hours are judged again this often, so that a clock which was wrong when they were postponed
does not make them wait for days; on the clock that nobody can set."""


class CallingWindows:
    """Decides whether a part may leave by the calling hours of its submission, and moves those that may not.

    Args:
        ledger: where parts are postponed and held back.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
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

    def closing_time(self, submission: Submission, part: Part) -> datetime | None:
        """Return until when a part may leave; None: it must not leave now, and was postponed or held back if need be.

        Args:
            submission: whose part.
            part: READY, with zones.
        """
        self._judged[part.id] = self._boot()
        now = self._ledger.clock.now()
        moment = max(now, submission.starts_at or now)
        opening = _opening(submission, part, moment)
        if opening is None:
            rows = [row.row for row in self._ledger.part_rows(part.id)]
            self._ledger.transitions.hold_back(part.id, rows, HoldBackReason.NO_LOCAL_TIME)
            return None
        until = moment + _LONGEST if opening.until is None else datetime.fromtimestamp(opening.until, UTC)
        opens_at = moment
        if opening.state is not CallState.NOW or until - moment <= MARGIN:
            opens_at = until if opening.next_at is None else datetime.fromtimestamp(opening.next_at, UTC)
        if opens_at <= now and (part.opens_at is None or part.opens_at <= now):
            return until
        if opens_at != part.opens_at:
            self._ledger.transitions.postpone(part.id, opens_at)
        return None

    def _boot(self) -> float:
        return self._ledger.clock.boot_seconds()


def _opening(submission: Submission, part: Part, moment: datetime) -> Opening | None:
    """What the hours say; None when they are never open wherever the people may be, or nothing tells where that is."""
    if not submission.calling_hours or not part.zones:
        return None
    opening = opening_in(calling_rule(submission.calling_hours), part.zones, moment)
    return opening if opening.state is CallState.NOW or opening.next_at is not None else None
