"""Parse numbers out of the bytes of a text column, eight characters at a time.

Eight bytes are tested and converted to a number in about a dozen whole-column operations (SWAR: arithmetic on bytes
side by side in a 64-bit word), whatever the digits are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.arrow_strings import from_utf8, utf8_bytes

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

FEWEST_DIGITS, MOST_DIGITS = 4, 17
"""Digits of the texts parsed here: one more than the longest calling code, and as many as the longest national number
that `phonenumbers` accepts. Other lengths are rare and go to the package."""

_WORD = 8
"""Bytes of a 64-bit word."""

_PADDING = 24
"""Zero digits before the first text: three words back from its end (17 digits) stay inside the array."""

_CHUNK = 32_768
"""Rows converted at a time: an int64 array of a chunk (256 KB) stays in the processor's cache. Chosen by hand."""

_ZERO, _PLUS = ord("0"), ord("+")
_ASCII_ZEROS = 0x3030303030303030

_PAIRS, _FOURS, _EIGHTS = (10 << 8) + 1, (100 << 16) + 1, (10_000 << 32) + 1
"""Factors that add up neighbours: multiplying by (10 << 8) + 1 leaves 10 × byte 0 + byte 1 in byte 1, and so on for
pairs and fours. In a little-endian word byte 0 is the first character."""


class Digits(NamedTuple):
    """Texts as an optional plus and digits (n rows).

    Args:
        number: int64, the digits as a number.
        length: int8, how many digits there are, leading zeros included; negative: written with a plus; 0: the text is
            something else, or has fewer than `FEWEST_DIGITS` or more than `MOST_DIGITS`.
    """

    number: NDArray[np.int64]
    length: NDArray[np.int8]


def read_digits(text: pa.StringArray) -> Digits:
    """Parse texts that are an optional plus, then ASCII digits.

    Args:
        text: n texts.
    """
    offsets, data = utf8_bytes(text)
    number, length = np.zeros(len(text), np.int64), np.zeros(len(text), np.int8)
    padded = np.full(len(data) + _PADDING + _WORD, _ZERO, np.uint8)
    padded[_PADDING : _PADDING + len(data)] = data
    words = np.lib.stride_tricks.as_strided(  # the word that begins at each byte
        padded[:_WORD].view("<u8"), shape=(len(padded) - _WORD + 1,), strides=(1,), writeable=False
    )
    ends, sizes = offsets[1:] + _PADDING, np.diff(offsets)
    plus = padded[offsets[:-1] + _PADDING] == _PLUS
    plus &= sizes > 0
    kinds = np.minimum(sizes, MOST_DIGITS + 2).astype(np.uint8)  # twice the size, one less with a plus
    kinds *= np.uint8(2)
    kinds -= plus
    for kind in np.flatnonzero(np.bincount(kinds)).tolist():
        signed = kind % 2
        digits = (kind + signed) // 2 - signed
        if not FEWEST_DIGITS <= digits <= MOST_DIGITS:
            continue
        rows = np.flatnonzero(kinds == kind)
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            values, only_digits_there = _parse(words, ends[chunk], digits)
            if not only_digits_there.all():
                chunk, values = chunk[only_digits_there], values[only_digits_there]
            number[chunk] = values
            length[chunk] = -digits if signed else digits
    return Digits(number, length)


def only_digits(text: pa.StringArray) -> pa.StringArray:
    """Return the texts without any character but ASCII digits and the plus.

    Args:
        text: n texts.
    """
    offsets, data = utf8_bytes(text)
    is_digit = _IS_DIGIT_OR_PLUS[data]
    before = np.concatenate([[0], np.cumsum(is_digit)])
    return from_utf8(before[offsets], data[is_digit])


def shapes(text: pa.StringArray) -> pa.StringArray:
    """Return the shape of each text: every ASCII digit replaced by 0.

    Args:
        text: n texts.
    """
    offsets, data = utf8_bytes(text)
    return from_utf8(offsets, _SHAPE[data])


def _parse(
    words: NDArray[np.uint64], ends: NDArray[np.int32], digits: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Parse the last bytes before some ends as numbers.

    Args:
        words: the word that begins at each byte.
        ends: where each text ends (n).
        digits: how many digits to parse.

    Returns:
        n numbers, and which of the texts consist of digits only.
    """
    value, valid = np.zeros(len(ends), np.uint64), np.ones(len(ends), np.bool_)
    for parsed in range(0, digits, _WORD):
        word = words[ends - (parsed + _WORD)]
        size = min(_WORD, digits - parsed)
        if size < _WORD:  # replace the bytes before the digits by zero digits
            word >>= np.uint64(8 * (_WORD - size))
            word <<= np.uint64(8 * (_WORD - size))
            word |= np.uint64(_ASCII_ZEROS >> (8 * size))
        # "0" to "9" are 0x30 to 0x39: the upper half is 3, and still is after adding 6
        upper = word + np.uint64(0x0606060606060606)
        upper &= word
        upper &= np.uint64(0xF0F0F0F0F0F0F0F0)
        valid &= upper == np.uint64(_ASCII_ZEROS)
        part = _number(word)
        if parsed:
            part *= np.uint64(10**parsed)
        value += part
    return value.view(np.int64), valid


def _number(word: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Convert eight ASCII digits in a word to a number, in place: pairs, then fours, then all eight are added up."""
    word &= np.uint64(0x0F0F0F0F0F0F0F0F)
    for factor, shift, mask in (
        (_PAIRS, 8, 0x00FF00FF00FF00FF),
        (_FOURS, 16, 0x0000FFFF0000FFFF),
        (_EIGHTS, 32, 0x00000000FFFFFFFF),
    ):
        word *= np.uint64(factor)
        word >>= np.uint64(shift)
        word &= np.uint64(mask)
    return word


def _byte_tables() -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
    is_digit_or_plus, shape = np.zeros(256, np.bool_), np.arange(256, dtype=np.uint8)
    digits = np.arange(_ZERO, _ZERO + 10)
    is_digit_or_plus[digits], is_digit_or_plus[_PLUS] = True, True
    shape[digits] = _ZERO
    return is_digit_or_plus, shape


_IS_DIGIT_OR_PLUS, _SHAPE = _byte_tables()
