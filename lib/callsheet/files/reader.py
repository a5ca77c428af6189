"""Read leads from a file, in a sandboxed process, or from a DataFrame."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from callsheet.errors import FileRefused, InvalidArgument
from callsheet.files.exchange.bundle import AFTER_THE_OTHERS, is_bundle, pack_files, unpack_files
from callsheet.files.exchange.corrections import strip_error_file
from callsheet.files.limits import MAX_BYTES
from callsheet.files.sandbox.pool import reader_pool
from callsheet.files.sources import open_source
from callsheet.files.table.data_frames import table_of_frame
from callsheet.validation import Source, combine_tables
from callsheet.wording.arguments import BAD_HEADER_ROW, FRAME_WITHOUT_SHEETS, NOT_A_TEXT, WITHOUT_SHEETS

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from callsheet.files.exchange.bundle import BundledFile
    from callsheet.files.sources import Readable
    from callsheet.validation import Table


def read_table(
    source: str | os.PathLike[str] | bytes | bytearray | memoryview | Readable | pd.DataFrame,
    data: bytes | bytearray | memoryview | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    *,
    name: str | None = None,
    limit_bytes: int = MAX_BYTES,
) -> Table:
    """Read leads into a Table: `read_table("leads.xlsx")`, `read_table(data)`, `read_table(file)`, `read_table(frame)`.

    Files are read in a sandboxed worker process, at most two at once. A DataFrame is taken as a sheet whose first row
    holds the column names: numbers without `.0` or exponent, dates in ISO 8601, missing values empty.

    Args:
        source: a path, the bytes of a file, an object with `read` (a file opened with "rb", `io.BytesIO`), or a pandas
            DataFrame of rows × columns. With `data`: only the name of the file.
        data: the bytes of a file that is called `source`.
        sheet: of a workbook, the sheet to read; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: the file has no header; None: detect it.
        name: the file's name; None: that of the path or file object, else "leads" with the ending of its format; of a
            DataFrame "DataFrame".
        limit_bytes: largest size accepted; above 10 MB the worker's memory and time limits grow with the size.

    Raises:
        FileRefused: the file cannot be read as a whole, with the reason; also when its worker dies or times out.
        CannotOpen: there is no such file, or it cannot be read.
        InvalidArgument: the source is nothing that can be read, or another argument does not fit it.
        ConservationError: a row would be missing from the Table.
        ReaderError: no worker process starts.
    """
    if header_row is not None and (not isinstance(header_row, int) or header_row < 0):
        raise InvalidArgument(BAD_HEADER_ROW)
    for argument, text in (("sheet", sheet), ("name", name)):
        if text is not None and not isinstance(text, str):
            raise InvalidArgument(NOT_A_TEXT.format(argument=argument))
    if isinstance(source, pd.DataFrame):
        if data is not None or sheet is not None:
            raise InvalidArgument(FRAME_WITHOUT_SHEETS)
        return table_of_frame(source, name or "DataFrame", header_row)
    opened = open_source(source, data, name, limit_bytes)
    table = reader_pool().read(opened.name, opened.data, sheet, header_row)
    if sheet is not None and table.source.sheet is None:
        raise InvalidArgument(WITHOUT_SHEETS)
    return table


def read_stored(
    name: str, data: bytes, sheet: str | None = None, header_row: int | None = None, *, limit_bytes: int = MAX_BYTES
) -> Table:
    """Read what a draft stores: a file of leads, or several put together; error files without the columns of ours.

    Args:
        name: of the file, or of the whole.
        data: the bytes of a file, or of a bundle, which says itself which sheets and header rows are read.
        sheet: as for `read_table`.
        header_row: as for `read_table`.
        limit_bytes: largest size accepted of each file.

    Raises:
        FileRefused: a file can no longer be read.
    """
    if not is_bundle(data):
        return strip_error_file(read_table(name, data, sheet, header_row, limit_bytes=limit_bytes))
    return read_together(name, unpack_files(data), limit_bytes=limit_bytes).table


class ReadTogether(NamedTuple):
    """Several files as one.

    Args:
        table: their rows, one file below the other.
        data: their bundle, which `read_stored` reads as the same Table.
    """

    table: Table
    data: bytes


def read_together(name: str, files: Sequence[BundledFile], *, limit_bytes: int = MAX_BYTES) -> ReadTogether:
    """Read several files or sheets into one Table; error files without the columns of ours.

    Args:
        name: of the whole.
        files: one or more; where the offset of one is `AFTER_THE_OTHERS`, its rows follow those of the files before.
        limit_bytes: largest size accepted of each file.

    Raises:
        FileRefused: a file cannot be read; the facts have its name as `file`.
    """
    tables, placed, last = [], [], 0
    for file in files:
        try:
            table = read_table(file.name, file.data, file.sheet, file.header_row, limit_bytes=limit_bytes)
        except FileRefused as refused:
            raise FileRefused(refused.code, **{**refused.facts, "file": file.name}) from None
        tables.append(strip_error_file(table))
        offset = last if file.offset == AFTER_THE_OTHERS else file.offset
        placed.append(replace(file, sheet=table.source.sheet, header_row=table.source.header_row, offset=offset))
        last = offset + int(table.frame.index[-1])
    data = pack_files(placed)
    source = Source(name, hashlib.sha256(data).hexdigest(), "several", header_row=tables[0].source.header_row)
    return ReadTogether(combine_tables(tables, [file.offset for file in placed], source), data)
