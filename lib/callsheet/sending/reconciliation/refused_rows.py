"""Apply a server's refusal: its row numbers are those of the upload, the operator's are those of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.client import Refused, RefusedRow
from callsheet.store import Evidence, Hold, PartRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.store import Attempt, Ledger, Part, PartRow

FIRST_ROW = 2
"""Row number of the first lead in an uploaded file; the header is row 1 (our own rule; not in the API docs)."""
BAD_REQUEST = 400
MOST_GENERATIONS = 3
"""How often the accepted rest of a refused part is sent as a new part. Chosen by hand: a server that refuses other
rows each time must not be asked for ever."""


@dataclass(frozen=True)
class RefusedPart:
    """A part that the server refused without queuing anything of it.

    Args:
        part: the part, as it was before.
        rows: its rows.
        refusal: the server's answer.
        evidence: how it is known that nothing was queued.
        is_trial: True when the rest of the submission waits for this part to be accepted whole.
    """

    part: Part
    rows: Sequence[PartRow]
    refusal: Refused
    evidence: Evidence
    is_trial: bool = False


def apply_refusal(ledger: Ledger, refused: RefusedPart) -> None:
    """Record a refusal: the rows it names are refused, the others are sent again as a new part.

    Args:
        ledger: records it.
        refused: the part and the answer.
    """
    part, refusal = refused.part, refused.refusal
    is_row_by_row = refusal.status == BAD_REQUEST
    messages = map_refused_rows(refusal, numbers_by_row(refused.rows)) if is_row_by_row else {}
    ledger.transitions.record_refusal(
        part.id,
        PartRefusal(refusal.status, refusal.message, messages),
        refused.evidence,
        resend_rest=part.generation < MOST_GENERATIONS,
        hold=Hold.TRIAL if refused.is_trial else Hold.NONE,
    )


def map_refused_rows(refusal: Refused, sent: Mapping[int, str]) -> dict[int, str]:
    """Map the refused rows of an upload to rows of the operator's file.

    A number that the server repeats decides, because a server may count rows from another base; without one the
    row's position does.

    Args:
        refusal: the server's answer.
        sent: row number of the file → E.164, in the order of the upload.

    Returns:
        Row number of the file → the server's message. Rows that cannot be mapped are missing.
    """
    rows_by_number = {number: row for row, number in sent.items()}
    rows_in_order = list(sent)
    messages: dict[int, str] = {}
    for refused in refusal.rows:
        row = rows_by_number.get(refused.phone_number or "")
        index = refused.row - FIRST_ROW
        if row is None and 0 <= index < len(rows_in_order):
            row = rows_in_order[index]
        if row is not None:
            messages[row] = refused.message
    return messages


def numbers_by_row(rows: Sequence[PartRow]) -> dict[int, str]:
    """Row number of the file → E.164, in the order of the upload.

    Args:
        rows: a part's rows.
    """
    return {row: number for row, number, _ in rows}


def recorded_refusal(attempt: Attempt, rows: Sequence[PartRow]) -> Refused:
    """The refusal that an attempt was answered with, as the client parses one, from what the ledger stores of it.

    Args:
        attempt: answered with a refusal that may not have been whole.
        rows: the part's rows.
    """
    stored = attempt.refusal or PartRefusal(BAD_REQUEST)
    refused = [
        RefusedRow(position, number, "", stored.rows[row])
        for position, (row, number, _) in enumerate(rows, start=FIRST_ROW)
        if row in stored.rows
    ]
    return Refused(stored.status or BAD_REQUEST, stored.message, tuple(refused))
