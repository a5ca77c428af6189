"""Vectorised JSON encoding of text."""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from callsheet.arrow_strings.columns import from_texts, join

if TYPE_CHECKING:
    import pyarrow as pa

_TO_ESCAPE = r'[\x00-\x1f"\\]'
_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take


def encode_json_strings(text: pa.StringArray) -> pa.StringArray:
    """Encode every text as a JSON string; only texts that need an escape are encoded in Python. Nulls stay null."""
    quoted = join('"', text, '"')
    needs_escape = _compute.fill_null(_compute.match_substring_regex(text, _TO_ESCAPE), False)  # noqa: FBT003 - the fill value
    if not pc.any(needs_escape).as_py():
        return quoted
    escaped = from_texts(encode_basestring(str(value)) for value in text.filter(needs_escape).to_pylist())
    texts: pa.StringArray = _compute.replace_with_mask(quoted, needs_escape, escaped)
    return texts
