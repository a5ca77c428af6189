"""JSON written in columns: a text a row, whatever its number."""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable

_TO_ESCAPE = r'[\x00-\x1f"\\]'
join: Callable[..., pa.StringArray] = pc.binary_join_element_wise
"""Texts and columns row by row, the last one between them."""


def quoted(values: pa.StringArray) -> pa.StringArray:
    """Each value as a JSON string; only those with something to escape leave the columns."""
    plain = join('"', values, '"', "")
    matching: Any = pc.match_substring_regex(values, _TO_ESCAPE)
    odd: pa.BooleanArray = matching.fill_null(False)  # noqa: FBT003 - the value to fill in
    escaped = [encode_basestring(str(value)) for value in values.filter(odd).to_pylist()]
    whole: pa.StringArray = pc.replace_with_mask(plain, odd, pa.array(escaped, pa.string()))
    return whole


def bytes_in_a_row(texts: pa.StringArray) -> memoryview:
    """All texts of a fresh array, one after the other, as they lie in memory."""
    buffers: Any = texts.buffers()
    _, ends, letters = buffers
    return memoryview(letters)[: np.frombuffer(ends, dtype=np.int32)[len(texts)]]
