"""Why rows of a file are not ready, one word for each: for the receipt of what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.engine.rows import BUCKETS
from callsheet.validation.model.codes import Bucket, IssueCode
from callsheet.validation.model.consent import CONSENT_STATES, STATE_INDEX, STATE_OF, ConsentState
from callsheet.validation.phones.verdicts import CODES

if TYPE_CHECKING:
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
    index = {bucket: rows.bucket == place for place, bucket in enumerate(BUCKETS)}
    errors, left_out = index[Bucket.ERRORS], index[Bucket.LEFT_OUT]
    reason[errors] = IssueCode.EMPTY_PROMPT_VARIABLE.value
    reason[errors & rows.broken] = IssueCode.BROKEN_ROW.value
    wrong = np.flatnonzero(errors & (rows.code != 0))
    names = np.array([code.value if code else "" for code in CODES], object)
    reason[wrong] = names[rows.code[wrong]]
    reason[index[Bucket.DUPLICATES]] = IssueCode.DUPLICATE.value
    reason[left_out] = BY_OPERATOR
    reason[left_out & rows.suppressed] = ON_LIST
    if cells.consents is not None:
        state = np.where(rows.refused_elsewhere, STATE_INDEX[ConsentState.REFUSED], cells.consents.state)
        code_of = {state: code.value for code, state in STATE_OF.items()}
        by_state = np.array([code_of.get(name, "") for name in CONSENT_STATES], object)
        gone = np.flatnonzero(left_out & rows.without_consent)
        reason[gone] = by_state[state[gone]]
    position = np.flatnonzero(~index[Bucket.READY])
    return NotReady(position, [BUCKETS[place] for place in rows.bucket[position].tolist()], reason[position].tolist())
