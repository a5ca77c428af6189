"""A pandas DataFrame as a Table of leads: its values as a spreadsheet would show them."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from callsheet.arrow_strings import from_integers, from_series, from_texts, utf8_bytes
from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.grid import Grid
from callsheet.files.limits import MAX_CELLS
from callsheet.files.sheet.cell_text import cell_text, written_number
from callsheet.files.table.to_table import drop_trailing_empty_columns, to_table
from callsheet.validation import Source

if TYPE_CHECKING:
    from callsheet.validation import Table

FORMAT = "dataframe"
_EXACT = 2**53
"""Integers up to here are exact as floating-point numbers."""


def table_of_frame(frame: pd.DataFrame, name: str, header_row: int | None) -> Table:
    """Read a DataFrame as a sheet of which the first row holds the column names.

    Numbers are written without `.0` or exponent, dates in ISO 8601, missing values as empty cells. An index that has a
    name is the first column, so that nothing is lost; one that is named "row" and ascends from 2, as that of
    `Report.frame`, has the row numbers.

    Args:
        frame: rows × columns; the column names 0, 1, 2, … mean that it has no names.
        name: what the table is called.
        header_row: row number of the column names; 0: no names, and the first row of the frame is row 1; None:
            row 1, if there are column names.

    Raises:
        FileRefused: too many cells or columns, or no leads.
    """
    frame, numbers = _with_index(frame)
    if frame.size > MAX_CELLS:
        raise FileRefused(RefusalCode.TOO_LARGE, size=frame.size, limit=MAX_CELLS)
    unnamed = header_row == 0 or (header_row is None and _is_numbered(frame.columns))
    names = [] if unnamed else [_heading(label) for label in frame.columns]
    columns = [_column_text(frame.iloc[:, index]) for index in range(frame.shape[1])]
    if names:
        columns = [pa.concat_arrays([from_texts([name]), cells]) for name, cells in zip(names, columns, strict=True)]
    cells = pa.table({str(index): column for index, column in enumerate(columns)})
    rows = None if numbers is None or unnamed else np.concatenate([[1], numbers])
    grid = Grid(cells=cells, rows=rows, counted=len(frame) + (not unnamed))
    header = 0 if unnamed else header_row or 1
    return to_table(drop_trailing_empty_columns(grid), Source(name, _digest(columns), FORMAT), header)


def _with_index(frame: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray | None]:
    """The frame with a named index as its first columns, or with the row numbers that its index has."""
    index = frame.index
    if index.name == "row" and index.dtype.kind in "iu":
        numbers = index.to_numpy(np.int64)
        if len(numbers) and numbers[0] > 1 and (numbers[1:] > numbers[:-1]).all():
            return frame, numbers
    if all(level is None for level in index.names):
        return frame, None
    whole = frame.reset_index(drop=True)
    for number, level in enumerate(index.names):
        whole.insert(number, level, index.get_level_values(number).to_series(index=whole.index), allow_duplicates=True)
    return whole, None


def _is_numbered(columns: pd.Index) -> bool:
    return isinstance(columns, pd.RangeIndex) and (columns.start, columns.step) == (0, 1)


def _heading(label: object) -> str:
    """A column name; those of several levels are joined."""
    parts = label if isinstance(label, tuple) else (label,)
    return " ".join(filter(None, (_text(part) for part in parts)))


def _column_text(values: pd.Series[Any]) -> pa.StringArray:
    """A column as text (n): whole columns of text and numbers at once, other values one after the other."""
    kind = values.dtype.kind
    if isinstance(values.dtype, pd.StringDtype):
        values = values.fillna("")
        with suppress(UnicodeEncodeError):  # strings of Python may have half a character, which `_text` replaces
            return from_series(values.astype("str"))
    if kind in "iu" and isinstance(values.dtype, np.dtype):
        return from_integers(values.to_numpy())
    if kind == "f" and isinstance(values.dtype, np.dtype):
        numbers = values.to_numpy(np.float64)
        missing = np.isnan(numbers)
        whole = np.where(missing, 0.0, numbers)
        if (np.abs(whole) < _EXACT).all() and (whole == np.trunc(whole)).all():
            texts: Any = pa.array(whole.astype(np.int64)).cast(pa.string())
            return pa.array(np.where(missing, "", texts.to_numpy(zero_copy_only=False)), pa.string())
    return from_texts(_text(value) for value in values.astype(object))


def _text(value: object) -> str:
    """One value as a spreadsheet would show it."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    plain = value.item() if isinstance(value, np.generic) else value
    if plain is None or plain is pd.NA or plain is pd.NaT:
        return ""
    text = written_number(str(plain)) if isinstance(plain, Decimal) else cell_text(plain)
    return text.encode("utf-8", "replace").decode()


def _digest(columns: list[pa.StringArray]) -> str:
    """A hash of the cells, column by column, in the place of that of a file's bytes."""
    digest = hashlib.sha256()
    for column in columns:
        offsets, data = utf8_bytes(column)
        digest.update(offsets.astype("<i4").tobytes())
        digest.update(data.tobytes())
    return digest.hexdigest()
