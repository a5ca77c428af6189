"""What became of an upload that was never answered: ask the server, then the operator; send nothing to learn it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import ServerError, StoreError
from callsheet.store import RowState, State, Submission
from callsheet.store.clock import now

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.client import CallsheetApi
    from callsheet.store import Ledger


def found_at_server(api: CallsheetApi, ledger: Ledger, submission: Submission, quarantine_ends: datetime) -> State:
    """Look for a submission's leads in the campaign's list.

    Args:
        api: speaks to the server.
        ledger: knows which numbers it carried.
        submission: in state UNKNOWN.
        quarantine_ends: before this moment absence is no evidence.

    Returns:
        SENT when every number is there, NOT_SENT when none is and none can still arrive, else UNKNOWN.
    """
    try:
        if not api.capabilities().list_leads:
            return State.UNKNOWN
        present = {lead.phone_number for lead in api.leads(submission.campaign_id)}
    except ServerError:
        return State.UNKNOWN
    carried = {number for _, number, *_ in ledger.rows(submission.id, RowState.UNKNOWN)}
    if carried <= present:
        return State.SENT
    if carried.isdisjoint(present) and now() >= quarantine_ends:
        return State.NOT_SENT
    return State.UNKNOWN


def told_by_operator(ledger: Ledger, submission: Submission, *, arrived: bool, quarantine_ends: datetime) -> Submission:
    """Settle a submission by what the operator saw at the server.

    Args:
        ledger: keeps the answer.
        submission: in state UNKNOWN.
        arrived: True when the operator found the leads in the campaign.
        quarantine_ends: before this moment "not there" is not accepted: the leads may still arrive.

    Raises:
        StoreError: the submission is not unknown, or it is too early to say that nothing arrived.
    """
    if submission.state is not State.UNKNOWN:
        raise StoreError(f"submission {submission.id} is settled already")
    if not arrived and now() < quarantine_ends:
        raise StoreError(f"submission {submission.id} may still arrive")
    return ledger.end(submission.id, State.SENT if arrived else State.NOT_SENT, message=submission.message)
