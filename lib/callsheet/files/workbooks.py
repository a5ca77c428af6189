"""Read one sheet of a workbook: choose the sheet, and fall back to openpyxl where our reader fails."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.sheet.grid import SheetContent, to_grid
from callsheet.files.xls.book import XlsBook
from callsheet.files.xlsx.book import XlsxBook
from callsheet.validation import Note, NoteCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from callsheet.files.grid import Grid
    from callsheet.validation import Sheet

LOG = logging.getLogger(__name__)
OPENPYXL_MAX_BYTES = 2_000_000
"""Size of an XLSX file up to which openpyxl is the fallback; its manual gives 50 times the file size in memory."""


class Book(Protocol):
    """An open workbook."""

    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets, with the number of rows of each that hold a value."""

    def read(self, name: str) -> SheetContent:
        """The cells of a sheet."""


def read_workbook(
    data: bytes, file_format: str, wanted: str | None, parts: dict[str, list[bytes]] | None = None
) -> Grid:
    """Read one sheet of a workbook.

    Args:
        data: the whole file.
        file_format: "xlsx" or "xls".
        wanted: the sheet's name; None: the only visible one that is not empty.
        parts: of an XLSX file, parts that are unpacked already, by name, in chunks; each is taken out when it is read.

    Raises:
        FileRefused: it cannot be read, is encrypted, or several sheets could be meant.
    """
    for open_book in _readers(file_format, len(data), parts):
        try:
            return _read(open_book(data), wanted)
        except FileRefused:
            raise
        except Exception as error:  # noqa: BLE001 - the libraries raise anything on a damaged file; all of it means unreadable
            if "ncrypt" in str(error) or "assword" in str(error):
                raise FileRefused(RefusalCode.ENCRYPTED) from None
            LOG.info("a workbook could not be read: %s", type(error).__name__)
    raise FileRefused(RefusalCode.UNREADABLE)


def _readers(file_format: str, size: int, parts: dict[str, list[bytes]] | None) -> Iterator[Callable[[bytes], Book]]:
    """The readers in the order they are tried; openpyxl is imported only when our XLSX reader failed."""
    yield XlsBook if file_format == "xls" else partial(XlsxBook, parts=parts)
    if file_format == "xlsx" and size <= OPENPYXL_MAX_BYTES:
        from callsheet.files.xlsx.openpyxl_book import OpenpyxlBook  # noqa: PLC0415 - a worker starts sooner without it

        yield OpenpyxlBook


def _read(book: Book, wanted: str | None) -> Grid:
    sheets = book.sheets()
    name = choose_sheet(sheets, wanted)
    grid = to_grid(book.read(name))
    if grid.counted not in (None, grid.cells.num_rows):
        LOG.info("a sheet has %s rows by its elements, %d were read", grid.counted, grid.cells.num_rows)
        raise FileRefused(RefusalCode.UNREADABLE)
    hidden = [sheet.name for sheet in sheets if not sheet.visible]
    notes = (Note(NoteCode.HIDDEN_SHEETS, facts={"sheets": hidden}),) if hidden else ()
    return replace(grid, notes=(*notes, *grid.notes), sheet=name, sheets=sheets)


def choose_sheet(sheets: Sequence[Sheet], wanted: str | None) -> str:
    """Choose the sheet to read.

    Args:
        sheets: all sheets of the workbook.
        wanted: the name of one; None: the only visible one that is not empty.

    Raises:
        FileRefused: no sheet has that name, no sheet has rows, or several could be meant.
    """
    if wanted is not None:
        if wanted not in [sheet.name for sheet in sheets]:
            raise FileRefused(RefusalCode.NO_SUCH_SHEET, sheet=wanted, sheets=[sheet.name for sheet in sheets])
        return wanted
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise FileRefused(RefusalCode.EMPTY)
    visible = [sheet for sheet in filled if sheet.visible]
    if len(visible) == 1:
        return visible[0].name
    asked = visible or filled
    names, rows = [sheet.name for sheet in asked], [sheet.rows for sheet in asked]
    raise FileRefused(RefusalCode.SEVERAL_SHEETS, sheets=names, rows=rows)
