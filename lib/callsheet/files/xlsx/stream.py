"""The part of a sheet, block by block: its rows for the readers, and what stands before and behind them."""

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
_HOLDS = re.compile(rb"<(?:v|t)(?: [^>]*)?>(?:[^<]|<!\[)|<f[ />]")
"""A value, or a formula whose value may be missing."""
_REGULAR = re.compile(rb"<worksheet[ >]")


def count_rows(piece: bytes) -> int:
    """Rows of a piece that hold something, counted by their end tags: another way than that of the readers.

    Args:
        piece: XML that is cut behind a row.
    """
    return sum(map(bool, map(_HOLDS.search, piece.split(_END_ROW)[:-1])))


@dataclass
class SheetStream:
    """The blocks of a sheet; what stands around its rows is known once they are read.

    Args:
        part: the part, open for reading.
        head: what stands before the rows.
        tail: what stands behind them.
        elements: row elements that are not empty, counted by their end tags.
        hidden_rows: numbers of rows that a person does not see.
    """

    part: IO[bytes]
    head: bytes = b""
    tail: bytes = b""
    elements: int = 0
    hidden_rows: list[int] = field(default_factory=list)

    def __iter__(self) -> Iterator[bytes]:
        """Pieces that end behind a row.

        Raises:
            Irregular: the part is not written the way nearly all programs write it.
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
        """What a person does not see of it."""
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
