"""Recall pending leads: remove from the campaign what was sent and not called yet, where the server can."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from callsheet.errors import NotFound, RateLimited, ServerError
from callsheet.sending.reconciliation.evidence import REMOVED
from callsheet.store import SENDER, PartState, Recall

if TYPE_CHECKING:
    from callsheet.client import CallsheetApi, Lead
    from callsheet.store import Ledger, Part, Submission

PENDING = "pending"
ROWS_AT_ONCE = 100
"""Leads after which the ledger learns what was removed, and whether the operator has stopped it; chosen by hand."""
LONGEST_PAUSE = 24 * 3600.0
"""Seconds; whatever a server asks for, it goes on within a day."""


@dataclass
class _Run:
    """How far the recall of a submission is.

    Args:
        pages: pages of the campaign's leads that were read.
        is_listed: True when all were read.
        listed: E.164 → the campaign's leads of that number that are not removed, the newest last.
        tried: row numbers that were dealt with.
        due_at: boot time in seconds before which the server asked for a pause.
    """

    pages: int = 0
    is_listed: bool = False
    listed: defaultdict[str, list[Lead]] = field(default_factory=lambda: defaultdict(list))
    tried: set[int] = field(default_factory=set)
    due_at: float = 0.0


class Recaller:
    """Recalls submissions; where the server asks for a pause, it goes on afterwards where it was.

    Args:
        ledger: records which leads were removed; their numbers are free again.
        api: a client of the server.
    """

    def __init__(self, ledger: Ledger, api: CallsheetApi) -> None:
        self._ledger, self._api = ledger, api
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
            self._list_leads(run, submission.campaign_id)
            for part in submission.in_state(PartState.ACKED):
                self._recall_part(run, part)
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

    def _list_leads(self, run: _Run, campaign_id: str) -> None:
        if run.is_listed:
            return
        for page in self._api.lead_pages(campaign_id, run.pages + 1):
            run.pages += 1
            for lead in page:
                if lead.status != REMOVED:
                    run.listed[lead.phone_number].append(lead)
        run.is_listed = True

    def _recall_part(self, run: _Run, part: Part) -> None:
        """Recall the leads of a part, unless the operator stops it."""
        sent_elsewhere = self._ledger.lead_counts.sent_elsewhere(part.id)
        rows = [row for row in self._ledger.part_rows(part.id) if row.row not in run.tried]
        for start in range(0, len(rows), ROWS_AT_ONCE):
            if not self._is_wanted(part.submission_id):
                return
            removed_rows: list[int] = []
            try:
                for row, number, _ in rows[start : start + ROWS_AT_ONCE]:
                    if self._remove(run.listed.get(number, []), sent_elsewhere.get(number, 0)):
                        removed_rows.append(row)
                    run.tried.add(row)
            finally:
                if removed_rows:
                    self._ledger.transitions.confirm_recall(part.id, removed_rows, SENDER)

    def _remove(self, leads: list[Lead], sent_elsewhere: int) -> bool:
        """Remove our lead of a number; True when it is removed.

        The newest lead is ours. If only other parts' leads are listed, an earlier try has removed ours already.
        """
        if len(leads) <= sent_elsewhere:
            return True
        is_removed = leads[-1].status == PENDING and self._api.remove_lead(leads[-1].id)
        leads.pop()  # after the answer: a lead that could not be asked about is still there
        return is_removed
