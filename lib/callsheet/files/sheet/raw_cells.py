"""Cells of a sheet as stored in the file, columnar: position, kind, number format, and the text of the value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from callsheet.arrow_strings import filter_rows, utf8_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Kind(IntEnum):
    """How the text of a value is to be read."""

    NUMBER = 0
    SHARED = 1
    TEXT = 2
    TRUTH = 3
    ERROR = 4
    ISO_DATE = 5


@dataclass(frozen=True)
class RawCells:
    """Cells that hold a value (n).

    Args:
        row: int32, row number from 1.
        column: int32, column index.
        kind: uint8, of `Kind`.
        style: int32, index of the cell format in the workbook.
        formula: bool, whether the value is the result of a formula.
        text: the value as in the file: digits, the index of a shared string, a text; "" for a missing value.
        tidy: whether numbers are written as a person would write them.
    """

    row: NDArray[np.int32]
    column: NDArray[np.int32]
    kind: NDArray[np.uint8]
    style: NDArray[np.int32]
    formula: NDArray[np.bool_]
    text: pa.StringArray
    tidy: bool = False

    @property
    def without_value(self) -> NDArray[np.bool_]:
        """Which cells hold a formula without a saved result; an empty text is a result."""
        offsets, _ = utf8_bytes(self.text)
        missing: NDArray[np.bool_] = (np.diff(offsets) == 0) & self.formula & (self.kind != Kind.TEXT)
        return missing


def select(cells: RawCells, which: NDArray[np.bool_]) -> RawCells:
    """Some of the cells.

    Args:
        cells: n.
        which: n.
    """
    return RawCells(
        cells.row[which],
        cells.column[which],
        cells.kind[which],
        cells.style[which],
        cells.formula[which],
        filter_rows(cells.text, which),
        cells.tidy,
    )


def joined(parts: Sequence[RawCells]) -> RawCells:
    """Concatenate the cells of several parts."""
    empty = pa.array([], pa.string())
    if not parts:
        nothing = np.zeros(0, np.int32)
        return RawCells(nothing, nothing, nothing.astype(np.uint8), nothing, nothing.astype(np.bool_), empty)
    return RawCells(
        np.concatenate([part.row for part in parts]),
        np.concatenate([part.column for part in parts]),
        np.concatenate([part.kind for part in parts]),
        np.concatenate([part.style for part in parts]),
        np.concatenate([part.formula for part in parts]),
        pa.concat_arrays([part.text for part in parts]),
    )
