"""The operator's edits: the text each edited cell ends up with, and a frame with the edits applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.validation.model.missing import no_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from callsheet.validation.model.choices import Edit

    CellTexts = dict[tuple[int, str], str]
    """(row number, column) → text."""


def latest_texts(edits: Iterable[Edit]) -> CellTexts:
    """Return the text of each edited cell; of several edits of one cell the last wins."""
    return {(edit.row, edit.column): edit.value for edit in edits}


def texts_by_column(texts: CellTexts) -> dict[str, dict[int, str]]:
    """Group cell texts: column → row number → text. Column "" (a flagged row as a whole) has no text."""
    by_column: dict[str, dict[int, str]] = {}
    for (row, column), text in texts.items():
        if column:
            by_column.setdefault(column, {})[row] = text
    return by_column


def changed_texts(frame: pd.DataFrame, before: tuple[Edit, ...], after: tuple[Edit, ...]) -> CellTexts:
    """Return the cells whose text differs between two lists of edits, with the text they have after.

    A cell that is edited in only one of them counts as well.

    Args:
        frame: the cells as read; an edit that is gone restores their text.
        before: edits, oldest first.
        after: edits, oldest first.
    """
    if after[: len(before)] == before:
        return latest_texts(after[len(before) :])
    old, new = latest_texts(before), latest_texts(after)
    changed = {cell: text for cell, text in new.items() if old.get(cell) != text}
    return changed | _texts_as_read(frame, [cell for cell in old if cell not in new])


def _texts_as_read(frame: pd.DataFrame, cells: Iterable[tuple[int, str]]) -> CellTexts:
    """Return the texts that cells have in the file, a column at once; column "" (a row as a whole) has none."""
    rows_by_column: dict[str, list[int]] = {}
    for row, column in cells:
        rows_by_column.setdefault(column, []).append(row)
    texts: CellTexts = {}
    for column, rows in rows_by_column.items():
        values = frame[column].array.take(row_positions(frame.index, rows)).tolist() if column else [""] * len(rows)
        texts |= zip(((row, column) for row in rows), values, strict=True)
    return texts


def with_edits(frame: pd.DataFrame, texts: CellTexts) -> pd.DataFrame:
    """Return the frame with some cells replaced; columns without an edit are shared, not copied.

    Args:
        frame: rows × columns of str, its index the row numbers.
        texts: the new text of cells; one of column "" only clears the flag of its row.

    Raises:
        NotInTable: the frame has no such row.
        KeyError: it has no such column.
    """
    edited = frame.copy(deep=False)
    for column, cells in texts_by_column(texts).items():
        values = frame[column].copy()
        values.iloc[row_positions(frame.index, list(cells))] = list(cells.values())
        edited[column] = values
    return edited


def row_positions(index: pd.Index, rows: list[int]) -> NDArray[np.intp]:
    """Return the positions of row numbers in an ascending index.

    Raises:
        NotInTable: there is no such row.
    """
    wanted = np.array(rows, np.int64)
    if isinstance(index, pd.RangeIndex) and index.step == 1:  # it would make an array of all its numbers, and keep it
        positions = wanted - index.start
        missing = (positions < 0) | (positions >= len(index))
        if missing.any():
            raise no_row(int(wanted[missing][0]), index)
        return positions.astype(np.intp)
    numbers = index.to_numpy()
    positions = np.searchsorted(numbers, wanted)
    if len(wanted) and (not len(numbers) or (numbers[np.minimum(positions, len(numbers) - 1)] != wanted).any()):
        raise no_row(_first_missing(wanted, numbers), index)
    return positions.astype(np.intp)


def row_numbers_at(index: pd.Index, positions: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the row numbers at some positions of an index: the inverse of `row_positions` (n int64)."""
    if isinstance(index, pd.RangeIndex):
        return positions.astype(np.int64) * index.step + index.start
    numbers: NDArray[np.int64] = index.to_numpy()[positions].astype(np.int64)
    return numbers


def _first_missing(wanted: NDArray[np.int64], numbers: NDArray[np.int64]) -> int:
    return int(wanted[~np.isin(wanted, numbers)][0])
