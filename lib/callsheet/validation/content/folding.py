"""One spelling for every way to write a word: compatibility forms, look-alikes, gaps, digits as letters, encodings."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝвкмнтгзьαοερτυικνηχβγσωοⅼɑɡɪɴʀᴇᴏᴛᴜꜱᴘᴀʙᴄᴅɢʜᴊᴋʟᴍᴠᴡʏᴢⲟօսհրցɩꓲǃ",
    "aeopcyxijshdqwbkmhtr3baoeptuiknnxbyowolaginreotuspabcdghjklmvwyzoouhpgiii",
)
"""Letters of other scripts, and small capitals, that look like a Latin letter."""

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ɗ": "d", "ɓ": "b", "ƙ": "k"}
    | dict.fromkeys("أإآٱ", "ا")
    | {
        "ى": "ي",
        "ی": "ي",
        "ے": "ي",
        "ې": "ي",
        "ئ": "ي",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ۀ": "ه",
        "ک": "ك",
        "ؤ": "و",
        "ـ": "",
    }
)
"""Letters with several spellings in one language."""

_DIGITS = (str.maketrans("0134578@$!|", "oieastbasil"), str.maketrans("0134578@$!|", "oleastbasil"))
"""Digits and signs that stand for a letter; "1" is an i or an l."""

_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0591-\u05c7\u093c\u09bc\u0a3c\u0b3c\u1ab0-\u1aff\u20d0-\u20ff]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_TAGS = re.compile("[\U000e0020-\U000e007e]")
_NOT_A_WORD = re.compile(r"[^\w\u0300-\u036f\u0900-\u109f\u1780-\u17ff\u0e00-\u0eff]+|_+")
_SPACED = re.compile(r"(?:\b\w[\W_]{1,3}){4,}\w\b")
_MIXED = re.compile(
    "[a-z][\u0370-\u052f\u1d00-\u1d7f\u0250-\u02af\u2c80-\u2cff]|[\u0370-\u052f\u1d00-\u1d7f\u0250-\u02af\u2c80-\u2cff][a-z]"
)
_SMALL_CAPITALS = re.compile("[\u1d00-\u1d7f\u0250-\u02af\ua730-\ua731]{2}")
_LEET = re.compile(r"[a-z][013457@$!|]+[a-z]|\b[01345@$][a-z]{2}")
_LONG_WORD = re.compile(r"[^\W\d]{16}")
_HYPHENATED = re.compile(r"\w[-.·•*~/\\+^]\w+(?:[-.·•*~/\\+^ ]+\w+){1,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[\s:,]?){10,}|(?:(?:0x|\\x)[0-9A-Fa-f]{2}[\s,]*){6,}")
_ESCAPES = re.compile(r"\\u\{?([0-9A-Fa-f]{4,6})\}?")
_BINARY = re.compile(r"(?:[01]{8}\s?){8,}")
_ROT13 = re.compile("vtaber|qvfertneq|sbetrg|vafgehpg|cebzcg|flfgrz|cergraq|eriny|unat hc")
_BACKWARDS = re.compile("erongi|draggersid|tegrof|tcurtsni|tpmorp|metsys|dneterp|laever|pu gnah")
"""Words of orders with their letters shifted by 13, and backwards."""

_READABLE = 0.9
_SHORTEST = 10


def fold(text: str) -> str:
    """Return words without case, accents, vowel points and punctuation, with single spaces.

    Args:
        text: as written.

    Returns:
        "Ignoré, TODO!" → "ignore todo".
    """
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    text = unicodedata.normalize("NFC", _MARKS.sub("", text).translate(_LETTERS))
    return " ".join(_NOT_A_WORD.sub(" ", text).split())


def is_plainly_written(word: str) -> bool:
    """Return whether a word has no compatibility forms, invisible characters and loose marks, which may disguise it.

    Args:
        word: as written.
    """
    composed = unicodedata.normalize("NFC", word)
    return unicodedata.normalize("NFKC", composed) == composed and not (
        _MARKS.search(composed) or _INVISIBLE.search(composed)
    )


def readings(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the ways to read a text that may hide its words.

    Args:
        text: as written.

    Yields:
        Folded text, and True where its words are not separated.
    """
    plain = fold(text)
    yield plain, False
    shown = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    if _SMALL_CAPITALS.search(text) or _MIXED.search(_MARKS.sub("", unicodedata.normalize("NFKD", shown))):
        shown = unicodedata.normalize("NFKD", shown)
        shown = _MARKS.sub("", shown).translate(_LOOKALIKES)
        yield fold(shown), False
    if _LEET.search(shown):
        for letters in _DIGITS:
            yield fold(shown.translate(letters)), False
        shown = shown.translate(_DIGITS[0])
    if _CAMEL.search(text):
        yield fold(_CAMEL.sub(" ", text)), False
    if _SPACED.search(shown) or _LONG_WORD.search(shown) or _HYPHENATED.search(shown):
        yield fold(shown).replace(" ", ""), True
    if _ROT13.search(plain):
        yield codecs.encode(plain, "rot13"), False
    if _BACKWARDS.search(plain):
        yield plain[::-1], False
    for decoded in _decoded(text):
        yield fold(decoded), False
        yield fold(decoded).replace(" ", ""), True


def _decoded(text: str) -> Iterator[str]:
    """Texts that the text may encode."""
    hidden = "".join(chr(ord(character) - 0xE0000) for character in _TAGS.findall(text))
    if hidden:
        yield hidden
    if "%" in text and unquote(text) != text:
        yield unquote(text)
    if "&" in text and html.unescape(text) != text:
        yield html.unescape(text)
    if _ESCAPES.search(text):
        yield _ESCAPES.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), text)
    for code in _HEX.findall(text):
        digits = re.sub(r"0x|\\x|[^0-9A-Fa-f]", "", code)
        yield from _as_text(bytes.fromhex(digits[: len(digits) // 2 * 2]))
    for code in _BASE64.findall(text):
        padded = code.rstrip("=") + "=" * (-len(code.rstrip("=")) % 4)
        with suppress(binascii.Error):
            yield from _as_text(base64.urlsafe_b64decode(padded.replace("+", "-").replace("/", "_")))
    for code in _BINARY.findall(text):
        yield from _as_text(bytes(int(byte, 2) for byte in re.findall("[01]{8}", code)))


def _as_text(data: bytes) -> Iterator[str]:
    with suppress(UnicodeDecodeError):
        text = data.decode()
        if len(text) >= _SHORTEST and sum(map(str.isprintable, text)) >= _READABLE * len(text):
            yield text
