"""Vectorised reader of text files: quotes are checked on the bytes, then all regular records are read at once.

Only lines with a misplaced quote are read by `RecordReader`, whose result for a whole file is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.csv.batches import (
    assemble_table,
    batches_of,
    read_batch,
    read_cells_by_record,
)
from callsheet.files.csv.line_index import scan_lines
from callsheet.files.csv.model import QuoteProblem
from callsheet.files.csv.record_spans import find_record_spans
from callsheet.files.limits import MAX_CELLS, SHEET_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files.csv.line_index import LineScan
    from callsheet.files.csv.model import Dialect
    from callsheet.files.csv.record_spans import RecordSpans

_Pieces = tuple[list[Any], "np.ndarray", "np.ndarray"]
"""Columns of text in pieces, and the rest of `Columns`."""
MAX_LINE_BYTES = 900_000
"""Bytes of the longest line that this reader accepts; chosen by hand. pyarrow fails on a row longer than its block."""
FIRST_ROWS = 40
"""Records that may hold the column names; the widest of them sets the least number of columns."""
MAX_SURPLUS, MAX_SURPLUS_CELLS = 20, 4_000_000
"""Columns for the cells of records with too many, and cells of them in all records together; chosen by hand."""


@dataclass(frozen=True)
class Columns:
    """The records of a text as columns.

    Args:
        cells: records × columns of `string`, columns named "0", "1", …; an absent cell is "".
        widths: number of cells of each record as written (int32); 0: a blank line. Of a record with more cells than
            there are columns, the last column holds the text of all further ones.
        quote_problems: `QuoteProblem` of each record (int8).
    """

    cells: pa.Table
    widths: np.ndarray
    quote_problems: np.ndarray


def read_columns(data: bytes, dialect: Dialect) -> Columns | None:
    """Read the records of a text.

    Args:
        data: the whole text in UTF-8.
        dialect: how it is written.

    Returns:
        The cells; None if a line is longer than `MAX_LINE_BYTES`.
    """
    read = _read_in_pieces(data, dialect)  # its index of lines is freed before cells are copied
    if read is None:
        return None
    pieces, widths, quote_problems = read
    return Columns(_in_one_piece(pieces), widths, quote_problems)


def columns_from_rows(
    rows: Sequence[list[str]], quote_problems: Sequence[QuoteProblem], delimiter: str = ","
) -> Columns:
    """Convert records that were read one by one.

    Args:
        rows: the cells of each record.
        quote_problems: the quote problem of each record.
        delimiter: joins the cells of a record that has far more of them than there are columns.
    """
    widths = np.fromiter(map(len, rows), np.int32, len(rows))
    column_count = _with_surplus(_column_count(widths), rows, len(rows))
    check_size(len(rows), column_count)
    cells = _table(rows, column_count, delimiter)
    return Columns(cells, widths, np.fromiter(quote_problems, np.int8, len(rows)))


def check_size(rows: int, columns: int) -> None:
    """Check the size of a table before it is built.

    Raises:
        FileRefused: it has more than `MAX_CELLS` cells.
    """
    if rows * columns > MAX_CELLS:
        raise FileRefused(RefusalCode.OUT_OF_MEMORY)


def _column_count(widths: np.ndarray) -> int:
    """Number of columns: the width of most records or of the widest of the first, which may hold the names."""
    filled = widths[widths > 0]
    usual = int(np.bincount(filled).argmax()) if len(filled) else 1
    return min(max(usual, int(filled[:FIRST_ROWS].max(initial=1))), SHEET_COLUMNS)


def _with_surplus(column_count: int, rows: Sequence[list[str]], size: int) -> int:
    """Number of columns with those of their own for the text that some records have beyond the last column.

    Args:
        column_count: without them.
        rows: records, the ones with too many cells among them.
        size: number of all records of the file.
    """
    most = min(column_count + max(1, min(MAX_SURPLUS, MAX_SURPLUS_CELLS // max(size, 1))), SHEET_COLUMNS)
    last = column_count
    for row in rows:
        if len(row) > last:
            last = max((index + 1 for index in range(last, len(row)) if row[index].strip()), default=last)
    return min(last, most)


def _table(rows: Sequence[list[str]], column_count: int, delimiter: str) -> pa.Table:
    padding = [""] * column_count
    even = [
        row
        if len(row) == column_count
        else [*row, *padding][:column_count]
        if len(row) < column_count
        else [*row[: column_count - 1], _joined(row[column_count - 1 :], delimiter)]
        for row in rows
    ]
    columns: Any = zip(*even, strict=True)
    arrays = [pa.array(column, pa.string()) for column in columns] or [pa.array([], pa.string())] * column_count
    return pa.Table.from_arrays(arrays, names=[str(index) for index in range(column_count)])


def _joined(cells: list[str], delimiter: str) -> str:
    """Several cells as one; without the empty ones at the end."""
    last = max((index + 1 for index, cell in enumerate(cells) if cell.strip()), default=1)
    return delimiter.join(cells[:last])


def _read_in_pieces(data: bytes, dialect: Dialect) -> _Pieces | None:
    """As `read_columns`, each column in the pieces in which it was read."""
    scan = scan_lines(data, dialect)
    if int((scan.ends - scan.starts).max(initial=0)) > MAX_LINE_BYTES:
        return None
    return _assembled(scan, find_record_spans(scan, dialect), dialect)


def _in_one_piece(columns: list[Any]) -> pa.Table:
    """Copy each column into one piece; its pieces are freed before the next is copied.

    Args:
        columns: chunked arrays of text; emptied.
    """
    whole: list[Any] = []
    columns.reverse()
    while columns:
        whole.append(pa.chunked_array([columns.pop().combine_chunks()], pa.string()))
    return pa.Table.from_arrays(whole, names=[str(index) for index in range(len(whole))])


def _assembled(scan: LineScan, spans: RecordSpans, dialect: Dialect) -> _Pieces:
    """All records, in file order."""
    widths, column_count = spans.widths, _column_count(spans.widths)
    check_size(len(widths), column_count)
    read_before = np.array(list(spans.read), np.int64)
    quote_problems = np.zeros(len(widths), np.int8)
    quote_problems[read_before] = [record.quote_problem for record in spans.read.values()]
    quote_problems[spans.broken] = QuoteProblem.BROKEN
    loose, loose_indices = [record.cells for record in spans.read.values()], [read_before]
    parts, indices = [], []
    for batch in batches_of(spans):
        part = read_batch(scan, spans, batch, dialect) if batch.width <= column_count else None
        if part is None:
            loose += read_cells_by_record(scan, spans, batch, dialect)
            loose_indices.append(batch.records)
        else:
            parts.append(part)
            indices.append(batch.records)
    if loose:
        column_count = _with_surplus(column_count, loose, len(widths))
        check_size(len(widths), column_count)
        parts.append(_table(loose, column_count, dialect.delimiter))
        indices.append(np.concatenate(loose_indices))
    cells = assemble_table(parts, indices, len(widths), column_count)
    return list(cells.columns), widths, quote_problems
