"""Which encoding the bytes of a text file are in: by its mark, by its zeros, by UTF-8's own rules, else by evidence.

Evidence is how probable the characters beyond ASCII are, read in an encoding, as text of a language that is written in
it: "Pawe³" is no Polish name, "Paweł" is one.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.csv.languages import (
    LANGUAGES,
    WIDE_ENCODINGS,
    Language,
    log_likelihood,
    wide_log_likelihood,
)

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
LOOKED_AT = 64_000
"""Bytes of lines with characters beyond ASCII that are weighed."""
MOST_LINES, LONGEST = 1_500, 2_000
FIRST_HIGH = 0x80
FIRST_OTHER = 6
"""Place of the first language that is not written in Western encodings: slightly less likely (ours)."""
SEEN_ONCE = 8
"""How often the same three bytes count at most."""

_HIGH = re.compile(rb"(?s)(?=([\x00-\xff]?)([\x80-\xff])([\x00-\xff]?))")
_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = bytes({*range(32)} - {0, 9, 10, 11, 12, 13, 26, 27})
_JAPANESE = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_MOST_CONTROL = 0.02
_FEW_IN_UTF8, _MOST_IN_UTF8 = 256, 0.3
"""Control characters, and their share, that a file in UTF-8 may hold: they are told at their cells."""
_STILL_UTF8 = 0.2
"""Share of broken sequences up to which a text is UTF-8 that something happened to."""


class Decoded(NamedTuple):
    """A text and how sure its encoding is.

    Args:
        data: the text in UTF-8, without the byte order mark.
        encoding: Python codec name of what the file is in.
        is_sure: False when it was found by evidence.
        broken: characters put in place of bytes that are none in that encoding ("\ufffd").
    """

    data: bytes
    encoding: str
    is_sure: bool = True
    broken: int = 0


def decode(data: bytes) -> Decoded:
    """Find the encoding and decode.

    Args:
        data: the whole file.

    Raises:
        FileRefused: the bytes are not text in any encoding we take.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            is_utf8 = encoding == "utf-8-sig" and _is_utf8(data)
            return Decoded(data.removeprefix(mark), encoding) if is_utf8 else _decoded(data, encoding)
    if b"\x00" in data and (wide := _by_zeros(data)):
        return _decoded(data, wide)._replace(is_sure=False)
    is_utf8 = _is_utf8(data)
    control = len(data) - len(data.translate(None, _CONTROL))
    few, share = (_FEW_IN_UTF8, _MOST_IN_UTF8) if is_utf8 else (2, _MOST_CONTROL)
    if control > max(few, len(data) * share):
        raise FileRefused(RefusalCode.UNREADABLE)
    if not is_utf8:
        return _legacy(data)
    if b"\x1b" in data and _JAPANESE.search(data):
        return _decoded(data, "iso2022_jp")._replace(is_sure=False)
    return Decoded(data, "utf-8")


def _is_utf8(data: bytes) -> bool:
    """True for valid UTF-8; Arrow looks faster than Python decodes."""
    ends = pa.py_buffer(np.array([0, len(data)], np.int32).tobytes())
    try:
        pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff").encode(), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
    broken = text.count("\ufffd")
    if broken > max(2, len(text) * _MOST_CONTROL):
        raise FileRefused(RefusalCode.UNREADABLE)
    return Decoded(text.encode(), encoding, broken=broken)


