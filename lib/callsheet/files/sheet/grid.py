"""Typed cells of a sheet → Grid: each at its row and column, and how many rows a second count makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from callsheet.arrow_strings import from_texts, take, take_or_empty
from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.grid import Grid
from callsheet.files.limits import MAX_CELLS, SHEET_COLUMNS, SHEET_ROWS
from callsheet.files.sheet.hidden import Hidden
from callsheet.files.sheet.merged_headers import fill_merged_names
from callsheet.files.sheet.values import CellTexts, cell_texts
from callsheet.validation import IssueCode, Note, NoteCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from callsheet.files.sheet.merged_headers import MergedCells
    from callsheet.files.sheet.number_formats import NumberFormat
    from callsheet.files.sheet.raw_cells import RawCells


@dataclass(frozen=True)
class SheetContent:
    """What an engine finds of a sheet.

    Args:
        cells: those that hold something.
        shared: shared strings of the workbook.
        formats: its cell formats.
        from_1904: its dates are counted from 1904.
        counted: rows that hold something, counted a second way; None: there is no second way.
        hidden: what a person does not see of it.
        notes: what was met or repaired.
        merged: cells merged into one at its top.
    """

    cells: RawCells
    shared: pa.StringArray
    formats: Sequence[NumberFormat]
    from_1904: bool = False
    counted: int | None = None
    hidden: Hidden = field(default_factory=Hidden)
    notes: tuple[Note, ...] = ()
    merged: Sequence[MergedCells] = ()


def filled_rows(cells: RawCells) -> int:
    """How many rows hold something."""
    return int(np.count_nonzero(np.bincount(cells.row))) if len(cells.row) else 0


def to_grid(found: SheetContent) -> Grid:
    """The sheet as a Grid of texts.

    Raises:
        FileRefused: it has no cell, spans far too many, or holds two values for one cell.
    """
    cells = found.cells
    if not len(cells.row):
        raise FileRefused(RefusalCode.EMPTY)
    height, width = int(cells.row.max()), int(cells.column.max()) + 1
    if height > SHEET_ROWS or width > SHEET_COLUMNS or height * width > MAX_CELLS:
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    values = cell_texts(cells, found.shared, found.formats, from_1904=found.from_1904)
    return Grid(
        fill_merged_names(_columns(cells, values.texts, height, width), found.merged),
        flags=_marks(cells, values),
        notes=(*found.notes, *_numbers_as_dates(cells, values), *found.hidden.notes()),
        counted=None if found.counted is None else height - filled_rows(cells) + found.counted,
    )


def _columns(cells: RawCells, texts: pa.StringArray, height: int, width: int) -> pa.Table:
    order = np.argsort(cells.column.astype(np.uint16), kind="stable")
    ends = np.cumsum(np.bincount(cells.column, minlength=width))
    blank = take(from_texts([""]), np.zeros(height, np.int32))
    columns = []
    for begin, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        own = order[begin:end]
        columns.append(_column(cells.row[own], take(texts, own), height) if len(own) else blank)
    return pa.table(columns, names=[str(index) for index in range(width)])


def _column(rows: NDArray[np.int32], texts: pa.StringArray, height: int) -> pa.StringArray:
    """Texts at their rows, "" between them."""
    if len(rows) == height and rows[0] == 1 and (np.diff(rows) == 1).all():
        return texts
    index = np.full(height, -1, np.int32)
    index[rows - 1] = np.arange(len(rows), dtype=np.int32)
    if np.count_nonzero(index >= 0) != len(rows):
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    return take_or_empty(texts, index)


def _marks(cells: RawCells, values: CellTexts) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    for which, code in ((values.wrong, IssueCode.ERROR_CELL), (cells.without_value, IssueCode.FORMULA_WITHOUT_VALUE)):
        indices = np.flatnonzero(which & ~values.wrong if code is IssueCode.FORMULA_WITHOUT_VALUE else which)
        found += [
            (row, column, code.value)
            for row, column in zip(cells.row[indices].tolist(), cells.column[indices].tolist(), strict=True)
        ]
    return tuple(sorted(found))


def _numbers_as_dates(cells: RawCells, values: CellTexts) -> list[Note]:
    indices = np.flatnonzero(values.numbers_as_dates)
    if not len(indices):
        return []
    rows, columns = np.unique(cells.row[indices]), np.unique(cells.column[indices])
    return [Note(NoteCode.DATE_FORMATTED_NUMBERS, tuple(rows.tolist()), tuple(str(column) for column in columns))]
