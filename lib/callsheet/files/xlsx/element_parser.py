"""Walks a part of a workbook element by element, with a parser that takes no entities."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from callsheet.errors import FileRefused, RefusalCode

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_ALLOWED = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LOOK = 1 << 16
"""Bytes looked through at once for characters that are not allowed."""


class _SanitizedPart:
    """A part whose control characters, which XML does not allow, are written as `_x000B_` before a parser sees them.

    Args:
        part: the part, open for reading, in an encoding that agrees with ASCII, or in UTF-16, which is left as it is.
    """

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._rest = part.read(_LOOK)
        self._leave = b"\0" in self._rest[:4]
        if not self._leave:
            self._rest = _NOT_ALLOWED.sub(_written, self._rest)

    def read(self, size: int = _LOOK, /) -> bytes:
        """The next bytes, never more than asked for."""
        if not self._rest:
            data = self._part.read(_LOOK)
            self._rest = data if self._leave else _NOT_ALLOWED.sub(_written, data)
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


class ElementParser:
    """Walks a part with expat.

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
        parser.CharacterDataHandler = self._hear
        parser.StartDoctypeDeclHandler = _refuse
        parser.ParseFile(_SanitizedPart(part))

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.opened(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self.closed(name.rpartition(":")[2])

    def _hear(self, text: str) -> None:
        if self._listening:
            self._text.append(text)

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def closed(self, name: str) -> None:
        """An element ends."""


def _written(found: re.Match[bytes]) -> bytes:
    return b"_x%04X_" % found[0][0]


def _refuse(*_: object) -> None:
    raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
