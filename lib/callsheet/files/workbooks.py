"""XLSX through calamine, XLS through xlrd; openpyxl is asked where calamine would blank a cell without a word."""

from __future__ import annotations

import io
import logging
import zipfile
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import python_calamine
import xlrd

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.cells import cell_text, number_text
from callsheet.files.grid import Grid
from callsheet.files.hidden import Hidden, hidden_in_xls, hidden_in_xlsx
from callsheet.validation import IssueCode, Note, NoteCode, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

LOG = logging.getLogger(__name__)
MAX_CELLS = 30_000_000
VISIBLE = "Visible"


@dataclass
class SheetCells:
    """A sheet as text.

    Args:
        sheet: its name.
        sheets: all sheets of the workbook.
        rows: cells of each row, from row 1.
        marks: (row number, column place from 0, code) of cells that hold no usable value.
        hidden: what of it a person does not see.
    """

    sheet: str
    sheets: tuple[Sheet, ...]
    rows: list[list[str]]
    marks: list[tuple[int, int, IssueCode]] = field(default_factory=list)
    hidden: Hidden = field(default_factory=Hidden)


def read_workbook(data: bytes, file_format: str, wanted: str | None) -> Grid:
    """Read one sheet of a workbook.

    Args:
        data: the whole file.
        file_format: "xlsx" or "xls".
        wanted: the sheet's name; None: the only visible one that is not empty.

    Raises:
        FileRefused: it cannot be read, is encrypted, or it is not clear which sheet is meant.
    """
    try:
        return _grid(_read_xlsx(data, wanted) if file_format == "xlsx" else _read_xls(data, wanted))
    except FileRefused:
        raise
    except Exception as error:  # noqa: BLE001 - engines raise anything on a damaged file; all of it means unreadable
        if "ncrypt" in str(error) or "assword" in str(error):
            raise FileRefused(RefusalCode.ENCRYPTED) from None
        LOG.info("a workbook could not be read: %s", type(error).__name__)
        raise FileRefused(RefusalCode.UNREADABLE) from None


def _grid(found: SheetCells) -> Grid:
    columns = zip_longest(*found.rows, fillvalue="")
    cells = pa.table({str(place): pa.array(column, pa.string()) for place, column in enumerate(columns)})
    hidden = [each.name for each in found.sheets if not each.visible]
    notes = (*([Note(NoteCode.HIDDEN_SHEETS, facts={"sheets": hidden})] if hidden else []), *found.hidden.notes())
    marks = tuple((row, place, str(code)) for row, place, code in found.marks)
    return Grid(cells, marks=marks, notes=notes, sheet=found.sheet, sheets=found.sheets)


def choose_sheet(sheets: Sequence[Sheet], wanted: str | None) -> str:
    """Say which sheet is meant.

    Raises:
        FileRefused: there is none of that name, none with rows, or several.
    """
    if wanted is not None:
        if wanted not in [sheet.name for sheet in sheets]:
            raise FileRefused(RefusalCode.NO_SUCH_SHEET, sheet=wanted, sheets=[sheet.name for sheet in sheets])
        return wanted
    filled = [sheet.name for sheet in sheets if sheet.visible and sheet.rows]
    if not filled:
        raise FileRefused(RefusalCode.EMPTY)
    if len(filled) > 1:
        raise FileRefused(RefusalCode.SEVERAL_SHEETS, sheets=filled)
    return filled[0]


def _read_xlsx(data: bytes, wanted: str | None) -> SheetCells:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    loaded: dict[str, list[list[Any]]] = {}
    sheets = []
    for meta in book.sheets_metadata:
        if not str(meta.typ).endswith("WorkSheet"):
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > MAX_CELLS:
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        loaded[meta.name] = sheet.to_python(skip_empty_area=False)
        filled = sum(any(cell not in ("", None) for cell in row) for row in loaded[meta.name])
        sheets.append(Sheet(meta.name, str(meta.visible).endswith(VISIBLE), filled))
    name = choose_sheet(sheets, wanted)
    rows = [[cell_text(cell) for cell in row] for row in loaded[name]]
    return SheetCells(name, tuple(sheets), rows, _second_opinion(data, name), hidden_in_xlsx(data, name))


def _second_opinion(data: bytes, name: str) -> list[tuple[int, int, IssueCode]]:
    """Find error cells and formulas without a saved value, which calamine hands out as empty."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [member for member in archive.namelist() if member.startswith("xl/worksheets/")]
        suspect = any(b't="e"' in part or b"<f" in part for part in map(archive.read, parts))
    if not suspect:
        return []
    marks = []
    formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)[name]
    values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)[name]
    for formula_row, value_row in zip(formulas.iter_rows(), values.iter_rows(), strict=True):
        for formula, value in zip(formula_row, value_row, strict=True):
            if value.data_type == "e":
                marks.append((int(value.row or 0), int(value.column or 0) - 1, IssueCode.ERROR_CELL))
            elif formula.data_type == "f" and value.value is None:
                marks.append((int(formula.row or 0), int(formula.column or 0) - 1, IssueCode.FORMULA_WITHOUT_VALUE))
    return marks


def _read_xls(data: bytes, wanted: str | None) -> SheetCells:
    book = xlrd.open_workbook(file_contents=data, on_demand=True, logfile=io.StringIO())
    sheets = []
    for place in range(book.nsheets):
        sheet = book.sheet_by_index(place)
        rows = sum(any(kind not in (0, 6) for kind in sheet.row_types(row)) for row in range(sheet.nrows))
        sheets.append(Sheet(sheet.name, sheet.visibility == 0, rows))
    name = choose_sheet(sheets, wanted)
    sheet = book.sheet_by_name(name)
    found = SheetCells(name, tuple(sheets), [], hidden=hidden_in_xls(book, book.sheet_names().index(name)))
    for row in range(sheet.nrows):
        cells = []
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == xlrd.XL_CELL_ERROR:
                found.marks.append((row + 1, column, IssueCode.ERROR_CELL))
            cells.append(_xls_text(cell, book.datemode))
        found.rows.append(cells)
    return found


def _xls_text(cell: Any, datemode: int) -> str:
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return number_text(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return cell_text(xlrd.xldate_as_datetime(cell.value, datemode))
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            return number_text(cell.value)
    return str(cell.value)
