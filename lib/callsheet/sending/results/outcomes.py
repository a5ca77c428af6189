"""The words of a server for calls and leads, as outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.sending.destinations.workflow_removal import NOT_CALLED
from callsheet.store import CallOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping

CALL_OUTCOMES: Mapping[str, CallOutcome] = {
    "completed": CallOutcome.REACHED,
    "did_not_pick": CallOutcome.NO_ANSWER,
    "no_answer": CallOutcome.NO_ANSWER,
    "busy": CallOutcome.BUSY,
    "failed": CallOutcome.FAILED,
    "cancelled": CallOutcome.STOPPED,
    "canceled": CallOutcome.STOPPED,
    "retry_expired": CallOutcome.STOPPED,
    "queued": CallOutcome.NOT_YET,
    "initiated": CallOutcome.NOT_YET,
    "ringing": CallOutcome.NOT_YET,
    "in_progress": CallOutcome.NOT_YET,
}
"""Documented are the outcomes down to `retry_expired`; `canceled` is the other spelling, the rest was seen."""
CAMPAIGN_LEAD_OUTCOMES: Mapping[str, CallOutcome] = {
    "pending": CallOutcome.NOT_YET,
    "in_progress": CallOutcome.NOT_YET,
    "completed": CallOutcome.REACHED,
    "failed": CallOutcome.FAILED,
    "removed": CallOutcome.STOPPED,
}
"""Of a campaign's lead of which no call is known."""
OPEN_WORKFLOW_LEADS = NOT_CALLED | {"in_progress", "running", "active", "calling"}
"""Statuses of leads to whom a call may come (ours: the provider documents none). The end of a workflow does not say
whether somebody was reached; the calls in its history do."""


def call_outcome(status: str) -> CallOutcome:
    """Return what became of a call; not known for a word that is not listed here.

    Args:
        status: lower case, with underscores.
    """
    return CALL_OUTCOMES.get(status, CallOutcome.NOT_KNOWN)


def campaign_lead_outcome(status: str) -> CallOutcome:
    """Return what became of a campaign's lead, as far as its own status tells."""
    return CAMPAIGN_LEAD_OUTCOMES.get(status, CallOutcome.NOT_KNOWN)


def workflow_lead_outcome(status: str) -> CallOutcome:
    """Return whether a workflow's lead may still be called; what became of it is not known by its status."""
    return CallOutcome.NOT_YET if status in OPEN_WORKFLOW_LEADS else CallOutcome.NOT_KNOWN


def counts_now(counts: Mapping[CallOutcome, int], rows_sent: int) -> dict[CallOutcome, int]:
    """Return counts that were read earlier as they are now: more may have been sent since, or some taken back.

    Args:
        counts: outcome → leads when the results were read.
        rows_sent: leads that are sent now; the counts returned add up to it, unless others were called or cancelled.
    """
    changed = {**counts, CallOutcome.NOT_YET: counts.get(CallOutcome.NOT_YET, 0) + rows_sent - sum(counts.values())}
    return {outcome: leads for outcome, leads in changed.items() if leads > 0}
