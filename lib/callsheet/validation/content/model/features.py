"""The features of a text: runs of three to five letters, words and pairs of words, each as a number of a table.

Everything is computed for whole columns at once. Runs of letters carry over to words that were never seen, in any
language; pairs of words tell an order from the same words by chance.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.arrow_strings import join, utf8_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa
    from numpy.typing import NDArray

TABLE_BITS = 20
"""Features are numbers below 2 ** 20."""

_SPACE, _DIGIT, _OTHER = 32, 48, 0xFFFD
_FACTORS = [np.uint32(value) for value in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1)]
_MIX, _PAIR, _GAP, _FIRST = (np.uint32(value) for value in (0x2C1B3C6D, 0x297A2D39, 0x1B873593, 0x7FEB352D))
"""Odd numbers with well-mixed bits, as in the hash functions xxHash and murmur."""

_NOT_ASCII, _CONTINUES_MASK = 0x80, 0xC0
"""The least byte outside ASCII, and the bits that tell a later byte of a character, which are 0x80."""

_HALVES = range(0xD800, 0xE000)
"""Halves of characters, which no text has."""

_ORDERS = (3, 4, 5)
_SHORT_WORD = 3
_WITHOUT_SPACES = 0x2E80
"""Least code point of the signs of Chinese, Japanese and Korean."""

_SAME_LETTER = {
    "ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "s", "æ": "a", "œ": "o", "ə": "a", "ɗ": "d", "ɓ": "b", "ƙ": "k",
    "ى": "ي", "ی": "ي", "ے": "ي", "ې": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك",
}  # fmt: skip
"""Letters with several spellings in one language."""

_TRADITIONAL = (
    "無視別聽說話請問電號碼驗證戶對從現個詞設規則將轉機給錢帳銀簡訊內後裡會這應該讓與為員隱顯執調運錄單終結開關閉啟優費貸審業務廠長見覺誰認識讀寫"
    "譯輸暫聯絡繫統級權確實報買賣約簽總離脫腳導達遠還過進連線響複製僞裝騙嚇罵殺愛歡點門間時鐘週數據庫檔鍵盤網頁鏈郵遞貨車樓層區鄉鎮縣灣國語漢體學醫藥師護產項價購贈獎勵債稅險領頭題類願顧順須預額顏驚黨齊龍龜"
)
_SIMPLIFIED = (
    "无视别听说话请问电号码验证户对从现个词设规则将转机给钱账银简讯内后里会这应该让与为员隐显执调运录单终结开关闭启优费贷审业务厂长见觉谁认识读写"
    "译输暂联络系统级权确实报买卖约签总离脱脚导达远还过进连线响复制伪装骗吓骂杀爱欢点门间时钟周数据库档键盘网页链邮递货车楼层区乡镇县湾国语汉体学医药师护产项价购赠奖励债税险领头题类愿顾顺须预额颜惊党齐龙龟"
)
"""Usual signs of traditional Chinese, and each in simplified Chinese."""

_REMOVED = (0xAD, 0x34F, 0x61C, 0x640, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
_LETTERLIKE = "LMN"
"""First letters of the Unicode categories that belong to words."""


class Letters(NamedTuple):
    """The letters of a column, folded, with one space before, between and after its words.

    Args:
        codes: uint32 code points of all rows; row r is `codes[starts[r]:ends[r]]`, which begins and ends with a space
            that it shares with its neighbours.
        starts: n.
        ends: n.
    """

    codes: NDArray[np.uint32]
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]


class Block(NamedTuple):
    """Features of one kind.

    Args:
        features: intp numbers below 2 ** TABLE_BITS, of all rows one after the other.
        starts: where those of each row begin (n).
        ends: where they end (n), not before they begin.
    """

    features: NDArray[np.intp]
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]


def letters(text: pa.StringArray) -> Letters:
    """Return the folded letters of a column: small, without accents, every digit as 0, other signs as one space.

    Args:
        text: n cells without nulls.
    """
    offsets, data = utf8_bytes(join(text, " "))
    bounds = offsets.astype(np.intp)
    if len(data) and data.max() >= _NOT_ASCII:
        characters = np.zeros(len(data) + 1, np.intp)
        np.cumsum((data & _CONTINUES_MASK) != _NOT_ASCII, out=characters[1:])
        bounds = characters[bounds]
        raw = np.frombuffer(data.tobytes().decode().encode("utf-32-le"), np.uint32)
        codes = _folded()[np.minimum(raw, 0xFFFF)]
    else:
        codes = _folded()[:128][data]
    codes = np.concatenate([np.array([_SPACE], np.uint16), codes])  # the space before the first row
    bounds = bounds + 1
    bounds[0] = 1
    wanted = codes != 0
    wanted[1:] &= (codes[1:] != _SPACE) | (codes[:-1] != _SPACE)
    before = np.zeros(len(codes) + 1, np.intp)
    np.cumsum(wanted, out=before[1:])
    ends = before[bounds[1:]]
    starts = np.maximum(before[bounds[:-1]] - 1, 0)
    return Letters(codes[wanted].astype(np.uint32), starts, np.maximum(ends, starts))


def blocks(text: pa.StringArray) -> Iterator[Block]:
    """Yield the features of a column, kind by kind.

    Args:
        text: n cells without nulls.
    """
    codes, starts, ends = letters(text)
    codes = np.concatenate([codes, np.full(max(_ORDERS), _SPACE, np.uint32)])  # the last word ends as the others do
    runs: dict[int, NDArray[np.uint32]] = {}
    hashed = codes * _FACTORS[0]
    for order in range(2, max(_ORDERS) + 1):
        hashed = hashed[:-1] + codes[order - 1 :] * _FACTORS[order - 1]
        if order in _ORDERS:
            runs[order] = hashed
            yield Block(_numbers(hashed), starts, np.maximum(starts, ends - order + 1))
        elif (codes >= _WITHOUT_SPACES).any():
            yield _of_signs(codes, codes * _FIRST, starts, ends)
            yield _of_signs(codes, hashed * _PAIR, starts, np.maximum(starts, ends - order + 1))
    words, row_starts = _words(codes, starts, runs)
    row_ends = np.maximum(row_starts, np.append(row_starts, len(words) - max(_ORDERS))[1:])
    yield Block(_numbers(words), row_starts, row_ends)
    first = words[np.minimum(row_starts, len(words) - 1)] * _FIRST
    has_words = row_starts < row_ends
    each = np.arange(len(starts))
    yield Block(_numbers(first), each, each + has_words)
    for gap, factor in ((1, _PAIR), (2, _GAP)):
        if len(words) > gap:
            pairs = words[:-gap] * factor + words[gap:]
            until = np.maximum(row_starts, row_ends - gap)
            yield Block(_numbers(pairs), np.minimum(row_starts, len(pairs)), np.minimum(until, len(pairs)))


def _of_signs(
    codes: NDArray[np.uint32], hashed: NDArray[np.uint32], starts: NDArray[np.intp], ends: NDArray[np.intp]
) -> Block:
    """Those of scripts without spaces, of which one or two make a word: what begins with another letter is left out."""
    is_sign = codes[: len(hashed)] >= _WITHOUT_SPACES
    before = np.zeros(len(hashed) + 1, np.intp)
    np.cumsum(is_sign, out=before[1:])
    return Block(_numbers(hashed[is_sign]), before[starts], before[ends])


def _words(
    codes: NDArray[np.uint32],
    starts: NDArray[np.intp],
    runs: dict[int, NDArray[np.uint32]],
) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """A hash of each word of all rows, and which word is the first of each row (n)."""
    spaces = np.flatnonzero(codes == _SPACE)
    before, after = spaces[:-1], spaces[1:]
    length = after - before - 1
    three, four, five = (runs[order] for order in _ORDERS)
    whole = five[np.minimum(before, len(five) - 1)] * _MIX + five[np.maximum(after - 4, 0)]
    whole += length.astype(np.uint32)
    short = np.where(
        length < _SHORT_WORD - 1, three[np.minimum(before, len(three) - 1)], four[np.minimum(before, len(four) - 1)]
    )
    words = np.where(length < _SHORT_WORD, short, whole)
    return words, np.searchsorted(before, starts)


def _numbers(hashed: NDArray[np.uint32]) -> NDArray[np.intp]:
    mixed = hashed ^ (hashed >> np.uint32(15))
    mixed *= _MIX
    return (mixed >> np.uint32(32 - TABLE_BITS)).astype(np.intp)


@cache
def _folded() -> NDArray[np.uint16]:
    """Code point → its letter without case and accents, a space for other signs, 0 for what is removed."""
    table = np.full(0x10000, _SPACE, np.uint16)
    for code in range(0x10000):
        if code not in _HALVES:
            table[code] = _folded_code(chr(code))
    table[[*map(ord, _TRADITIONAL)]] = [*map(ord, _SIMPLIFIED)]
    table[[*_REMOVED]] = 0
    return table


def _folded_code(character: str) -> int:
    category = unicodedata.category(character)
    if category[0] not in _LETTERLIKE:
        return _SPACE
    if category == "Mn" and unicodedata.combining(character):
        return 0 if character < "\u0900" or "\u1ab0" <= character < "\u1b00" else ord(character)
    if "\uac00" <= character < "\ud7a4" or "\u4e00" <= character < "\ua000":
        return ord(character)
    plain = unicodedata.normalize("NFKD", character.casefold())[:1] or " "
    if plain.isdigit():
        return _DIGIT
    return min(ord(_SAME_LETTER.get(plain, plain)), 0xFFFF)
