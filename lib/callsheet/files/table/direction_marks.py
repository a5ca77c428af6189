"""Remove direction marks that change nothing: U+202D … U+202C around a number, as contacts of Apple copy it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_MARKS = (b"\xe2\x80\xaa", b"\xe2\x80\xad", b"\xe2\x81\xa6", b"\xe2\x81\xa8")
"""U+202A, U+202D, U+2066 and U+2068 in UTF-8: they begin text from left to right."""
_FIRST_BYTE = b"\xe2"
_WRAPPED = (
    r"[\x{202A}\x{202D}\x{2066}\x{2068}]"
    r"([^\x{0590}-\x{08FF}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}\x{FB1D}-\x{FEFC}]*)(?:[\x{202C}\x{2069}]|$)"
)
"""Such text without a character that runs from right to left; around one, the marks change what is shown."""


def without_direction_marks(cells: pa.Table) -> tuple[pa.Table, int]:
    """Remove the marks; return the cells and the number of those that had some.

    Args:
        cells: records × columns of `string`.
    """
    total = 0
    for index, column in enumerate(cells.columns):
        if any(map(_has_mark, column.chunks)):
            wrapped = int(np.count_nonzero(pc.match_substring_regex(column, _WRAPPED).to_numpy()))
            total += wrapped
            if wrapped:
                plain = pc.replace_substring_regex(column, _WRAPPED, r"\1")
                cells = cells.set_column(index, cells.column_names[index], plain)
    return cells, total


def _has_mark(chunk: Any) -> bool:
    data = chunk.buffers()[2]
    text = memoryview(data).tobytes() if data is not None else b""
    return _FIRST_BYTE in text and any(mark in text for mark in _MARKS)
