"""Open an XLS workbook with xlrd; read its cells vectorised from BIFF8 records, or by xlrd as the fallback."""

from __future__ import annotations

import io
import logging
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import xlrd
from xlrd.compdoc import SIGNATURE, CompDocError
from xlrd.formatting import std_format_strings

from callsheet.files.preflight.ole import workbook_stream
from callsheet.files.sheet.grid import SheetContent
from callsheet.files.sheet.hidden import Hidden
from callsheet.files.sheet.number_formats import (
    PLAIN,
    NumberFormat,
    Shown,
    built_in,
    number_format,
)
from callsheet.files.sheet.raw_cells import Kind, RawCells, joined
from callsheet.files.xls.cells import cells_of, error_text, number_texts, unknown_cells
from callsheet.files.xls.records import SHARED, NotFastPath, Records, records_of
from callsheet.files.xls.repair import repair
from callsheet.files.xls.xlrd_internals import set_shared_strings, shared_strings, sheet_is_visible, sheet_offset
from callsheet.validation import Note, NoteCode, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LOG = logging.getLogger(__name__)
BIFF5 = (50, 70)
BIFF8 = 80  # `biff_version` of xlrd: ten times the version of the record format
_XLRD_FORMATS = (PLAIN, NumberFormat(Shown.DATE))
"""The formats that xlrd's cells distinguish where it cannot read the cell formats: a number or a date."""
_BLANK = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


class XlsBook:
    """An XLS file.

    Args:
        data: the whole file.

    Raises:
        xlrd.XLRDError: it cannot be read, or is encrypted.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._book, self._is_repaired = _opened(data)
        self._names: list[str] = self._book.sheet_names()
        self._records_read: dict[int, Records | None] = {}

    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets, with the number of rows of each that hold a value."""
        return tuple(
            Sheet(name, sheet_is_visible(self._book, index), self._rows_of(index))
            for index, name in enumerate(self._names)
        )

    def read(self, name: str) -> SheetContent:
        """The cells of a sheet.

        Args:
            name: of an existing sheet.

        Raises:
            xlrd.XLRDError: it cannot be read.
        """
        index, book = self._names.index(name), self._book
        records = self._records(index)
        hidden, counted = (records.hidden, records.filled) if records is not None else (Hidden(), None)
        merged = records.merged if records is not None else []
        shared = pa.array(self._strings(records), pa.string())
        formats = [_format(xf.format_key, book.format_map) for xf in book.xf_list]
        from_1904 = book.datemode == 1
        repaired = (Note(NoteCode.SECOND_OPINION_USED),) if self._is_repaired else ()
        if records is not None:
            try:
                cells = cells_of(records, shared)
                return SheetContent(cells, shared, formats, from_1904, counted, hidden, repaired, merged)
            except (NotFastPath, IndexError, struct.error):
                pass
        if not self._is_repaired:
            book = _with_formats(self._data) or book
        if not book.formatting_info:
            formats = list(_XLRD_FORMATS)
        cells = _read_by_xlrd(book.sheet_by_index(index), has_formats=book.formatting_info)
        if book.biff_version in BIFF5:
            with suppress(NotFastPath, IndexError, struct.error):
                cells = joined([cells, unknown_cells(records_of(book.mem, sheet_offset(book, index)))])
        notes = repaired or ((Note(NoteCode.SECOND_OPINION_USED),) if book.biff_version == BIFF8 else ())
        return SheetContent(cells, shared, formats, from_1904, counted, hidden, notes, merged)

    def _strings(self, records: Records | None) -> Sequence[str]:
        """The shared strings; all that there are, also where the file states a smaller number than its cells use."""
        strings = shared_strings(self._book) or []
        if records is None:
            return strings
        used = records.four(records.of(SHARED) + 6)
        if len(used) and int(used.max()) >= len(strings):
            return max(strings, repair(self._book.mem[self._book.base :]).strings or [], key=len)
        return strings

    def _rows_of(self, index: int) -> int:
        records = self._records(index)
        if records is not None:
            return records.filled
        sheet = self._book.sheet_by_index(index)
        return sum(any(kind not in _BLANK for kind in sheet.row_types(row)) for row in range(sheet.nrows))

    def _records(self, index: int) -> Records | None:
        if index not in self._records_read:
            try:
                start = sheet_offset(self._book, index)
                self._records_read[index] = (
                    records_of(self._book.mem, start) if self._book.biff_version == BIFF8 else None
                )
            except (NotFastPath, struct.error):
                self._records_read[index] = None
        return self._records_read[index]


