"""From the answer to an upload to a move of the ledger; whatever is not a clear answer is UNKNOWN."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.client import Accepted, NotSent, RateLimited, Refused, Unknown
from callsheet.sending.payloads import subset
from callsheet.sending.reconciliation.refused_rows import refused_rows
from callsheet.store import Evidence, Hold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.client import Outcome
    from callsheet.store import Ledger, Part

BAD_REQUEST = 400
MOST_TRIES = 4
MOST_WAITS = 5
MOST_GENERATIONS = 3
LONGEST_WAIT = 24 * 3600.0
"""Seconds; whatever a server asks for, the operator sees it move within a day."""


def settle(ledger: Ledger, part: Part, rows: Sequence[tuple[int, str, int]], outcome: Outcome, *, whole: bool,
           trial: bool = False) -> None:  # fmt: skip
    """Note what an upload answered.

    Args:
        ledger: keeps it.
        part: what was sent, as it was before.
        rows: row number, E.164 and round of its rows.
        outcome: the answer.
        whole: True when a 400 of this server is known to queue nothing.
        trial: True when the rest waits for this part to come back clean.
    """
    moves = ledger.transitions
    match outcome:
        case Accepted(leads_created=created, leads_skipped=skipped) if created == len(rows) and not skipped:
            moves.acknowledge(part.id, Evidence.ANSWER, status=outcome.status, message=outcome.message)
        case Accepted() | Unknown():
            moves.mark_unknown(part.id, status=outcome.status, message=outcome.message, closed=True)
        case Refused() if outcome.status != BAD_REQUEST or whole:
            note_refusal(ledger, part, rows, outcome, Evidence.ANSWER, trial=trial)
        case Refused():
            said = {str(row): words for row, words in refused_rows(outcome, numbers_by_row(rows)).items()}
            refusal = {"status": outcome.status, "words": outcome.message, "rows": said}
            moves.mark_unknown(part.id, status=outcome.status, message=outcome.message, closed=True, refusal=refusal)
        case RateLimited():
            wait = timedelta(seconds=min(outcome.retry_after, LONGEST_WAIT))
            hold = Hold.RATE_LIMITED if part.tries + 1 >= MOST_WAITS else Hold.NONE
            moves.requeue(part.id, wait=wait, hold=hold, message=outcome.message, status=429)
        case NotSent():
            not_sent(ledger, part)


def not_sent(ledger: Ledger, part: Part) -> None:
    """Note that no byte of a part left; after a few times the operator is asked."""
    wait = timedelta(seconds=0.5 * 2**part.tries)
    hold = Hold.NOT_REACHED if part.tries + 1 >= MOST_TRIES else Hold.NONE
    ledger.transitions.requeue(part.id, wait=wait, hold=hold)


def note_refusal(
    ledger: Ledger, part: Part, rows: Sequence[tuple[int, str, int]], refusal: Refused, how: Evidence, *,
    trial: bool = False,
) -> None:  # fmt: skip
    """Note a refusal that queued nothing: the named rows are out, the others go again in a part of their own."""
    named = refused_rows(refusal, numbers_by_row(rows)) if refusal.status == BAD_REQUEST else {}
    ledger.transitions.record_refusal(
        part.id,
        named,
        subset,
        evidence=how,
        status=refusal.status,
        message=refusal.message,
        again=part.generation < MOST_GENERATIONS,
        hold=Hold.TRIAL if trial else Hold.NONE,
    )


def numbers_by_row(rows: Sequence[tuple[int, str, int]]) -> dict[int, str]:
    """Row number of the file → E.164, in the order of the upload."""
    return {row: number for row, number, _ in rows}
