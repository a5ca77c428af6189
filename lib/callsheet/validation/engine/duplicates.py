"""Duplicates: which of several rows with one number is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells
    from callsheet.validation.model.choices import DuplicatePolicy

_HASH_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ divided by the golden ratio, made odd: Fibonacci hashing spreads consecutive numbers over the table."""

_FEWEST_BITS = 10
"""Slots of the smallest hash table, as a power of two: a kilobyte, whatever the file."""


def kept_rows(
    numbers: NDArray[np.int64], ready: NDArray[np.intp], policy: DuplicatePolicy, cells: CheckedCells
) -> NDArray[np.intp]:
    """Return for each ready row the position of the row sent instead of it, -1 where it is sent itself (n intp).

    Args:
        numbers: int64, E.164 without the plus, of every row of the file.
        ready: positions of the rows that would be sent (n).
        policy: which of several rows is sent.
        cells: the checked cells, to find the fullest row.
    """
    kept = np.full(len(ready), -1, np.intp)
    repeated = _repeated(numbers[ready])
    if not len(repeated):
        return kept
    ready = ready[repeated]
    group, distinct = pd.factorize(numbers[ready])
    if policy == "last":
        order = np.arange(len(ready))
    elif policy == "fullest":
        order = np.argsort(-_filled(cells)[ready], kind="stable")[::-1]
    else:
        order = np.arange(len(ready))[::-1]
    winner = np.empty(len(distinct), np.intp)
    winner[group[order]] = ready[order]  # of several rows of a group the last one in `order` wins
    winners = winner[group]
    kept[repeated] = np.where(winners == ready, -1, winners)
    return kept


def _repeated(numbers: NDArray[np.int64]) -> NDArray[np.intp]:
    """Positions of the numbers that occur more than once.

    Equal numbers hash to one slot, so only numbers that share a slot with another are sorted.
    """
    bits = max(_FEWEST_BITS, (4 * len(numbers)).bit_length())  # at least four slots a number: few share one by chance
    slots = (numbers.view(np.uint64) * _HASH_FACTOR) >> np.uint64(64 - bits)
    slots = slots.view(np.int64)
    positions = np.arange(len(numbers), dtype=np.int32)
    last = np.empty(1 << bits, np.int32)
    last[slots] = positions
    shared = np.zeros(1 << bits, np.bool_)
    shared[slots[last[slots] != positions]] = True
    candidates = np.flatnonzero(shared[slots])
    ordered = np.sort(numbers[candidates])
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return np.zeros(0, np.intp)
    nearest = np.minimum(np.searchsorted(twice, numbers[candidates]), len(twice) - 1)
    repeated: NDArray[np.intp] = candidates[twice[nearest] == numbers[candidates]]
    return repeated


def _filled(cells: CheckedCells) -> NDArray[np.int64]:
    """How many variables each row has a value for (rows)."""
    filled = np.zeros(len(cells.table.frame), np.int64)
    for column in cells.mapping.variables:
        filled += ~cells.empty[column]
    return filled
