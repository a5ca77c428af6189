"""Cells as a person sees them: compatibility forms resolved, invisible characters gone, in columns."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import contains_bytes, first_bytes, from_series, utf8_bytes

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

OVERRIDES = "\u202d\u202e"
"""They turn the direction in which digits are shown; kept, so that they can be refused."""

_BETWEEN_CELLS = "\x00"
_NOT_PLAIN = (np.arange(256) < ord(" ")) | (np.arange(256) > ord("~"))
_GONE = 0x110000
_VISIBLE = (np.arange(256) > ord(" ")) & (np.arange(256) <= ord("~"))
_SEEN_FIRST = _VISIBLE | np.isin(
    np.arange(256), [*range(0xC3, 0xCC), *range(0xCE, 0xD8), 0xD9, 0xDA, *range(0xE4, 0xED)]
)
"""Bytes with which only characters begin that are shown: ASCII, and most letters of the world."""

_SEEN_PAIRS = ((0xE0, 0xA4, 0xBF), (0xE3, 0x81, 0x83))
"""The same of two bytes, the second from and to: letters from Devanagari to Tibetan, and Kana."""
_NOTHING = rf"^[\s{OVERRIDES}]*$"
_DASHES = "\u30fc\u2212\u301c"
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0" + "".join(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)


@cache
def _shown(character: str) -> str | None:
    """What a character is shown as; None: not at all."""
    category = unicodedata.category(character)
    if character in OVERRIDES or character == _BETWEEN_CELLS:
        return character
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if character.isspace():
        return " "
    if category in ("Cf", "Cc") or character in _INVISIBLE:
        return None
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return "-" if category == "Pd" or character in _DASHES else character


def _translated(text: str) -> str:
    """Each character as it is shown, by a table of those that occur."""
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
    present = np.flatnonzero(np.bincount(codes)).tolist()
    shown = np.full(max(present, default=0) + 1, _GONE, "<u4")
    for code in present:
        character = _shown(chr(code))
        if character is not None:
            shown[code] = ord(character)
    kept = shown[codes]
    return str(kept[kept != _GONE].tobytes(), "utf-32-le")


def as_shown(text: pa.StringArray) -> pa.StringArray:
    """Text after NFKC, without invisible characters, digits and dashes in ASCII, trimmed.

    Line breaks stay inside, one kind of them; direction overrides stay unless nothing else does.

    Args:
        text: n cells.
    """
    odd = np.flatnonzero(contains_bytes(text, _NOT_PLAIN))
    if len(odd):
        some = pc.replace_substring(text.take(pa.array(odd, pa.int64())), _BETWEEN_CELLS, "")
        joined = unicodedata.normalize("NFKC", _BETWEEN_CELLS.join(map(str, some.to_pylist())))
        folded = pa.array(_translated(joined).split(_BETWEEN_CELLS), pa.string())
        folded = pc.replace_substring_regex(folded, _NOTHING, "")
        mask = np.zeros(len(text), np.bool_)
        mask[odd] = True
        text = pc.replace_with_mask(text, pa.array(mask), folded)
    return pc.utf8_trim_whitespace(text)


def plain_words(text: str) -> str:
    """Words in lower case with single spaces between, accents of Latin letters off: "Mobil Nr.: 2" → "mobil nr 2".

    Vowel signs of other scripts stay: they are part of the word.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join("" if "\u0300" <= each <= "\u036f" else each for each in apart)
    return " ".join("".join(each if unicodedata.category(each)[0] in "LNM" else " " for each in kept).split())


def empty_cells(values: pd.Series[str]) -> NDArray[np.bool_]:
    """Which cells are empty: nothing is left after NFKC and trimming of spaces and invisible characters (ours).

    Args:
        values: n × str.
    """
    text = from_series(values)
    offsets, data = utf8_bytes(text)
    empty: NDArray[np.bool_] = offsets[1:] == offsets[:-1]
    first = first_bytes(text)
    unsure = np.flatnonzero(~_SEEN_FIRST[first] & ~empty)
    if len(unsure):
        second = data[np.minimum(offsets[unsure] + 1, len(data) - 1)]
        seen = np.zeros(len(unsure), np.bool_)
        for byte, least, most in _SEEN_PAIRS:
            seen |= (first[unsure] == byte) & (second >= least) & (second <= most)
        unsure = unsure[~seen]
    if len(unsure):
        some = text.take(pa.array(unsure, pa.int64()))
        unsure = unsure[~contains_bytes(some, _VISIBLE)]
        shown = as_shown(text.take(pa.array(unsure, pa.int64())))
        empty[unsure] = pc.binary_length(shown).to_numpy(zero_copy_only=False) == 0
    return empty
