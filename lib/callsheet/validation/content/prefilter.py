"""Which cells of a column may be instructions to the agent: a fast pass over bytes that misses hardly any.

The words of all cells are looked up by their first bytes in tables of the lexicon's words. A cell is a candidate when
its words are of two kinds that give an order together, or when its form is unusual: signs of code, digits among
letters, look-alikes, very long words.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import join, matches, matches_sparse, take, utf8_bytes
from callsheet.validation.content.english_orders import ENGLISH_RE2, ENGLISH_WORDS
from callsheet.validation.content.folding import fold
from callsheet.validation.content.lexicon import LEXICON, WRITTEN_WITH_ENGLISH
from callsheet.validation.content.word_kinds import BORROWED, NOT_ENGLISH, ORDERS, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take
_SHORTEST = 8
"""Bytes of the shortest instruction."""

_LONG_WORD = 17
"""Bytes of a word that may be several words joined, or an encoded text."""

_WIDTHS = (3, 4, 5, 6, 8)
"""Bytes of a word that are compared; a word is entered with the largest width that it fills."""

_THREE_BYTES, _THAI = 0xE0, 0xB8
_WIDE = np.isin(np.arange(256), range(0xE1, 0xEE))
"""First bytes of characters of scripts without spaces, and the least second byte of Thai and Lao after 0xE0."""

_TABLE_BITS = 16
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SEVERAL_KEYS = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
"""Equal to the bytes of no word."""

_SPACE = ord(" ")
_FOLDED = np.arange(256, dtype=np.uint8)
_FOLDED[[*b"\t\n\r.,;:!?()[]{}<>\"'/\\-_=+*|&#@%~"]] = _SPACE
_FOLDED[[*b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]] = [*b"abcdefghijklmnopqrstuvwxyz"]
"""Byte → small letter, or a space for punctuation."""

_ACCENTED = np.isin(np.arange(256), [*range(0xC3, 0xC9), 0xCC, 0xCD, *range(0xCE, 0xD2), 0xE1])
_SEVERAL = 2
"""First bytes of accents and of letters with accents or capitals outside ASCII, and how many of them make a row worth
a second look; one at the beginning of a word counts twice, as it may be a capital."""

_KINDS, _GROUPS = len(Kind), 4
"""Groups of languages: English, other European ones, those written with English words, other scripts."""

_ENGLISH_SENTENCE = 1 << 62
_EMAIL_OR_ADDRESS = r"^\s*(?:[^\s@]+@[^\s@]+|https?://\S+|www\.\S+)\s*$"

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


class _Table(NamedTuple):
    """The words of one width, by the hash of their first bytes.

    Args:
        kinds: hash → kinds by group of languages, as bits.
        keys: hash → the bytes that have it; `_SEVERAL_KEYS` where words of the lexicon share a hash.
    """

    kinds: NDArray[np.uint64]
    keys: NDArray[np.uint64]


def candidates(text: pa.StringArray) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return the rows of a column that may be instructions to the agent, ascending.

    Args:
        text: n cells without nulls.

    Returns:
        The rows, and which of them have an unusual form or an English sentence, not only words of an order.
    """
    offsets, data = utf8_bytes(text)
    if not len(data):
        return np.zeros(0, np.intp), np.zeros(0, np.bool_)
    rows = np.flatnonzero(np.diff(offsets) >= _SHORTEST)
    if not len(rows):
        return rows, np.zeros(0, np.bool_)
    short = text if len(rows) == len(text) else take(text, rows)
    kinds, long, accented = _kinds_of_rows(short)
    if len(accented):
        kinds[accented] |= _kinds_of_rows(_without_accents(take(short, accented)))[0]
    by_words = _give_order(kinds)
    chosen = np.zeros(len(kinds), np.bool_)
    english = np.flatnonzero((kinds & np.uint64(_ENGLISH_SENTENCE)) != 0)
    if len(english):
        chosen[english] = matches(_english_words(take(short, english)), ENGLISH_RE2)
    if len(long):
        long = long[~matches(take(short, long), _EMAIL_OR_ADDRESS)]
        chosen[long] = True
    chosen |= matches_sparse(short, f"(?i){FORMS}")
    either = chosen | by_words
    return rows[either], chosen[either]


def _kinds_of_rows(text: pa.StringArray) -> tuple[NDArray[np.uint64], NDArray[np.intp], NDArray[np.intp]]:
    """Kinds of words of each row, the rows with a very long word, and those with several accented letters."""
    offsets, data = utf8_bytes(join(text, " "))  # a word ends where its cell ends
    data = _FOLDED[data]
    starts, row = _words(offsets, data)
    kinds = _or_by_row(_kinds_of_words(data, starts), row, len(text))
    ends = np.minimum(np.append(starts[1:], len(data)), offsets[row + 1])
    accents = np.flatnonzero(_ACCENTED[data])
    capitals = accents[data[accents - 1] == _SPACE]  # at the beginning of a word; the last byte of all is a space
    accents = np.searchsorted(offsets, np.concatenate([accents, capitals]), "right") - 1
    accented = np.flatnonzero(np.bincount(accents, minlength=len(text)) >= _SEVERAL)
    return kinds, np.unique(row[ends - starts >= _LONG_WORD]), accented


def _without_accents(text: pa.StringArray) -> pa.StringArray:
    plain: pa.StringArray = _compute.replace_substring_regex(
        _compute.utf8_lower(_compute.utf8_normalize(text, "NFKD")), r"[\x{300}-\x{36f}]", ""
    )
    return plain


