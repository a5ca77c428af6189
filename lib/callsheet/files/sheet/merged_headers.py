"""Column names merged over two or three rows: stored in the first row only, filled into the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa

from callsheet.arrow_strings import from_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callsheet.files.grid import MergedCells

SEARCHED_ROWS = 25
"""Rows at the top of a sheet that may hold column names."""
MAX_HEIGHT = 3
"""Rows that one name may span; a higher merged range is not a name."""
MAX_RANGES = 2_000
_DATA = re.compile(r"[0-9]{5}|@")


def fill_merged_names(cells: pa.Table, merged: Sequence[MergedCells]) -> pa.Table:
    """Fill merged names into all of their rows; ranges with numbers or addresses, which are leads, stay unchanged.

    Args:
        cells: records × columns of `string`.
        merged: at the top of the sheet.
    """
    for cell_range in merged:
        if cell_range.bottom > cells.num_rows or cell_range.column >= cells.num_columns:
            continue
        rows = cells.slice(cell_range.top - 1, cell_range.bottom - cell_range.top + 1).to_pylist()
        if any(_DATA.search(str(cell)) for row in rows for cell in row.values()):
            continue
        column = cells.column(cell_range.column)
        own = [str(row[cells.column_names[cell_range.column]]) for row in rows]
        if own[0] and not any(own[1:]):
            filled = from_texts([own[0]] * len(rows))
            parts = [*column.slice(0, cell_range.top - 1).chunks, filled, *column.slice(cell_range.bottom).chunks]
            cells = cells.set_column(
                cell_range.column, cells.column_names[cell_range.column], pa.chunked_array(parts, pa.string())
            )
    return cells


def header_names(ranges: Iterable[MergedCells]) -> list[MergedCells]:
    """The merged ranges that can be column names: in the first rows, and two or three rows high."""
    names = [cells for cells in ranges if 1 <= cells.bottom - cells.top < MAX_HEIGHT and cells.bottom <= SEARCHED_ROWS]
    return names[:MAX_RANGES]
