"""Records of one width and one kind, read at once; and all of them put together again, each at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from callsheet.files.csv.records import RecordReader
from callsheet.files.limits import SHEET_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.files.csv.line_index import LineScan
    from callsheet.files.csv.model import Dialect
    from callsheet.files.csv.record_spans import Spans

BLOCK = 4 << 20
ROOM = 256_000_000
"""Bytes that may be set aside for the columns of a block, each of which gets as many as the whole block."""
FEWEST_ALIKE = 500
"""Records of one width that are worth reading at once."""
MOST_WIDTHS = 8
_EMPTY = pa.scalar("")


class Group(NamedTuple):
    """Some records that are read alike.

    Args:
        width: cells of each; more than `SHEET_COLUMNS`: they differ.
        records: their places, ascending.
        is_broken: True when their cells are what stands between delimiters, whatever their quotes.
    """

    width: int
    records: np.ndarray
    is_broken: bool


def groups_of(spans: Spans) -> Iterator[Group]:
    """All records that the careful reader was not asked for.

    Args:
        spans: the records of a text.
    """
    is_broken = np.zeros(len(spans.widths), bool)
    is_broken[spans.broken] = True
    regular = ~is_broken
    regular[list(spans.read)] = False
    for kind in (regular, is_broken):
        yield from (Group(width, records, kind is is_broken) for width, records in _alike(spans.widths * kind))


def read_group(scan: LineScan, spans: Spans, group: Group, dialect: Dialect) -> pa.Table | None:
    """Read records at once.

    Args:
        scan: the lines of the text.
        spans: its records.
        group: those to read.
        dialect: how the text is written.

    Returns:
        Their cells (records × width); None when they have to be read one by one.
    """
    data, width = _bytes_of(scan, spans, group.records), group.width
    names = [str(place) for place in range(width)]
    block = min(BLOCK, ROOM // width)
    if block < BLOCK and block * len(group.records) < 8 * len(data):
        return None
    has_quotes = not group.is_broken and dialect.quote.encode() in data
    try:
        found = csv.read_csv(
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
    if found.num_rows != len(group.records):
        return None
    return _without_quotes(found, dialect) if group.is_broken else found


def cells_one_by_one(scan: LineScan, spans: Spans, group: Group, dialect: Dialect) -> list[list[str]]:
    """The cells of records that cannot be read at once.

    Args:
        scan: the lines of the text.
        spans: its records.
        group: those to read.
        dialect: how the text is written.
    """
    reader, first, last = RecordReader(dialect), spans.first, spans.last
    texts = (scan.data[scan.starts[first[at]] : scan.ends[last[at]]].decode() for at in group.records.tolist())
    return [reader.broken(text).cells if group.is_broken else reader.cells_in_place(text) for text in texts]


def together(parts: list[pa.Table], places: list[np.ndarray], rows: int, kept: int) -> pa.Table:
    """Parts of a table as one, each row at its place; blank where no part has one.

    Args:
        parts: of up to `kept` columns each.
        places: of the rows of each part, from 0.
        rows: how many there are.
        kept: columns there are.
    """
    if len(parts) == 1 and len(places[0]) == rows and parts[0].num_columns == kept:
        return parts[0]
    read = sum(part.num_rows for part in parts)
    order = np.full(rows, read, np.int32)
    order[np.concatenate([*places, np.zeros(0, np.int64)])] = np.arange(read, dtype=np.int32)
    taken: Any = pa.array(order)
    columns = []
    for column in range(kept):
        chunks = [_chunks(part, column) for part in parts]
        whole = pa.chunked_array([*(each for some in chunks for each in some), pa.array([""])], pa.string())
        columns.append(whole.take(taken))
    return pa.Table.from_arrays(columns, names=[str(column) for column in range(kept)])


def _alike(widths: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Records of the same width, as far as there are many; the others together, as of no width."""
    counts = np.bincount(widths[widths > 0], minlength=1)
    common = [int(width) for width in np.argsort(-counts, kind="stable")[:MOST_WIDTHS] if counts[width] >= FEWEST_ALIKE]
    common = common or ([int(counts.argmax())] if counts.any() else [])
    groups = [(width, np.flatnonzero(widths == width)) for width in common]
    if counts.sum() > counts[common].sum():
        groups.append((SHEET_COLUMNS + 1, np.flatnonzero((widths > 0) & ~np.isin(widths, common))))
    return groups


def _bytes_of(scan: LineScan, spans: Spans, records: np.ndarray) -> bytes:
    """Some records, one after another (their places ascending)."""
    if len(records) == len(spans.first):
        return scan.data
    edges = np.zeros(len(scan.data) + 1, np.int8)
    edges[scan.starts[spans.first[records]]] += 1
    edges[scan.nexts[spans.last[records]]] -= 1
    kept = np.cumsum(edges[:-1], dtype=np.int8).view(bool)
    return bytes(np.frombuffer(scan.data, np.uint8)[kept])


def _without_quotes(cells: pa.Table, dialect: Dialect) -> pa.Table:
    around = f" {dialect.quote}"
    columns = [pc.utf8_trim(column, characters=around) for column in cells.columns]
    return pa.Table.from_arrays(columns, names=cells.column_names)


def _chunks(part: pa.Table, column: int) -> list[Any]:
    if column < part.num_columns:
        return list(part[str(column)].chunks)
    return [pa.repeat(_EMPTY, part.num_rows)]
