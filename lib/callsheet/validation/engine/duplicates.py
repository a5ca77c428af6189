"""Duplicates: of several rows with one number, which is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import JudgedCells
    from callsheet.validation.model.choices import DuplicatePolicy

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose product scatters neighbours far apart."""


def rows_kept(
    numbers: NDArray[np.int64], ready: NDArray[np.intp], policy: DuplicatePolicy, judgement: JudgedCells
) -> NDArray[np.intp]:
    """For each ready row the place of the row kept in its stead, -1 where it is kept itself (n intp).

    Args:
        numbers: int64, E.164 without its plus, of every row of the file.
        ready: positions of the rows that would be sent (n).
        policy: which of several rows stays.
        judgement: the judged cells, for the fullest row.
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
        order = np.argsort(-_filled(judgement)[ready], kind="stable")[::-1]
    else:
        order = np.arange(len(ready))[::-1]
    keeper = np.empty(len(distinct), np.intp)
    keeper[group[order]] = ready[order]  # of several rows of a group the last in `order` stays
    keepers = keeper[group]
    kept[repeated] = np.where(keepers == ready, -1, keepers)
    return kept


def _repeated(numbers: NDArray[np.int64]) -> NDArray[np.intp]:
    """Places of the numbers that occur more than once.

    Equal numbers share a slot of a table, so only those that share one are sorted.
    """
    bits = max(10, (4 * len(numbers)).bit_length())
    slots = (numbers.view(np.uint64) * _SPREAD) >> np.uint64(64 - bits)
    slots = slots.view(np.int64)
    places = np.arange(len(numbers), dtype=np.int32)
    last = np.empty(1 << bits, np.int32)
    last[slots] = places
    shared = np.zeros(1 << bits, np.bool_)
    shared[slots[last[slots] != places]] = True
    some = np.flatnonzero(shared[slots])
    ordered = np.sort(numbers[some])
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return np.zeros(0, np.intp)
    nearest = np.minimum(np.searchsorted(twice, numbers[some]), len(twice) - 1)
    repeated: NDArray[np.intp] = some[twice[nearest] == numbers[some]]
    return repeated


def _filled(judgement: JudgedCells) -> NDArray[np.int64]:
    """How many variables each row fills."""
    filled = np.zeros(len(judgement.table.frame), np.int64)
    for column in judgement.mapping.variables:
        filled += ~judgement.empties[column]
    return filled
