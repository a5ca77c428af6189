"""Read SpreadsheetML 2003: a workbook in one XML file, usually named .xls or .xml."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.files.markup.spreadsheetml_parser import read_book
from callsheet.files.sheet.grid import to_grid
from callsheet.files.workbooks import choose_sheet
from callsheet.validation import Note, NoteCode, Sheet

if TYPE_CHECKING:
    from callsheet.files.grid import Grid


def read_xml(data: bytes, wanted: str | None) -> Grid:
    """Read one sheet of a SpreadsheetML 2003 file.

    Args:
        data: the whole file.
        wanted: the sheet's name; None: the only visible one that is not empty.

    Raises:
        FileRefused: it is damaged, declares entities, or several sheets could be meant.
    """
    book = read_book(data)
    sheets = tuple(Sheet(sheet.name, sheet.visible, len(sheet.filled)) for sheet in book.sheets)
    chosen = choose_sheet(sheets, wanted)
    grid = to_grid(book.content(next(sheet for sheet in book.sheets if sheet.name == chosen)))
    hidden = [sheet.name for sheet in sheets if not sheet.visible]
    notes = (Note(NoteCode.HIDDEN_SHEETS, facts={"sheets": hidden}),) if hidden else ()
    return replace(grid, notes=(*notes, *grid.notes), sheet=chosen, sheets=sheets)
