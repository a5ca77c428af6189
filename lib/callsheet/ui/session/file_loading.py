"""Reads files for the app, up to 60 MB or 1,000,000 rows; larger than one upload is sent in parts. No Streamlit."""

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
    """Read a dropped file unchanged; it may be an error file.

    Args:
        name: file name.
        data: its bytes.
        sheet: of a workbook, the sheet; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: there are no names; None: detect it.

    Raises:
        FileRefused: the file cannot be used; TOO_LARGE for more than 60 MB or 1,000,000 rows.
    """
    if len(data) > MAX_BYTES_INTERACTIVE:  # a file that is no spreadsheet is named as what it is, whatever its size
        formats = [file_format for magic, file_format in MAGIC.items() if data.startswith(magic)]
        if formats:
            raise FileRefused(RefusalCode.WRONG_FORMAT, found=formats[0])
    table = read_table(name, data, sheet, header_row, limit_bytes=MAX_BYTES_INTERACTIVE)
    rows = len(table.frame)
    if rows > MAX_ROWS:
        size, limit = words.too_many_rows(rows), words.too_many_rows(MAX_ROWS)
        raise FileRefused(RefusalCode.TOO_LARGE, size=size, limit=limit)
    return table


def read_draft(draft: Draft) -> Table:
    """Read the file of a draft with the sheet and header row that the draft stores.

    Raises:
        FileRefused: it can no longer be read.
    """
    return read_leads(draft.name, draft.data, draft.sheet, draft.header_row)
