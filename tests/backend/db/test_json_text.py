"""Columns of text as JSON strings, in which leads and issues are written."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest

from callsheet.arrow_strings import encode_json_strings

PLAIN = ["", "a", "é", "नमस्ते", "😀", "\x7f", "\u2028", "'", " "]
ESCAPED = ['"', "\\", "\x00", "\x1f", 'a "b"', "x\ny", "\t\u2028\\"]


@pytest.mark.parametrize(
    "texts", [[], [None], PLAIN, [*PLAIN, None], ESCAPED, [*PLAIN, *ESCAPED], [None, *ESCAPED, None, *PLAIN]]
)
def test_each_text_is_the_json_string_that_python_writes(texts: list[str | None]) -> None:
    """With and without characters to escape and missing texts, whole and as a slice of a longer column."""
    whole = pa.array(["before", *texts, '"'], pa.string())
    for column in (pa.array(texts, pa.string()), whole.slice(1, len(texts))):
        written = [None if text is None else json.dumps(text, ensure_ascii=False) for text in texts]
        assert encode_json_strings(column).to_pylist() == written
