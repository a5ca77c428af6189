"""A cheap first look at whole columns: which cells may be orders to the agent, so that only those are read in full.

Each letter counts by the bytes from it on, each word also by its first eight bytes. What counts is the best stretch of
a cell, because a long note may hide a short order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import join, utf8_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take
TABLE_BITS = 17
"""Half of the table is for letters, half for words."""

STRETCH, _STEP = 48, 12
"""Letters of a stretch, about eight words, and how many letters the next stretch begins later."""

_ROWS_AT_ONCE = 20_000
"""Cells that are looked at together: their arrays fit into the cache better than those of a whole column."""

_SPACE = ord(" ")
_NOT_ASCII, _CONTINUES, _THREE_BYTES = 0x80, 0xC0, 0xE0
_FOLDED = np.arange(256, dtype=np.uint8)
_FOLDED[:128] = [ord(chr(byte).lower()) if chr(byte).isalnum() else _SPACE for byte in range(128)]
_FOLDED[48:58] = ord("0")
"""Byte → small letter, 0 for digits, a space for other signs of ASCII; bytes outside ASCII as they are."""

_SHIFT = np.full(256, 64 - 8 * 5, np.uint64)
_SHIFT[_NOT_ASCII:] = 64 - 8 * 6
"""Bits by which the eight bytes from a letter on are moved, by its first byte: five letters of ASCII are compared,
three of scripts with two bytes a letter, two of those with three."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_TO_BITS = np.uint64(64 - (TABLE_BITS - 1))
_WORDS_FROM = 1 << (TABLE_BITS - 1)


class CellFeatures(NamedTuple):
    """The features of n cells.

    Args:
        letters: of each letter of all cells, one cell after the other, its number in the table.
        bounds: where the letters of each cell begin, and the end of the last (n + 1).
        begins: the letters that begin a word.
        words: of each of those, the number of its word in the table.
    """

    letters: NDArray[np.int64]
    bounds: NDArray[np.intp]
    begins: NDArray[np.intp]
    words: NDArray[np.int64]


class Stretches(NamedTuple):
    """The stretches of n cells.

    Args:
        starts: first letter of each stretch.
        ends: the letter after its last.
        first: the first stretch of each cell (n).
    """

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    first: NDArray[np.intp]


def cell_features(text: pa.StringArray) -> CellFeatures:
    """Return the features of a column.

    Args:
        text: n cells without nulls.
    """
    offsets, data = utf8_bytes(join(text, " "))
    is_ascii = not len(data) or data.max() < _NOT_ASCII
    if not is_ascii:
        offsets, data = utf8_bytes(join(_compute.utf8_lower(text), " "))
    data = _FOLDED[data]
    padded = np.concatenate([data, np.full(8, _SPACE, np.uint8)])
    windows = np.ndarray(len(data), np.uint64, padded, strides=(1,))
    bounds = offsets.astype(np.intp)
    if not is_ascii:
        is_letter = (data & _CONTINUES) != _NOT_ASCII
        before = np.zeros(len(data) + 1, np.intp)
        np.cumsum(is_letter, out=before[1:])
        bounds, windows, data = before[bounds], windows[is_letter], data[is_letter]
        moved = windows << _SHIFT[data]
    else:
        moved = windows << _SHIFT[0]
    letters = ((moved * _FACTOR) >> _TO_BITS).view(np.int64)
    begins = np.flatnonzero(data != _SPACE)
    begins = begins[data[begins - 1] == _SPACE]  # the last letter of all is a space
    words = (((windows[begins] * _FACTOR) >> _TO_BITS) + np.uint64(_WORDS_FROM)).view(np.int64)
    return CellFeatures(letters, bounds, begins, words)


def stretches(bounds: NDArray[np.intp]) -> Stretches:
    """Return the stretches of cells of which each begins where the one before it ends.

    Args:
        bounds: as in `CellFeatures`.
    """
    starts, lengths = bounds[:-1], np.diff(bounds)
    last = np.maximum(lengths - STRETCH, 0)
    counts = 1 + (last + _STEP - 1) // _STEP
    first = np.cumsum(counts) - counts
    number = np.arange(counts.sum()) - np.repeat(first, counts)
    begin = np.repeat(starts, counts) + np.minimum(number * _STEP, np.repeat(last, counts))
    return Stretches(begin, np.minimum(begin + STRETCH, np.repeat(bounds[1:], counts)), first)


def highest(text: pa.StringArray, weights: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return the score of the best stretch of each cell, in steps of a weight.

    Args:
        text: n cells without nulls.
        weights: 2 ** TABLE_BITS.
    """
    best = np.zeros(len(text), np.float32)
    for start in range(0, len(text), _ROWS_AT_ONCE):
        part = text.slice(start, _ROWS_AT_ONCE)
        found = cell_features(part)
        by_letter = weights[found.letters].astype(np.int16)
        by_letter[found.begins] += weights[found.words]
        sums = np.zeros(len(by_letter) + 1, np.int32)
        np.cumsum(by_letter, out=sums[1:])
        begin, end, first = stretches(found.bounds)
        values = (sums[end] - sums[begin]) / np.sqrt(np.maximum(end - begin, 1), dtype=np.float32)
        best[start : start + len(part)] = np.maximum.reduceat(values, first)
    return best
