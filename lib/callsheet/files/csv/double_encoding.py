"""Mend text that was encoded twice: "JosÃ©" is the UTF-8 of "José", read as Windows-1252 and encoded again."""

from __future__ import annotations

import re

import numpy as np

from callsheet.files.exchange.headings import OWN_HEADING

_HEADER_BYTES = 1 << 16
"""Bytes in which the header of an error file ends; such a file was written here and is encoded once."""
_FIRST = 0xC3
_LEAD = re.compile(rb"\xc3[\x82-\x85\x8e\x90\x91\x97-\x99\xa0\xa2\xb0][\xc2\xc3\xc5\xc6\xcb\xe2]")
"""How a letter, a sign, a Devanagari letter or an emoji begins when it is encoded twice: Ã, Â, Î, Ð, â, à and others
before another character beyond ASCII."""
_RUN = re.compile(r"[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]{2,}")
_BYTES = {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0x100)}
"""Characters of Windows-1252 → their byte; the five bytes that it does not define are control characters."""


def without_double_encoding(data: bytes) -> tuple[bytes, int]:
    """Decode runs of characters that are UTF-8 again; return the text and their number.

    Args:
        data: the whole text in UTF-8.
    """
    if (
        data.isascii()
        or not _may_have(np.frombuffer(data, np.uint8))
        or not _LEAD.search(data)
        or OWN_HEADING in data[:_HEADER_BYTES]
    ):
        return data, 0
    mended: dict[str, str] = {}
    total = 0

    def decoded(match: re.Match[str]) -> str:
        nonlocal total
        run = match[0]
        if run not in mended:
            mended[run] = _decoded(run)
        total += mended[run] != run
        return mended[run]

    text = _RUN.sub(decoded, data.decode())
    return (text.encode(), total) if total else (data, 0)


def _may_have(buffer: np.ndarray) -> bool:
    """Whether a first byte of `_LEAD` has another character beyond ASCII behind it; faster than a search for all of it.

    Args:
        buffer: the text (bytes).
    """
    return bool(np.any((buffer[:-2] == _FIRST) & (buffer[2:] >= _FIRST - 1)))


def _decoded(run: str) -> str:
    """The text whose UTF-8 a run of Windows-1252 is; the run itself if it is no UTF-8, or only one sign after a ×."""
    try:
        text = bytes(_BYTES[character] for character in run).decode()
    except (KeyError, UnicodeDecodeError):
        return run
    return run if run.startswith("×") and len(text) == 1 else text
