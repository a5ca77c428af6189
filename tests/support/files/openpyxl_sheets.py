"""Typed access to what openpyxl types as optional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from openpyxl import Workbook


def active_sheet(book: Workbook) -> Worksheet:
    """The active worksheet of a book; openpyxl types it as a sheet, a chart or None."""
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet
