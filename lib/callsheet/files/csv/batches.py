"""Read records of equal width in one call of `pyarrow.csv`, and assemble the parts in file order."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from callsheet.files.csv.line_cells import LineReader
from callsheet.files.limits import SHEET_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.files.csv.line_index import LineScan
    from callsheet.files.csv.model import Dialect
    from callsheet.files.csv.record_spans import RecordSpans

# The four numbers below were chosen by hand while bench_files ran; the results do not depend on them.
BLOCK = 4 << 20
"""Bytes that pyarrow parses at a time."""
BLOCK_MEMORY = 256_000_000
"""Bytes for the columns of one block: pyarrow reserves the size of the whole block for each column."""
MIN_BATCH = 500
"""Records of one width from which a separate call of pyarrow pays off."""
MAX_WIDTHS = 8
"""Widths that get a batch; records of other widths are read one by one."""
_EMPTY = pa.scalar("")


class Batch(NamedTuple):
    """Records that are read in one call.

    Args:
        width: number of cells of every record; more than `SHEET_COLUMNS`: the records differ in width.
        records: their indices, ascending.
        is_broken: whether they are split at every delimiter, whatever their quotes.
    """

    width: int
    records: np.ndarray
    is_broken: bool


def batches_of(spans: RecordSpans) -> Iterator[Batch]:
    """All records that `RecordReader` has not read already.

    Args:
        spans: the records of a text.
    """
    is_broken = np.zeros(len(spans.widths), bool)
    is_broken[spans.broken] = True
    regular = ~is_broken
    regular[list(spans.read)] = False
    for kind in (regular, is_broken):
        yield from (Batch(width, records, kind is is_broken) for width, records in _alike(spans.widths * kind))


def read_batch(scan: LineScan, spans: RecordSpans, batch: Batch, dialect: Dialect) -> pa.Table | None:
    """Read the records of a batch in one call.

    Args:
        scan: the lines of the text.
        spans: its records.
        batch: the records to read.
        dialect: how the text is written.

    Returns:
        Their cells (records × width); None if they have to be read one by one.
    """
    data, width = _bytes_of(scan, spans, batch.records), batch.width
    names = [str(index) for index in range(width)]
    block = min(BLOCK, BLOCK_MEMORY // width)
    if block < BLOCK and block * len(batch.records) < 8 * len(data):
        return None
    has_quotes = not batch.is_broken and dialect.quote.encode() in data
    try:
        table = csv.read_csv(
            cast("Any", pa.BufferReader(data)),
            csv.ReadOptions(column_names=names, block_size=block),
            csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote if has_quotes else False,
                newlines_in_values=has_quotes and spans.has_breaks,
            ),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != len(batch.records):
        return None
    return _without_quotes(table, dialect) if batch.is_broken else table


def read_cells_by_record(scan: LineScan, spans: RecordSpans, batch: Batch, dialect: Dialect) -> list[list[str]]:
    """The cells of records that cannot be read in one call.

    Args:
        scan: the lines of the text.
        spans: its records.
        batch: the records to read.
        dialect: how the text is written.
    """
    reader, first, last = LineReader(dialect), spans.first, spans.last
    texts = (scan.data[scan.starts[first[at]] : scan.ends[last[at]]].decode() for at in batch.records.tolist())
    return [reader.split(text) if batch.is_broken else reader.cells_in_place(text) for text in texts]


def assemble_table(parts: list[pa.Table], indices: list[np.ndarray], rows: int, width: int) -> pa.Table:
    """Combine parts into one table in file order; a row that no part has is blank.

    Args:
        parts: of up to `width` columns each.
        indices: of the rows of each part, from 0.
        rows: number of rows of the result.
        width: number of columns of the result.
    """
    if len(parts) == 1 and len(indices[0]) == rows and parts[0].num_columns == width:
        return parts[0]
    read = sum(part.num_rows for part in parts)
    order = np.full(rows, read, np.int32)
    order[np.concatenate([*indices, np.zeros(0, np.int64)])] = np.arange(read, dtype=np.int32)
    row_order: Any = pa.array(order)
    columns = []
    for column in range(width):
        chunks = [_chunks(part, column) for part in parts]
        whole = pa.chunked_array([*chain.from_iterable(chunks), pa.array([""])], pa.string())
        columns.append(whole.take(row_order))
    return pa.Table.from_arrays(columns, names=[str(column) for column in range(width)])


def _alike(widths: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Records grouped by their most frequent widths; all others in one group of no width."""
    counts = np.bincount(widths[widths > 0], minlength=1)
    common = [int(width) for width in np.argsort(-counts, kind="stable")[:MAX_WIDTHS] if counts[width] >= MIN_BATCH]
    common = common or ([int(counts.argmax())] if counts.any() else [])
    groups = [(width, np.flatnonzero(widths == width)) for width in common]
    if counts.sum() > counts[common].sum():
        groups.append((SHEET_COLUMNS + 1, np.flatnonzero((widths > 0) & ~np.isin(widths, common))))
    return groups


def _bytes_of(scan: LineScan, spans: RecordSpans, records: np.ndarray) -> bytes | bytearray:
    """The bytes of some records, concatenated (indices ascending)."""
    if len(records) == len(spans.first):
        return scan.data
    is_next = np.diff(records) == 1
    begins, stops = records[np.append(True, ~is_next)], records[np.append(~is_next, True)]
    starts, ends = scan.starts[spans.first[begins]].tolist(), scan.nexts[spans.last[stops]].tolist()
    data, text = bytearray(), memoryview(scan.data)
    for start, end in zip(starts, ends, strict=True):
        data += text[start:end]
    return data


def _without_quotes(cells: pa.Table, dialect: Dialect) -> pa.Table:
    around = f" {dialect.quote}"
    columns = [pc.utf8_trim(column, characters=around) for column in cells.columns]
    return pa.Table.from_arrays(columns, names=cells.column_names)


def _chunks(part: pa.Table, column: int) -> list[Any]:
    if column < part.num_columns:
        return list(part[str(column)].chunks)
    return [pa.repeat(_EMPTY, part.num_rows)]
