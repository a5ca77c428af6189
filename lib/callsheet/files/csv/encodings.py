"""Detect the encoding of a text file: by its BOM, by its NUL bytes, by the rules of UTF-8, else by likelihood.

The likelihood is that of the characters beyond ASCII, decoded in a candidate encoding, as text of a language that uses
the encoding: "Pawe³" is not a Polish name, "Paweł" is.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.csv.languages import (
    ENCODING_RARITY,
    LANGUAGES,
    WIDE_ENCODINGS,
    Language,
    log_likelihood,
    wide_log_likelihood,
)

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
SAMPLE_BYTES = 64_000
"""Bytes of lines with characters beyond ASCII that are scored."""
MAX_LINES, MAX_LINE_BYTES = 1_500, 2_000
FIRST_HIGH = 0x80
MAX_TRIPLES = 1_500
"""Characters beyond ASCII that are scored; a wide vocabulary has as many distinct ones."""
MAX_REPEATS = 8
"""Occurrences of the same three bytes that count, so that one repeated word does not decide."""

# A weight and a logarithmic penalty, set by hand; tests check the detections.
_WIDE_WEIGHT = 1.02
"""Of double-byte encodings, whose characters are scored in pairs."""
_INSIDE_WORD = -5.0
"""For one letter of a double-byte encoding beside a letter of ASCII: it may be an accented letter and a plain one."""
_RUN = re.compile(r"[^\x00-\x7f]+")
_HIGH = re.compile(rb"(?s)(?=([\x00-\xff]?)([\x80-\xff])([\x00-\xff]?))")
_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SURE = re.compile(
    rb"[\xc2-\xc9][\x80-\xbf]|(?:[\xca-\xdf][\x80-\xbf]){3}|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
"""UTF-8 that is hardly another encoding by chance: a Latin letter, three others in a row, or a longer sequence.

"Íñigo" in code page 850 is valid UTF-8, too."""
_ABSENT = 256
_ASCII = bytes(range(FIRST_HIGH))
_SIGNS = "€‚„…†‡‰‹‘’“”•–—™›\xa0¡¢£¤¥¦§¨©«¬\xad®¯°±²³´¶·¸¹»¼½¾¿×÷µªº".encode("cp1252")
_IN_WORDS = re.compile(
    rb"[\x80-\xff](?=[\x80-\xff])|(?<=[a-z])[\x80-\x91\x93-\xac\xae-\xb6\xb8-\xff](?=[a-z])"
    rb"|(?<=[A-Z])[\x80-\x91\x93-\xff](?=[A-Z])|(?<=[a-zA-Z])[\x82\x84\x91\x93\xa1-\xa4\xab\xbf](?![a-zA-Z0-9])"
    rb"|[\xa3\xa5\xa6\xac\xaf](?=[a-z]{2})|(?<=[a-z]{3})[\xb2\xb3\xb9](?![a-zA-Z0-9])"
)
"""A byte beyond ASCII beside another one, between letters of one case, or a sign that opens something at the end of a
word, as £ and ¦ before a word or ³ after one, which are letters of Polish; 0x92 is the apostrophe of Windows-1252, 0xAD
its hyphen inside words, 0xB7 its dot."""
_SPACE = re.compile(rb"\xa0(?=[A-Z0-9+(])|(?<=[0-9.,;:)])\xa0")
"""A no-break space where the letter that other encodings have there cannot be."""
_GERMAN_QUOTES = re.compile(
    rb"(?<![a-zA-Z])(?:\x84[^\x84\x93\n]{1,80}\x93|\x82[^\x82\x91\n]{1,80}\x91|\xbb[^\xab\xbb\n]{1,80}\xab)(?![a-zA-Z])"
)
"""Words in quotes as German and Polish write them: they open with the sign that closes in other languages."""
_MOST_IN_WORDS = 0.3
_CONTROL = bytes({*range(32)} - {0, 9, 10, 11, 12, 13, 26, 27, 31})
_JAPANESE = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_MOST_CONTROL = 0.02
_FEW_IN_UTF8, _MOST_IN_UTF8 = 256, 0.3
"""Control characters, and their share, that a UTF-8 file may hold; they are reported at their cells."""
_STILL_UTF8 = 0.2
"""Share of invalid sequences up to which a text is damaged UTF-8."""


class _Triple(NamedTuple):
    """A byte beyond ASCII with its neighbours.

    Args:
        before: the byte before it; `_ABSENT` at the start of the sample.
        letter: the byte.
        after: the byte after it; `_ABSENT` at the end.
        times: how often they occur, at most `MAX_REPEATS`.
    """

    before: int
    letter: int
    after: int
    times: int


class Decoded(NamedTuple):
    """A decoded text.

    Args:
        data: the text in UTF-8, without BOM.
        encoding: Python codec name of the encoding.
        is_sure: False if it was chosen by likelihood.
        broken: number of replacement characters U+FFFD for bytes that are invalid in the encoding.
    """

    data: bytes
    encoding: str
    is_sure: bool = True
    broken: int = 0


def decode(data: bytes) -> Decoded:
    """Detect the encoding and decode.

    Args:
        data: the whole file.

    Raises:
        FileRefused: the bytes are not text in a supported encoding.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            is_utf8 = encoding == "utf-8-sig" and _is_utf8(data)
            return Decoded(data.removeprefix(bom), encoding) if is_utf8 else _decoded(data, encoding)
    if b"\x00" in data and (wide := _by_zeros(data)):
        return _decoded(data, wide)._replace(is_sure=False)
    is_utf8 = _is_utf8(data)
    control = _control_characters(data)
    few, share = (_FEW_IN_UTF8, _MOST_IN_UTF8) if is_utf8 else (2, _MOST_CONTROL)
    if control > max(few, len(data) * share):
        raise FileRefused(RefusalCode.UNREADABLE)
    if not is_utf8:
        return _legacy(data)
    if b"\x1b" in data and _JAPANESE.search(data):
        return _decoded(data, "iso2022_jp")._replace(is_sure=False)
    return Decoded(data, "utf-8")


