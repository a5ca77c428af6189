"""Text in columns: where the quotes stand is looked at on the bytes, then all regular records are read at once.

Only lines with a quote out of place go to the careful reader, and it decides the same for a whole file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa
from pyarrow import csv

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.lines import scan_lines
from callsheet.files.records import RecordReader
from callsheet.files.spans import find_spans
from callsheet.files.written import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files.lines import LineScan
    from callsheet.files.spans import Spans
    from callsheet.files.written import Dialect

LONGEST_LINE = 900_000
BLOCK = 4 << 20
ROOM = 256_000_000
"""Bytes that may be set aside for the columns of a block, each of which gets as many as the whole block."""
FEWEST_ALIKE = 500
"""Records of one width that are worth reading at once."""
MOST_WIDTHS = 8
FIRST_ROWS = 40
"""Records that may hold the column names, however wide they are."""
MOST_COLUMNS = 16_384
MAX_CELLS = 30_000_000
_EMPTY = pa.scalar("")


@dataclass(frozen=True)
class Columns:
    """Cells in columns.

    Args:
        cells: records × columns of `string`, columns named "0", "1", …; an absent cell is "".
        widths: cells written in each record (int32); 0: a blank line. A record may have more than there are columns;
            empty cells beyond them are not counted.
        broken: places of records with a quote that does not close.
        mended: places of records with a quote out of place, whose cells are clear all the same.
    """

    cells: pa.Table
    widths: np.ndarray
    broken: tuple[int, ...] = ()
    mended: tuple[int, ...] = ()


def read_columns(data: bytes, dialect: Dialect) -> Columns | None:
    """Read the records of a text at once.

    Args:
        data: the whole text in UTF-8.
        dialect: how it is written.

    Returns:
        The cells; None when a line is longer than those that can be read at once.
    """
    scan = scan_lines(data, dialect)
    if int((scan.ends - scan.starts).max(initial=0)) > LONGEST_LINE:
        return None
    return _assembled(scan, find_spans(scan, dialect), dialect)


def columns_of(rows: Sequence[list[str]], troubles: Sequence[Trouble]) -> Columns:
    """Records read one by one, in columns.

    Args:
        rows: the cells of each record.
        troubles: what is wrong with the quotes of each.
    """
    widths = np.fromiter(map(len, rows), np.int32, len(rows))
    broken = tuple(place for place, trouble in enumerate(troubles) if trouble is Trouble.BROKEN)
    mended = tuple(place for place, trouble in enumerate(troubles) if trouble is Trouble.MENDED)
    kept = _kept(widths)
    refuse_too_much(len(rows), kept)
    return Columns(_table(rows, kept), _cut(widths, rows, np.arange(len(rows)), kept), broken, mended)


def refuse_too_much(rows: int, columns: int) -> None:
    """Stop before a table is built that no memory holds.

    Raises:
        FileRefused: it is one.
    """
    if rows * columns > MAX_CELLS:
        raise FileRefused(RefusalCode.OUT_OF_MEMORY)


def _kept(widths: np.ndarray) -> int:
    """How many columns are kept: as many as most records have, or one of the first, which may hold the names."""
    some = widths[widths > 0]
    usual = int(np.bincount(some).argmax()) if len(some) else 1
    return min(max(usual, int(some[:FIRST_ROWS].max(initial=1))), MOST_COLUMNS)


def _table(rows: Sequence[list[str]], kept: int) -> pa.Table:
    padding = [""] * kept
    even = [row if len(row) == kept else [*row, *padding][:kept] for row in rows]
    columns: Any = zip(*even, strict=True)
    arrays = [pa.array(column, pa.string()) for column in columns] or [pa.array([], pa.string())] * kept
    return pa.Table.from_arrays(arrays, names=[str(place) for place in range(kept)])


def _cut(widths: np.ndarray, rows: Sequence[list[str]], places: np.ndarray, kept: int) -> np.ndarray:
    """Widths without empty cells beyond the columns that are kept (the places are those of the rows)."""
    for place, row in zip(places.tolist(), rows, strict=True):
        if len(row) > kept and not any(cell.strip() for cell in row[kept:]):
            widths[place] = kept
    return widths


def _assembled(scan: LineScan, spans: Spans, dialect: Dialect) -> Columns:
    """Regular records, those read one by one, and blank lines, each at its place in the file."""
    widths, kept = spans.widths.copy(), _kept(spans.widths)
    refuse_too_much(len(widths), kept)
    asked = np.array(list(spans.read), np.int64)
    loose, loose_places = [record.cells for record in spans.read.values()], [asked]
    free = np.ones(len(widths), bool)
    free[asked] = False
    parts, places = [], []
    reader = RecordReader(dialect)
    for width, records in _alike(np.where(free, widths, 0)):
        part = None if width > kept else _read(_bytes_of(scan, spans, records), len(records), width, spans, dialect)
        if part is None:
            loose += [reader.cells_in_place(_text_of(scan, spans, place)) for place in records.tolist()]
            loose_places.append(records)
        else:
            parts.append(part)
            places.append(records)
    if loose:
        parts.append(_table(loose, kept))
        places.append(np.concatenate(loose_places))
        widths = _cut(widths, loose, places[-1], kept)
    cells = _together(parts, places, len(widths), kept)
    troubles = {trouble: tuple(at for at, each in spans.read.items() if each.trouble is trouble) for trouble in Trouble}
    return Columns(cells, widths, troubles[Trouble.BROKEN], troubles[Trouble.MENDED])


def _alike(widths: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Records of the same width, as far as there are many; the others together, as of no width."""
    counts = np.bincount(widths[widths > 0], minlength=1)
    common = [int(width) for width in np.argsort(-counts, kind="stable")[:MOST_WIDTHS] if counts[width] >= FEWEST_ALIKE]
    common = common or ([int(counts.argmax())] if counts.any() else [])
    groups = [(width, np.flatnonzero(widths == width)) for width in common]
    if counts.sum() > counts[common].sum():
        groups.append((MOST_COLUMNS + 1, np.flatnonzero((widths > 0) & ~np.isin(widths, common))))
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


