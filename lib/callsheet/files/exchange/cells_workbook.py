"""Write cells as a workbook: one sheet of text, as fast for many rows as XlsxWriter is for few."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import from_series
from callsheet.files.exchange.sheet_xml import rows_of_text, with_rows
from callsheet.files.limits import MAX_CELL_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

WIDTH = 22
"""Width of a column, in characters."""
_STYLE = re.compile(rb'<c r="A2" s="(\d+)"/>')
"""The blank cell below the header as XlsxWriter 3.2 writes it."""


def write_cells_workbook(sheet: str, headers: Sequence[str], columns: Sequence[pd.Series[str]]) -> bytes:
    """Write cells as XLSX. Every cell is text, so that a spreadsheet neither runs nor reformats it.

    Args:
        sheet: name of the sheet.
        headers: names of the columns; two may be the same.
        columns: their cells, n × str each; at least one.
    """
    import xlsxwriter  # noqa: PLC0415 - only workbooks that are written need it
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - as above

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bottom": 1})
    page.set_column(0, len(headers) - 1, WIDTH, text)
    page.freeze_panes(1, 0)
    for column, header in enumerate(headers):
        page.write_string(0, column, header[:MAX_CELL_CHARACTERS], head)
    page.write_blank(1, 0, None, text)
    book.close()
    with zipfile.ZipFile(target) as archive:
        style = int(_STYLE.findall(archive.read("xl/worksheets/sheet1.xml"))[0])
    texts = [from_series(cells.reset_index(drop=True).str.slice(0, MAX_CELL_CHARACTERS)) for cells in columns]
    size = len(texts[0])
    styles = [np.full(size, style, np.int32)] * (len(texts) - 1)
    reference = f"A1:{xl_col_to_name(len(headers) - 1)}{size + 1}"
    return with_rows(target.getvalue(), rows_of_text(texts[0], texts[1:], styles), reference)
