"""Test, measure and edit the texts of an array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings.utf8 import from_utf8, utf8_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take
_BLOCK = 64  # rows that `matches_sparse` searches as one text; chosen by hand, no measurement
_TEN = 10


def matches(text: pa.StringArray, pattern: str) -> Mask:
    """Which texts contain a match of a regular expression (n × bool).

    Args:
        text: n rows without nulls.
        pattern: in RE2 syntax.
    """
    mask: Mask = _compute.match_substring_regex(text, pattern).to_numpy(zero_copy_only=False)
    return mask


def matches_sparse(text: pa.StringArray, pattern: str) -> Mask:
    """Same as `matches`, faster where hardly any text matches: blocks of rows are searched first.

    Args:
        text: n rows without nulls.
        pattern: in RE2 syntax, without anchors and word boundaries, because a block is its texts concatenated.
    """
    offsets, data = utf8_bytes(text)
    starts = np.arange(0, len(text), _BLOCK)
    blocks = from_utf8(np.append(offsets[starts], offsets[-1]), data)
    block_matches = matches(blocks, pattern)
    mask = np.zeros(len(text), np.bool_)
    if block_matches.any():
        rows = np.flatnonzero(np.repeat(block_matches, _BLOCK)[: len(text)])
        candidates = text if len(rows) == len(text) else text.take(pa.array(rows, pa.int64()))
        mask[rows] = matches(candidates, pattern)
    return mask


def contains(text: pa.StringArray, substring: str) -> Mask:
    """Which texts contain a substring (n × bool)."""
    mask: Mask = _compute.match_substring(text, substring).to_numpy(zero_copy_only=False)
    return mask


def contains_bytes(text: pa.StringArray, wanted: Mask) -> Mask:
    """Which texts contain any byte of a set (n × bool).

    Args:
        text: n rows.
        wanted: 256 × whether the byte belongs to the set.
    """
    offsets, data = utf8_bytes(text)
    hits = wanted[data]
    if not hits.any():
        return np.zeros(len(text), np.bool_)
    before = np.concatenate([[0], np.cumsum(hits)])
    mask: Mask = before[offsets[1:]] != before[offsets[:-1]]
    return mask


def has_any(text: pa.StringArray, characters: str) -> bool:
    """Whether any of some ASCII characters occurs anywhere in the array."""
    _, data = utf8_bytes(text)
    whole = data.tobytes()
    return any(character.encode() in whole for character in characters)


def has_digits(text: pa.StringArray, count: int) -> bool:
    """Whether the array holds at least `count` ASCII digits."""
    _, data = utf8_bytes(text)
    return int(np.count_nonzero((data - np.uint8(ord("0"))) < _TEN)) >= count


def first_bytes(text: pa.StringArray) -> NDArray[np.uint8]:
    """The first byte of each text, 0 for an empty text (n)."""
    offsets, data = utf8_bytes(text)
    if not len(data):
        return np.zeros(len(text), np.uint8)
    first: NDArray[np.uint8] = data[np.minimum(offsets[:-1], len(data) - 1)]
    first[offsets[1:] == offsets[:-1]] = 0
    return first


def longer_than(text: pa.StringArray, characters: int) -> NDArray[np.intp]:
    """Indices of the texts with more than `characters` characters.

    Args:
        text: n rows.
        characters: 0 or more.
    """
    offsets, _ = utf8_bytes(text)
    candidates = np.flatnonzero(np.diff(offsets) > characters)
    lengths = _compute.utf8_length(text.take(pa.array(candidates, pa.int64()))).to_numpy(zero_copy_only=False)
    indices: NDArray[np.intp] = candidates[lengths > characters]
    return indices


def replace_substring(text: pa.StringArray, substring: str, replacement: str) -> pa.StringArray:
    """Replace every occurrence of a substring."""
    texts: pa.StringArray = _compute.replace_substring(text, substring, replacement)
    return texts


def trim_whitespace(text: pa.StringArray) -> pa.StringArray:
    """Strip Unicode white space at both ends."""
    texts: pa.StringArray = _compute.utf8_trim_whitespace(text)
    return texts
