"""The rows of a draft's file, or files, that hold a person's number, and the same file without them."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from callsheet.errors import FileRefused
from callsheet.files import (
    MAX_BYTES_INTERACTIVE,
    digits_of,
    is_bundle,
    pack_files,
    read_stored,
    read_table,
    strip_error_file,
    unpack_files,
    without_rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files import BundledFile
    from callsheet.store import Draft
    from callsheet.validation import Table

_LIMIT = 2 * MAX_BYTES_INTERACTIVE
"""Bytes of a file that is read to erase a number: it may have grown a little since it was uploaded."""


def read_draft_file(draft: Draft, data: bytes | None = None, header_row: int | None = None) -> Table:
    """Read the file of a draft as it was uploaded.

    Args:
        draft: as stored.
        data: the bytes to read in the place of its own; None: its own.
        header_row: None: that of the draft.

    Raises:
        FileRefused: it can no longer be read.
    """
    data = draft.data if data is None else data
    sheet = draft.sheet if data[:2] == draft.data[:2] else None
    row = draft.header_row if header_row is None else header_row
    return read_stored(draft.name, data, sheet, row, limit_bytes=_LIMIT)


def rows_with_number(table: Table, national: str) -> set[int]:
    """Return the rows of which a cell has the digits of a number.

    Args:
        table: of a draft.
        national: the digits without country code.
    """
    rows: set[int] = set()
    for column in table.frame.columns:
        digits = table.frame[column].str.replace(re.compile(r"[^0-9]"), "", regex=True)
        rows |= set(table.frame.index[digits.str.contains(national, regex=False).to_numpy(bool)].tolist())
    return rows


def has_number(draft: Draft, national: str) -> bool:
    """Whether a draft has the digits of a number; a file that can no longer be read may have them."""
    if any(national in digits_of(edit.value) for edit in draft.choices.edits):
        return True
    try:
        return bool(rows_with_number(read_draft_file(draft), national))
    except FileRefused:
        return True


def file_without_rows(draft: Draft, table: Table, rows: Sequence[int], national: str) -> bytes | None:
    """Return the file of a draft in which some rows are blank; None where that cannot be written.

    Args:
        draft: as stored.
        table: its file.
        rows: row numbers of the Table.
        national: the digits of the number without country code, by which other sheets are searched.
    """
    if not is_bundle(draft.data):
        read = partial(read_draft_file, draft, header_row=table.source.header_row)
        return without_rows(draft.data, table, rows, national, read)
    files = unpack_files(draft.data)
    own_rows = []
    for file, following in zip(files, [*files[1:], None], strict=True):
        last = math.inf if following is None else following.offset
        own_rows.append([row - file.offset for row in rows if file.offset < row <= last])
    with_number = {file.data for file, own in zip(files, own_rows, strict=True) if own}
    emptied = []
    for file, own in zip(files, own_rows, strict=True):
        # another sheet of a workbook stores the sheet with the number as well
        without = _bundled_without(file, own, national) if file.data in with_number else file
        if without is None:
            return None
        emptied.append(without)
    return pack_files(emptied)


def _bundled_without(file: BundledFile, rows: Sequence[int], national: str) -> BundledFile | None:
    def sheet_of(data: bytes) -> str | None:
        return file.sheet if data[:2] == file.data[:2] else None

    def read(data: bytes) -> Table:
        return strip_error_file(read_table(file.name, data, sheet_of(data), file.header_row, limit_bytes=_LIMIT))

    data = without_rows(file.data, read(file.data), rows, national, read)
    return None if data is None else replace(file, data=data, sheet=sheet_of(data))
