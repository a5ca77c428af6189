"""The sheets of a receipt as an XLSX workbook, and their lines as they are read back for the seal."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter

from callsheet.errors import InvalidArgument
from callsheet.files import MAX_CELL_CHARACTERS
from callsheet.wording.receipt import NO_SEAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Lines = Sequence[Sequence[str | int]]

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+")
"""Characters that XML does not carry as they are."""
_WIDTHS = (22, 70)


def shown_lines(sheets: Mapping[str, Lines]) -> dict[str, list[list[str | int]]]:
    """Return the lines as a workbook can hold them: without control characters, and no cell too long.

    Args:
        sheets: title → lines.
    """
    return {
        title: [[cell if isinstance(cell, int) else _shown(cell) for cell in line] for line in lines]
        for title, lines in sheets.items()
    }


def _shown(text: str) -> str:
    return _CONTROLS.sub(" ", text)[:MAX_CELL_CHARACTERS]


def canonical_lines(sheets: Mapping[str, Lines]) -> list[list[str]]:
    """Return every line of all sheets as text, without empty cells at its end, each sheet after its title.

    Args:
        sheets: title → lines.
    """
    result = []
    for title, lines in sheets.items():
        result.append([title])
        for line in lines:
            cells = list(map(str, line))
            while cells and not cells[-1]:
                cells.pop()
            result.append(cells)
    return result


def write_workbook(sheets: Mapping[str, Lines], headed: Sequence[str]) -> bytes:
    """Write sheets of text cells; whole numbers are numbers.

    Args:
        sheets: title → lines, as `shown_lines` returns them.
        headed: titles of the sheets whose first line is a heading; the others have labels in their first column.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    for title, lines in sheets.items():
        sheet, has_heading = book.add_worksheet(title), title in headed
        if has_heading:
            sheet.set_column(1, 6, 24, text)
        else:
            for column, width in enumerate(_WIDTHS):
                sheet.set_column(column, column, width, text if column else bold)
        for index, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(index, column, cell)
                elif cell:
                    is_label = index == 0 if has_heading else column == 0
                    sheet.write_string(index, column, cell, bold if is_label else text)
    book.close()
    return target.getvalue()


def read_lines(data: bytes) -> dict[str, list[list[str]]]:
    """Return the lines of a workbook as text, by the title of the sheet.

    Args:
        data: an XLSX file.

    Raises:
        InvalidArgument: it is not a workbook.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        return {
            sheet.title: [
                ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book.worksheets
        }
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - parsers of XML and ZIP raise many exceptions for a damaged file
        raise InvalidArgument(NO_SEAL) from None
