"""Which cells of a column have words that may give an order together, found for all of its words at once.

The words of English notes are few and repeat: each distinct word, and each distinct pair that begins an expression, is
looked up once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_utf8, matches, take, to_list, utf8_bytes
from callsheet.validation.content.steering import may_give_order
from callsheet.validation.content.word_index import Phrases, first_letters, of_word
from callsheet.validation.content.word_kinds import KIND_BYTES, kinds_give_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take
_ROWS_AT_ONCE = 20_000
"""Cells whose words are looked up at once: a note of 300 letters has 60 words of 12 bytes."""

_FEW = 50
"""Cells up to which one after the other is faster."""

_CHUNKS = KIND_BYTES // 8
_FOLDED = np.array([ord(chr(byte).lower()) if chr(byte).isalnum() else ord(" ") for byte in range(128)], np.uint8)
"""Byte of ASCII → small letter or digit, or a space for anything else."""


def may_give_orders(text: pa.StringArray) -> NDArray[np.bool_]:
    """Return which cells have words that may give an order (n × bool); the answers are those of `may_give_order`.

    Args:
        text: n cells without nulls, of a usual form.
    """
    found = np.zeros(len(text), np.bool_)
    for start in range(0, len(text), _ROWS_AT_ONCE):
        part = text.slice(start, _ROWS_AT_ONCE)
        is_plain = ~matches(part, r"[^\x00-\x7f]") if len(part) > _FEW else np.zeros(len(part), np.bool_)
        others = np.flatnonzero(~is_plain)
        plain = np.flatnonzero(is_plain)
        found[start + plain] = _of_plain(take(part, plain)) if len(plain) else False
        found[start + others] = [may_give_order(cell) for cell in to_list(take(part, others))]
    return found


class _Words(NamedTuple):
    """The words of n cells, one after the other.

    Args:
        code: of each word, its position in `distinct`.
        row: of each word, its cell.
        distinct: the words.
    """

    code: NDArray[np.int32]
    row: NDArray[np.intp]
    distinct: pa.StringArray

    @classmethod
    def of(cls, text: pa.StringArray) -> _Words:
        """Those of cells in ASCII, without case and punctuation."""
        offsets, data = utf8_bytes(text)
        words = _compute.ascii_split_whitespace(_compute.ascii_trim_whitespace(from_utf8(offsets, _FOLDED[data])))
        encoded = _compute.dictionary_encode(words.flatten())
        row = np.repeat(np.arange(len(text)), np.diff(words.offsets.to_numpy()))
        return cls(encoded.indices.to_numpy(), row, encoded.dictionary)


def _of_plain(text: pa.StringArray) -> NDArray[np.bool_]:
    """Which cells, all in ASCII, may give an order."""
    words = _Words.of(text)
    is_known = np.flatnonzero(_begins_as_known(words.distinct))
    bits = np.zeros((len(words.distinct), _CHUNKS), np.uint64)
    phrases: dict[int, list[Phrases]] = {}
    for code, word in zip(is_known.tolist(), to_list(take(words.distinct, is_known)), strict=True):
        kinds, begun = of_word(word)
        if kinds:
            bits[code] = _as_chunks(kinds)
        if begun:
            phrases[code] = begun
    is_of_kind = np.zeros(len(bits), np.bool_)
    is_of_kind[[*phrases, *np.flatnonzero(bits.any(axis=1))]] = True
    at = np.flatnonzero(is_of_kind[words.code])
    if not len(at):
        return np.zeros(len(text), np.bool_)
    rows, kinds_of_rows = _joined(words.row[at], bits[words.code[at]])
    for cells, kinds in _of_phrases(words, phrases):
        kinds_of_rows[np.searchsorted(rows, cells)] |= _as_chunks(kinds)
    found = np.zeros(len(text), np.bool_)
    each = kinds_of_rows.astype("<u8").tobytes()
    starts = range(0, len(each), KIND_BYTES)
    found[rows] = [kinds_give_order(int.from_bytes(each[start : start + KIND_BYTES], "little")) for start in starts]
    return found


def _begins_as_known(words: pa.StringArray) -> NDArray[np.bool_]:
    """Which words begin with the same letters as one of the lexicon."""
    start = _compute.utf8_slice_codeunits(words, 0, first_letters().letters)
    known: NDArray[np.bool_] = _compute.is_in(start, value_set=pa.array(first_letters().starts)).to_numpy(
        zero_copy_only=False
    )
    return known


def _as_chunks(kinds: int) -> NDArray[np.uint64]:
    return np.frombuffer(kinds.to_bytes(KIND_BYTES, "little"), "<u8").astype(np.uint64)


def _joined(row: NDArray[np.intp], bits: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.uint64]]:
    """The cells that have words, ascending, and the kinds of all words of each."""
    first = np.flatnonzero(np.diff(row, prepend=-1))
    return row[first], np.bitwise_or.reduceat(bits, first, axis=0)


def _of_phrases(words: _Words, phrases: dict[int, list[Phrases]]) -> Iterator[tuple[NDArray[np.intp], int]]:
    """(cells, kinds) of every expression of several words that occurs."""
    begins = np.zeros(len(words.distinct), np.bool_)
    begins[list(phrases)] = True
    at = np.flatnonzero(begins[words.code[:-1]] & (words.row[:-1] == words.row[1:]))
    if not len(at):
        return
    pairs = words.code[at].astype(np.int64) * len(words.distinct) + words.code[at + 1]
    order = np.argsort(pairs, kind="stable")
    distinct, first = np.unique(pairs[order], return_index=True)
    seconds = to_list(take(words.distinct, distinct % len(words.distinct)))
    places = np.split(at[order], first[1:])
    for code, second, positions in zip((distinct // len(words.distinct)).tolist(), seconds, places, strict=True):
        for some in phrases[code]:
            for rest, is_stem, kinds in some.after(second):
                yield words.row[positions[_is_followed(words, positions, rest, is_stem=is_stem)]], kinds


def _is_followed(words: _Words, positions: NDArray[np.intp], rest: list[str], *, is_stem: bool) -> NDArray[np.bool_]:
    """After which pairs of words, whose first is at these positions, the rest of an expression follows."""
    is_same = np.ones(len(positions), np.bool_)
    for number, word in enumerate(rest, start=2):
        following = np.minimum(positions + number, len(words.code) - 1)
        is_same &= (positions + number == following) & (words.row[following] == words.row[positions])
        if not is_same.any():
            break
        is_last = number == len(rest) + 1
        test = _compute.starts_with if is_stem and is_last else _compute.equal
        is_same &= test(words.distinct, word).to_numpy(zero_copy_only=False)[words.code[following]]
    return is_same
