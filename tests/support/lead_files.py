"""Files of leads made on the spot: workbooks from rows, and files that are not what they say."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import xlwt

from tests.support.openpyxl_sheets import active_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DOCUMENTATION = (Path(__file__).parents[1] / "samples" / "documentation.csv").read_bytes()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PDF = b"%PDF-1.7\n" + bytes(64)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a plain CSV file."""
    return [line.split(",") for line in data.decode().splitlines()]


def as_xlsx(sheets: Mapping[str, Sequence[Sequence[object]]] | Sequence[Sequence[object]]) -> bytes:
    """Rows as a workbook; digits become numbers, as Excel does."""
    book = openpyxl.Workbook()
    book.remove(active_sheet(book))
    for title, rows in (sheets if isinstance(sheets, dict) else {"Leads": sheets}).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([int(cell) if isinstance(cell, str) and cell.isdecimal() else cell for cell in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_xls(rows: Sequence[Sequence[object]]) -> bytes:
    """Rows as a workbook of Excel 97; digits become numbers."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(place, column, int(cell) if isinstance(cell, str) and cell.isdecimal() else cell)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
