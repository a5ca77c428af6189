"""Which cells have an unusual form: signs of code, digits among letters, look-alikes, very long words, encodings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import join, matches, matches_sparse, take, utf8_bytes

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_LONG_WORD = 17
"""Bytes of a word that may be several words joined, or an encoded text."""

_EMAIL_OR_ADDRESS = r"^\s*(?:[^\s@]+@[^\s@]+|https?://\S+|www\.\S+)\s*$"
_OF_LONG_WORDS = np.isin(
    np.arange(256), [*b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_-.*~^\\%&;#"]
)
"""Bytes of joined and encoded words."""

FORMS = (
    r"[\x{ad}\x{200b}-\x{200f}\x{2060}-\x{2064}\x{feff}\x{e0020}-\x{e007e}\x{ff21}-\x{ff5a}\x{1d400}-\x{1d7ff}]"
    r"|[\x{300}-\x{36f}\x{1d00}-\x{1d7f}\x{250}-\x{2af}\x{24b6}-\x{24e9}\x{2c80}-\x{2cff}]"
    r"|[a-z][\x{370}-\x{52f}]|[\x{370}-\x{52f}][a-z]|[a-z][01345$!][a-z]|[a-z]-[a-z]+ [a-z]+-[a-z]"
    r"|[a-z][ .*_-]{1,3}[a-z][ .*_-]{1,3}[a-z][ .*_-]{1,3}[a-z][ .*_-]{1,3}[a-z][ .*_-]"
    r"|<[|<%?/]|\[/?(?:inst|sys|assist|user)|<(?:s|sys|assist|instr|prompt|user|tool|function)|##|\{[%{#]|\$\{"
    r"|```|~~~|onerror|onload|onclick|javascript:|table\s|select\s|delete\sfrom|union\s|' or|insert\sinto|update\s"
    r"|os\.sys|subproc|eval\(|exec\(|import\s|require\(|console\.|print\(|fetch\(|document\.|process\.|globals\("
    r"|lambda|curl\s|wget\s|rm -|sudo|nc -e|chmod|bash |passwd|_[a-z]*\(|tool_|function_|prompt|instruct|session|---"
    r"|===|jailbr|dan\s+mode|role|system|sistem|syst[eè]m|assist|context"
    r"|(?:ai|bot|agent|admin|root|human|developer|user)\s*[a-z]*[:>\]]"
    r"|(?:say|repeat|answer|reply|respond)(?: with)?\s*:?\s*['\"“‘«「]"
    r"|\\u[0-9{]|\\x[0-9a-f]|&#|%[0-9a-f][0-9a-f]%?[0-9a-z]|[01]{24}|[01]{8} [01]{8}"
    r"|vtaber|qvfert|vafgeh|cebzcg|rongi|tcurts|tpmorp"
    r"|システム[:：]|系[统統][:：]|시스템[:：]|система|नियम|النظام"
)
"""Pattern of RE2 for cells of an unusual form; it also matches harmless ones."""


def unusual_forms(text: pa.StringArray) -> NDArray[np.bool_]:
    """Return which cells may hide an order in their spelling, or are made of code (n × bool); most are harmless.

    Args:
        text: n cells without nulls.
    """
    found = matches_sparse(text, f"(?i){FORMS}")
    rows = np.flatnonzero(~found & _has_long_word(text))
    if len(rows):
        found[rows] = ~matches(take(text, rows), _EMAIL_OR_ADDRESS)
    return found


def _has_long_word(text: pa.StringArray) -> NDArray[np.bool_]:
    offsets, data = utf8_bytes(join(text, " "))  # a word ends where its cell ends
    breaks = np.concatenate([[-1], np.flatnonzero(~_OF_LONG_WORDS[data])])
    begins = breaks[:-1][np.diff(breaks) > _LONG_WORD] + 1
    found = np.zeros(len(text), np.bool_)
    found[np.searchsorted(offsets, begins, "right") - 1] = True
    return found
