"""A workbook whose cells a parser of markup collects one by one."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from callsheet.files.sheet.grid import SheetContent, to_grid
from callsheet.files.sheet.hidden import Hidden
from callsheet.files.sheet.merged_headers import header_names
from callsheet.files.sheet.number_formats import PLAIN, NumberFormat, Shown
from callsheet.files.sheet.raw_cells import RawCells
from callsheet.files.workbooks import choose_sheet
from callsheet.validation import Note, NoteCode, Sheet

if TYPE_CHECKING:
    from callsheet.files.grid import Grid, MergedCells
    from callsheet.files.sheet.raw_cells import Kind

PLAIN_DATE = 1
"""Index in `Book.formats` of the format of a date whose style has no format for dates."""
_FIELDS = 5
"""Row, column, kind, style and formula of a cell."""


@dataclass
class ParsedSheet:
    """A worksheet.

    Args:
        name: as on its tab.
        visible: False when hidden.
        positions: row, column, kind, style and formula of every cell that holds a value.
        texts: the value of every such cell.
        filled: numbers of the rows that hold a value.
        hidden_rows: numbers of the hidden rows.
        hidden_columns: indices of the hidden columns.
        merged: merged cells.
    """

    name: str
    visible: bool = True
    positions: array[int] = field(default_factory=lambda: array("i"))
    texts: list[str] = field(default_factory=list)
    filled: set[int] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[MergedCells] = field(default_factory=list)

    def put(self, row: int, column: int, kind: Kind, text: str, style: int = 0, *, is_formula: bool) -> None:
        """Add a cell that holds a value or a formula.

        Args:
            row: row number, from 1.
            column: column index.
            kind: of the value.
            text: of the value.
            style: index in `Book.formats`.
            is_formula: whether the value is the result of a formula.
        """
        self.positions.extend((row, column, kind, style, is_formula))
        self.texts.append(text)
        self.filled.add(row)


@dataclass
class Book:
    """A parsed workbook.

    Args:
        sheets: in the order of their tabs.
        formats: number formats that the cells refer to.
        from_1904: whether dates are counted from 1904.
    """

    sheets: list[ParsedSheet] = field(default_factory=list)
    formats: list[NumberFormat] = field(default_factory=lambda: [PLAIN, NumberFormat(Shown.DATE)])
    from_1904: bool = False

    def grid(self, wanted: str | None) -> Grid:
        """One sheet as a Grid.

        Args:
            wanted: the sheet's name; None: the only visible one that is not empty.

        Raises:
            FileRefused: several sheets could be meant, none has rows, or the cells of it are too far apart.
        """
        sheets = tuple(Sheet(sheet.name, sheet.visible, len(sheet.filled)) for sheet in self.sheets)
        chosen = choose_sheet(sheets, wanted)
        grid = to_grid(self._content(next(sheet for sheet in self.sheets if sheet.name == chosen)))
        hidden = [sheet.name for sheet in sheets if not sheet.visible]
        notes = (Note(NoteCode.HIDDEN_SHEETS, facts={"sheets": hidden}),) if hidden else ()
        return replace(grid, notes=(*notes, *grid.notes), sheet=chosen, sheets=sheets)

    def _content(self, sheet: ParsedSheet) -> SheetContent:
        """The cells of a sheet in columns."""
        indices = np.array(sheet.positions, np.int32).reshape(-1, _FIELDS)
        row, column, kind, style, formula = (np.ascontiguousarray(indices[:, part]) for part in range(_FIELDS))
        text = pa.array(sheet.texts, pa.string())
        cells = RawCells(row, column, kind.astype(np.uint8), style, formula.astype(np.bool_), text)
        hidden = Hidden(tuple(sorted(set(sheet.hidden_rows))), tuple(sorted(set(sheet.hidden_columns))))
        merged = header_names(sheet.merged)
        nothing = pa.array([], pa.string())
        return SheetContent(cells, nothing, self.formats, self.from_1904, len(sheet.filled), hidden, (), merged)
