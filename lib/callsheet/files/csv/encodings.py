"""Detect the encoding of a text file: by its BOM, by its NUL bytes, by the rules of UTF-8, else by likelihood."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.csv.languages import WIDE_ENCODINGS
from callsheet.files.csv.likelihood import ASCII, likely_encoding, sample_lines

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SURE = re.compile(
    rb"[\xc2-\xc9][\x80-\xbf]|(?:[\xca-\xdf][\x80-\xbf]){3}|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
"""UTF-8 that is hardly another encoding by chance: a Latin letter, three others in a row, or a longer sequence.

"Íñigo" in code page 850 is valid UTF-8, too."""
_CONTROL = bytes({*range(32)} - {0, 9, 10, 11, 12, 13, 26, 27, 31})
_JAPANESE = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_MOST_CONTROL = 0.02
_FEW_IN_UTF8, _MOST_IN_UTF8 = 256, 0.3
"""Control characters, and their share, that a UTF-8 file may hold; they are reported at their cells."""
_STILL_UTF8 = 0.2
"""Share of invalid sequences up to which a text is damaged UTF-8."""


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
    """Count the control characters. Most texts have no such character, which is found out without copying them."""
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
    return _is_line_of_utf8(others) or len(others.translate(None, ASCII)) * 10 < len(others)


def _legacy(data: bytes) -> Decoded:
    """Damaged UTF-8, lines of UTF-8 and of a legacy encoding together, or a legacy encoding."""
    sample = sample_lines(data)
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
