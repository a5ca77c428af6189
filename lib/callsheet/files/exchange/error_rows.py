"""The rows that were left behind, with their row number and why; for the files in which they are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from callsheet.arrow_strings import from_texts, join_runs
from callsheet.files.exchange.corrections import MARK, row_hashes
from callsheet.files.exchange.headings import REASON_HEADER, ROW_HEADER
from callsheet.validation import Bucket, Severity
from callsheet.wording.issues import reason

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from callsheet.validation import Report

LEFT_BEHIND = (Bucket.ERRORS,)


def rows_left_behind(report: Report, buckets: Collection[Bucket] = LEFT_BEHIND, draft_id: str = "") -> pd.DataFrame:
    """The rows of some buckets with their row number and reasons.

    Args:
        report: the judgement.
        buckets: which rows.
        draft_id: of the draft they may come back to; "": none.

    Returns:
        rows × (row, the columns of the file, reason, and for a draft the hash of each row), texts but for the row
        number.
    """
    frame = report.frame[report.buckets.isin([bucket.value for bucket in buckets]).to_numpy()]
    own = [_own(frame, ROW_HEADER), _own(frame, REASON_HEADER), f"{MARK}{draft_id}"]
    hashes = [row_hashes(frame).rename(own[2])] if draft_id else []
    whole = pd.concat([frame, _reasons(report, frame.index).rename(own[1]), *hashes], axis="columns")
    whole.insert(0, own[0], frame.index.to_numpy(), allow_duplicates=True)
    return whole.reset_index(drop=True)


class BadCells(NamedTuple):
    """Wrong cells in the rows left behind, from the top (n).

    Args:
        row: intp, place of the row.
        column: intp, place of the column in the frame of `rows_left_behind`.
        reason: why, of the first of them.
    """

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    reason: list[str]


def bad_cells(report: Report, frame: pd.DataFrame, most_reasons: int) -> BadCells:
    """Where the wrong cells stand.

    Args:
        report: the judgement.
        frame: of `rows_left_behind`.
        most_reasons: how many are given their reason.
    """
    of_cells = (report.issues["severity"] == Severity.ERROR) & (report.issues["column"] != "")
    wrong = report.issues[of_cells.to_numpy() & report.issues["row"].isin(frame.iloc[:, 0]).to_numpy()]
    row = np.searchsorted(frame.iloc[:, 0].to_numpy(), wrong["row"].to_numpy())
    return BadCells(
        row, report.frame.columns.get_indexer(pd.Index(wrong["column"])) + 1, _words(wrong.head(most_reasons))
    )


def _own(frame: pd.DataFrame, header: str) -> str:
    """A header of ours; where the file has a column of that name, with a mark behind it."""
    while header in frame.columns:
        header += " *"
    return header


def _reasons(report: Report, rows: pd.Index) -> pd.Series[str]:
    """Why each row was left behind; of several reasons all (rows of str)."""
    issues = report.issues[(report.issues["severity"] != Severity.WARNING).to_numpy()]
    issues = issues[issues["row"].isin(rows).to_numpy()]
    count: NDArray[np.intp] = np.bincount(
        np.searchsorted(rows.to_numpy(), issues["row"].to_numpy()), minlength=len(rows)
    )
    return pd.Series(join_runs(from_texts(_words(issues)), count, "; "), index=rows, dtype="str")


def _words(issues: pd.DataFrame) -> list[str]:
    """The reason of each issue; each distinct one is worded once."""
    kept = issues["kept_row"].fillna(-1).astype("int64")
    keys = list(zip(issues["code"].tolist(), issues["detail"].tolist(), kept.tolist(), strict=True))
    known = {key: reason(key[0], key[1], key[2] if key[2] >= 0 else None) for key in set(keys)}
    return [known[key] for key in keys]
