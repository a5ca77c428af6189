"""Turn the outcome of an upload into a transition of the ledger. Whatever is not a clear answer is UNKNOWN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.client import Accepted, NotSent, RateLimited, Refused, Unknown
from callsheet.sending.reconciliation.refused_rows import (
    BAD_REQUEST,
    RefusedPart,
    apply_refusal,
    map_refused_rows,
    numbers_by_row,
)
from callsheet.store import AtServer, Evidence, Hold, PartRefusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import Outcome
    from callsheet.store import Ledger, Part, PartRow

MOST_TRIES = 4
"""Tries to reach a server before the operator is asked, 0.5, 1 and 2 s apart. Chosen by hand."""
FIRST_RETRY_SECONDS = 0.5
MOST_WAITS = 5
"""How often a server may ask to slow down before the operator is asked. Chosen by hand."""
LONGEST_WAIT = 24 * 3600.0
"""Seconds; whatever a server asks for, the part is tried again within a day."""


@dataclass(frozen=True)
class SentPart:
    """A part that was uploaded.

    Args:
        part: the part, as it was before.
        rows: its rows.
        is_all_or_nothing: True when a 400 of this server is known to queue nothing.
        is_trial: True when the rest of the submission waits for this part to be accepted whole.
    """

    part: Part
    rows: Sequence[PartRow]
    is_all_or_nothing: bool
    is_trial: bool = False


@dataclass(frozen=True)
class OtherForm:
    """The server has queued nothing, because it wants the same leads in a file of another form, such as another header.

    Args:
        status: HTTP status.
        message: from the server, verbatim.
    """

    status: int
    message: str


def apply_outcome(ledger: Ledger, sent: SentPart, outcome: Outcome | OtherForm) -> None:
    """Record the outcome of an upload.

    Args:
        ledger: records it.
        sent: what was uploaded.
        outcome: how it ended.
    """
    transitions, part = ledger.transitions, sent.part
    match outcome:
        case Accepted() if (at_server := whole_at_server(sent.rows, outcome)) is not None:
            status, message = outcome.status, outcome.message
            evidence = Evidence.FILE if outcome.is_file else Evidence.ANSWER
            transitions.acknowledge(part.id, evidence, status=status, message=message, at_server=at_server)
        case Accepted() | Unknown():
            transitions.mark_unknown(part.id, status=outcome.status, message=outcome.message, closed=True)
        case Refused() if outcome.status != BAD_REQUEST or sent.is_all_or_nothing:
            apply_refusal(ledger, RefusedPart(part, sent.rows, outcome, Evidence.ANSWER, is_trial=sent.is_trial))
        case Refused():
            messages = map_refused_rows(outcome, numbers_by_row(sent.rows))
            refusal = PartRefusal(outcome.status, outcome.message, messages)
            transitions.mark_unknown(
                part.id, status=outcome.status, message=outcome.message, closed=True, refusal=refusal
            )
        case RateLimited():
            wait = timedelta(seconds=min(outcome.retry_after, LONGEST_WAIT))
            hold = Hold.RATE_LIMITED if part.tries + 1 >= MOST_WAITS else Hold.NONE
            transitions.requeue(part.id, wait=wait, hold=hold, message=outcome.message, status=429)
        case OtherForm(status, message):
            transitions.requeue(part.id, wait=timedelta(0), message=message, status=status)
        case NotSent():
            requeue_unsent(ledger, part)


def whole_at_server(rows: Sequence[PartRow], accepted: Accepted) -> AtServer | None:
    """What a server calls the leads that it has queued; None unless they are exactly those of the part, once each.

    Args:
        rows: of the part.
        accepted: the server's answer.
    """
    if accepted.leads_created != len(rows) or accepted.leads_skipped:
        return None
    if not accepted.lead_ids:
        return AtServer(accepted.remote_id, facts=accepted.facts)
    if {number for _, number, _ in rows} != accepted.lead_ids.keys():
        return None
    if any(len(ids) != 1 for ids in accepted.lead_ids.values()):
        return None
    return AtServer(lead_ids={row: accepted.lead_ids[number][0] for row, number, _ in rows})


def requeue_unsent(ledger: Ledger, part: Part) -> None:
    """Record that no byte of a part was sent; after `MOST_TRIES` the operator is asked.

    Args:
        ledger: records it.
        part: the part, as it was before.
    """
    wait = timedelta(seconds=FIRST_RETRY_SECONDS * 2**part.tries)
    hold = Hold.NOT_REACHED if part.tries + 1 >= MOST_TRIES else Hold.NONE
    ledger.transitions.requeue(part.id, wait=wait, hold=hold)