def _english_words(text: pa.StringArray) -> pa.StringArray:
    """Lower case, with single spaces in place of punctuation."""
    return pc.replace_substring_regex(pc.ascii_lower(text), r"[^a-z0-9\x{80}-\x{10ffff}]+", " ")


def _words(offsets: NDArray[np.int32], data: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The bytes at which words begin, and the row of each; every character of a script without spaces begins one."""
    is_space = data == _SPACE
    begins = np.empty(len(data), np.bool_)
    begins[0] = True
    np.greater(is_space[:-1], is_space[1:], out=begins[1:])
    first = offsets[:-1][offsets[:-1] < offsets[1:]]
    begins[first] = True
    if (data >= _THREE_BYTES).any():
        begins |= _WIDE[data]
        indic = np.flatnonzero(data[:-1] == _THREE_BYTES)
        begins[indic[(data[indic + 1] >= _THAI)]] = True
        begins[first] = True
    starts = np.flatnonzero(begins)
    row = np.repeat(np.arange(len(offsets) - 1), np.diff(np.searchsorted(starts, offsets)))
    return starts, row


def _kinds_of_words(data: NDArray[np.uint8], starts: NDArray[np.intp]) -> NDArray[np.uint64]:
    """The kinds and languages that a word may belong to, by its first bytes (n words)."""
    padded = np.concatenate([data, np.full(8, _SPACE, np.uint8)])
    windows = np.ndarray(len(data) + 1, np.uint64, padded, strides=(1,))[starts]
    found = np.zeros(len(starts), np.uint64)
    for width, table in zip(_WIDTHS, _tables(), strict=True):
        keys, hashes = _hashed(windows, width)
        entered = table.keys[hashes]
        # without this comparison one word of eight would have the hash of a word of the lexicon by chance
        is_same = (entered == keys) | (entered == _SEVERAL_KEYS)
        found |= table.kinds[hashes] * is_same
    return found


def _hashed(windows: NDArray[np.uint64], width: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The bytes that are compared, and their hashes."""
    keys = windows << np.uint64(64 - 8 * width) if width < _WIDTHS[-1] else windows
    return keys, (keys * _FACTOR) >> np.uint64(64 - _TABLE_BITS)


def _or_by_row(found: NDArray[np.uint64], row: NDArray[np.intp], size: int) -> NDArray[np.uint64]:
    first = np.flatnonzero(np.diff(row, prepend=-1))
    kinds = np.zeros(size, np.uint64)
    kinds[row[first]] = np.bitwise_or.reduceat(found, first)
    return kinds


def _give_order(kinds: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which rows have the kinds of an order in one group of languages."""
    chosen = np.zeros(len(kinds), np.bool_)
    for group in range(_GROUPS):
        for number, (left, right) in enumerate(ORDERS):
            if group == 0 and number >= NOT_ENGLISH:
                continue
            pair = np.uint64((1 << (group * _KINDS + left)) | (1 << (group * _KINDS + right)))
            chosen |= (kinds & pair) == pair
    return chosen


def _group(language: str, word: str) -> int:
    if language in ("english", "any"):
        return 0
    if any(character > "\u02ff" and not "\u1e00" <= character < "\u1f00" for character in word):
        return 3
    return 2 if language in WRITTEN_WITH_ENGLISH else 1


@cache
def _tables() -> tuple[_Table, ...]:
    """A table for each of `_WIDTHS`."""
    bits_of_spelling: dict[bytes, int] = defaultdict(int)
    for language, words in LEXICON.items():
        for kind, expressions in zip(Kind, words, strict=True):
            for expression in expressions.split():
                is_whole, plain = not expression.endswith("*"), expression.replace("_", " ")
                for spelling in {plain.rstrip("*").casefold(), fold(plain)}:
                    parts = spelling.split()
                    if parts:
                        longest = max(reversed(parts), key=len).encode() + (b" " if is_whole else b"")
                        bits_of_spelling[longest] |= _bits_of(parts[0], language, kind)
    for word in ENGLISH_WORDS:
        bits_of_spelling[word.encode() + b" "] |= _ENGLISH_SENTENCE
    return _enter(bits_of_spelling)


def _bits_of(word: str, language: str, kind: Kind) -> int:
    """The bits of a kind in the groups of languages in which a word of this language counts."""
    groups: tuple[int, ...] = (_group(language, word),)
    if language in ("any", "english"):
        groups = (0, 1, 2, 3) if language == "any" else (0, 2, 3) if kind in BORROWED else (0,)
    return sum(1 << (number * _KINDS + kind) for number in groups)


def _enter(bits_of_spelling: dict[bytes, int]) -> tuple[_Table, ...]:
    """The tables of all widths; a spelling that is shorter than the least width is in none."""
    spellings = list(bits_of_spelling)
    lengths = np.array([len(spelling) for spelling in spellings])
    bits = np.array(list(bits_of_spelling.values()), np.uint64)
    first = b"".join(spelling[:8].ljust(8, b" ") for spelling in spellings)
    windows = _FOLDED[np.frombuffer(first, np.uint8)].view(np.uint64)
    tables = []
    for width, next_width in zip(_WIDTHS, (*_WIDTHS[1:], np.inf), strict=True):
        table = _Table(np.zeros(1 << _TABLE_BITS, np.uint64), np.zeros(1 << _TABLE_BITS, np.uint64))
        of_width = (lengths >= width) & (lengths < next_width)
        keys, hashes = _hashed(windows[of_width], width)
        np.bitwise_or.at(table.kinds, hashes, bits[of_width])
        table.keys[hashes] = keys
        table.keys[hashes[table.keys[hashes] != keys]] = _SEVERAL_KEYS
        tables.append(table)
    return tuple(tables)
