"""Parts of texts that are written alike: found once for a way of writing, taken out of every text in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_utf8, utf8_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ZERO = ord("0")


class Spans(NamedTuple):
    """Where a part of each text stands (n texts).

    Args:
        start: byte with which it begins.
        size: bytes it has; 0: the pattern fits without it; -1: it does not fit.
    """

    start: NDArray[np.int32]
    size: NDArray[np.int32]

    def take(self, places: NDArray[np.integer[Any]]) -> Spans:
        """Those at some places."""
        return Spans(self.start[places], self.size[places])


def find(text: pa.StringArray, pattern: str, group: str) -> Spans:
    """Where the named group of a pattern stands in each text.

    Args:
        text: n texts.
        pattern: of RE2, with the group.
        group: its name.
    """
    found: Any = pc.extract_regex_span(text, pattern=pattern)  # type: ignore[attr-defined]  # younger than its stubs
    part = found.field(group)
    pairs = part.values.to_numpy(zero_copy_only=False).reshape(-1, 2)
    whole, there = (each.is_valid().to_numpy(zero_copy_only=False) for each in (found, part))
    size = np.where(whole, np.where(there, pairs[:, 1], 0), -1)
    return Spans(np.where(whole & there, pairs[:, 0], 0).astype(np.int32), size.astype(np.int32))


def cut(text: pa.StringArray, spans: Spans) -> pa.StringArray:
    """The part of each text.

    Args:
        text: n texts.
        spans: where it stands, of one byte or more.
    """
    offsets, data = utf8_bytes(text)
    begin = offsets[:-1] + spans.start
    marks = np.zeros(len(data) + 1, np.int8)
    marks[begin] += 1
    marks[begin + spans.size] -= 1
    kept = np.cumsum(marks[:-1], dtype=np.int8).view(np.bool_)
    return from_utf8(np.concatenate([[0], np.cumsum(spans.size)]), data[kept])


def all_zeros(text: pa.StringArray, spans: Spans) -> NDArray[np.bool_]:
    """Where the part of a text is nothing but zeros (n × bool).

    Args:
        text: n texts.
        spans: where it stands.
    """
    offsets, data = utf8_bytes(text)
    begin = offsets[:-1] + spans.start
    zeros = np.concatenate([[0], np.cumsum(data == _ZERO, dtype=np.int32)])
    only: NDArray[np.bool_] = zeros[begin + spans.size] - zeros[begin] == spans.size
    return only
