"""Base class of the SAX parsers: expat without entities, tolerant of control characters."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from callsheet.errors import FileRefused, RefusalCode

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_ALLOWED = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_READ_SIZE = 1 << 16
"""Bytes that are searched for forbidden characters at a time."""


class _SanitizedPart:
    """A part whose control characters, which XML forbids, are replaced by `_x000B_` before expat sees them.

    Args:
        part: the part, open for reading, in an ASCII-compatible encoding; UTF-16 is passed through unchanged.
    """

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._rest = part.read(_READ_SIZE)
        self._is_utf16 = b"\0" in self._rest[:4]
        if not self._is_utf16:
            self._rest = _NOT_ALLOWED.sub(_escape, self._rest)

    def read(self, size: int = _READ_SIZE, /) -> bytes:
        """The next bytes, at most `size`."""
        if not self._rest:
            data = self._part.read(_READ_SIZE)
            self._rest = data if self._is_utf16 else _NOT_ALLOWED.sub(_escape, data)
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


class ElementParser:
    """Parses a part with expat and calls `opened` and `closed` for its elements, without namespace prefixes.

    Args:
        part: the part, open for reading.

    Raises:
        expat.ExpatError: it is not well-formed.
        FileRefused: it declares entities.
    """

    def __init__(self, part: IO[bytes]) -> None:
        self._text: list[str] = []
        self._listening = False
        self._phonetic = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add_text
        parser.StartDoctypeDeclHandler = _refuse
        parser.ParseFile(_SanitizedPart(part))

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.opened(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self.closed(name.rpartition(":")[2])

    def _add_text(self, text: str) -> None:
        if self._listening:
            self._text.append(text)

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of an element."""

    def closed(self, name: str) -> None:
        """Handle the end of an element."""


def _escape(match: re.Match[bytes]) -> bytes:
    return b"_x%04X_" % match[0][0]


def _refuse(*_: object) -> None:
    raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
