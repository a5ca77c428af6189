"""Vectorised JSON encoding of text."""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from callsheet.arrow_strings.columns import from_texts, join
from callsheet.arrow_strings.utf8 import utf8_bytes

if TYPE_CHECKING:
    import pyarrow as pa

_TO_ESCAPE = r'[\x00-\x1f"\\]'
_BYTES_TO_ESCAPE = np.array([byte < ord(" ") or byte in b'"\\' for byte in range(256)])
_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take


def encode_json_strings(text: pa.StringArray) -> pa.StringArray:
    """Encode every text as a JSON string; only texts that need an escape are encoded in Python. Nulls stay null."""
    quoted = join('"', text, '"')
    if not _BYTES_TO_ESCAPE[utf8_bytes(text)[1]].any():  # a tenth of the time of the expression, for most columns
        return quoted
    needs_escape = _compute.fill_null(_compute.match_substring_regex(text, _TO_ESCAPE), False)  # noqa: FBT003 - the fill value
    if not pc.any(needs_escape).as_py():
        return quoted
    escaped = from_texts(encode_basestring(str(value)) for value in text.filter(needs_escape).to_pylist())
    texts: pa.StringArray = _compute.replace_with_mask(quoted, needs_escape, escaped)
    return texts
