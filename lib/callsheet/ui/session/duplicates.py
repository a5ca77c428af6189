"""Rows with the same number: side by side, and one of them to be sent instead of another. No Streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation import Bucket, IssueCode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation import Report

_COMPETING = (Bucket.READY.value, Bucket.DUPLICATES.value)


def positions_side_by_side(report: Report) -> NDArray[np.intp]:
    """Positions of the duplicates, each after the row that is sent and that row's other duplicates."""
    issues = report.issues
    duplicates = issues[issues["code"] == IssueCode.DUPLICATE.value]
    rows, sent = duplicates["row"].to_numpy(np.int64), duplicates["kept_row"].to_numpy(np.int64)
    heads = np.unique(sent)
    every, group = np.concatenate([heads, rows]), np.concatenate([heads, sent])
    is_duplicate = np.repeat([False, True], [len(heads), len(rows)])
    return report.row_positions(every[np.lexsort((every, is_duplicate, group))].tolist())


def rows_in_the_way(report: Report, row: int) -> list[int]:
    """Rows that have to be left out so that a duplicate is sent instead of them.

    Args:
        report: the validated file.
        row: row number of the duplicate.
    """
    number = report.numbers.loc[row]
    if not number:
        return []
    others = (report.numbers == number).to_numpy(np.bool_) & report.buckets.isin(_COMPETING).to_numpy(np.bool_)
    rows: NDArray[np.int64] = report.frame.index.to_numpy(np.int64)[others]
    policy = report.choices.duplicates
    before = rows < row if policy == "first" else rows > row if policy == "last" else rows != row
    return [int(other) for other in rows[before]]
