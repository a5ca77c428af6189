"""Results of workflows: the state of each lead by its id, and once it has ended the calls in its history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.client import IDS_A_REQUEST, read_calls, read_lead_history, read_workflow_leads
from callsheet.errors import NotFound
from callsheet.sending.results.outcomes import workflow_lead_outcome
from callsheet.sending.results.run import found_call, stored_id
from callsheet.store import LEAD, CallOutcome, FoundCall

if TYPE_CHECKING:
    from callsheet.client import CallRecord
    from callsheet.sending.results.run import Run


def read_workflow(run: Run) -> None:
    """Read the state of every lead of a send, `IDS_A_REQUEST` at a time.

    The history of a lead costs a request of its own: it is read when the lead has ended, once.

    Args:
        run: the pass.

    Raises:
        ServerError: the server did not respond as it should; NotFound: it does not list leads.
        ReadingStopped: the reading is to end.
        Superseded: another process reads.
    """
    lead_ids = run.store.ledger.lead_ids(run.submission.id)
    rows = [row for row, _, _ in run.rows()]
    if any(row not in lead_ids for row in rows):  # the operator said that they arrived
        run.miss()
    after = int(run.position.get("after", 0))
    wanted = [(row, lead_ids[row]) for row in rows if row > after and row in lead_ids]
    known = run.store.results.ended(run.submission.id)
    for start in range(0, len(wanted), IDS_A_REQUEST):
        block = wanted[start : start + IDS_A_REQUEST]
        run.add(_read_block(run, block, known), len(block), after=block[-1][0])


def _read_block(run: Run, block: list[tuple[int, str]], known: set[int]) -> list[FoundCall]:
    workflow_id = run.submission.campaign_id
    leads = read_workflow_leads(run.request, workflow_id, [lead_id for _, lead_id in block])
    found: list[FoundCall] = []
    history: list[tuple[int, CallRecord]] = []
    for row, lead_id in block:
        lead = leads.get(lead_id)
        outcome = CallOutcome.NOT_KNOWN if lead is None else workflow_lead_outcome(lead.status)
        found.append(FoundCall(stored_id(f"{LEAD}{lead_id}"), row, outcome))
        if lead is not None and outcome is not CallOutcome.NOT_YET and row not in known:
            try:
                history += [(row, call) for call in read_lead_history(run.request, workflow_id, lead_id)]
            except NotFound:
                continue
    calls = read_calls(run.request, [call.id for _, call in history])
    return found + [found_call(_fuller(call, calls.get(call.id)), row) for row, call in history]


def _fuller(step: CallRecord, call: CallRecord | None) -> CallRecord:
    """A call of a history with what the list of calls says of it."""
    if call is None:
        return step
    return replace(call, called_at=step.called_at or call.called_at, simulated=step.simulated or call.simulated)
