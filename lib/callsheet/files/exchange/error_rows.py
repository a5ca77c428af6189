"""The rows of an error file: row number, cells, reasons and origin of every row that was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from callsheet.arrow_strings import from_texts, join_runs
from callsheet.files.exchange.corrections import row_hashes
from callsheet.files.exchange.headings import REASON_HEADING, ROW_HEADING
from callsheet.validation import NOT_ABOUT_NUMBERS, Bucket, IssueCode, Severity
from callsheet.wording.issues import cell_explanation, reason

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from callsheet.files.exchange.headings import Origin
    from callsheet.validation import Report

DEFAULT_BUCKETS = (Bucket.ERRORS,)


def error_rows(report: Report, buckets: Collection[Bucket], origin: Origin) -> pd.DataFrame:
    """The rows of some buckets in the layout of an error file.

    Args:
        report: of the whole file.
        buckets: which rows.
        origin: named in the heading of the last column.

    Returns:
        rows × (row number, the columns of the source file, reasons, origin); all text but the row number.
    """
    frame = report.frame[report.buckets.isin([bucket.value for bucket in buckets]).to_numpy()]
    row_heading, reason_heading = (_free_heading(frame, heading) for heading in (ROW_HEADING, REASON_HEADING))
    origins = frame.index.astype("str") + ":" + row_hashes(frame)
    whole = pd.concat(
        [frame, _reasons(report, frame.index).rename(reason_heading), origins.rename(origin.heading)], axis="columns"
    )
    whole.insert(0, row_heading, frame.index.to_numpy(), allow_duplicates=True)
    return whole.reset_index(drop=True)


class ErrorCells(NamedTuple):
    """Cells with an error, from the top (n).

    Args:
        row: intp, index of the row.
        column: intp, index of the column in the frame of `error_rows`.
        reason: of the first of them, as many as were asked for.
    """

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    reason: list[str]


def error_cells(report: Report, frame: pd.DataFrame, most_reasons: int) -> ErrorCells:
    """The cells with an error.

    Args:
        report: of the whole file.
        frame: of `error_rows`.
        most_reasons: how many cells get their reason.
    """
    on_cells = (report.issues["severity"] == Severity.ERROR) & (report.issues["column"] != "")
    errors = report.issues[on_cells.to_numpy() & report.issues["row"].isin(frame.iloc[:, 0]).to_numpy()]
    row = np.searchsorted(frame.iloc[:, 0].to_numpy(), errors["row"].to_numpy())
    column = report.frame.columns.get_indexer(pd.Index(errors["column"])) + 1
    return ErrorCells(row, column, _reason_texts(report, errors.head(most_reasons)))


def _free_heading(frame: pd.DataFrame, heading: str) -> str:
    """One of our headings; followed by an asterisk where the source file has a column of that name."""
    while heading in frame.columns:
        heading += " *"
    return heading


def _reasons(report: Report, rows: pd.Index) -> pd.Series[str]:
    """All reasons of each row as one text (rows of str)."""
    issues = report.issues[(report.issues["severity"] != Severity.WARNING).to_numpy()]
    issues = issues[issues["row"].isin(rows).to_numpy()]
    is_cell_of_broken_row = (issues["code"] == IssueCode.BROKEN_ROW) & (issues["column"] != "")
    issues = issues[~is_cell_of_broken_row.to_numpy()]
    lengths: NDArray[np.intp] = np.bincount(
        np.searchsorted(rows.to_numpy(), issues["row"].to_numpy()), minlength=len(rows)
    )
    return pd.Series(join_runs(from_texts(_reason_texts(report, issues)), lengths, "; "), index=rows, dtype="str")


def _reason_texts(report: Report, issues: pd.DataFrame) -> list[str]:
    """The reason of each issue, of a wrong phone number its cause; each distinct one is worded once."""
    kept_rows = issues["kept_row"].fillna(-1).astype("int64")
    keys = list(zip(issues["code"].tolist(), issues["detail"].tolist(), kept_rows.tolist(), strict=True))
    texts = {key: reason(key[0], key[1], report.table.row_label(key[2]) if key[2] >= 0 else None) for key in set(keys)}
    causes = {
        row: cell_explanation(explained.fixes, explained.region)[0]
        for row, explained in report.explanations(issues["row"].unique().tolist()).items()
        if explained.fixes or explained.region
    }
    is_number = (issues["severity"] == Severity.ERROR) & ~issues["code"].isin(NOT_ABOUT_NUMBERS)
    return [
        causes.get(row, texts[key]) if about_number else texts[key]
        for row, key, about_number in zip(issues["row"].tolist(), keys, is_number.tolist(), strict=True)
    ]
