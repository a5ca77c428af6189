"""Two numbers written one after the other, as in "98765 43210 98765 43211": together they are no valid number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import from_utf8, utf8_bytes

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_FEWEST_DIGITS = 9
"""Digits of each half: sixteen digits in groups of four (two halves of eight) are a bank card, not two numbers."""

_MOST_BYTES = 60
"""Two numbers of 15 digits with signs between are shorter; longer texts are not searched."""

_GAP_SIZES = (1, 2, 3)
_SEPARATORS = np.isin(np.arange(256), [ord(character) for character in " -.\n"])
_ZERO, _SEMICOLON = ord("0"), np.uint8(ord(";"))


def gaps(shapes: pa.StringArray) -> NDArray[np.intp]:
    """Find where a text divides into two halves of at least nine digits with the same shape.

    Args:
        shapes: n texts as shown, every digit replaced by 0.

    Returns:
        n × byte between the halves, -1 where there are no such halves.
    """
    offsets, data = utf8_bytes(shapes)
    sizes = np.diff(offsets)
    gap = np.full(len(shapes), -1, np.intp)
    candidates = np.flatnonzero((sizes > 2 * _FEWEST_DIGITS) & (sizes <= _MOST_BYTES))
    if len(candidates):
        digits = np.concatenate([[0], np.cumsum(data == _ZERO)])
        candidates = candidates[(digits[offsets[1:]] - digits[offsets[:-1]])[candidates] >= 2 * _FEWEST_DIGITS]
    for size in np.unique(sizes[candidates]).tolist():
        rows = candidates[sizes[candidates] == size]
        gap[rows] = _gaps_of_size(data, offsets[rows], size)
    return gap


def divided(text: pa.StringArray, gap: NDArray[np.intp]) -> pa.StringArray:
    """Return the texts with a semicolon between their halves.

    Args:
        text: n texts.
        gap: from `gaps` (n).
    """
    rows = np.flatnonzero(gap >= 0)
    if not len(rows):
        return text
    offsets, data = utf8_bytes(text)
    data = data.copy()
    data[offsets[rows] + gap[rows]] = _SEMICOLON
    return from_utf8(offsets, data)


def _gaps_of_size(data: NDArray[np.uint8], starts: NDArray[np.int32], size: int) -> NDArray[np.intp]:
    """The byte between the halves of texts of one size, counted from the start of each text; -1: no halves.

    Args:
        data: the bytes of all texts.
        starts: where the texts of that size begin (n).
        size: bytes of each text.
    """
    block = data[starts[:, None] + np.arange(size)]
    gap = np.full(len(starts), -1, np.intp)
    for gap_size in _GAP_SIZES:
        half = (size - gap_size) // 2
        if (size - gap_size) % 2 == 0:
            separated = np.flatnonzero(_SEPARATORS[block[:, half : half + gap_size]].all(axis=1))
            equal = (block[separated, :half] == block[separated, half + gap_size :]).all(axis=1)
            gap[separated[equal]] = half + gap_size // 2
    return gap
