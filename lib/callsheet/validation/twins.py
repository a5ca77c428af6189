"""Two numbers one after the other, written alike: "98765 43210 98765 43211" is nobody's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.digits import shapes
from callsheet.validation.text import bytes_of, text_of

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_FEWEST_DIGITS = 9
"""Digits of each half: sixteen in fours are a card."""

_LONGEST = 60
_GAPS = (1, 2, 3)
_SEPARATORS = np.isin(np.arange(256), [ord(each) for each in " -.\n"])
_ZERO, _SEMICOLON = ord("0"), np.uint8(ord(";"))


def parted(text: pa.StringArray) -> pa.StringArray:
    """The texts, with a semicolon between two halves of at least nine digits that are written alike.

    Args:
        text: n texts as shown.
    """
    offsets, data = bytes_of(shapes(text))
    sizes = np.diff(offsets)
    some = np.flatnonzero((sizes > 2 * _FEWEST_DIGITS) & (sizes <= _LONGEST))
    if len(some):
        digits = np.concatenate([[0], np.cumsum(data == _ZERO)])
        some = some[(digits[offsets[1:]] - digits[offsets[:-1]])[some] >= 2 * _FEWEST_DIGITS]
    between = [_between(data, offsets[some[sizes[some] == size]], int(size)) for size in np.unique(sizes[some])]
    places = np.concatenate([np.zeros(0, np.intp), *between])
    if not len(places):
        return text
    _, written = bytes_of(text)
    written = written.copy()
    written[places] = _SEMICOLON
    return text_of(offsets, written)


def _between(data: NDArray[np.uint8], starts: NDArray[np.int32], size: int) -> NDArray[np.intp]:
    """Where in the bytes the two halves of each twin of a size part.

    Args:
        data: the bytes of all texts.
        starts: where the texts of that size begin.
        size: bytes of each.
    """
    block = data[starts[:, None] + np.arange(size)]
    found = []
    for gap in _GAPS:
        half = (size - gap) // 2
        if (size - gap) % 2 == 0:
            alike = _SEPARATORS[block[:, half : half + gap]].all(axis=1)
            alike[alike] = (block[alike, :half] == block[alike, half + gap :]).all(axis=1)
            found.append(starts[alike] + half + gap // 2)
    return np.concatenate(found).astype(np.intp)
