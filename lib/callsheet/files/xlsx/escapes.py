"""Decode XML references, and the escapes `_xHHHH_` that workbooks use for characters that XML forbids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.arrow_strings import contains, filter_rows, from_texts, replace_substring, replace_with_mask, to_list

if TYPE_CHECKING:
    import pyarrow as pa

_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|quot|apos|amp));")
_HEXADECIMAL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character beyond U+FFFF, which some programs write as two escapes or references."""
_PLAIN = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


def decode_text(texts: pa.StringArray) -> pa.StringArray:
    """Resolve XML references, then `_xHHHH_` escapes.

    Args:
        texts: n, as written between two tags.
    """
    some = contains(texts, "&")
    if some.any():
        changed = filter_rows(texts, some)
        if contains(changed, "&#").any():
            changed = from_texts(_joined(_REFERENCE.sub(_resolved, text)) for text in to_list(changed))
        else:
            for reference, character in _NAMED:
                changed = replace_substring(changed, reference, character)
        texts = replace_with_mask(texts, some, changed)
    return decode_escapes(texts)


def decode_escapes(texts: pa.StringArray) -> pa.StringArray:
    """Replace escapes such as `_x000D_` by their characters.

    Args:
        texts: n.
    """
    some = contains(texts, "_x")
    if not some.any():
        return texts
    decoded = from_texts(_joined(_HEXADECIMAL.sub(_character, text)) for text in to_list(filter_rows(texts, some)))
    return replace_with_mask(texts, some, decoded)


def _resolved(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _PLAIN[name]
    return _safe(int(hexadecimal, 16) if hexadecimal else int(decimal))


def _character(match: re.Match[str]) -> str:
    return _safe(int(match[1], 16))


def _safe(code: int) -> str:
    return "\ufffd" if code > 0x10FFFF else chr(code)  # noqa: PLR2004 - the last code point


def _joined(text: str) -> str:
    """A text with its pairs of surrogates joined, and U+FFFD in place of single ones."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
