"""Turn the raw cells of a sheet into a Grid: place them in rows and columns, and check the number of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from callsheet.arrow_strings import from_texts, take, take_or_empty
from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.grid import Grid, MergedCells
from callsheet.files.limits import MAX_CELLS, SHEET_COLUMNS, SHEET_ROWS, is_too_sparse
from callsheet.files.sheet.hidden import Hidden
from callsheet.files.sheet.stray_cells import without_strays
from callsheet.files.sheet.values import CellTexts, cell_texts
from callsheet.validation import IssueCode, Note, NoteCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from callsheet.files.sheet.number_formats import NumberFormat
    from callsheet.files.sheet.raw_cells import RawCells


@dataclass(frozen=True)
class SheetContent:
    """What a workbook reader returns of a sheet.

    Args:
        cells: the cells that hold a value.
        shared: shared strings of the workbook.
        formats: cell formats of the workbook.
        from_1904: whether dates are counted from 1904.
        counted: rows that hold a value, counted by separate code; None: not counted.
        hidden: hidden rows and columns.
        notes: what the reader noticed or repaired.
        merged: merged cells at the top of the sheet.
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
    """Number of rows that hold a value."""
    return int(np.count_nonzero(np.bincount(cells.row))) if len(cells.row) else 0


def to_grid(content: SheetContent) -> Grid:
    """The sheet as a Grid of texts.

    Raises:
        FileRefused: it has no cells, is far too large, or holds two values for one cell.
    """
    cells = content.cells
    if not len(cells.row):
        raise FileRefused(RefusalCode.EMPTY)
    if int(cells.row.max()) > SHEET_ROWS or int(cells.column.max()) >= SHEET_COLUMNS:
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    before = cells
    cells, strays = without_strays(cells)
    height, width = int(cells.row.max()), int(cells.column.max()) + 1
    if height * width > MAX_CELLS or is_too_sparse(height * width, len(cells.row)):
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    values = cell_texts(cells, content.shared, content.formats, from_1904=content.from_1904)
    return Grid(
        _columns(cells, values.texts, height, width),
        flags=_flags(cells, values),
        merged=tuple(content.merged),
        notes=(*content.notes, *_notes_of(strays), *_numbers_as_dates(cells, values), *content.hidden.notes()),
        counted=None if content.counted is None else height - filled_rows(before) + content.counted,
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
    """Texts placed in their rows, "" elsewhere."""
    if len(rows) == height and rows[0] == 1 and (np.diff(rows) == 1).all():
        return texts
    index = np.full(height, -1, np.int32)
    index[rows - 1] = np.arange(len(rows), dtype=np.int32)
    if np.count_nonzero(index >= 0) != len(rows):
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    return take_or_empty(texts, index)


def _flags(cells: RawCells, values: CellTexts) -> tuple[tuple[int, int, str], ...]:
    flags: list[tuple[int, int, str]] = []
    for which, code in ((values.wrong, IssueCode.ERROR_CELL), (cells.without_value, IssueCode.FORMULA_WITHOUT_VALUE)):
        indices = np.flatnonzero(which & ~values.wrong if code is IssueCode.FORMULA_WITHOUT_VALUE else which)
        flags += [
            (row, column, code.value)
            for row, column in zip(cells.row[indices].tolist(), cells.column[indices].tolist(), strict=True)
        ]
    return tuple(sorted(flags))


def _notes_of(strays: tuple[str, ...]) -> list[Note]:
    return [Note(NoteCode.STRAY_CELLS, facts={"cells": list(strays)})] if strays else []


def _numbers_as_dates(cells: RawCells, values: CellTexts) -> list[Note]:
    indices = np.flatnonzero(values.numbers_as_dates)
    if not len(indices):
        return []
    rows, columns = np.unique(cells.row[indices]), np.unique(cells.column[indices])
    return [Note(NoteCode.DATE_FORMATTED_NUMBERS, tuple(rows.tolist()), tuple(str(column) for column in columns))]
