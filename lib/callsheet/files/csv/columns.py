"""Text in columns: where the quotes stand is looked at on the bytes, then all regular records are read at once.

Only lines with a quote out of place go to the careful reader, and it decides the same for a whole file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.csv.batches import (
    cells_one_by_one,
    groups_of,
    read_group,
    together,
)
from callsheet.files.csv.line_index import scan_lines
from callsheet.files.csv.model import QuoteProblem
from callsheet.files.csv.record_spans import find_spans
from callsheet.files.limits import MAX_CELLS, SHEET_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files.csv.line_index import LineScan
    from callsheet.files.csv.model import Dialect
    from callsheet.files.csv.record_spans import Spans

LONGEST_LINE = 900_000
FIRST_ROWS = 40
"""Records that may hold the column names, however wide they are."""


@dataclass(frozen=True)
class Columns:
    """Cells in columns.

    Args:
        cells: records × columns of `string`, columns named "0", "1", …; an absent cell is "".
        widths: cells written in each record (int32); 0: a blank line. A record may have more than there are columns;
            empty cells beyond them are not counted.
        troubles: `QuoteProblem` of each record, what is wrong with its quotes (int8).
    """

    cells: pa.Table
    widths: np.ndarray
    troubles: np.ndarray


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


def columns_of(rows: Sequence[list[str]], troubles: Sequence[QuoteProblem]) -> Columns:
    """Records read one by one, in columns.

    Args:
        rows: the cells of each record.
        troubles: what is wrong with the quotes of each.
    """
    widths = np.fromiter(map(len, rows), np.int32, len(rows))
    kept = _kept(widths)
    refuse_too_much(len(rows), kept)
    widths = _cut(widths, rows, np.arange(len(rows)), kept)
    return Columns(_table(rows, kept), widths, np.fromiter(troubles, np.int8, len(rows)))


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
    return min(max(usual, int(some[:FIRST_ROWS].max(initial=1))), SHEET_COLUMNS)


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
    """Records of all kinds, each at its place in the file."""
    widths, kept = spans.widths, _kept(spans.widths)
    refuse_too_much(len(widths), kept)
    asked = np.array(list(spans.read), np.int64)
    troubles = np.zeros(len(widths), np.int8)
    troubles[asked] = [record.trouble for record in spans.read.values()]
    troubles[spans.broken] = QuoteProblem.BROKEN
    loose, loose_places = [record.cells for record in spans.read.values()], [asked]
    parts, places = [], []
    for group in groups_of(spans):
        part = read_group(scan, spans, group, dialect) if group.width <= kept else None
        if part is None:
            loose += cells_one_by_one(scan, spans, group, dialect)
            loose_places.append(group.records)
        else:
            parts.append(part)
            places.append(group.records)
    if loose:
        parts.append(_table(loose, kept))
        places.append(np.concatenate(loose_places))
        widths = _cut(widths, loose, places[-1], kept)
    cells = together(parts, places, len(widths), kept)
    return Columns(cells, widths, troubles)