def _opened(data: bytes) -> tuple[Any, bool]:
    """Open a workbook without reading its cells, and whether it was repaired for that.

    Damage of the container is tolerated as in Excel; what xlrd fails on beside the cells is left away.
    """
    quiet = io.StringIO()
    try:
        return xlrd.open_workbook(file_contents=data, on_demand=True, logfile=quiet), False
    except Exception as error:
        if "ncrypt" in str(error) or "assword" in str(error):
            raise
        stream = workbook_stream(data) if data.startswith(SIGNATURE) else data
        if not stream:
            raise
        if isinstance(error, CompDocError | AssertionError):
            with suppress(Exception):
                return xlrd.open_workbook(file_contents=stream, on_demand=True, logfile=quiet), False
        LOG.info("an old workbook is repaired: %s", type(error).__name__)
        repaired = repair(stream)
        book = xlrd.open_workbook(file_contents=repaired.stream, on_demand=True, logfile=quiet)
        if repaired.strings is not None:
            set_shared_strings(book, repaired.strings)
        return book, True


def _with_formats(data: bytes) -> Any:
    """The workbook with the format of every cell, which xlrd reads in another mode; None where that mode fails."""
    try:
        return xlrd.open_workbook(file_contents=data, on_demand=True, logfile=io.StringIO(), formatting_info=True)
    except Exception:  # noqa: BLE001 - xlrd raises anything on styles that it does not expect
        LOG.debug("the cell formats of an old workbook cannot be read")
        return None


def _format(key: int, formats: Mapping[int, Any]) -> NumberFormat:
    """The number format of a key: as the file defines it, else the built-in one, for which xlrd has a stand-in."""
    code = formats[key].format_str if key in formats else ""
    return number_format(code) if code and code != std_format_strings.get(key) else built_in(key)


def _read_by_xlrd(sheet: Any, *, has_formats: bool = False) -> RawCells:
    """The cells of a sheet read by xlrd one by one.

    Args:
        sheet: of xlrd.
        has_formats: whether xlrd knows the format of every cell; else formats are reduced to "date or not".
    """
    indices: list[tuple[int, int, Kind, int]] = []
    texts: list[str] = []
    for row in range(sheet.nrows):
        for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            if kind not in _BLANK and value != "":
                style = sheet.cell_xf_index(row, column) if has_formats else int(kind == xlrd.XL_CELL_DATE)
                indices.append((row + 1, column, _KINDS[kind], style))
                texts.append(_text_of(kind, value))
    row_column = np.array(indices or np.zeros((0, 4)), np.int32)
    rows, columns, kinds, styles = (np.ascontiguousarray(row_column[:, part]) for part in range(4))
    formula = np.zeros(len(rows), np.bool_)
    return RawCells(rows, columns, kinds.astype(np.uint8), styles, formula, pa.array(texts, pa.string()))


_KINDS = {
    xlrd.XL_CELL_TEXT: Kind.TEXT,
    xlrd.XL_CELL_NUMBER: Kind.NUMBER,
    xlrd.XL_CELL_DATE: Kind.NUMBER,
    xlrd.XL_CELL_BOOLEAN: Kind.TRUTH,
    xlrd.XL_CELL_ERROR: Kind.ERROR,
}


def _text_of(kind: int, value: Any) -> str:
    if kind == xlrd.XL_CELL_ERROR:
        return error_text(value)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return str(number_texts(np.array([value]))[0].as_py())
    return str(value)
