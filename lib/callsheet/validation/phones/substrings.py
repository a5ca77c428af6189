"""Parts of texts with the same shape: found once for each shape, then cut out of every text by byte position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_utf8, utf8_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ZERO = ord("0")


class Substrings(NamedTuple):
    """Where a part of each text is (n texts).

    Args:
        start: int32, its first byte.
        size: int32, its bytes; 0: the pattern matches without it; -1: the pattern does not match.
    """

    start: NDArray[np.int32]
    size: NDArray[np.int32]

    def take(self, indices: NDArray[np.integer[Any]]) -> Substrings:
        """Return those at `indices`."""
        return Substrings(self.start[indices], self.size[indices])


def find(text: pa.StringArray, pattern: str, group: str) -> Substrings:
    """Find the named group of a pattern in each text.

    Args:
        text: n texts.
        pattern: of RE2, with the group.
        group: its name.
    """
    spans: Any = pc.extract_regex_span(text, pattern=pattern)  # type: ignore[attr-defined]  # younger than its stubs
    part = spans.field(group)
    pairs = part.values.to_numpy(zero_copy_only=False).reshape(-1, 2)
    matches, has_group = (array.is_valid().to_numpy(zero_copy_only=False) for array in (spans, part))
    size = np.where(matches, np.where(has_group, pairs[:, 1], 0), -1)
    return Substrings(np.where(matches & has_group, pairs[:, 0], 0).astype(np.int32), size.astype(np.int32))


def cut(text: pa.StringArray, parts: Substrings) -> pa.StringArray:
    """Return the part of each text.

    Args:
        text: n texts.
        parts: of one byte or more each.
    """
    offsets, data = utf8_bytes(text)
    begin = offsets[:-1] + parts.start
    edges = np.zeros(len(data) + 1, np.int8)  # +1 where a part begins, -1 behind it: the running sum is 1 inside
    edges[begin] += 1
    edges[begin + parts.size] -= 1
    inside = np.cumsum(edges[:-1], dtype=np.int8).view(np.bool_)
    return from_utf8(np.concatenate([[0], np.cumsum(parts.size)]), data[inside])


def all_zeros(text: pa.StringArray, parts: Substrings) -> NDArray[np.bool_]:
    """Return where the part of a text consists of zeros only (n × bool).

    Args:
        text: n texts.
        parts: of each text.
    """
    offsets, data = utf8_bytes(text)
    begin = offsets[:-1] + parts.start
    zeros = np.concatenate([[0], np.cumsum(data == _ZERO, dtype=np.int32)])
    only_zeros: NDArray[np.bool_] = zeros[begin + parts.size] - zeros[begin] == parts.size
    return only_zeros
