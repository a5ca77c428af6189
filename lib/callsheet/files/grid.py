"""The Grid: every cell of one sheet or text file in columns, before anyone says which row holds the headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from callsheet.validation import Note, Sheet


@dataclass(frozen=True)
class Grid:
    """What an engine hands back: cells as text, nothing named, nothing judged.

    Args:
        cells: records × columns of `string`, columns named "0", "1", …; never null, an absent cell is "".
        rows: the row number a person sees for each record (int64, ascending, from 1); None: 1, 2, 3, …
        widths: cells written in each record (int32); None for a workbook, whose rows have no width of their own.
        broken: row numbers of records whose cells are a guess (ascending); None: there are none.
        marks: (row number, column place from 0, code) of cells that hold no usable value.
        notes: what was met or repaired.
        counted: records counted in the file a second way, by other code; None: the engine has no second way.
        encoding: of a text file, a Python codec name; else None.
        delimiter: of a text file; else None.
        sheet: of a workbook, the sheet read; else None.
        sheets: all sheets of a workbook.
    """

    cells: pa.Table
    rows: np.ndarray | None = None
    widths: np.ndarray | None = None
    broken: np.ndarray | None = None
    marks: tuple[tuple[int, int, str], ...] = ()
    notes: tuple[Note, ...] = ()
    counted: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[Sheet, ...] = ()
