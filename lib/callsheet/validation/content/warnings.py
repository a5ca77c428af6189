"""Cautions: what a cell may do to the agent whose prompt it lands in. Warnings with a cleaned value, never a change.

All of it is ours: the API takes any text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import first_bytes, from_series, longer_than, matches, matches_sparse
from callsheet.validation.content.injection import HINTS, INSTRUCTION
from callsheet.validation.model.codes import CLEANABLE, IssueCode

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

LONGEST_VALUE = 500
"""Characters of a value beyond which an agent would read aloud for too long."""

_BREAKS = r"[\n\r\x0b\x0c\x{85}\x{2028}\x{2029}]"
_HIDDEN = (
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
"""Of web pages, of marked-up speech, and of prompts: what else stands between angle brackets is left alone."""

_TAG = rf"(?is)<(?:!--|/?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>)"
_TAGS_AND_BRACES = rf"(?s)<!--.*?-->|{_TAG}|\{{\{{+|\}}\}}+"
_FORMULA = r"^=[A-Za-z(\"'0-9+@-]|^@[A-Za-z]+\(|^[+-](?:[A-Za-z]+[(|]|[A-Z]+[0-9])"
_PATTERNS = {
    IssueCode.BRACES: _BRACES,
    IssueCode.CONTROL_CHARACTERS: _HIDDEN,
    IssueCode.LINE_BREAK: _BREAKS,
    IssueCode.READS_LIKE_AN_INSTRUCTION: rf"(?i){INSTRUCTION}",
    IssueCode.HTML: _TAG,
}
_MAY_BE_ONE = rf"(?i){_BRACES}|<|{_BREAKS}|{_HIDDEN}|{HINTS}"
_FORMULA_STARTS = np.isin(np.arange(256), [ord(each) for each in "=@+-"])


class Cautions(NamedTuple):
    """What to be careful with in a column (n findings).

    Args:
        place: intp, position of the cell.
        code: the `IssueCode` value of each.
        cleaned: the value to accept in its place; "" where only a person can tell.
    """

    place: NDArray[np.intp]
    code: list[str]
    cleaned: list[str]


def content_warnings(values: pd.Series[str]) -> Cautions:
    """What the cells of a variable may do to the agent.

    Args:
        values: n × str.
    """
    text = from_series(values)
    found = [(IssueCode.TOO_LONG, longer_than(text, LONGEST_VALUE))]
    suspect = np.flatnonzero(matches_sparse(text, _MAY_BE_ONE))
    found += [(code, _matching(text, suspect, pattern)) for code, pattern in _PATTERNS.items()]
    starting = np.flatnonzero(_FORMULA_STARTS[first_bytes(text)])
    found.append((IssueCode.FORMULA, _matching(text, starting, _FORMULA)))
    codes: list[str] = []
    cleaned: list[str] = []
    for code, rows in found:
        codes.extend([code.value] * len(rows))
        cleaned.extend(_cleaned(text, rows) if code in CLEANABLE else [""] * len(rows))
    return Cautions(np.concatenate([rows for _, rows in found]), codes, cleaned)


def _matching(text: pa.StringArray, rows: NDArray[np.intp], pattern: str) -> NDArray[np.intp]:
    some = text.take(pa.array(rows, pa.int64()))
    return rows[matches(some, pattern)]


def _cleaned(text: pa.StringArray, rows: NDArray[np.intp]) -> list[str]:
    before, after = None, pc.replace_substring_regex(text.take(pa.array(rows, pa.int64())), _HIDDEN, "")
    while before is None or not after.equals(before):  # what is left when a tag goes may be one itself
        before, after = after, pc.replace_substring_regex(after, _TAGS_AND_BRACES, " ")
    spaced = pc.utf8_trim_whitespace(pc.replace_substring_regex(after, _SPACES, " "))
    return [str(each) for each in spaced.to_pylist()]
