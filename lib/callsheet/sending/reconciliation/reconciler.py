"""Reconcile parts of unknown outcome: when to ask the server, and which transition each finding causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from callsheet.sending.failpoints import failpoint
from callsheet.sending.reconciliation.evidence import (
    Arrived,
    CountSeen,
    Inconclusive,
    Missing,
    RefusalFound,
    UnresolvedPart,
)
from callsheet.sending.reconciliation.quarantine import quarantine_left
from callsheet.sending.reconciliation.refused_rows import RefusedPart, apply_refusal, recorded_refusal
from callsheet.store import PartState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.sending.reconciliation.evidence import Finding
    from callsheet.store import Attempt, DestinationKind, Part, Store, Submission

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between two queries about one part: doubled from the first to the longest. Chosen by hand."""


class EvidenceSource(Protocol):
    """What can be asked about uploads to one kind of destination."""

    def investigate(self, unresolved: UnresolvedPart) -> Finding:
        """Ask the server what became of a part. Never sends anything.

        Args:
            unresolved: the part.
        """


class Reconciler:
    """Queries the server about parts, at growing intervals, and always once when a quarantine ends.

    Args:
        store: the ledger.
        sources: kind of destination → what can be asked about its uploads.
        quarantine_seconds: how long an unanswered upload may still arrive.
        recheck_seconds: how far apart two readings of a counter must be.
    """

    def __init__(
        self,
        store: Store,
        sources: Mapping[DestinationKind, EvidenceSource],
        quarantine_seconds: float,
        recheck_seconds: float,
    ) -> None:
        self._ledger, self._clock, self._sources = store.ledger, store.clock, sources
        self._quarantine, self._recheck = quarantine_seconds, recheck_seconds
        self._next: dict[str, tuple[float, float]] = {}

    def ask_at_once(self) -> None:
        """Forget the intervals: the next call of `reconcile` queries the server about any part."""
        self._next.clear()

    def reconcile(self, submission: Submission, part: Part) -> bool:
        """Query the server about a part, if it is time to.

        Args:
            submission: whose part.
            part: in state UNKNOWN; one in INTENT is left alone.

        Returns:
            True when the part changed its state.
        """
        attempt = self._ledger.attempt(part.attempt_id)
        if part.state is not PartState.UNKNOWN or attempt is None or not self._is_due(part, attempt):
            return False
        unresolved = UnresolvedPart(
            campaign_id=submission.campaign_id,
            part=part,
            attempt=attempt,
            rows=self._ledger.part_rows(part.id),
            clock=self._clock,
            quarantine_seconds=self._quarantine,
            recheck_seconds=self._recheck,
            sent_elsewhere=self._ledger.lead_counts.sent_elsewhere(part.id),
        )
        finding = self._sources[submission.destination].investigate(unresolved)
        failpoint("looked")
        self._apply(unresolved, finding)
        failpoint("evidence_settled")
        return not isinstance(finding, Inconclusive | CountSeen)

    def _is_due(self, part: Part, attempt: Attempt) -> bool:
        now = self._clock.boot_seconds()
        due, wait = self._next.get(part.id, (now, FIRST_WAIT))
        if now < due:
            return False
        left = quarantine_left(attempt, self._clock, self._quarantine)
        self._next[part.id] = (now + (min(wait, left) if left else wait), min(2 * wait, LONGEST_WAIT))
        return True

    def _apply(self, unresolved: UnresolvedPart, finding: Finding) -> None:
        part, attempt, rows = unresolved.part, unresolved.attempt, unresolved.rows
        transitions = self._ledger.transitions
        match finding:
            case Arrived(evidence, at_server):
                transitions.acknowledge(part.id, evidence, at_server=at_server)
            case Missing(evidence, None) if attempt.refusal is not None:
                apply_refusal(self._ledger, RefusedPart(part, rows, recorded_refusal(attempt, rows), evidence))
            case Missing(evidence, missing, lead_ids):
                transitions.record_absence(part.id, missing, evidence, lead_ids=lead_ids)
            case RefusalFound(evidence, refusal):
                apply_refusal(self._ledger, RefusedPart(part, rows, refusal, evidence))
            case CountSeen(count):
                transitions.record_lead_count(part.id, count)
            case Inconclusive():
                pass
