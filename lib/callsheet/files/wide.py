"""Sheets that are wider than any list of leads: empty columns at the end go, and what is still too wide is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from callsheet.errors import FileRefused, RefusalCode

if TYPE_CHECKING:
    from callsheet.files.grid import Grid

MOST_COLUMNS = 1_000


def drop_trailing_empty_columns(grid: Grid) -> Grid:
    """A Grid of more than `MOST_COLUMNS` without the columns at its end in which no record has anything.

    Args:
        grid: as an engine hands it over.

    Raises:
        FileRefused: more than `MOST_COLUMNS` are left.
    """
    number = grid.cells.num_columns
    if number <= MOST_COLUMNS:
        return grid
    filled = number
    while filled and not pc.max(pc.binary_length(grid.cells.column(filled - 1))).as_py():
        filled -= 1
    if filled > MOST_COLUMNS:
        raise FileRefused(RefusalCode.TOO_MANY_COLUMNS, received=filled, limit=MOST_COLUMNS)
    widths = grid.widths
    if widths is not None:
        widths = np.where(widths > number, widths, np.minimum(widths, filled)).astype(widths.dtype)
    return replace(grid, cells=grid.cells.select(range(filled)), widths=widths)