def _text_of(scan: LineScan, spans: Spans, place: int) -> str:
    return scan.data[scan.starts[spans.first[place]] : scan.ends[spans.last[place]]].decode()


def _read(data: bytes, records: int, width: int, spans: Spans, dialect: Dialect) -> pa.Table | None:
    names = [str(place) for place in range(width)]
    block = min(BLOCK, ROOM // width)
    if block < BLOCK and block * records < 8 * len(data):
        return None
    try:
        found = csv.read_csv(
            cast("Any", pa.BufferReader(data)),
            csv.ReadOptions(column_names=names, block_size=block),
            csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote if dialect.quote.encode() in data else False,
                newlines_in_values=spans.has_breaks,
            ),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    return found if found.num_rows == records else None


def _together(parts: list[pa.Table], places: list[np.ndarray], rows: int, kept: int) -> pa.Table:
    """Parts of a table, each row at its place; blank where no part has one."""
    if len(parts) == 1 and len(places[0]) == rows and parts[0].num_columns == kept:
        return parts[0]
    read = sum(part.num_rows for part in parts)
    order = np.full(rows, read, np.int64)
    order[np.concatenate([*places, np.zeros(0, np.int64)])] = np.arange(read)
    taken: Any = pa.array(order)
    columns = []
    for column in range(kept):
        chunks = [_chunks(part, column) for part in parts]
        whole = pa.chunked_array([*(each for some in chunks for each in some), pa.array([""])], pa.string())
        columns.append(whole.take(taken))
    return pa.Table.from_arrays(columns, names=[str(column) for column in range(kept)])


def _chunks(part: pa.Table, column: int) -> list[Any]:
    if column < part.num_columns:
        return list(part[str(column)].chunks)
    return [pa.repeat(_EMPTY, part.num_rows)]
