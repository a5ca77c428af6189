"""Which cells of a column read like instructions to the agent."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import take, to_list, utf8_bytes
from callsheet.validation.content.folding import readings
from callsheet.validation.content.model.scores import scores
from callsheet.validation.content.order_words import may_give_orders
from callsheet.validation.content.prefilter import candidates
from callsheet.validation.content.steering import (
    forget_words,
    has_order_words,
    reads_like_an_instruction,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_MANY, _SAMPLE, _OFTEN_REPEATED = 5_000, 1_000, 0.5
"""Cells from which on a column is searched by its distinct values, cells sampled, and their distinct share up to which
that pays. Measured on 200,000 cells."""

_SHORTEST, _GAPS, _LONG = 12, 3, 28
"""Bytes and spaces from which on the model judges a cell, and bytes from which on it does whatever the spaces: names
and cities are shorter, and the lexicon judges them."""

_DIFFERENT = 6
"""Different characters of the shortest order."""

_SPACE = ord(" ")
_FEWEST = 10
"""Filled cells from which on a column has a usual length."""

_ROWS_AT_ONCE = 100_000
"""Cells that are measured at once, so that a column of a million takes no copies of its lengths."""

_USUALLY_SHORT, _SHORTEST_OUTLIER, _TIMES_LONGER = 32, 40, 3
"""Bytes of most cells of a column of names, bytes of an unusual cell in it, and how much longer it is than most."""


def instruction_rows(text: pa.StringArray, usual_bytes: NDArray[np.integer[Any]] | None = None) -> NDArray[np.intp]:
    """Return the rows of a column that read like instructions to the agent, ascending.

    Args:
        text: n cells without nulls.
        usual_bytes: for each cell, the length that most cells of its column do not exceed; a cell that is much longer
            than that is unusual, and suspect with fewer words of an order. None: unknown.
    """
    try:
        return _instruction_rows(text, usual_bytes)
    finally:
        forget_words()


def _instruction_rows(text: pa.StringArray, usual_bytes: NDArray[np.integer[Any]] | None) -> NDArray[np.intp]:
    if len(text) >= _MANY and _repeats(text):
        encoded: Any = pc.dictionary_encode(text)
        found = np.zeros(len(encoded.dictionary), np.bool_)
        found[_distinct_rows(encoded.dictionary)] = True
        rows = np.flatnonzero(found[encoded.indices.to_numpy()])
    else:
        rows = _distinct_rows(text)
    if usual_bytes is None:
        return rows
    unusual = np.setdiff1d(_unusual_rows(text, usual_bytes), rows)
    return np.union1d(rows, unusual[_where(text, unusual, has_order_words)])


def usual_length(text: pa.StringArray) -> int:
    """Return the bytes that nine of ten filled cells do not exceed; 0 if there are too few to tell.

    Args:
        text: a whole column.
    """
    offsets, _ = utf8_bytes(text)
    cells_of = np.zeros(1, np.int64)  # length → cells that have it
    for start in range(0, len(text), _ROWS_AT_ONCE):
        counted = np.bincount(np.diff(offsets[start : start + _ROWS_AT_ONCE + 1]), minlength=len(cells_of))
        counted[: len(cells_of)] += cells_of
        cells_of = counted
    cells_of[0] = 0
    up_to = np.cumsum(cells_of)
    filled = int(up_to[-1])
    return int(np.searchsorted(up_to, (9 * filled) // 10, side="right")) if filled >= _FEWEST else 0


def _unusual_rows(text: pa.StringArray, usual_bytes: NDArray[np.integer[Any]]) -> NDArray[np.intp]:
    offsets, _ = utf8_bytes(text)
    least = np.maximum(_SHORTEST_OUTLIER, _TIMES_LONGER * usual_bytes)
    is_short_column = (usual_bytes > 0) & (usual_bytes <= _USUALLY_SHORT)
    return np.flatnonzero(is_short_column & (np.diff(offsets) >= least))


def _repeats(text: pa.StringArray) -> bool:
    return len(set(to_list(text.slice(0, _SAMPLE)))) <= _OFTEN_REPEATED * _SAMPLE


def _distinct_rows(text: pa.StringArray) -> NDArray[np.intp]:
    rows, is_unusual = candidates(text)
    plain, unusual = rows[~is_unusual], rows[is_unusual]
    rows = np.union1d(unusual, plain[may_give_orders(take(text, plain))])
    found = rows[_where(text, rows, reads_like_an_instruction)]
    hidden = unusual[_where_any(text, unusual)]
    return np.union1d(np.union1d(found, hidden), _rows_of_the_model(text))


def _rows_of_the_model(text: pa.StringArray) -> NDArray[np.intp]:
    """The rows that read like an order by the model, which judges each distinct text once."""
    offsets, data = utf8_bytes(text)
    spaces = np.zeros(len(data) + 1, np.int32)
    np.cumsum(data == _SPACE, out=spaces[1:])
    lengths, gaps = np.diff(offsets), np.diff(spaces[offsets])
    rows = np.flatnonzero((lengths >= _LONG) | ((lengths >= _SHORTEST) & (gaps >= _GAPS)))
    if not len(rows):
        return rows
    encoded: Any = pc.dictionary_encode(take(text, rows))
    numbers: NDArray[np.intp] = encoded.indices.to_numpy()
    return rows[_reads_like_an_order(encoded.dictionary)[numbers]]


def _reads_like_an_order(text: pa.StringArray) -> NDArray[np.bool_]:
    """Which texts read like an order by the model; the same letter over and over says nothing."""
    is_order = scores(text) > 0
    rows = np.flatnonzero(is_order)
    is_order[rows] = [len(set(cell)) >= _DIFFERENT for cell in to_list(take(text, rows))]
    return is_order


def _where_any(text: pa.StringArray, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which of some rows read like an order by the model in another spelling than as written."""
    cells = to_list(take(text, rows))
    spellings = [(cell, reading) for cell in set(cells) for reading, _ in itertools.islice(readings(cell), 1, None)]
    if not spellings:
        return np.zeros(len(rows), np.bool_)
    is_order = _reads_like_an_order(pa.array([reading for _, reading in spellings], pa.string()))
    found = {cell for (cell, _), order in zip(spellings, is_order, strict=True) if order}
    return np.array([cell in found for cell in cells], np.bool_)


def _where(text: pa.StringArray, rows: NDArray[np.intp], test: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Which of some rows pass a test, made once for each distinct text."""
    cells = to_list(take(text, rows))
    verdicts = {cell: test(cell) for cell in set(cells)}
    return np.array([verdicts[cell] for cell in cells], np.bool_)
