"""Workbooks: which sheet is meant, and its cells; a second reader is asked where the first cannot go on."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.sheet.grid import SheetFound, grid_of
from callsheet.files.xls.book import XlsBook
from callsheet.files.xlsx.book import XlsxBook
from callsheet.validation import Note, NoteCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from callsheet.files.grid import Grid
    from callsheet.validation import Sheet

LOG = logging.getLogger(__name__)
LARGEST_ASKED_TWICE = 2_000_000
"""Bytes of an XLSX file up to which openpyxl, which keeps every cell as an object, is a second opinion."""


class Book(Protocol):
    """A workbook that is open."""

    def sheets(self) -> tuple[Sheet, ...]:
        """Its worksheets with how many rows of each hold something."""

    def read(self, name: str) -> SheetFound:
        """The cells of a sheet."""


def read_workbook(data: bytes, file_format: str, wanted: str | None) -> Grid:
    """Read one sheet of a workbook.

    Args:
        data: the whole file.
        file_format: "xlsx" or "xls".
        wanted: the sheet's name; None: the only visible one that is not empty.

    Raises:
        FileRefused: it cannot be read, is encrypted, or it is not clear which sheet is meant.
    """
    for opened in _readers(file_format, len(data)):
        try:
            return _read(opened(data), wanted)
        except FileRefused:
            raise
        except Exception as error:  # noqa: BLE001 - engines raise anything on a damaged file; all of it means unreadable
            if "ncrypt" in str(error) or "assword" in str(error):
                raise FileRefused(RefusalCode.ENCRYPTED) from None
            LOG.info("a workbook could not be read: %s", type(error).__name__)
    raise FileRefused(RefusalCode.UNREADABLE)


def _readers(file_format: str, size: int) -> Iterator[Callable[[bytes], Book]]:
    """Who is asked, one after another; openpyxl is loaded when the first reader of XLSX could not go on."""
    yield XlsBook if file_format == "xls" else XlsxBook
    if file_format == "xlsx" and size <= LARGEST_ASKED_TWICE:
        from callsheet.files.xlsx.openpyxl_book import SecondBook  # noqa: PLC0415 - a child starts sooner without it

        yield SecondBook


def _read(book: Book, wanted: str | None) -> Grid:
    sheets = book.sheets()
    name = choose_sheet(sheets, wanted)
    grid = grid_of(book.read(name))
    if grid.counted not in (None, grid.cells.num_rows):
        LOG.info("a sheet has %s rows by its elements, %d were read", grid.counted, grid.cells.num_rows)
        raise FileRefused(RefusalCode.UNREADABLE)
    hidden = [each.name for each in sheets if not each.visible]
    told = (Note(NoteCode.HIDDEN_SHEETS, facts={"sheets": hidden}),) if hidden else ()
    return replace(grid, notes=(*told, *grid.notes), sheet=name, sheets=sheets)


def choose_sheet(sheets: Sequence[Sheet], wanted: str | None) -> str:
    """Say which sheet is meant.

    Args:
        sheets: all sheets of the workbook.
        wanted: the name of one; None: the only visible one that is not empty.

    Raises:
        FileRefused: there is none of that name, none with rows, or several.
    """
    if wanted is not None:
        if wanted not in [sheet.name for sheet in sheets]:
            raise FileRefused(RefusalCode.NO_SUCH_SHEET, sheet=wanted, sheets=[sheet.name for sheet in sheets])
        return wanted
    filled = [sheet.name for sheet in sheets if sheet.visible and sheet.rows]
    if not filled:
        filled = [sheet.name for sheet in sheets if sheet.rows]
        if not filled:
            raise FileRefused(RefusalCode.EMPTY)
        raise FileRefused(RefusalCode.SEVERAL_SHEETS, sheets=filled)
    if len(filled) > 1:
        raise FileRefused(RefusalCode.SEVERAL_SHEETS, sheets=filled)
    return filled[0]
