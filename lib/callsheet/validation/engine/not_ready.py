"""Why rows of a file are not ready, one word for each: for the receipt of what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.engine.rows import BUCKETS
from callsheet.validation.model.codes import ABOUT_CONSENT, Bucket, IssueCode
from callsheet.validation.model.consent import STATE_INDEX, STATE_OF, ConsentState
from callsheet.validation.phones.verdicts import CODES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells
    from callsheet.validation.engine.rows import CheckedRows

BY_OPERATOR, ON_LIST = "by_operator", "on_list"
"""Reasons of rows left out that are no issue: the operator said so, a do-not-call list has the number."""


class NotReady(NamedTuple):
    """The rows that are not ready (n), in the order of the file.

    Args:
        position: intp, of the row.
        bucket: where each ended up.
        reason: `IssueCode` value, or `BY_OPERATOR` or `ON_LIST`; "" of blank rows.
    """

    position: NDArray[np.intp]
    bucket: list[Bucket]
    reason: list[str]


def rows_not_ready(cells: CheckedCells, rows: CheckedRows) -> NotReady:
    """Return the rows that are not ready with the reason of each.

    Args:
        cells: the checked cells.
        rows: the checked rows.
    """
    reason = np.full(len(rows.bucket), "", object)
    is_in = {bucket: rows.bucket == index for index, bucket in enumerate(BUCKETS)}
    errors, left_out = is_in[Bucket.ERRORS], is_in[Bucket.LEFT_OUT]
    reason[errors] = IssueCode.EMPTY_PROMPT_VARIABLE.value
    reason[errors & rows.broken] = IssueCode.BROKEN_ROW.value
    wrong = np.flatnonzero(errors & (rows.code != 0))
    names = np.array([code.value if code else "" for code in CODES], object)
    reason[wrong] = names[rows.code[wrong]]
    reason[is_in[Bucket.DUPLICATES]] = IssueCode.DUPLICATE.value
    reason[left_out] = BY_OPERATOR
    reason[left_out & rows.suppressed] = ON_LIST
    for code, positions in rows_without_consent(cells, rows).items():
        reason[positions] = code.value
    position = np.flatnonzero(~is_in[Bucket.READY])
    return NotReady(position, [BUCKETS[index] for index in rows.bucket[position].tolist()], reason[position].tolist())


def rows_without_consent(cells: CheckedCells, rows: CheckedRows) -> Mapping[IssueCode, NDArray[np.intp]]:
    """Return the positions of the rows that the policy of consent leaves out, by reason; of reasons that some row has.

    A row whose number another row refuses to be called on has the reason of that row.

    Args:
        cells: the checked cells.
        rows: the checked rows.
    """
    if cells.consents is None or not rows.without_consent.any():
        return {}
    state = np.where(rows.refused_elsewhere, STATE_INDEX[ConsentState.REFUSED], cells.consents.state)
    found = {
        code: np.flatnonzero(rows.without_consent & (state == STATE_INDEX[STATE_OF[code]])) for code in ABOUT_CONSENT
    }
    return {code: positions for code, positions in found.items() if len(positions)}
