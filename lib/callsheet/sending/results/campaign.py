"""Results of campaigns, where the server can be asked for the leads of numbers (our own): lead by lead, then the calls.

A campaign may have a number more than once: it was called again on purpose, or somebody uploaded it in the dashboard.
A lead is taken to be ours only if an earlier pass found it when it was the only one, or if the campaign has exactly as
many leads of the number as this ledger has sent; then they are in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client import find_campaign_leads, read_calls
from callsheet.sending.results.outcomes import campaign_lead_outcome
from callsheet.sending.results.run import found_call, stored_id
from callsheet.store import LEAD, NO_LEAD, CallOutcome, FoundCall

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client import LeadState
    from callsheet.sending.results.run import Run
    from callsheet.store import PartRow

ROWS_A_PAGE = 1_000
"""Numbers that are looked up with one request. Chosen by hand."""


def read_campaign(run: Run) -> None:
    """Read the leads of every number of a send.

    Args:
        run: the pass.

    Raises:
        ServerError: the server did not respond as it should; NotFound: it cannot be asked for leads.
        ReadingStopped: the reading is to end.
        Superseded: another process reads.
    """
    results, after = run.store.results, int(run.position.get("after", 0))
    rows = [row for row in run.rows() if row.row > after]
    bound = results.known_leads(run.submission.id)
    known = results.ended(run.submission.id)
    for start in range(0, len(rows), ROWS_A_PAGE):
        block = rows[start : start + ROWS_A_PAGE]
        run.add(_read_block(run, block, bound, known), len(block), after=block[-1].row)


def _read_block(run: Run, block: Sequence[PartRow], bound: Mapping[int, str], known: set[int]) -> list[FoundCall]:
    sent, numbers = run.submission, [number for _, number, _ in block]
    leads: dict[str, list[LeadState]] = {}
    for lead in find_campaign_leads(run.request, sent.campaign_id, numbers):
        leads.setdefault(lead.number, []).append(lead)
    rounds = run.store.results.rounds(sent.server, sent.campaign_id, numbers)
    found: list[FoundCall] = []
    call_row: dict[str, int] = {}
    for row in block:
        own = _own_lead(
            leads.get(row.phone_number, []), row.repeat, rounds.get(row.phone_number, []), bound.get(row.row)
        )
        if own is None:
            found.append(FoundCall(f"{NO_LEAD}{row.row}", row.row, CallOutcome.NOT_KNOWN))
            continue
        outcome = campaign_lead_outcome(own.status)
        found.append(FoundCall(stored_id(f"{LEAD}{own.id}"), row.row, outcome))
        if own.call_id and (outcome is CallOutcome.NOT_YET or row.row not in known):
            call_row[own.call_id] = row.row
    calls = read_calls(run.request, list(call_row))
    return found + [found_call(call, call_row[call_id]) for call_id, call in calls.items()]


def _own_lead(leads: Sequence[LeadState], again: int, rounds: Sequence[int], bound: str | None) -> LeadState | None:
    """The lead of a row; None where it could be another one.

    Args:
        leads: those of its number, in the order in which they were queued.
        again: how often the number was sent to the campaign before this row.
        rounds: of all rows of the ledger with its number, ascending.
        bound: id of the lead that an earlier pass has found.
    """
    if bound is not None:
        return next((lead for lead in leads if lead.id == bound), None)
    return leads[rounds.index(again)] if again in rounds and len(leads) == len(rounds) else None