def _by_zeros(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: their zeros stand at every other place, or at three of four; "" for neither."""
    sample = data[: 1 << 16]
    zeros = [sample[index::4].count(0) for index in range(4)]
    quarter = len(sample) // 4
    if quarter and min(zeros[2:]) > quarter * 0.9 > zeros[0]:
        return "utf-32-le"
    if quarter and min(zeros[:2]) > quarter * 0.9 > zeros[3]:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(even, odd) < len(sample) // 100 or max(even, odd) < min(even, odd) * 4:
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    ends = text.count("\n") + text.count("\r") + 1
    return encoding if ends * 2_000 > len(text) and text.count("\ufffd") * 50 <= len(text) else ""


def _legacy(data: bytes) -> Decoded:
    """UTF-8 with a few broken places, or one of the encodings that came before it."""
    sample = _lines_to_weigh(data)
    whole = len(_VALID.findall(sample))
    broken = sample.decode("utf-8", "replace").count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    if whole and broken <= max(2, whole * _STILL_UTF8):
        return _repaired(data)
    return _decoded(data, likely_encoding(data))._replace(is_sure=False)


def _repaired(data: bytes) -> Decoded:
    """Lines of UTF-8; a line without any of it that is not broken is read in the older encoding it is in."""
    lines = data.split(b"\n")
    strange = [index for index, line in enumerate(lines) if not line.isascii() and not _is_line_of_utf8(line)]
    older = [index for index in strange if not _VALID.search(lines[index])]
    encoding = likely_encoding(b"\n".join(lines[index] for index in older)) if older else ""
    texts = {index: lines[index].decode(encoding, "replace") for index in older}
    texts |= {index: lines[index].decode("utf-8", "replace") for index in strange if index not in texts}
    for index, text in texts.items():
        lines[index] = text.encode()
    broken = sum(text.count("\ufffd") for text in texts.values())
    return Decoded(b"\n".join(lines), "utf-8", is_sure=False, broken=broken)


def _is_line_of_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def likely_encoding(data: bytes) -> str:
    """The encoding in which the characters beyond ASCII make most sense.

    Args:
        data: bytes that are not UTF-8.
    """
    sample = _lines_to_weigh(data)
    found = Counter(match.groups() for match in _HIGH.finditer(sample))
    scores: dict[str, float] = {}
    for index, language in enumerate(LANGUAGES):
        for rank, encoding in enumerate(language.encodings):
            score = _narrow_score(found, encoding, language) - rank * 1.5 - (index > FIRST_OTHER) * 2.0
            scores[encoding] = max(score, scores.get(encoding, score))
    lines = sample.split(b"\n")
    for encoding in WIDE_ENCODINGS:
        scores[encoding] = _wide_score(lines, found, encoding)
    best = max(scores, key=lambda encoding: scores[encoding])
    return "cp1252" if best == "iso8859_15" and _reads_alike(data, best, "cp1252") else best


def _reads_alike(data: bytes, one: str, other: str) -> bool:
    return data.decode(one, "replace") == data.decode(other, "replace")


def _lines_to_weigh(data: bytes) -> bytes:
    """Different lines with characters beyond ASCII, from the whole file."""
    high = np.flatnonzero(np.frombuffer(data, np.uint8) >= FIRST_HIGH)
    lines: dict[bytes, None] = {}
    size = 0
    for index in high[:: max(1, len(high) // MOST_LINES)].tolist():
        start, end = data.rfind(b"\n", max(0, index - LONGEST), index) + 1, data.find(b"\n", index, index + LONGEST)
        line = data[start or max(0, index - LONGEST) : end if end >= 0 else index + LONGEST]
        size += len(line) * (line not in lines)
        lines[line] = None
        if size > LOOKED_AT:
            break
    return b"\n".join(lines)


def _narrow_score(found: Counter[tuple[bytes, ...]], encoding: str, language: Language) -> float:
    read = [chr(code) if code < FIRST_HIGH else bytes([code]).decode(encoding, "replace") for code in range(256)]
    return sum(
        log_likelihood(language, *("".join(read[code] for code in part) for part in parts)) * min(times, SEEN_ONCE)
        for parts, times in found.items()
    )


def _wide_score(lines: list[bytes], found: Counter[tuple[bytes, ...]], encoding: str) -> float:
    """The same for two bytes a character; weighed to the same number of bytes."""
    text = "".join(line.decode(encoding, "replace") for line in lines)
    letters = Counter(character for character in text if not character.isascii())
    size = sum(len(character.encode(encoding, "replace")) * times for character, times in letters.items())
    total = sum(wide_log_likelihood(encoding, character) * times for character, times in letters.items())
    weight = sum(min(times, SEEN_ONCE) for times in chain(found.values()))
    return total / max(size, 1) * weight * 1.02
