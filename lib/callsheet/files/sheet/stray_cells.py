"""Set aside single cells far away from all others, as one that was filled by mistake in the last row of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.files.sheet.raw_cells import RawCells, select

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROW_GAP, COLUMN_GAP = 50_000, 250
"""Blank rows or columns between a stray cell and the others; chosen by hand, with no lead file near it."""
MOST_STRAYS = 10
"""Cells behind such a gap that are strays; more are a table of their own, which is read."""


def without_strays(cells: RawCells) -> tuple[RawCells, tuple[str, ...]]:
    """The cells of a sheet without strays, and the references of those, as "XFD2".

    Args:
        cells: those that hold a value, at least one.
    """
    strays = _behind_gap(cells.row - 1, ROW_GAP) | _behind_gap(cells.column, COLUMN_GAP)
    if not strays.any() or strays.all():
        return cells, ()
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - few files have strays

    rows, columns = cells.row[strays].tolist(), cells.column[strays].tolist()
    references = tuple(str(xl_rowcol_to_cell(row - 1, column)) for row, column in zip(rows, columns, strict=True))
    return select(cells, ~strays), references


def _behind_gap(index: NDArray[np.int32], gap: int) -> NDArray[np.bool_]:
    """Which cells lie behind the first long gap, if they are few (n × bool)."""
    nothing = np.zeros(len(index), np.bool_)
    if int(index.max()) < gap:
        return nothing
    used = np.flatnonzero(np.bincount(index))
    gaps = np.flatnonzero(np.diff(used) > gap)
    if not len(gaps):
        return nothing
    behind: NDArray[np.bool_] = index >= used[gaps[0] + 1]
    return behind if np.count_nonzero(behind) <= MOST_STRAYS else nothing
