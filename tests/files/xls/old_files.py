"""Workbooks of Excel 2 to 5 (BIFF2 to BIFF5), which no library writes: one sheet without a container."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGIN = {2: 0x09, 3: 0x209, 4: 0x409}
_FORMAT, _CELL_FORMAT = {2: 0x1E, 3: 0x1E, 4: 0x41E}, {2: 0x43, 3: 0x243, 4: 0x443}
_BUILT_IN = ("General", "0", "0.00", "#,##0", "#,##0.00")


def record(kind: int, body: bytes) -> bytes:
    """A record with its header."""
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook(version: int, rows: Sequence[Sequence[object]], own_format: str = "yyyy-mm-dd") -> bytes:
    """A workbook of one sheet.

    Args:
        version: of BIFF, 2 to 4.
        rows: texts and numbers; a number in the third column has the own format.
        own_format: a number format that the file defines.
    """
    parts = [record(_BEGIN[version], struct.pack("<HH", version, 0x10) + (b"" if version == 2 else bytes(2)))]
    parts += [_format(version, code) for code in (*_BUILT_IN, own_format)]
    parts += [_cell_format(version, number) for number in (0, len(_BUILT_IN))]
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            parts.append(_cell(version, row, column, value, style=int(column == 2)))
    return b"".join([*parts, record(0x0A, b"")])


def workbook_of_excel_5(rows: Sequence[Sequence[object]], own_format: str = "yyyy-mm-dd") -> bytes:
    """A workbook of BIFF5: the parts of the workbook, then those of its sheet; as for `old_workbook`."""
    begin = [record(0x809, struct.pack("<HHHH", 0x500, kind, 0, 0)) for kind in (5, 0x10)]
    code = own_format.encode("cp1252")
    formats = record(0x41E, struct.pack("<HB", 164, len(code)) + code)
    styles = b"".join(record(0xE0, struct.pack("<HH", 0, key) + bytes(12)) for key in (0, 164))
    head = begin[0] + record(0x42, struct.pack("<H", 1252)) + formats + styles
    listed = struct.pack("<IBBB", len(head) + 15 + 4, 0, 0, 4) + b"Data"
    cells = [
        _cell(5, row, column, value, style=int(column == 2))  # as in BIFF3 and BIFF4
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    ]
    return head + record(0x85, listed) + record(0x0A, b"") + begin[1] + b"".join(cells) + record(0x0A, b"")


def _format(version: int, code: str) -> bytes:
    text = bytes([len(code)]) + code.encode("cp1252")
    return record(_FORMAT[version], (bytes(2) if version == 4 else b"") + text)


def _cell_format(version: int, number: int) -> bytes:
    if version == 2:
        return record(0x43, bytes([0, 0, number, 0]))
    return record(_CELL_FORMAT[version], bytes([0, number]) + bytes(10))


def _cell(version: int, row: int, column: int, value: object, style: int) -> bytes:
    attributes = bytes([style, 0, 0]) if version == 2 else struct.pack("<H", style)
    place = struct.pack("<HH", row, column) + attributes
    base = 0 if version == 2 else 0x200
    if isinstance(value, str):
        text = value.encode("cp1252")
        return record(base + 4, place + (bytes([len(text)]) if version == 2 else struct.pack("<H", len(text))) + text)
    assert isinstance(value, int | float)
    return record(base + 3, place + struct.pack("<d", value))
