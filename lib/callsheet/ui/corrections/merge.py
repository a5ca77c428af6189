"""A corrected error file comes back: only its rows change, and what was changed in both places is told. Pure."""

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
class Merged:
    """What an error file that came back did.

    Args:
        session: with its changes as one step.
        open_before: rows of the file that needed fixing before.
        open_after: those that still do.
        conflicts: row numbers changed here as well since the file was written; they stay as they are here.
        unknown: row numbers that the draft's file does not have.
        theirs: what the file holds in the rows of `conflicts`, to be taken if the operator says so.
    """

    session: Session
    open_before: int
    open_after: int
    conflicts: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    theirs: tuple[Edit, ...] = ()

    @property
    def fixed(self) -> int:
        """Rows that need fixing no more."""
        return self.open_before - self.open_after


def merged(session: Session, came: Corrections) -> Merged | None:
    """Take the changes of an error file into the draft it came from.

    Args:
        session: of that draft, at Review.
        came: the file's rows.

    Returns:
        None when its columns are not those of the draft's file.
    """
    report = session.report
    if report is None or len(came.cells.columns) != len(report.frame.columns):
        return None
    known = came.cells.index.isin(report.frame.index)
    rows = came.cells.index[known]
    here = report.frame.loc[rows]
    there = came.cells.loc[rows].set_axis(here.columns, axis=1)
    cut_off = here.apply(lambda column: column.str.slice(0, MAX_CELL_CHARACTERS))
    differs = ((there != here) & (there != cut_off)).to_numpy()
    changed_here = (row_hashes(here) != came.hashes.loc[rows]).to_numpy()
    conflicts = rows[changed_here & differs.any(axis=1)]
    after = session.with_edits(_edits(there, differs & ~changed_here[:, None]), words.STEP)
    return Merged(
        session=after.filtered(),
        open_before=_open(report, rows),
        open_after=_open(after.report or report, rows),
        conflicts=tuple(map(int, conflicts)),
        unknown=tuple(map(int, came.cells.index[~known])),
        theirs=tuple(_edits(there, differs & changed_here[:, None])),
    )


def _edits(there: pd.DataFrame, differs: NDArray[np.bool_]) -> list[Edit]:
    cells = there.to_numpy()
    return [
        Edit(int(there.index[row]), str(there.columns[column]), str(cells[row, column]))
        for row, column in np.argwhere(differs)
    ]


def _open(report: Report, rows: pd.Index) -> int:
    return int((report.buckets.loc[rows] == Bucket.ERRORS.value).sum())
