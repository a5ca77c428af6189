"""Normalise cells to what a person sees: compatibility forms resolved, invisible characters removed."""

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
"""Direction overrides, which show digits in another order than they are stored: not removed, so that the grammar can
refuse them."""

_BETWEEN_CELLS = "\x00"
"""Separates cells that are normalised as one text; removed from the cells before."""

_REMOVED = 0x110000
"""Instead of the code of a removed character: one more than the largest code point."""

_NOT_PLAIN = (np.arange(256) < ord(" ")) | (np.arange(256) > ord("~"))
_VISIBLE = (np.arange(256) > ord(" ")) & (np.arange(256) <= ord("~"))
_VISIBLE_FIRST = _VISIBLE | np.isin(
    np.arange(256), [*range(0xC3, 0xCC), *range(0xCE, 0xD8), 0xD9, 0xDA, *range(0xE4, 0xED)]
)
"""First bytes of UTF-8 that only visible characters have: ASCII, and most letters of the world."""

_VISIBLE_PAIRS = ((0xE0, 0xA4, 0xBF), (0xE3, 0x81, 0x83))
"""The same for a first byte and the smallest and largest second byte: letters from Devanagari to Tibetan, and Kana."""

_NOTHING_VISIBLE = rf"^[\s{OVERRIDES}]*$"
_DASHES = "\u30fc\u2212\u301c"
"""Characters used as a dash in numbers that are not in Unicode category Pd: Katakana long vowel, minus, wave dash."""

_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0" + "".join(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Characters without a glyph that are not in Unicode category Cf: joiners, fillers, the blank braille pattern and
variation selectors."""


def as_shown(text: pa.StringArray) -> pa.StringArray:
    """Return texts after NFKC, without invisible characters, with ASCII digits and dashes, trimmed.

    All kinds of line break become a newline, and stay inside the text. Direction overrides stay, unless nothing else
    does.

    Args:
        text: n cells.
    """
    unusual = np.flatnonzero(contains_bytes(text, _NOT_PLAIN))
    if len(unusual):
        cells = pc.replace_substring(text.take(pa.array(unusual, pa.int64())), _BETWEEN_CELLS, "")
        joined = unicodedata.normalize("NFKC", _BETWEEN_CELLS.join(map(str, cells.to_pylist())))
        normalized = pa.array(_characters_as_shown(joined).split(_BETWEEN_CELLS), pa.string())
        normalized = pc.replace_substring_regex(normalized, _NOTHING_VISIBLE, "")
        mask = np.zeros(len(text), np.bool_)
        mask[unusual] = True
        text = pc.replace_with_mask(text, pa.array(mask), normalized)
    return pc.utf8_trim_whitespace(text)


def plain_words(text: str) -> str:
    """Return words in lower case with single spaces, without Latin accents: "Mobil Nr.: 2" → "mobil nr 2".

    Vowel signs of other scripts stay, because they are part of the word.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    without_accents = (character for character in decomposed if not "\u0300" <= character <= "\u036f")
    words = (
        character if unicodedata.category(character)[0] in "LNM" else " "  # letters, numbers and marks (vowel signs)
        for character in without_accents
    )
    return " ".join("".join(words).split())


def empty_cells(values: pd.Series[str]) -> NDArray[np.bool_]:
    """Return which cells are empty: only spaces and invisible characters, after NFKC (our own rule).

    Args:
        values: n × str.
    """
    return empty_texts(from_series(values))


def empty_texts(text: pa.StringArray) -> NDArray[np.bool_]:
    """Return which texts are empty; see `empty_cells`.

    Args:
        text: n texts without nulls.
    """
    offsets, data = utf8_bytes(text)
    empty: NDArray[np.bool_] = offsets[1:] == offsets[:-1]
    first = first_bytes(text)
    undecided = np.flatnonzero(~_VISIBLE_FIRST[first] & ~empty)
    if len(undecided):
        second = data[np.minimum(offsets[undecided] + 1, len(data) - 1)]
        visible = np.zeros(len(undecided), np.bool_)
        for byte, smallest, largest in _VISIBLE_PAIRS:
            visible |= (first[undecided] == byte) & (second >= smallest) & (second <= largest)
        undecided = undecided[~visible]
    if len(undecided):
        cells = text.take(pa.array(undecided, pa.int64()))
        undecided = undecided[~contains_bytes(cells, _VISIBLE)]
        shown = as_shown(text.take(pa.array(undecided, pa.int64())))
        empty[undecided] = pc.binary_length(shown).to_numpy(zero_copy_only=False) == 0
    return empty


@cache
def _as_shown(character: str) -> str | None:
    """What a character is shown as; None: it is invisible."""
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


def _characters_as_shown(text: str) -> str:
    """Every character as it is shown, by a table of the characters that occur."""
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
    present = np.flatnonzero(np.bincount(codes)).tolist()
    shown = np.full(max(present, default=0) + 1, _REMOVED, "<u4")
    for code in present:
        character = _as_shown(chr(code))
        if character is not None:
            shown[code] = ord(character)
    result = shown[codes]
    return str(result[result != _REMOVED].tobytes(), "utf-32-le")
