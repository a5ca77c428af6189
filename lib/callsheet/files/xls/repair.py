"""Repair the stream of an XLS workbook that xlrd fails on: names are left away and shared strings are read here."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_END, _CONTINUED, _STRINGS = 0x0A, 0x3C, 0xFC
_LEFT_AWAY = (0x17, 0x18, 0x23, 0x59, 0x5A, 0x1AE, 0x93, 0x218, 0x223, 0x293)
"""Records of the workbook without which its cells are the same: external sheets and names, defined names, styles."""
_SKIPPED = 0x0FFF
"""A record kind that no version of the format has; readers pass over it."""
_HEADER = struct.Struct("<HH")
_TWO_BYTES, _HAS_PHONETIC, _HAS_RUNS = 1, 4, 8  # flags of an XLUnicodeRichExtendedString


@dataclass(frozen=True)
class RepairedStream:
    """The stream of a workbook without what readers fail on.

    Args:
        stream: of the same length, so that all offsets in it hold.
        strings: the shared strings; None: it has none.
    """

    stream: bytes
    strings: list[str] | None


def repair(stream: bytes) -> RepairedStream:
    """Leave away names and read the shared strings of a workbook.

    Args:
        stream: of the workbook (BIFF8, or older without shared strings).
    """
    patched = bytearray(stream)
    pieces: list[bytes] | None = None
    at, last = 0, 0
    while at + _HEADER.size <= len(stream):
        kind, length = _HEADER.unpack_from(stream, at)
        if kind == _END:
            break
        body = stream[at + _HEADER.size : at + _HEADER.size + length]
        if kind == _STRINGS:
            pieces = [body[8:]]
        elif kind == _CONTINUED and last == _STRINGS and pieces is not None:
            pieces.append(body)
        if kind in (_STRINGS, *_LEFT_AWAY) or (kind == _CONTINUED and last in (_STRINGS, *_LEFT_AWAY)):
            patched[at : at + 2] = _SKIPPED.to_bytes(2, "little")
        last = last if kind == _CONTINUED else kind
        at += _HEADER.size + length
    return RepairedStream(bytes(patched), None if pieces is None else _strings(pieces))


def _strings(pieces: list[bytes]) -> list[str]:
    """The strings in a record and those that continue it, up to the first one that is cut off."""
    source, strings = _Pieces(pieces), list[str]()
    try:
        while not source.is_at_end:
            strings.append(source.string())
    except (struct.error, IndexError):
        pass
    return strings


class _Pieces:
    """Reads across the borders of records; text that goes on in the next record begins with a byte of flags there."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = [piece for piece in pieces if piece]
        self._index = self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._index >= len(self._pieces)

    def string(self) -> str:
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & _HAS_RUNS else 0
        phonetic = struct.unpack("<I", self._bytes(4))[0] if flags & _HAS_PHONETIC else 0
        text = self._text(length, flags)
        self._bytes(4 * runs + phonetic)
        return text

    def _text(self, length: int, flags: int) -> str:
        parts: list[str] = []
        while True:
            width = 2 if flags & _TWO_BYTES else 1
            piece = self._pieces[self._index] if length else b""
            own = piece[self._at : self._at + length * width]
            own = own[: len(own) // width * width]
            parts.append(own.decode("utf-16-le" if width == 2 else "latin-1", "replace"))  # noqa: PLR2004 - two bytes
            length -= len(own) // width
            self._skip(len(own))
            if not length:
                return "".join(parts)
            if self._at:
                self._skip(len(piece) - self._at)
            flags = self._bytes(1)[0]

    def _bytes(self, size: int) -> bytes:
        parts = []
        while size:
            part = self._pieces[self._index][self._at : self._at + size]
            parts.append(part)
            size -= len(part)
            self._skip(len(part))
        return b"".join(parts)

    def _skip(self, size: int) -> None:
        self._at += size
        if self._index < len(self._pieces) and self._at >= len(self._pieces[self._index]):
            self._index, self._at = self._index + 1, 0
