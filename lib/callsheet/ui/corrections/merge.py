"""Merge a corrected error file into its draft: only its rows change, and conflicting changes are reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.files import MAX_CELL_CHARACTERS, row_hashes
from callsheet.validation import Bucket, Edit
from callsheet.wording.ui import corrections as words

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.files import Corrections
    from callsheet.ui.session.session import Session
    from callsheet.validation import Report


@dataclass(frozen=True, eq=False)
class MergeResult:
    """What the import of a corrected error file changed.

    Args:
        session: with the file's changes as one undo step.
        open_before: rows of the file that needed fixing before.
        open_after: rows of the file that still do.
        conflicts: row numbers that were changed in the app as well since the file was written; left unchanged.
        unknown: row numbers that the draft's file does not have.
        missing: rows that needed fixing and are not in the file.
        file_edits: the file's values in the rows of `conflicts`, for the operator to apply.
    """

    session: Session
    open_before: int
    open_after: int
    conflicts: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    file_edits: tuple[Edit, ...] = ()

    @property
    def fixed(self) -> int:
        """Rows that no longer need fixing."""
        return self.open_before - self.open_after


def merge_corrections(session: Session, corrections: Corrections) -> MergeResult | None:
    """Apply the changes of a corrected error file to the draft it was written from.

    A cell that the workbook had to cut off and that came back as it was written does not count as changed.

    Args:
        session: of that draft, at Review.
        corrections: the rows of the file.

    Returns:
        None when the file's columns are not those of the draft's file.
    """
    report = session.report
    if report is None or len(corrections.cells.columns) != len(report.frame.columns):
        return None
    is_known = corrections.cells.index.isin(report.frame.index)
    rows = corrections.cells.index[is_known]
    current = report.frame.loc[rows]
    corrected = corrections.cells.loc[rows].set_axis(current.columns, axis=1)
    cut_off = current.apply(lambda column: column.str.slice(0, MAX_CELL_CHARACTERS))
    differs = ((corrected != current) & (corrected != cut_off)).to_numpy()
    changed_here = (row_hashes(current) != corrections.hashes.loc[rows]).to_numpy()
    conflicts = rows[changed_here & differs.any(axis=1)]
    open_rows = report.buckets.index[(report.buckets == Bucket.ERRORS.value).to_numpy()]
    after = session.with_edits(_edits(corrected, differs & ~changed_here[:, None]), words.STEP)
    return MergeResult(
        session=after.filtered(),
        open_before=_rows_to_fix(report, rows),
        open_after=_rows_to_fix(after.report or report, rows),
        conflicts=tuple(map(int, conflicts)),
        unknown=tuple(map(int, corrections.cells.index[~is_known])),
        missing=tuple(map(int, open_rows[~open_rows.isin(rows)])),
        file_edits=tuple(_edits(corrected, differs & changed_here[:, None])),
    )


def _edits(corrected: pd.DataFrame, differs: NDArray[np.bool_]) -> list[Edit]:
    cells = corrected.to_numpy()
    return [
        Edit(int(corrected.index[row]), str(corrected.columns[column]), str(cells[row, column]), "file")
        for row, column in np.argwhere(differs)
    ]


def _rows_to_fix(report: Report, rows: pd.Index) -> int:
    return int((report.buckets.loc[rows] == Bucket.ERRORS.value).sum())
