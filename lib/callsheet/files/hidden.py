"""What of a sheet a person does not see: hidden rows and columns, by filter, by hand or of no height."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet.files.xlsx_package import XlsxPackage
from callsheet.validation import Note, NoteCode

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COLUMNS = 16_384
_TAG = re.compile(rb"<(?:\w+:)?(row|col)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true|on)["']""")
_ROW, _COLUMNS, _END = 0x208, 0x7D, 0x0A
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


@dataclass(frozen=True)
class Hidden:
    """Hidden parts of a sheet.

    Args:
        rows: row numbers, ascending.
        columns: places from 0, ascending.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()

    def notes(self) -> list[Note]:
        """Told as notes of a Grid, its columns by place."""
        rows = [Note(NoteCode.HIDDEN_ROWS, rows=self.rows)] if self.rows else []
        columns = tuple(str(place) for place in self.columns)
        return rows + ([Note(NoteCode.HIDDEN_COLUMNS, columns=columns)] if columns else [])


def hidden_in_xlsx(data: bytes, sheet: str) -> Hidden:
    """Hidden rows and columns of a sheet of an XLSX file.

    Args:
        data: the whole file.
        sheet: the sheet's name.
    """
    package = XlsxPackage(data)
    path = next((each.path for each in package.sheets if each.name == sheet), None)
    xml = package.read(path) if path is not None else b""
    if b"hidden" not in xml:
        return Hidden()
    rows, columns, number = [], set(), 0
    for tag in _TAG.finditer(xml):
        kind, attributes = tag.groups()
        if kind == b"row":
            stated = re.search(rb"""\br\s*=\s*["'](\d+)["']""", attributes)
            number = int(stated[1]) if stated else number + 1
            if _HIDDEN.search(attributes):
                rows.append(number)
        elif _HIDDEN.search(attributes):
            known = dict(_ATTRIBUTE.findall(attributes))
            columns |= set(range(int(known[b"min"]) - 1, min(int(known[b"max"]), MOST_COLUMNS)))
    return Hidden(tuple(sorted(set(rows))), tuple(sorted(columns)))


def hidden_in_xls(book: Any, place: int) -> Hidden:
    """Hidden rows and columns of a sheet of an XLS file.

    Args:
        book: as `xlrd` opened it; its own reading skips rows that are hidden by a filter.
        place: of the sheet, from 0.
    """
    rows, columns = set(), set()
    for kind, body in _records(book.mem, book._sh_abs_posn[place]):  # noqa: SLF001 - xlrd has no public way to the records
        if kind == _ROW and len(body) >= 16 and body[12] & _ROW_HIDDEN:  # noqa: PLR2004 - length of the record
            rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & _COLUMN_HIDDEN:  # noqa: PLR2004 - as above
            first, last = struct.unpack_from("<HH", body)
            columns |= set(range(first, last + 1))
    return Hidden(tuple(sorted(rows)), tuple(sorted(columns)))


def _records(memory: Any, start: int) -> Iterator[tuple[int, bytes]]:
    at = start
    while at + 4 <= len(memory):
        kind, length = struct.unpack_from("<HH", memory, at)
        if kind == _END:
            return
        yield kind, bytes(memory[at + 4 : at + 4 + length])
        at += 4 + length
