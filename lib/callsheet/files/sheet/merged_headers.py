"""Column names in two rows: a name merged over both stands in the upper one alone, and is read in the lower one too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from callsheet.arrow_strings import from_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callsheet.files.xls.records import Records

LOOKED_AT = 25
"""Rows at the top of a sheet in which column names may stand."""
MOST_HIGH = 3
"""Rows of one name; what is merged over more is no name."""
MOST = 2_000
_MERGED = 0xE5
_REFERENCE = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})["']"""
)
_DATA = re.compile(r"[0-9]{5}|@")
_LETTERS = 26


class Merged(NamedTuple):
    """Cells merged into one, as far as column names need it.

    Args:
        top: number of the first row.
        bottom: number of the last row.
        column: place of the first column from 0.
    """

    top: int
    bottom: int
    column: int


def merged_in_xlsx(xml: bytes) -> list[Merged]:
    """Merged cells at the top of a sheet.

    Args:
        xml: what stands behind its rows, in an encoding that agrees with ASCII.
    """
    found = (Merged(int(top), int(bottom), _place(letters)) for letters, top, bottom in _REFERENCE.findall(xml))
    return _names(found)


def merged_in_xls(records: Records) -> list[Merged]:
    """Merged cells at the top of a sheet.

    Args:
        records: of the sheet.
    """
    found = []
    for at in records.of(_MERGED).tolist():
        count = int(records.two(np.array([at]))[0])
        inside = records.data[at + 2 : at + 2 + 8 * count].tobytes()
        for first, last, column, _ in np.frombuffer(inside[: len(inside) // 8 * 8], "<u2").reshape(-1, 4).tolist():
            found.append(Merged(first + 1, last + 1, column))
    return _names(found)


def with_merged_names(cells: pa.Table, merged: Sequence[Merged]) -> pa.Table:
    """Cells with each merged name in all of its rows; leads, which have numbers or addresses, are left alone.

    Args:
        cells: records × columns of `string`.
        merged: at the top of the sheet.
    """
    for each in merged:
        if each.bottom > cells.num_rows or each.column >= cells.num_columns:
            continue
        rows = cells.slice(each.top - 1, each.bottom - each.top + 1).to_pylist()
        if any(_DATA.search(str(cell)) for row in rows for cell in row.values()):
            continue
        column = cells.column(each.column)
        own = [str(row[cells.column_names[each.column]]) for row in rows]
        if own[0] and not any(own[1:]):
            filled = from_texts([own[0]] * len(rows))
            parts = [*column.slice(0, each.top - 1).chunks, filled, *column.slice(each.bottom).chunks]
            cells = cells.set_column(each.column, cells.column_names[each.column], pa.chunked_array(parts, pa.string()))
    return cells


def _names(found: Iterable[Merged]) -> list[Merged]:
    high = [each for each in found if 1 <= each.bottom - each.top < MOST_HIGH and each.bottom <= LOOKED_AT]
    return high[:MOST]


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * _LETTERS + letter - ord("A") + 1
    return place - 1
