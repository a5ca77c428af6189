"""Taking back: what was just sent is removed at the server while it is pending, where the server can."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from callsheet.errors import NotFound, ServerError
from callsheet.sending.reconciliation.evidence import REMOVED
from callsheet.store import PartState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.client import CallsheetApi, Lead
    from callsheet.store import Ledger, Part, Submission

PENDING = "pending"
SENDER = "sender"


def take_back(ledger: Ledger, api: CallsheetApi, submission: Submission) -> bool:
    """Remove the leads of a submission that nobody has been called for yet.

    Args:
        ledger: notes which were removed; their numbers are free again.
        api: speaks to the server.
        submission: the operator has asked for it.

    Returns:
        True when it was tried to the end; False when the server could not be asked, so that it is tried again.
    """
    try:
        standing = _standing(api, submission.campaign_id)
        for part in submission.in_state(PartState.ACKED):
            _take_back_part(ledger, api, part, standing)
    except NotFound:
        pass
    except ServerError:
        return False
    ledger.transitions.request_recall(submission.id, SENDER, "done")
    return True


def _standing(api: CallsheetApi, campaign_id: str) -> dict[str, list[Lead]]:
    standing: defaultdict[str, list[Lead]] = defaultdict(list)
    for lead in api.leads(campaign_id):
        if lead.status != REMOVED:
            standing[lead.phone_number].append(lead)
    return standing


def _take_back_part(ledger: Ledger, api: CallsheetApi, part: Part, standing: Mapping[str, list[Lead]]) -> None:
    gone: list[int] = []
    besides = ledger.sent_elsewhere(part.id)
    try:
        for row, number, _ in ledger.part_rows(part.id):
            leads = standing.get(number, [])
            # the newest is ours; where only those of other parts are listed, ours was removed when last tried
            is_gone = len(leads) <= besides.get(number, 0)
            if is_gone or (leads[-1].status == PENDING and api.remove_lead(leads.pop().id)):
                gone.append(row)
    finally:
        if gone:
            ledger.transitions.confirm_recall(part.id, gone, SENDER)
