"""Asking what became of what was never answered: how often, and what each finding moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client import Refused, RefusedRow
from callsheet.sending.failpoints import failpoint
from callsheet.sending.payloads import subset
from callsheet.sending.reconciliation.evidence import (
    Arrived,
    CountSeen,
    Inconclusive,
    Missing,
    UnresolvedPart,
    WasRefused,
    look,
)
from callsheet.sending.reconciliation.quarantine import quarantine_left
from callsheet.sending.worker.apply_outcome import note_refusal
from callsheet.store import PartState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import CallsheetApi, Capabilities
    from callsheet.sending.reconciliation.evidence import Finding
    from callsheet.store import Attempt, Part, Store

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0


class Inquiry:
    """Looks for evidence about parts, more and more seldom, and always once when a quarantine ends.

    Args:
        store: the ledger.
        api: speaks to the server.
        quarantine_seconds: how long an unanswered upload may still arrive.
        recheck_seconds: how far apart two readings of a counter must lie.
    """

    def __init__(self, store: Store, api: CallsheetApi, quarantine_seconds: float, recheck_seconds: float) -> None:
        self._ledger, self._clock, self._api = store.ledger, store.clock, api
        self._quarantine, self._recheck = quarantine_seconds, recheck_seconds
        self._next: dict[str, tuple[float, float]] = {}

    def look(self, campaign_id: str, part: Part, capabilities: Capabilities) -> bool:
        """Ask about a part, if it is time to.

        Args:
            campaign_id: where it went.
            part: in state INTENT (left alone) or UNKNOWN.
            capabilities: what the server can be asked.

        Returns:
            True when the part moved.
        """
        attempt = self._ledger.attempt(part.attempt_id)
        if part.state is not PartState.UNKNOWN or attempt is None or not self._is_time(part, attempt):
            return False
        rows = self._ledger.part_rows(part.id)
        besides = self._ledger.sent_elsewhere(part.id)
        case = UnresolvedPart(campaign_id, part, attempt, rows, self._clock, self._quarantine, self._recheck, besides)
        finding = look(self._api, capabilities, case)
        failpoint("looked")
        self.apply(case, finding)
        failpoint("evidence_settled")
        return not isinstance(finding, Inconclusive | CountSeen)

    def _is_time(self, part: Part, attempt: Attempt) -> bool:
        now = self._clock.boot_seconds()
        due, wait = self._next.get(part.id, (now, FIRST_WAIT))
        if now < due:
            return False
        left = quarantine_left(attempt, self._clock, self._quarantine)
        soon = min(wait, left) if left else wait
        self._next[part.id] = (now + soon, min(2 * wait, LONGEST_WAIT))
        return True

    def apply(self, case: UnresolvedPart, finding: Finding) -> None:
        """Move a part by what was found.

        Args:
            case: the part and all that is known.
            finding: what was found.
        """
        moves, part = self._ledger.transitions, case.part
        match finding:
            case Arrived(how):
                moves.acknowledge(part.id, how)
            case Missing(how, None) if case.attempt.refusal is not None:
                note_refusal(self._ledger, part, case.rows, told_before(case), how)
            case Missing(how, rows):
                moves.record_absence(part.id, rows, subset, evidence=how)
            case WasRefused(how, refusal):
                note_refusal(self._ledger, part, case.rows, refusal, how)
            case CountSeen(count):
                moves.record_lead_count(part.id, count)
            case Inconclusive():
                pass


def told_before(case: UnresolvedPart) -> Refused:
    """The refusal that an attempt was answered, its rows in the order of the upload."""
    refusal = case.attempt.refusal or {}
    return refusal_of(refusal.get("status", 400), refusal.get("words", ""), refusal.get("rows", {}), case.rows)


def refusal_of(status: int, words: str, said: dict[str, str], rows: Sequence[tuple[int, str, int]]) -> Refused:
    """A refusal as the client reads it, from what the ledger keeps of it.

    Args:
        status: HTTP status.
        words: the server's own.
        said: row number of the file, as text → the server's words.
        rows: row number, E.164 and round of the part's rows.
    """
    named = [
        RefusedRow(place, number, "", said[str(row)])
        for place, (row, number, _) in enumerate(rows, start=2)
        if str(row) in said
    ]
    return Refused(status, words, tuple(named))
