"""The fallback for XLSX packages that our reader cannot open: openpyxl."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import openpyxl
import pyarrow as pa

from callsheet.files.limits import MAX_SPARSE_CELLS
from callsheet.files.sheet.cell_text import cell_text
from callsheet.files.sheet.grid import SheetContent
from callsheet.files.sheet.hidden import Hidden
from callsheet.files.sheet.number_formats import number_format
from callsheet.files.sheet.raw_cells import Kind, RawCells
from callsheet.validation import Note, NoteCode, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_FIELDS = 5
"""Row, column, kind, style and formula of a cell."""


class OpenpyxlBook:
    """An XLSX file as openpyxl opens it.

    Args:
        data: the whole file.

    Raises:
        Exception: openpyxl cannot read it either; it raises exceptions of any type for a damaged file.
    """

    def __init__(self, data: bytes) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its warnings are about parts without cells
            self._values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            self._written = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
        if len(self._written.sheetnames) != _listed_sheets(data):
            raise ValueError  # openpyxl silently skips a sheet whose part is missing

    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets, with the number of rows of each that hold a value."""
        return tuple(
            Sheet(sheet.title, sheet.sheet_state == "visible", len({row for row, _ in _filled(sheet)}))
            for sheet in self._written.worksheets
        )

    def read(self, name: str) -> SheetContent:
        """The cells of a sheet, and a note that this reader was used.

        Args:
            name: of an existing sheet.
        """
        written, values = self._written[name], self._values[name]
        cells, texts, formats = [], [], dict[str, int]()
        for (row, column), cell in sorted(_filled(written).items()):
            value = values.cell(row, column)
            is_formula = cell.data_type == "f"
            kind = Kind.ERROR if value.data_type == "e" else Kind.TEXT
            text = cell_text(value.value)
            if value.data_type == "n" or (is_formula and not text):
                kind = Kind.NUMBER
            style = formats.setdefault(cell.number_format, len(formats))
            cells.append((row, column - 1, kind, style, is_formula))
            texts.append(text)
        indices = np.array(cells, np.int32).reshape(-1, _FIELDS)
        rows, columns, kinds, styles, formulas = (np.ascontiguousarray(indices[:, part]) for part in range(_FIELDS))
        raw_cells = RawCells(
            rows, columns, kinds.astype(np.uint8), styles, formulas.astype(np.bool_), pa.array(texts, pa.string())
        )
        asked = Note(NoteCode.SECOND_OPINION_USED)
        return SheetContent(
            raw_cells,
            pa.array([], pa.string()),
            list(map(number_format, formats)),
            hidden=_hidden(written),
            notes=(asked,),
        )


def _listed_sheets(data: bytes) -> int:
    """The number of sheets that the workbook lists."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return len(_SHEET.findall(archive.read("xl/workbook.xml")))


def _filled(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """The cells that hold a value, by row and column number (from 1).

    Raises:
        ValueError: their range is too large to look at every cell of it.
    """
    if sheet.max_row * sheet.max_column > MAX_SPARSE_CELLS:
        raise ValueError
    return {
        (cell.row, cell.column): cell
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None and cell.value != ""
    }


def _hidden(sheet: Worksheet) -> Hidden:
    rows = tuple(sorted(number for number, row in sheet.row_dimensions.items() if row.hidden))
    columns = tuple(
        index - 1
        for column in sheet.column_dimensions.values()
        if column.hidden
        for index in range(column.min or 1, (column.max or 0) + 1)
    )
    return Hidden(rows, tuple(sorted(columns)))
