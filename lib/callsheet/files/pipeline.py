"""bytes → Table without a guard: for the child that reads, and for nobody else."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.files.csv.reader import read_text_grid
from callsheet.files.detect import format_of
from callsheet.files.limits import Limits
from callsheet.files.markup.html import read_html
from callsheet.files.markup.spreadsheetml import read_xml
from callsheet.files.to_table import drop_trailing_empty_columns, table_of
from callsheet.files.workbooks import read_workbook
from callsheet.validation import NoteCode, Source, Table

if TYPE_CHECKING:
    from callsheet.files.grid import Grid


def parse_table(name: str, data: bytes, sheet: str | None = None, header_row: int | None = None) -> Table:
    """Read a file of leads in this very process, which a hostile file may end.

    Args:
        name: the file's name.
        data: its bytes.
        sheet: of a workbook, the sheet to read; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: there are none; None: where they are found.

    Raises:
        FileRefused: the file cannot be taken as a whole; says why.
    """
    found = format_of(name, data, Limits.of(len(data)).unpacked)
    grid = drop_trailing_empty_columns(read_grid(name, data, found.format, sheet))
    notes = (*found.notes, *(note for note in grid.notes if note.code is not NoteCode.DISGUISED_FORMAT))
    source = Source(
        name,
        hashlib.sha256(data).hexdigest(),
        found.format,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        sheets=grid.sheets,
    )
    return table_of(replace(grid, notes=notes), source, header_row)


def read_grid(name: str, data: bytes, file_format: str, sheet: str | None) -> Grid:
    """Let the engine of a format read, nothing looked at before.

    Args:
        name: the file's name.
        data: its bytes.
        file_format: as `format_of` says.
        sheet: as for `parse_table`.

    Raises:
        FileRefused: the engine cannot read it, or it is not clear which sheet is meant.
    """
    match file_format:
        case "csv":
            return read_text_grid(data, name)
        case "html":
            return read_html(data, sheet)
        case "xml":
            return read_xml(data, sheet)
        case _:
            return read_workbook(data, file_format, sheet)
