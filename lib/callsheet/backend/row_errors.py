"""Groups the errors of a report by wire reason, as the grouped 400 lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.contract import Reason, reason_of_code
from callsheet.validation import Severity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation import Report


@dataclass(frozen=True)
class RowErrorColumns:
    """The refused rows of one reason, columnar: a file can have hundreds of thousands.

    Args:
        reason: why they are refused.
        rows: n row numbers as a spreadsheet shows them (the header is row 1), ascending.
        numbers: n phone cells, verbatim.
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
    errors = report.issues[report.issues["severity"] == Severity.ERROR]
    codes, code_index = np.unique(errors["code"].to_numpy(str), return_inverse=True)
    reasons = np.array([str(reason_of_code(code) or "") for code in codes], dtype=object)[code_index]
    refused = pd.DataFrame({"row": errors["row"].to_numpy(), "reason": reasons})
    refused = refused[refused["reason"] != ""].drop_duplicates("row")
    phone = report.frame[report.mapping.phone[0]]
    groups = []
    for reason in Reason:
        rows = refused.loc[refused["reason"] == reason, "row"].to_numpy(np.int64)
        if len(rows):
            groups.append(RowErrorColumns(reason, rows, phone.loc[rows]))
    return groups
