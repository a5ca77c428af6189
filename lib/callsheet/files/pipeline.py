"""Parse a file into a Table in this process: for the sandboxed worker and tests. Others call `read_table`."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.files.csv.reader import read_text_grid
from callsheet.files.detect import detect_format
from callsheet.files.exchange.headings import parse_origin
from callsheet.files.limits import Limits
from callsheet.files.markup.html import read_html
from callsheet.files.markup.ods import read_ods
from callsheet.files.markup.spreadsheetml import read_xml
from callsheet.files.table.direction_marks import without_direction_marks
from callsheet.files.table.to_table import drop_trailing_empty_columns, to_table
from callsheet.files.workbooks import read_workbook
from callsheet.validation import Note, NoteCode, Source, Table

if TYPE_CHECKING:
    from callsheet.files.grid import Grid


def parse_table(name: str, data: bytes, sheet: str | None = None, header_row: int | None = None) -> Table:
    """Parse a file of leads in this process, which a hostile file may crash or exhaust.

    Args:
        name: the file's name.
        data: its bytes; no longer needed here when the cells have been read, before the Table is made of them.
        sheet: of a workbook, the sheet to read; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: the file has no header; None: detect it.

    Raises:
        FileRefused: the file cannot be read as a whole, with the reason.
    """
    detected = detect_format(name, data, Limits.of(len(data)).unpacked)
    grid = drop_trailing_empty_columns(read_grid(name, data, detected.format, sheet, detected.parts))
    is_own = any(parse_origin(str(column[0].as_py())) for column in grid.cells.columns if len(column))
    cells, marked = (grid.cells, 0) if is_own else without_direction_marks(grid.cells)
    notes = (*detected.notes, *(note for note in grid.notes if note.code is not NoteCode.DISGUISED_FORMAT))
    if marked:
        notes = (*notes, Note(NoteCode.DIRECTION_MARKS_REMOVED, facts={"cells": marked}))
    source = Source(
        name,
        hashlib.sha256(data).hexdigest(),
        detected.format,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        sheets=grid.sheets,
    )
    del data
    return to_table(replace(grid, cells=cells, notes=notes), source, header_row)


def read_grid(
    name: str, data: bytes, file_format: str, sheet: str | None, parts: dict[str, list[bytes]] | None = None
) -> Grid:
    """Read a file with the reader of its format, without the checks of `detect_format`.

    Args:
        name: the file's name.
        data: its bytes.
        file_format: as detected by `detect_format`.
        sheet: as for `parse_table`.
        parts: of an XLSX file, parts that `detect_format` has unpacked, by name; each is taken out when it is read.

    Raises:
        FileRefused: it cannot be read, or several sheets could be meant.
    """
    match file_format:
        case "csv":
            return read_text_grid(data, name)
        case "html":
            return read_html(data, sheet)
        case "xml":
            return read_xml(data).grid(sheet)
        case "ods":
            return read_ods(data).grid(sheet)
        case _:
            return read_workbook(data, file_format, sheet, parts)
