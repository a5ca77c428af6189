"""Recall pending leads: remove from the campaign what was sent and not called yet, where the server can."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from callsheet.errors import NotFound, ServerError
from callsheet.sending.reconciliation.evidence import REMOVED
from callsheet.store import SENDER, PartState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.client import CallsheetApi, Lead
    from callsheet.store import Ledger, Part, Submission

PENDING = "pending"


def recall_submission(ledger: Ledger, api: CallsheetApi, submission: Submission) -> bool:
    """Remove the leads of a submission that are still pending at the server.

    Args:
        ledger: records which leads were removed; their numbers are free again.
        api: a client of the server.
        submission: the operator has requested its recall.

    Returns:
        True when every part was tried; False when the server could not be asked, so that it is tried again.
    """
    try:
        listed = _listed_leads(api, submission.campaign_id)
        for part in submission.in_state(PartState.ACKED):
            _recall_part(ledger, api, part, listed)
    except NotFound:
        pass
    except ServerError:
        return False
    ledger.decisions.finish_recall(submission.id)
    return True


def _listed_leads(api: CallsheetApi, campaign_id: str) -> dict[str, list[Lead]]:
    """E.164 → the campaign's leads of that number that are not removed, the newest last."""
    listed: defaultdict[str, list[Lead]] = defaultdict(list)
    for lead in api.leads(campaign_id):
        if lead.status != REMOVED:
            listed[lead.phone_number].append(lead)
    return listed


def _recall_part(ledger: Ledger, api: CallsheetApi, part: Part, listed: Mapping[str, list[Lead]]) -> None:
    removed_rows: list[int] = []
    sent_elsewhere = ledger.lead_counts.sent_elsewhere(part.id)
    try:
        for row, number, _ in ledger.part_rows(part.id):
            leads = listed.get(number, [])
            # The newest lead is ours. If only other parts' leads are listed, an earlier try has removed ours already.
            is_removed = len(leads) <= sent_elsewhere.get(number, 0)
            if is_removed or (leads[-1].status == PENDING and api.remove_lead(leads.pop().id)):
                removed_rows.append(row)
    finally:
        if removed_rows:
            ledger.transitions.confirm_recall(part.id, removed_rows, SENDER)
