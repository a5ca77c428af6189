"""Recall pending leads: remove from the campaign what was sent and not called yet, where the server can."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from callsheet.errors import NotFound, RateLimited, ServerError
from callsheet.store import SENDER, PartState, Recall

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.sending.reconciliation.removal import Removal
    from callsheet.store import Ledger, Part, Submission

LONGEST_PAUSE = 24 * 3600.0
"""Seconds; whatever a server asks for, it goes on within a day."""


@dataclass
class _Run:
    """How far the recall of a submission is.

    Args:
        removal: how its leads are removed.
        tried: row numbers that were dealt with.
        due_at: boot time in seconds before which the server asked for a pause.
    """

    removal: Removal | None = None
    tried: set[int] = field(default_factory=set)
    due_at: float = 0.0


class Recaller:
    """Recalls submissions; where the server asks for a pause, it goes on afterwards where it was.

    Args:
        ledger: records which leads were removed; their numbers are free again.
        removal_of: returns how the leads of a submission are removed; it may raise a `ServerError`.
    """

    def __init__(self, ledger: Ledger, removal_of: Callable[[Submission], Removal]) -> None:
        self._ledger, self._removal_of = ledger, removal_of
        self._runs: dict[str, _Run] = {}

    def recall(self, submission: Submission) -> bool:
        """Remove the leads of a submission that are still pending at the server.

        Args:
            submission: the operator has requested its recall.

        Returns:
            True when every part was tried; False when the server asks for a pause or could not be asked, so that it is
            tried again.
        """
        now = self._ledger.clock.boot_seconds()
        run = self._runs.setdefault(submission.id, _Run())
        if now < run.due_at <= now + LONGEST_PAUSE:
            return False
        try:
            run.removal = removal = run.removal or self._removal_of(submission)
            removal.prepare()
            for part in submission.in_state(PartState.ACKED):
                self._recall_part(run, removal, part)
        except RateLimited as limited:
            run.due_at = now + min(limited.retry_after, LONGEST_PAUSE)
            return False
        except NotFound:
            pass
        except ServerError:
            del self._runs[submission.id]
            return False
        del self._runs[submission.id]
        if self._is_wanted(submission.id):
            self._ledger.decisions.finish_recall(submission.id)
        return True

    def _is_wanted(self, submission_id: str) -> bool:
        return self._ledger.get(submission_id).recall is Recall.ASKED

    def _recall_part(self, run: _Run, removal: Removal, part: Part) -> None:
        """Recall the leads of a part, unless the operator stops it."""
        sent_elsewhere = self._ledger.lead_counts.sent_elsewhere(part.id)
        rows = [row for row in self._ledger.part_rows(part.id) if row.row not in run.tried]
        for start in range(0, len(rows), removal.rows_at_once):
            if not self._is_wanted(part.submission_id):
                return
            block, removed_rows = rows[start : start + removal.rows_at_once], list[int]()
            try:
                for row, is_removed in removal.remove(part, block, sent_elsewhere):
                    run.tried.add(row)
                    if is_removed:
                        removed_rows.append(row)
            finally:
                if removed_rows or removal.facts:
                    self._ledger.transitions.confirm_recall(part.id, removed_rows, SENDER, **removal.facts)
