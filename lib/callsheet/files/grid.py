"""The Grid: every cell of one sheet or text file as columns of text, before the header row is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from callsheet.validation import Note, Sheet


class MergedCells(NamedTuple):
    """A merged range of a sheet, as far as column names need it.

    Args:
        top: number of the first row.
        bottom: number of the last row.
        column: index of the first column.
    """

    top: int
    bottom: int
    column: int


@dataclass(frozen=True)
class Grid:
    """What a format reader returns: cells as text, without column names.

    Args:
        cells: records × columns of `string`, columns named "0", "1", …; never null, an absent cell is "".
        rows: row number of each record as a spreadsheet shows it (int64, ascending, from 1); None: 1, 2, 3, …
        widths: number of cells of each record as written (int32); None for a workbook, whose rows have no width.
        broken: row numbers of records whose cells are a guess (ascending); None: no such record.
        flags: (row number, column index, `IssueCode` value) of cells without a usable value.
        notes: what the reader noticed or repaired.
        counted: number of records, counted by separate code as a check; None: the format has no second count.
        encoding: of a text file, a Python codec name; else None.
        delimiter: of a text file; else None.
        sheet: of a workbook, the sheet read; else None.
        sheets: all sheets of a workbook.
        merged: merged cells at the top of a sheet, which may be column names over two or three rows.
    """

    cells: pa.Table
    rows: np.ndarray | None = None
    widths: np.ndarray | None = None
    broken: np.ndarray | None = None
    flags: tuple[tuple[int, int, str], ...] = ()
    notes: tuple[Note, ...] = ()
    counted: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[Sheet, ...] = ()
    merged: tuple[MergedCells, ...] = ()
