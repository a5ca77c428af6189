"""Reads files for the app, up to 60 MB or 1,000,000 rows; larger than one upload is sent in parts. No Streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import (
    MAX_BYTES_INTERACTIVE,
    is_bundle,
    read_stored,
    read_table,
    read_together,
    strip_error_file,
)
from callsheet.files.detect import MAGIC
from callsheet.web.metrics import count_refused_file, timed
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files import BundledFile, ReadTogether
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
    if is_bundle(data):  # only a draft stores one
        raise FileRefused(RefusalCode.WRONG_FORMAT, found=words.SEVERAL_FILES)
    try:
        with timed("read"):
            return _not_too_long(read_table(name, data, sheet, header_row, limit_bytes=MAX_BYTES_INTERACTIVE))
    except FileRefused as refused:
        count_refused_file("app", refused.code)
        raise


def read_draft(draft: Draft) -> Table:
    """Read the file of a draft with the sheet and header row that the draft stores, or its files if it has several.

    Raises:
        FileRefused: it can no longer be read.
    """
    stored = read_stored(draft.name, draft.data, draft.sheet, draft.header_row, limit_bytes=MAX_BYTES_INTERACTIVE)
    return _not_too_long(stored)


def put_together(name: str, files: Sequence[BundledFile]) -> ReadTogether:
    """Read several files or sheets into one Table, with the bytes that a draft stores.

    Args:
        name: of the whole.
        files: in their order.

    Raises:
        FileRefused: one of them cannot be used, with its name; or all together are too large.
    """
    size = sum(len(data) for data in {id(file.data): file.data for file in files}.values())
    if size > MAX_BYTES_INTERACTIVE:
        raise FileRefused(RefusalCode.TOO_LARGE, size=size, limit=MAX_BYTES_INTERACTIVE)
    together = read_together(name, files, limit_bytes=MAX_BYTES_INTERACTIVE)
    _not_too_long(together.table)
    return together


def _not_too_long(table: Table) -> Table:
    rows = len(table.frame)
    if rows > MAX_ROWS:
        size, limit = words.too_many_rows(rows), words.too_many_rows(MAX_ROWS)
        raise FileRefused(RefusalCode.TOO_LARGE, size=size, limit=limit)
    return table
