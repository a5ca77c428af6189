"""Rows of cells as a Grid: for the readers of disguised files, which meet cells one by one."""

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
    """A sheet as it is met.

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

    def place(self, row: int, column: int, text: str) -> None:
        """Put a cell.

        Args:
            row: from 1.
            column: from 0.
            text: what it says.

        Raises:
            FileRefused: it stands where no cell can, or too far from the others.
        """
        if not (0 < row <= SHEET_ROWS and 0 <= column < SHEET_COLUMNS):
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        self._cells += 1
        self._widest = max(self._widest, column + 1)
        if is_too_sparse(max(row, len(self.rows)) * self._widest, self._cells):
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        while len(self.rows) < row:
            self.rows.append([])
        cells = self.rows[row - 1]
        if column >= len(cells):
            cells.extend([""] * (column - len(cells)))
            cells.append(text)
        else:
            cells[column] = text

    @property
    def filled(self) -> int:
        """Rows with a cell that is not empty."""
        return sum(any(row) for row in self.rows)

    def sheet(self) -> Sheet:
        """What is told of it."""
        return Sheet(self.name, self.visible, self.filled)

    def grid(self, sheets: Sequence[RowSheet], notes: tuple[Note, ...]) -> Grid:
        """The Grid of it.

        Args:
            sheets: all sheets of the file.
            notes: what was met.
        """
        columns = zip_longest(*self.rows, fillvalue="") if self._widest else ()
        cells = pa.table({str(place): pa.array(column, pa.string()) for place, column in enumerate(columns)})
        known = tuple(sheet.sheet() for sheet in sheets)
        return Grid(cells, flags=tuple(self.flags), notes=notes, counted=len(self.rows), sheet=self.name, sheets=known)
