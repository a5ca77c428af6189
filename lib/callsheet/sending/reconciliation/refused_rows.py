"""A server's refusal, brought home: its row numbers are those of the upload, the operator's are those of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.client import Refused

FIRST_ROW = 2
"""Row number of the first lead in an uploaded file; the header is row 1 (ours)."""


def refused_rows(refusal: Refused, sent: Mapping[int, str]) -> dict[int, str]:
    """Place each refused row of an upload in the operator's file.

    A number the server repeats decides, for a server may count rows from another base; without one the position does.

    Args:
        refusal: the server's answer.
        sent: row number of the file → E.164, in the order of the upload.

    Returns:
        Row number of the file → the server's words. Rows that cannot be placed are missing.
    """
    by_number = {number: row for row, number in sent.items()}
    in_order = list(sent)
    placed: dict[int, str] = {}
    for refused in refusal.rows:
        row = by_number.get(refused.phone_number or "")
        position = refused.row - FIRST_ROW
        if row is None and 0 <= position < len(in_order):
            row = in_order[position]
        if row is not None:
            placed[row] = refused.message
    return placed
