"""Warnings about what a value may do to the agent whose prompt it is put into. Values are never changed by themselves.

All of them are our own rules: the API accepts any text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import first_bytes, from_series, longer_than, matches, matches_sparse
from callsheet.validation.content.instructions import instruction_rows
from callsheet.validation.model.codes import CLEANABLE, IssueCode

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

MOST_CHARACTERS = 500
"""Characters above which a value takes the agent too long to read aloud; chosen by hand (half a minute of speech)."""

_LINE_BREAKS = r"[\n\r\x0b\x0c\x{85}\x{2028}\x{2029}]"
_INVISIBLE = (
    r"[\x00-\x08\x0e-\x1f\x7f\x{80}-\x{84}\x{86}-\x{9f}\x{ad}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}"
    r"\x{2060}-\x{206f}\x{feff}\x{e0000}-\x{e007f}]"
)
_SPACES = r"[\s\x0b\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
_BRACES = r"\{\{|\}\}"
_TAG_NAMES = (
    "a|abbr|audio|b|body|br|button|center|code|div|em|embed|font|form|h[1-6]|head|hr|html|i|iframe|img|input|label|li|link"
    "|meta|object|ol|p|pre|s|script|small|span|strong|style|sub|sup|svg|table|tbody|td|th|tr|u|ul|video"
    "|speak|break|prosody|say-as|emphasis|phoneme|voice|system|prompt|instructions?|user|assistant"
)
"""Tags of HTML, of speech markup and of prompts; other text in angle brackets is not reported."""

_TAG = rf"(?is)<(?:!--|/?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>)"
_TAGS_AND_BRACES = rf"(?s)<!--.*?-->|{_TAG}|\{{\{{+|\}}\}}+"
_FORMULA = r"^=[A-Za-z(\"'0-9+@-]|^@[A-Za-z]+\(|^[+-](?:[A-Za-z]+[(|]|[A-Z]+[0-9])"
_PATTERNS = {
    IssueCode.BRACES: _BRACES,
    IssueCode.CONTROL_CHARACTERS: _INVISIBLE,
    IssueCode.LINE_BREAK: _LINE_BREAKS,
    IssueCode.HTML: _TAG,
}
"""Pattern of RE2 for each code."""

_SUSPECT = rf"{_BRACES}|<|{_LINE_BREAKS}|{_INVISIBLE}"
"""Matches every value that one of `_PATTERNS` matches: whole columns are searched with it first."""

_FORMULA_STARTS = np.isin(np.arange(256), [ord(character) for character in "=@+-"])


class ContentWarnings(NamedTuple):
    """Warnings about the cells of a column (n).

    Args:
        position: intp, of the cell.
        code: `IssueCode` values.
        cleaned: the value to accept instead; "" where only a person can decide.
    """

    position: NDArray[np.intp]
    code: list[str]
    cleaned: list[str]


def content_warnings(values: pd.Series[str], usual_bytes: NDArray[np.integer[Any]] | None = None) -> ContentWarnings:
    """Find what the cells of a variable may do to the agent.

    Args:
        values: n × str.
        usual_bytes: for each cell, the length that most cells of its column do not exceed; None: unknown.
    """
    text = from_series(values)
    rows_by_code = [(IssueCode.TOO_LONG, longer_than(text, MOST_CHARACTERS))]
    rows_by_code.append((IssueCode.READS_LIKE_AN_INSTRUCTION, instruction_rows(text, usual_bytes)))
    suspects = np.flatnonzero(matches_sparse(text, _SUSPECT))
    rows_by_code += [(code, _matching(text, suspects, pattern)) for code, pattern in _PATTERNS.items()]
    formulas = np.flatnonzero(_FORMULA_STARTS[first_bytes(text)])
    rows_by_code.append((IssueCode.FORMULA, _matching(text, formulas, _FORMULA)))
    codes: list[str] = []
    cleaned: list[str] = []
    for code, rows in rows_by_code:
        codes.extend([code.value] * len(rows))
        cleaned.extend(_cleaned(text, rows) if code in CLEANABLE else [""] * len(rows))
    return ContentWarnings(np.concatenate([rows for _, rows in rows_by_code]), codes, cleaned)


def _matching(text: pa.StringArray, rows: NDArray[np.intp], pattern: str) -> NDArray[np.intp]:
    candidates = text.take(pa.array(rows, pa.int64()))
    return rows[matches(candidates, pattern)]


def _cleaned(text: pa.StringArray, rows: NDArray[np.intp]) -> list[str]:
    """Values without tags, braces, line breaks and invisible characters, with single spaces."""
    before, after = None, pc.replace_substring_regex(text.take(pa.array(rows, pa.int64())), _INVISIBLE, "")
    while before is None or not after.equals(before):  # removing a tag can leave another one
        before, after = after, pc.replace_substring_regex(after, _TAGS_AND_BRACES, " ")
    spaced = pc.utf8_trim_whitespace(pc.replace_substring_regex(after, _SPACES, " "))
    return [str(value) for value in spaced.to_pylist()]
