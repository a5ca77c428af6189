"""Stream a sheet part in blocks of whole rows, and collect what precedes and follows the rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from callsheet.files.sheet.hidden import Hidden
from callsheet.files.xlsx.sheet_properties import hidden_columns_in, hidden_rows_in
from callsheet.files.xlsx.tags import BLOCK, NotFastPath

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGIN, _END, _END_ROW = b"<sheetData>", b"</sheetData>", b"</row>"
_HOLDS = re.compile(rb"<(?:v|t|is)(?: [^>]*)?>(?:[^<]|<!\[)|<f[ />]")
"""A value, or a formula, whose value may be missing."""
_ROW_NUMBER = re.compile(rb"""<row\s(?:[^>]*?\s)?r\s*=\s*["']0*([0-9]+)["']""")
_REGULAR = re.compile(rb"<worksheet[ >]")


def count_rows(piece: bytes) -> int:
    """Count the rows of a piece that hold a value, by their end tags: a check on the readers with separate code.

    Args:
        piece: XML that is cut after a row.
    """
    return sum(map(bool, map(_HOLDS.search, piece.split(_END_ROW)[:-1])))


def count_distinct_rows(xml: bytes) -> int:
    """Count the rows that hold a value, in XML that may have several elements for one row.

    Args:
        xml: the rows, with end tags without white space and names without prefix.
    """
    numbers: set[bytes] = set()
    without_number = 0
    for element in xml.split(_END_ROW)[:-1]:
        if not _HOLDS.search(element):
            continue
        tag = element.rfind(b"<row")
        stated = _ROW_NUMBER.match(element, max(tag, 0))
        if stated:
            numbers.add(stated[1])
        else:
            without_number += 1
    return len(numbers) + without_number


@dataclass
class SheetStream:
    """The rows of a sheet in blocks; the other attributes are complete after iteration.

    Args:
        part: the part, open for reading.
        head: the XML before the rows.
        tail: the XML after the rows.
        elements: number of row elements that are not empty, counted by their end tags.
        hidden_rows: numbers of the hidden rows.
    """

    part: IO[bytes]
    head: bytes = b""
    tail: bytes = b""
    elements: int = 0
    hidden_rows: list[int] = field(default_factory=list)

    def __iter__(self) -> Iterator[bytes]:
        """Pieces of XML that end after a row.

        Raises:
            NotFastPath: the XML does not have the usual form.
        """
        rest = self._after_head()
        while _END not in rest:
            cut = rest.rfind(_END_ROW) + len(_END_ROW)
            if cut >= len(_END_ROW):
                yield self._seen(rest[:cut])
                rest = rest[cut:]
            more = self.part.read(BLOCK)
            if not more:
                raise NotFastPath
            rest += more
        last, _, self.tail = rest.partition(_END)
        yield self._seen(last.rstrip())
        self.tail += self.part.read()

    @property
    def hidden(self) -> Hidden:
        """The hidden rows and columns."""
        return Hidden(tuple(sorted(set(self.hidden_rows))), hidden_columns_in(self.head))

    def _after_head(self) -> bytes:
        rest = self.part.read(BLOCK)
        if not rest.lstrip(b"\xef\xbb\xbf").startswith(b"<") or not _REGULAR.search(rest[:4096]):
            raise NotFastPath
        while _BEGIN not in rest:
            more = self.part.read(BLOCK)
            if not more or len(rest) > BLOCK * 4:
                raise NotFastPath
            rest += more
        self.head, _, rest = rest.partition(_BEGIN)
        if b"<!" in self.head:
            raise NotFastPath
        return rest.lstrip()

    def _seen(self, piece: bytes) -> bytes:
        self.elements += piece.count(_END_ROW)
        if b"hidden" in piece:
            self.hidden_rows += hidden_rows_in(piece)
        return piece
