"""bytes → Table: one door for every format, behind a guard; no row is lost and none invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.limits import MAX_BYTES
from callsheet.files.sandbox.pool import reader_pool

if TYPE_CHECKING:
    from callsheet.validation import Table


def read_table(
    name: str,
    data: bytes,
    sheet: str | None = None,
    header_row: int | None = None,
    *,
    limit_bytes: int = MAX_BYTES,
) -> Table:
    """Read a file of leads in a child process; at most two are read at once, others wait their turn.

    Args:
        name: the file's name.
        data: its bytes.
        sheet: of a workbook, the sheet to read; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: there are none; None: where they are found.
        limit_bytes: largest size taken; the memory and the time of the child grow with the file's size above 10 MB.

    Raises:
        FileRefused: the file cannot be taken as a whole; says why. A child that dies of it is such a refusal too.
        ConservationError: a row would be missing.
        ReaderError: the child does not start.
    """
    if len(data) > limit_bytes:
        raise FileRefused(RefusalCode.TOO_LARGE, size=len(data), limit=limit_bytes)
    return reader_pool().read(name, data, sheet, header_row)
