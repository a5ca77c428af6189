"""Cells as a person sees them: compatibility forms resolved, invisible characters gone, in columns."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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
_BLOCK = 64
_TEN = 10
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
    odd = np.flatnonzero(_have(text, _NOT_PLAIN))
    if len(odd):
        some = pc.replace_substring(text.take(pa.array(odd, pa.int64())), _BETWEEN_CELLS, "")
        joined = unicodedata.normalize("NFKC", _BETWEEN_CELLS.join(map(str, some.to_pylist())))
        folded = pa.array(_translated(joined).split(_BETWEEN_CELLS), pa.string())
        folded = pc.replace_substring_regex(folded, _NOTHING, "")
        mask = np.zeros(len(text), np.bool_)
        mask[odd] = True
        text = pc.replace_with_mask(text, pa.array(mask), folded)
    return pc.utf8_trim_whitespace(text)


def _have(text: pa.StringArray, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which texts have one of some bytes (n × bool).

    Args:
        text: n texts.
        wanted: 256 × whether a byte is one of them.
    """
    offsets, data = utf8_bytes(text)
    found = wanted[data]
    if not found.any():
        return np.zeros(len(text), np.bool_)
    before = np.concatenate([[0], np.cumsum(found)])
    have: NDArray[np.bool_] = before[offsets[1:]] != before[offsets[:-1]]
    return have


def rows_with(text: pa.StringArray, pattern: str) -> NDArray[np.bool_]:
    """Which texts a pattern occurs in (n × bool), quick where hardly any has it: whole blocks are looked at first.

    Args:
        text: n texts.
        pattern: of RE2, without anchors and word boundaries: a block has its texts one after another.
    """
    offsets, data = utf8_bytes(text)
    starts = np.arange(0, len(text), _BLOCK)
    blocks = text_of(np.append(offsets[starts], offsets[-1]), data)
    hit = pc.match_substring_regex(blocks, pattern).to_numpy(zero_copy_only=False)
    found = np.zeros(len(text), np.bool_)
    if hit.any():
        rows = np.flatnonzero(np.repeat(hit, _BLOCK)[: len(text)])
        some = text if len(rows) == len(text) else text.take(pa.array(rows, pa.int64()))
        found[rows] = pc.match_substring_regex(some, pattern).to_numpy(zero_copy_only=False)
    return found


def first_bytes(text: pa.StringArray) -> NDArray[np.uint8]:
    """The first byte of each text, 0 where it is empty (n)."""
    offsets, data = utf8_bytes(text)
    if not len(data):
        return np.zeros(len(text), np.uint8)
    first: NDArray[np.uint8] = data[np.minimum(offsets[:-1], len(data) - 1)]
    first[offsets[1:] == offsets[:-1]] = 0
    return first


def longer_than(text: pa.StringArray, characters: int) -> NDArray[np.intp]:
    """Places of the texts with more than so many characters.

    Args:
        text: n texts.
        characters: 0 or more.
    """
    offsets, _ = utf8_bytes(text)
    lengthy = np.flatnonzero(np.diff(offsets) > characters)
    counted = pc.utf8_length(text.take(pa.array(lengthy, pa.int64()))).to_numpy(zero_copy_only=False)
    longer: NDArray[np.intp] = lengthy[counted > characters]
    return longer


def has_any(text: pa.StringArray, characters: str) -> bool:
    """True when any of some ASCII characters occurs anywhere in a column.

    Args:
        text: n texts.
        characters: the characters.
    """
    _, data = utf8_bytes(text)
    whole = data.tobytes()
    return any(each.encode() in whole for each in characters)


def has_digits(text: pa.StringArray, count: int) -> bool:
    """True when at least so many ASCII digits occur in a column.

    Args:
        text: n texts.
        count: 1 or more.
    """
    _, data = utf8_bytes(text)
    return int(np.count_nonzero((data - np.uint8(ord("0"))) < _TEN)) >= count


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
    text = arrow(values)
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
        unsure = unsure[~_have(some, _VISIBLE)]
        shown = as_shown(text.take(pa.array(unsure, pa.int64())))
        empty[unsure] = pc.binary_length(shown).to_numpy(zero_copy_only=False) == 0
    return empty


def arrow(values: pd.Series[str]) -> pa.StringArray:
    """The Arrow array behind a column of text, in one piece."""
    array: Any = pa.array(
        values, type=pa.string()
    )  # of a column in several chunks a ChunkedArray, whatever its stubs say
    whole: pa.StringArray = array.combine_chunks() if hasattr(array, "chunks") else array
    return whole


def utf8_bytes(text: pa.StringArray) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Where each text begins and ends, and the UTF-8 bytes of all of them one after another.

    Args:
        text: n texts, none missing.

    Returns:
        n + 1 offsets from 0, and the bytes.
    """
    buffers: list[Any] = text.buffers()
    _, places, data = buffers
    if places is None or data is None or not len(text):
        return np.zeros(len(text) + 1, np.int32), np.zeros(0, np.uint8)
    offsets = np.frombuffer(places, np.int32)[text.offset : text.offset + len(text) + 1]
    whole = np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]]
    return offsets - offsets[0], whole


def text_of(offsets: NDArray[np.integer[Any]], data: NDArray[np.uint8]) -> pa.StringArray:
    """Texts from what `utf8_bytes` tells.

    Args:
        offsets: n + 1 places in `data`.
        data: UTF-8.
    """
    parts: tuple[Any, Any] = (offsets.astype(np.int32), data)
    text: Any = pa.Array.from_buffers(pa.string(), len(offsets) - 1, [None, *map(pa.py_buffer, parts)])
    return cast("pa.StringArray", text)
