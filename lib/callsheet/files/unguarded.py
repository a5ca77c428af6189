"""bytes → Table without a guard: for the child that reads, and for nobody else."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from callsheet.files.formats import format_of
from callsheet.files.shaping import table_of
from callsheet.files.text import read_text_grid
from callsheet.files.workbooks import read_workbook
from callsheet.validation import Note, NoteCode, Source, Table


def read_unguarded(name: str, data: bytes, sheet: str | None = None, header_row: int | None = None) -> Table:
    """Read a file of leads in this very process, which a hostile file may end.

    Args:
        name: the file's name.
        data: its bytes.
        sheet: of a workbook, the sheet to read; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: there are none; None: where they are found.

    Raises:
        FileRefused: the file cannot be taken as a whole; says why.
    """
    file_format = format_of(name, data)
    digest = hashlib.sha256(data).hexdigest()
    if file_format == "csv":
        grid = read_text_grid(data, name)
        source = Source(name, digest, "csv", encoding=grid.encoding, delimiter=grid.delimiter)
        return table_of(grid, source, header_row)
    grid = read_workbook(data, file_format, sheet)
    if not name.lower().endswith(f".{file_format}"):
        note = Note(NoteCode.DISGUISED_FORMAT, facts={"format": file_format})
        grid = replace(grid, notes=(*grid.notes, note))
    source = Source(name, digest, file_format, sheet=grid.sheet, sheets=grid.sheets)
    return table_of(grid, source, header_row)
