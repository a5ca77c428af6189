"""Cells, column by column: which are empty, which the operator changed, which the reader marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.validation.phone_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.choices import Edit

_SHOWS_SOMETHING = "[!-~]"


def empty_cells(values: pd.Series[str]) -> NDArray[np.bool_]:
    """Which cells are empty: nothing is left after NFKC and trimming of spaces and invisible characters (ours).

    Args:
        values: n × str.
    """
    text = pa.array(values, type=pa.string())
    length = pc.binary_length(text).to_numpy(zero_copy_only=False)
    empty: NDArray[np.bool_] = length == 0
    written = np.flatnonzero(~empty)
    if not len(written):
        return empty
    shown = pc.match_substring_regex(text.take(_indices(written)), _SHOWS_SOMETHING).to_numpy(zero_copy_only=False)
    unsure = written[~shown]
    if len(unsure):
        encoded = text.take(_indices(unsure)).dictionary_encode()
        blank = np.array([not visible(str(each)) for each in encoded.dictionary.to_pylist()], np.bool_)
        empty[unsure] = blank[encoded.indices.to_numpy()]
    return empty


def effective(edits: Iterable[Edit]) -> dict[tuple[int, str], str]:
    """The text each changed cell ends up with: of several edits of one cell the last holds."""
    return {(edit.row, edit.column): edit.value for edit in edits}


def with_cells(frame: pd.DataFrame, changes: Mapping[tuple[int, str], str]) -> pd.DataFrame:
    """The frame with some cells replaced; untouched columns are shared, not copied.

    Args:
        frame: rows × columns of str, its index the row numbers.
        changes: (row, column) → text; a change of column "" only clears the mark of its row.

    Raises:
        KeyError: the frame has no such row or column.
    """
    by_column: dict[str, dict[int, str]] = {}
    for (row, column), text in changes.items():
        if column:
            by_column.setdefault(column, {})[row] = text
    changed = frame.copy(deep=False)
    for column, cells in by_column.items():
        places = places_of(frame.index, list(cells))
        values = frame[column].copy()
        values.iloc[places] = list(cells.values())
        changed[column] = values
    return changed


def _indices(places: NDArray[np.intp]) -> pa.Int64Array:
    return pa.array(places, type=pa.int64())


def places_of(index: pd.Index, rows: list[int]) -> NDArray[np.intp]:
    """Positions of row numbers in an ascending index.

    Raises:
        KeyError: there is no such row.
    """
    wanted = np.array(rows, np.int64)
    numbers = index.to_numpy()
    places = np.searchsorted(numbers, wanted)
    if len(wanted) and (not len(numbers) or (numbers[np.minimum(places, len(numbers) - 1)] != wanted).any()):
        raise KeyError(f"no such row among {len(numbers)}")
    return places.astype(np.intp)
