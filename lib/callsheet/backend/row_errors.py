"""Groups the errors of a report by wire reason, as the grouped 400 lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from callsheet.arrow_strings import from_series
from callsheet.contract import Reason, reason_of_code
from callsheet.validation import Severity

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation import Report

MOST_LISTED = 10_000
"""Rows that `errors` lists of a group (ours): a file of 10 MB can have five million wrong rows."""


@dataclass(frozen=True, repr=False)
class RowErrorColumns:
    """The refused rows of one reason, columnar.

    Args:
        reason: why they are refused.
        rows: n row numbers as a spreadsheet shows them (the header is row 1), ascending.
        numbers: the phone cells of the first `MOST_LISTED` rows, verbatim.
    """

    reason: Reason
    rows: NDArray[np.int64]
    numbers: pd.Series[str]


def group_row_errors(report: Report) -> list[RowErrorColumns]:
    """Group the rows that the server refuses, in the order of `Reason`. A row with several errors counts for its first.

    Args:
        report: the check of the file with its literal columns.

    Returns:
        One group for each reason that occurs; an empty list when every row is valid or only lacks a number.
    """
    if not report.counts.errors:
        return []
    rows, reasons = _refused_rows(report.issues)
    groups = []
    for index, reason in enumerate(Reason):
        of_reason = rows[reasons == index]
        if len(of_reason):
            positions = report.row_positions(of_reason[:MOST_LISTED])
            groups.append(RowErrorColumns(reason, of_reason, report.values(report.mapping.phone[0], positions)))
    return groups


def _refused_rows(issues: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Row numbers, and the index in `Reason` of the first error of each that has a reason."""
    is_error = (issues["severity"] == Severity.ERROR).to_numpy(bool)
    codes: Any = from_series(issues["code"]).dictionary_encode()
    reason_index: dict[Reason | None, int] = {reason: index for index, reason in enumerate(Reason)}
    by_code = [reason_index.get(reason_of_code(code), -1) for code in codes.dictionary.to_pylist()]
    reasons = np.array(by_code, np.int8)[codes.indices.to_numpy()]
    refused = is_error & (reasons >= 0)
    rows, reasons = issues["row"].to_numpy(np.int64)[refused], reasons[refused]
    is_first = np.append(True, rows[1:] != rows[:-1])[: len(rows)]
    return rows[is_first], reasons[is_first]
