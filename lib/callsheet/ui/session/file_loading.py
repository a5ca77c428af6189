"""Reading a file for the app: up to 60 MB or 1,000,000 rows; what is more than one upload goes in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import MAX_BYTES_INTERACTIVE, read_table, strip_error_file
from callsheet.files.detect import MAGIC
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from callsheet.store import Draft
    from callsheet.validation import Table

MAX_ROWS = 1_000_000


def read_leads(name: str, data: bytes, sheet: str | None = None, header_row: int | None = None) -> Table:
    """Read a file of leads; of an error file, its leads without the columns that are ours.

    Args and exceptions are those of `read_dropped`.
    """
    return strip_error_file(read_dropped(name, data, sheet, header_row))


def read_dropped(name: str, data: bytes, sheet: str | None = None, header_row: int | None = None) -> Table:
    """Read a dropped file as it is, which may be an error file.

    Args:
        name: its name.
        data: its bytes.
        sheet: of a workbook, the sheet; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: there are none; None: where they are found.

    Raises:
        FileRefused: it cannot be taken; TOO_LARGE for more than 60 MB or 1,000,000 rows.
    """
    if len(data) > MAX_BYTES_INTERACTIVE:  # what is no spreadsheet at all is told first, whatever its size
        named = [kind for magic, kind in MAGIC.items() if data.startswith(magic)]
        if named:
            raise FileRefused(RefusalCode.WRONG_FORMAT, found=named[0])
    table = read_table(name, data, sheet, header_row, limit_bytes=MAX_BYTES_INTERACTIVE)
    rows = len(table.frame)
    if rows > MAX_ROWS:
        size, limit = words.too_many_rows(rows), words.too_many_rows(MAX_ROWS)
        raise FileRefused(RefusalCode.TOO_LARGE, size=size, limit=limit)
    return table


def read_draft(draft: Draft) -> Table:
    """Read the file of a draft as it was read when it was dropped.

    Raises:
        FileRefused: it cannot be read any more.
    """
    return read_leads(draft.name, draft.data, draft.sheet, draft.header_row)