def _control_characters(data: bytes) -> int:
    """The number of control characters; usually there are none, which shows without a copy of the text."""
    buffer = np.frombuffer(data, np.uint8)
    breaks = np.count_nonzero(buffer == ord("\n")) + np.count_nonzero(buffer == ord("\r"))
    if np.count_nonzero(buffer < ord(" ")) == breaks:
        return 0
    return len(data) - len(data.translate(None, _CONTROL))


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are valid UTF-8; Arrow validates faster than Python decodes."""
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
    """UTF-16 or UTF-32 without BOM, by the positions of NUL bytes: every second or three of four; else ""."""
    sample = data[: 1 << 16]
    zeros = [sample[index::4].count(0) for index in range(4)]
    quarter = len(sample) // 4
    if quarter and min(zeros[2:]) > quarter * 0.9 > zeros[0]:
        return "utf-32-le"
    if quarter and min(zeros[:2]) > quarter * 0.9 > zeros[3]:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if _has_stray_zeros(sample, even + odd):
        return ""
    if max(even, odd) < len(sample) // 100 or max(even, odd) < min(even, odd) * 4:
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    ends = text.count("\n") + text.count("\r") + 1
    return encoding if ends * 2_000 > len(text) and text.count("\ufffd") * 50 <= len(text) else ""


def _has_stray_zeros(sample: bytes, zeros: int) -> bool:
    """Whether a sample is text of one byte a character with a few zeros: without them it is UTF-8 or mostly ASCII.

    Of UTF-16, half the bytes are zero, or control characters and parts of letters.
    """
    others = sample.translate(None, b"\x00")
    if zeros * 4 > len(sample) or len(others.translate(None, _CONTROL)) < len(others):
        return False
    return _is_line_of_utf8(others) or len(others.translate(None, _ASCII)) * 10 < len(others)


def _legacy(data: bytes) -> Decoded:
    """Damaged UTF-8, lines of UTF-8 and of a legacy encoding together, or a legacy encoding."""
    sample = _sample_lines(data)
    whole = len(_VALID.findall(sample)) if _SURE.search(sample) else 0
    broken = sample.decode("utf-8", "replace").count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    is_damaged = broken <= max(2, whole * _STILL_UTF8) and broken < max(2, whole)
    if (whole and is_damaged) or _mixes_utf8(sample.split(b"\n")):
        return _repaired(data)
    return _decoded(data, likely_encoding(data))._replace(is_sure=False)


def _mixes_utf8(lines: list[bytes]) -> bool:
    """Whether some lines are UTF-8 and the others are in an encoding of one byte a character, where that is no chance.

    In an encoding of two bytes a character, a short line may be valid UTF-8 by chance.
    """
    is_utf8 = [_SURE.search(line) is not None and _is_line_of_utf8(line) for line in lines]
    if not any(is_utf8):
        return False
    older = b"\n".join(line for line, is_valid in zip(lines, is_utf8, strict=True) if not is_valid)
    return likely_encoding(older) not in WIDE_ENCODINGS


def _repaired(data: bytes) -> Decoded:
    """Decode UTF-8 with damaged lines; those with less valid than invalid UTF-8 are in their likely legacy encoding."""
    lines = data.split(b"\n")
    strange = [index for index, line in enumerate(lines) if not line.isascii() and not _is_line_of_utf8(line)]
    texts = {index: lines[index].decode("utf-8", "replace") for index in strange}
    older = [index for index, text in texts.items() if text.count("\ufffd") > len(_VALID.findall(lines[index]))]
    encoding = likely_encoding(b"\n".join(lines[index] for index in older)) if older else ""
    texts |= {index: lines[index].decode(encoding, "replace") for index in older}
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
    """The encoding in which the characters beyond ASCII are most likely.

    Args:
        data: bytes that are not UTF-8.
    """
    sample = _sample_lines(data)
    if _has_only_signs(sample):
        return "cp1252"
    triples = _triples(sample)
    scores: dict[str, float] = {}
    for language in LANGUAGES:
        for encoding in language.encodings:
            rarity = language.rarity + ENCODING_RARITY.get(encoding, 0.0)
            score = _narrow_score(triples, encoding, language) - rarity
            scores[encoding] = max(score, scores.get(encoding, score))
    lines = sample.split(b"\n")
    for encoding in WIDE_ENCODINGS:
        scores[encoding] = _wide_score(lines, triples, encoding)
    best = max(scores, key=lambda encoding: scores[encoding])
    return "cp1252" if best == "iso8859_15" and _decodes_equally(data, best, "cp1252") else best


def _has_only_signs(sample: bytes) -> bool:
    """Whether all bytes beyond ASCII are signs in Windows-1252, and few of them are inside words as letters are."""
    high = sample.translate(None, _ASCII)
    if not high or high.translate(None, _SIGNS):
        return False
    if _SPACE.search(sample) or set(high) == {0xA0}:
        sample = sample.replace(b"\xa0", b" ")
    return len(_IN_WORDS.findall(_GERMAN_QUOTES.sub(b" ", sample))) <= len(high) * _MOST_IN_WORDS


def _decodes_equally(data: bytes, one: str, other: str) -> bool:
    return data.decode(one, "replace") == data.decode(other, "replace")


def _sample_lines(data: bytes) -> bytes:
    """Distinct lines with characters beyond ASCII, spread over the whole file."""
    high = np.flatnonzero(np.frombuffer(data, np.uint8) >= FIRST_HIGH)
    lines: dict[bytes, None] = {}
    size = 0
    for index in high[:: max(1, len(high) // MAX_LINES)].tolist():
        start, end = (
            data.rfind(b"\n", max(0, index - MAX_LINE_BYTES), index) + 1,
            data.find(b"\n", index, index + MAX_LINE_BYTES),
        )
        line = data[start or max(0, index - MAX_LINE_BYTES) : end if end >= 0 else index + MAX_LINE_BYTES]
        size += len(line) * (line not in lines)
        lines[line] = None
        if size > SAMPLE_BYTES:
            break
    return b"\n".join(lines)


def _triples(sample: bytes) -> list[_Triple]:
    """The first bytes beyond ASCII with their neighbours, each combination once."""
    counted = Counter(match.groups() for match in islice(_HIGH.finditer(sample), MAX_TRIPLES))
    return [
        _Triple(_code(before), letter[0], _code(after), min(times, MAX_REPEATS))
        for (before, letter, after), times in counted.items()
    ]


def _code(byte: bytes) -> int:
    return byte[0] if byte else _ABSENT


def _narrow_score(triples: list[_Triple], encoding: str, language: Language) -> float:
    read = _characters(encoding)
    return sum(
        log_likelihood(language, read[before], read[letter], read[after]) * times
        for before, letter, after, times in triples
    )


@cache
def _characters(encoding: str) -> tuple[str, ...]:
    """The characters of all bytes in an encoding, and "" for an absent one."""
    high = (bytes([code]).decode(encoding, "replace") for code in range(FIRST_HIGH, _ABSENT))
    return (*map(chr, range(FIRST_HIGH)), *high, "")


def _wide_score(lines: list[bytes], triples: list[_Triple], encoding: str) -> float:
    """The score of a double-byte encoding, scaled to the same number of bytes as the others."""
    text = f" {''.join(line.decode(encoding, 'replace') for line in lines)} "
    runs = list(_RUN.finditer(text))
    letters = Counter("".join(run[0] for run in runs))
    size = sum(len(character.encode(encoding, "replace")) * times for character, times in letters.items())
    total = sum(wide_log_likelihood(encoding, character) * times for character, times in letters.items())
    weight = sum(triple.times for triple in triples)
    alone = [run for run in runs if run.end() - run.start() == 1]
    in_words = sum(text[run.start() - 1].isalpha() or text[run.end()].isalpha() for run in alone)
    total += _INSIDE_WORD * in_words
    return total / max(size, 1) * weight * _WIDE_WEIGHT
