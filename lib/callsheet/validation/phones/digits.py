"""Digits out of text: numbers read eight characters at a time from the bytes of a column.

A word of eight bytes is tested and turned into a number in a dozen whole-column operations, whatever the digits are
(the usual arithmetic on bytes side by side in a 64-bit word).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.arrow_strings import from_utf8, utf8_bytes

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

FEWEST_DIGITS, MOST_DIGITS = 4, 17
"""Digits of a spelling that is read here; others are left to those who ask for them."""

_BEFORE = 24
_ZERO, _PLUS = ord("0"), ord("+")
_ZEROS = 0x3030303030303030
_CHUNK = 32_768


class Digits(NamedTuple):
    """Texts as an optional plus and digits (n rows).

    Args:
        number: int64, the digits as a number.
        length: int8, how many digits there are, leading zeros among them; negative: written with a plus; 0: the text is
            something else, or has fewer than `FEWEST_DIGITS` or more than `MOST_DIGITS`.
    """

    number: NDArray[np.int64]
    length: NDArray[np.int8]


def read_digits(text: pa.StringArray) -> Digits:
    """Read texts that are an optional plus, then ASCII digits.

    Args:
        text: n texts.
    """
    offsets, data = utf8_bytes(text)
    number, length = np.zeros(len(text), np.int64), np.zeros(len(text), np.int8)
    padded = np.full(len(data) + _BEFORE + 8, _ZERO, np.uint8)
    padded[_BEFORE : _BEFORE + len(data)] = data
    words = np.lib.stride_tricks.as_strided(
        padded[:8].view("<u8"), shape=(len(padded) - 7,), strides=(1,), writeable=False
    )
    ends, sizes = offsets[1:] + _BEFORE, np.diff(offsets)
    plus = padded[offsets[:-1] + _BEFORE] == _PLUS
    plus &= sizes > 0
    kinds = np.minimum(sizes, MOST_DIGITS + 2).astype(np.uint8)
    kinds *= np.uint8(2)
    kinds -= plus
    for kind in np.flatnonzero(np.bincount(kinds)).tolist():
        signed = kind % 2
        digits = (kind + signed) // 2 - signed
        if not FEWEST_DIGITS <= digits <= MOST_DIGITS:
            continue
        rows = np.flatnonzero(kinds == kind)
        for start in range(0, len(rows), _CHUNK):
            some = rows[start : start + _CHUNK]
            values, whole = _parse(words, ends[some], digits)
            if not whole.all():
                some, values = some[whole], values[whole]
            number[some] = values
            length[some] = -digits if signed else digits
    return Digits(number, length)


def only_digits(text: pa.StringArray) -> pa.StringArray:
    """Texts without any character but ASCII digits and the plus.

    Args:
        text: n texts.
    """
    offsets, data = utf8_bytes(text)
    kept = _KEPT[data]
    before = np.concatenate([[0], np.cumsum(kept)])
    return from_utf8(before[offsets], data[kept])


def shapes(text: pa.StringArray) -> pa.StringArray:
    """Texts with every ASCII digit made a 0: what is left is how they are written.

    Args:
        text: n texts.
    """
    offsets, data = utf8_bytes(text)
    return from_utf8(offsets, _SHAPE[data])


def _parse(
    words: NDArray[np.uint64], ends: NDArray[np.int32], digits: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The last digits before some places as numbers, and where they all are digits.

    Args:
        words: the eight bytes from each byte on, as one word.
        ends: where each text ends.
        digits: how many are read.
    """
    value, whole = np.zeros(len(ends), np.uint64), np.ones(len(ends), np.bool_)
    for place in range(0, digits, 8):
        word = words[ends - (place + 8)]
        here = min(8, digits - place)
        if here < 8:  # noqa: PLR2004 - bytes of a word; what stands before the digits is made zeros
            word >>= np.uint64(8 * (8 - here))
            word <<= np.uint64(8 * (8 - here))
            word |= np.uint64(_ZEROS >> (8 * here))
        sure = word + np.uint64(0x0606060606060606)
        sure &= word
        sure &= np.uint64(0xF0F0F0F0F0F0F0F0)
        whole &= sure == np.uint64(_ZEROS)
        part = _number(word)
        if place:
            part *= np.uint64(10**place)
        value += part
    return value.view(np.int64), whole


def _number(word: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Eight ASCII digits in a word as a number: pairs, then fours, then all eight are added up side by side."""
    word &= np.uint64(0x0F0F0F0F0F0F0F0F)
    for factor, shift, mask in (
        (2561, 8, 0x00FF00FF00FF00FF),
        (6553601, 16, 0x0000FFFF0000FFFF),
        (42949672960001, 32, 0x00000000FFFFFFFF),
    ):
        word *= np.uint64(factor)
        word >>= np.uint64(shift)
        word &= np.uint64(mask)
    return word


def _byte_tables() -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
    kept, shape = np.zeros(256, np.bool_), np.arange(256, dtype=np.uint8)
    digits = np.arange(_ZERO, _ZERO + 10)
    kept[digits], kept[_PLUS] = True, True
    shape[digits] = _ZERO
    return kept, shape


_KEPT, _SHAPE = _byte_tables()
