"""A sheet that is filled cell by cell, for the readers of markup."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import pyarrow as pa

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.grid import Grid
from callsheet.files.limits import SHEET_COLUMNS, SHEET_ROWS, is_too_sparse
from callsheet.validation import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation import Note


class RowSheet:
    """A sheet that is being read.

    Args:
        name: as on its tab.
        visible: False when hidden.
    """

    def __init__(self, name: str, *, visible: bool = True) -> None:
        self.name = name
        self.visible = visible
        self.rows: list[list[str]] = []
        self.flags: list[tuple[int, int, str]] = []
        self.hidden_rows: list[int] = []
        self._widest = 0
        self._cells = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Set a cell.

        Args:
            row: row number, from 1.
            column: column index, from 0.
            text: of the cell.

        Raises:
            FileRefused: it lies outside the grid of a sheet, or too far from the other cells.
        """
        if not (0 < row <= SHEET_ROWS and 0 <= column < SHEET_COLUMNS):
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        self._cells += 1
        rows = self.rows
        if row > len(rows) or column >= self._widest:  # the used range grows
            if column >= self._widest:
                self._widest = column + 1
            if is_too_sparse(max(row, len(rows)) * self._widest, self._cells):
                raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
            while len(rows) < row:
                rows.append([])
        cells = rows[row - 1]
        if column == len(cells):
            cells.append(text)
        elif column > len(cells):
            cells.extend([""] * (column - len(cells)))
            cells.append(text)
        else:
            cells[column] = text

    @property
    def filled(self) -> int:
        """Number of rows with a cell that is not empty."""
        return sum(any(row) for row in self.rows)

    def summary(self) -> Sheet:
        """Its name, visibility and number of rows."""
        return Sheet(self.name, self.visible, self.filled)

    def grid(self, sheets: Sequence[RowSheet], notes: tuple[Note, ...]) -> Grid:
        """Convert it to a Grid.

        Args:
            sheets: all sheets of the file.
            notes: of the reader.
        """
        columns = zip_longest(*self.rows, fillvalue="") if self._widest else ()
        cells = pa.table({str(index): pa.array(column, pa.string()) for index, column in enumerate(columns)})
        summaries = tuple(sheet.summary() for sheet in sheets)
        return Grid(
            cells, flags=tuple(self.flags), notes=notes, counted=len(self.rows), sheet=self.name, sheets=summaries
        )
