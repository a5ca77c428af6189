"""Two numbers one after the other, written alike: "98765 43210 98765 43211" is nobody's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import from_utf8, utf8_bytes

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_FEWEST_DIGITS = 9
"""Digits of each half: sixteen in fours are a card."""

_LONGEST = 60
_GAPS = (1, 2, 3)
_SEPARATORS = np.isin(np.arange(256), [ord(each) for each in " -.\n"])
_ZERO, _SEMICOLON = ord("0"), np.uint8(ord(";"))


def gaps(shape: pa.StringArray) -> NDArray[np.intp]:
    """Where two halves of at least nine digits part that are written alike.

    Args:
        shape: n texts as shown, every digit a 0.

    Returns:
        n × byte between the halves, -1 where there are none.
    """
    offsets, data = utf8_bytes(shape)
    sizes = np.diff(offsets)
    found = np.full(len(shape), -1, np.intp)
    some = np.flatnonzero((sizes > 2 * _FEWEST_DIGITS) & (sizes <= _LONGEST))
    if len(some):
        digits = np.concatenate([[0], np.cumsum(data == _ZERO)])
        some = some[(digits[offsets[1:]] - digits[offsets[:-1]])[some] >= 2 * _FEWEST_DIGITS]
    for size in np.unique(sizes[some]).tolist():
        rows = some[sizes[some] == size]
        found[rows] = _between(data, offsets[rows], size)
    return found


def parted(text: pa.StringArray, gap: NDArray[np.intp]) -> pa.StringArray:
    """The texts, with a semicolon between their halves.

    Args:
        text: n texts.
        gap: as `gaps` found them.
    """
    rows = np.flatnonzero(gap >= 0)
    if not len(rows):
        return text
    offsets, data = utf8_bytes(text)
    data = data.copy()
    data[offsets[rows] + gap[rows]] = _SEMICOLON
    return from_utf8(offsets, data)


def _between(data: NDArray[np.uint8], starts: NDArray[np.int32], size: int) -> NDArray[np.intp]:
    """The byte between the halves of texts of one size, counted from the start of each; -1: there are none.

    Args:
        data: the bytes of all texts.
        starts: where the texts of that size begin.
        size: bytes of each.
    """
    block = data[starts[:, None] + np.arange(size)]
    found = np.full(len(starts), -1, np.intp)
    for gap in _GAPS:
        half = (size - gap) // 2
        if (size - gap) % 2 == 0:
            alike = np.flatnonzero(_SEPARATORS[block[:, half : half + gap]].all(axis=1))
            same = (block[alike, :half] == block[alike, half + gap :]).all(axis=1)
            found[alike[same]] = half + gap // 2
    return found
