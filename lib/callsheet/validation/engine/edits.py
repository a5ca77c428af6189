"""Cells, column by column: which the operator changed, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.choices import Edit


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
