"""Let control characters, which XML forbids and Excel reads, pass through expat, and join halves of characters."""

from __future__ import annotations

import re

import numpy as np

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE = re.compile(r"&#(?:x0*([01]?[0-9a-f])|0*([12]?[0-9]|3[01]));", re.IGNORECASE)
_ALLOWED = "\t\n\r"
_FIRST = 0x10FE00
"""Control character 0 is replaced by this character of a private area of Unicode, character 1 by the next one."""
_REPLACED = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0x1F)}]")
_HALVES = re.compile(r"(?:&#(?:x0*d[89a-f][0-9a-f]{2}|0*5[5-7][0-9]{3});)+", re.IGNORECASE)
"""References to the halves that UTF-16 has of a character beyond U+FFFF, as some programs write an emoji."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def without_controls(data: bytes) -> bytes:
    """XML with private characters in place of control characters and of references to them, and whole characters.

    Args:
        data: the whole file, in UTF-16 with a byte-order mark or in an encoding that has the bytes of ASCII.

    Raises:
        UnicodeDecodeError: it begins like UTF-16 and is not.
    """
    if not data.startswith(_UTF16) and b"&#" not in data and not _has_control(np.frombuffer(data, np.uint8)):
        return data
    encoding = "utf-16" if data.startswith(_UTF16) else "latin-1"
    text = data.decode(encoding)
    if not any(pattern.search(text) for pattern in (_CONTROL, _REFERENCE, _HALVES)):
        return data
    text = _HALVES.sub(_of_halves, _CONTROL.sub(_of_character, text))
    return _REFERENCE.sub(_of_reference, text).encode(encoding)


def _has_control(buffer: np.ndarray) -> bool:
    """Whether bytes hold a control character other than tab and line breaks; faster than a search."""
    allowed = sum(np.count_nonzero(buffer == ord(character)) for character in _ALLOWED)
    return bool(np.count_nonzero(buffer < ord(" ")) > allowed)


def with_controls(text: str) -> str:
    """A text of such XML with its control characters."""
    return _REPLACED.sub(lambda match: chr(ord(match[0]) - _FIRST), text)


def _of_character(match: re.Match[str]) -> str:
    return f"&#{_FIRST + ord(match[0])};"


def _of_reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return match[0] if chr(code) in _ALLOWED else f"&#{_FIRST + code};"


def _of_halves(match: re.Match[str]) -> str:
    codes = [int(code[1:], 16) if code[0] in "xX" else int(code) for code in match[0][2:-1].split(";&#")]
    if not all(0xD800 <= code < 0xE000 for code in codes):  # noqa: PLR2004 - the halves
        return match[0]
    text = "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(f"&#{ord(character)};" for character in text)
