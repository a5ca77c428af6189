"""A workflow: the server gives each lead an id. Evidence is the difference of the ids before and after, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client import NotSent, RateLimited, WorkflowApi
from callsheet.errors import KeyRefused, NotFound, ServerError
from callsheet.errors import RateLimited as SlowDown
from callsheet.sending.destinations.destination import Before, NotToSend
from callsheet.sending.destinations.workflow_removal import WorkflowRemoval
from callsheet.sending.reconciliation.evidence import Arrived, Inconclusive, Missing
from callsheet.store import AtServer, Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.client import CallsheetApi, Outcome, Refused, WorkflowLeads
    from callsheet.sending.reconciliation.evidence import Finding, UnresolvedPart
    from callsheet.sending.reconciliation.removal import Removal
    from callsheet.store import Ledger, Part, PartRow, Submission


class WorkflowDestination:
    """The workflows of a server; methods as of `Destination`.

    Args:
        api: a client of the server.
        ledger: stores the ids of leads.
    """

    def __init__(self, api: CallsheetApi, ledger: Ledger) -> None:
        self._api, self._ledger = api, ledger

    def look(self, submission: Submission, rows: Sequence[PartRow]) -> Before | NotToSend | NotSent | RateLimited:
        """As of `Destination`: reads which of the numbers are enrolled."""
        try:
            listed = WorkflowApi(self._api, submission.campaign_id).leads()
        except (NotFound, KeyRefused):
            return Before()  # the answer to the upload says so
        except SlowDown as error:
            return RateLimited(error.retry_after, error.message)
        except ServerError as error:
            return NotSent(type(error).__name__)
        row_of = {number: row for row, number, _ in rows}
        enrolled = [lead for lead in listed.leads if lead.phone_number in row_of]
        if enrolled and not submission.again:
            return NotToSend(frozenset(row_of[lead.phone_number] for lead in enrolled))
        return Before(known_ids=tuple(lead.id for lead in enrolled) if listed.is_whole else None)

    def upload(
        self, submission: Submission, part: Part, data: bytes, before: Before, before_first_byte: Callable[[], None]
    ) -> Outcome:
        """As of `Destination`."""
        del before
        workflow = WorkflowApi(self._api, submission.campaign_id)
        return workflow.enrol(data, request_id=part.id, before_first_byte=before_first_byte)

    def queued_nothing(self, submission: Submission, rows: Sequence[PartRow], before: Before) -> bool:
        """As of `Destination`: no lead with a number of the part has a new id."""
        if before.known_ids is None:
            return False
        try:
            listed = WorkflowApi(self._api, submission.campaign_id).leads()
        except ServerError:
            return False
        return listed.is_whole and not _new_ids(listed, rows, before.known_ids)

    def can_change_form(self, part: Part, refusal: Refused) -> bool:
        """As of `Destination`: the column is documented, and nothing else was seen."""
        del part, refusal
        return False

    def investigate(self, unresolved: UnresolvedPart) -> Finding:
        """As of `Destination`: leads with a new id have arrived; the others have not, once the quarantine is over."""
        known_ids = unresolved.attempt.known_ids
        if known_ids is None:
            return Inconclusive()
        try:
            listed = WorkflowApi(self._api, unresolved.campaign_id).leads()
        except ServerError:
            return Inconclusive()
        ids = _new_ids(listed, unresolved.rows, known_ids)
        missing = frozenset(row for row, _, _ in unresolved.rows if row not in ids)
        if not missing:
            return Arrived(Evidence.LIST, AtServer(lead_ids=ids))
        if not (unresolved.is_quarantine_over and listed.is_whole):
            return Inconclusive()
        return Missing(Evidence.LIST, missing if ids else None, ids)

    def removal(self, submission: Submission) -> Removal:
        """As of `Destination`."""
        return WorkflowRemoval(WorkflowApi(self._api, submission.campaign_id), self._ledger.lead_ids(submission.id))


def _new_ids(listed: WorkflowLeads, rows: Sequence[PartRow], known_ids: Sequence[str]) -> dict[int, str]:
    """Row number → id of its lead, for leads that were not enrolled before."""
    known, row_of = set(known_ids), {number: row for row, number, _ in rows}
    new = (lead for lead in listed.leads if lead.id not in known and lead.phone_number in row_of)
    return {row_of[lead.phone_number]: lead.id for lead in new}
