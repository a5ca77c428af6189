"""Read a file of leads in any supported format, in a sandboxed process."""

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
    """Read a file of leads into a Table, in a sandboxed worker process; at most two files are read at once.

    Args:
        name: the file's name.
        data: its bytes.
        sheet: of a workbook, the sheet to read; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: the file has no header; None: detect it.
        limit_bytes: largest size accepted; above 10 MB the worker's memory and time limits grow with the size.

    Raises:
        FileRefused: the file cannot be read as a whole, with the reason; also when its worker dies or times out.
        ConservationError: a row would be missing from the Table.
        ReaderError: no worker process starts.
    """
    if len(data) > limit_bytes:
        raise FileRefused(RefusalCode.TOO_LARGE, size=len(data), limit=limit_bytes)
    return reader_pool().read(name, data, sheet, header_row)
