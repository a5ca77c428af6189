"""Which row holds the column names: the first that is filled, unless only a preamble stands there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

LOOKED_AT = 40
MOST_PREAMBLE = 20
FEWEST_ROWS = 2
_DATA = re.compile(r"\d{5}|^\W*\d+\W*\d*\W*$|@")
"""A cell no column is called after: many digits, a bare number, an address."""


def find_header(cells: pa.Table, filled: np.ndarray) -> int:
    """The row number of the column names.

    A preamble is only passed over when every line of it fills less than half of the columns of the rows below, and the
    row after it fills nearly all of them with words.

    Args:
        cells: records × columns of `string`.
        filled: places of the records that are not blank, ascending.

    Returns:
        From 1.
    """
    first = int(filled[0]) + 1
    rows = [(int(place), _written(cells, int(place))) for place in filled[:LOOKED_AT]]
    if len(rows) <= FEWEST_ROWS:
        return first
    usual = Counter(len(row) for _, row in rows).most_common(1)[0][0]
    for at, (place, row) in enumerate(rows[:MOST_PREAMBLE]):
        if len(row) * 2 < usual:
            continue
        is_header = len(row) * 5 >= usual * 4 and not any(map(_DATA.search, row))
        return place + 1 if at and is_header else first
    return first


def _written(cells: pa.Table, place: int) -> list[str]:
    row = (str(column[place].as_py()).strip() for column in cells.columns)
    return [cell for cell in row if cell]
