"""The rows that were left behind, to be mended in Excel: as a workbook with red cells, or as a formula-safe CSV."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from callsheet.arrow_strings import from_series
from callsheet.files.exchange.corrections import FORMULA_STARTS
from callsheet.files.exchange.error_rows import (
    LEFT_BEHIND,
    BadCells,
    bad_cells,
    rows_left_behind,
)
from callsheet.files.exchange.sheet_xml import (
    rows_of_text,
    with_rows,
)
from callsheet.files.limits import MAX_CELL_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from callsheet.validation import Bucket, Report

MAX_COMMENTS = 1_000
WIDTH = 22
"""Of a column, in characters."""
_STYLES = re.compile(rb'<c r="[BC]2" s="(\d+)"/>')


def write_error_csv(report: Report, buckets: Collection[Bucket] = LEFT_BEHIND, draft_id: str = "") -> bytes:
    """The rows as CSV that no spreadsheet runs: `=`, `-`, `@`, tab and lone `+` get a leading apostrophe.

    Args:
        report: the judgement.
        buckets: which rows.
        draft_id: of the draft they may come back to; "": none.
    """
    frame = rows_left_behind(report, buckets, draft_id)
    for place in range(1, frame.shape[1]):
        cells = frame.iloc[:, place]
        risky = cells.str.match(FORMULA_STARTS)
        if risky.any():
            frame.isetitem(place, cells.where(~risky, "'" + cells).array)
    return b"\xef\xbb\xbf" + frame.to_csv(index=False, lineterminator="\r\n").encode()


def write_error_workbook(report: Report, buckets: Collection[Bucket] = LEFT_BEHIND, draft_id: str = "") -> bytes:
    """The rows as XLSX: bad cells red, the first of them with a comment, a reason column, every value a text cell.

    Args:
        report: the judgement.
        buckets: which rows.
        draft_id: of the draft they may come back to; "": none.
    """
    frame = rows_left_behind(report, buckets, draft_id)
    bad = bad_cells(report, frame, MAX_COMMENTS)
    book = _frame_of_a_book(frame, bad, hide_last=bool(draft_id))
    plain, red = _cell_formats(book)
    styles = [np.full(len(frame), plain, np.int32) for _ in range(1, frame.shape[1])]
    for column in np.unique(bad.column).tolist():
        styles[column - 1][bad.row[bad.column == column]] = red
    texts = frame.iloc[:, 1:].apply(lambda column: column.str.slice(0, MAX_CELL_CHARACTERS))
    columns = [from_series(texts.iloc[:, index]) for index in range(texts.shape[1])]
    rows = rows_of_text(frame.iloc[:, 0].to_numpy(), columns, styles)
    return with_rows(book, rows, f"A1:{xl_col_to_name(frame.shape[1] - 1)}{len(frame) + 1}")


def _frame_of_a_book(frame: pd.DataFrame, bad: BadCells, *, hide_last: bool) -> bytes:
    """All of the workbook but the rows below its header: formats, widths, comments."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Leads to fix")
    text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bottom": 1})
    red = book.add_format({"num_format": "@", "bg_color": "#FDECEC", "font_color": "#A61B1B"})
    last = frame.shape[1] - 1
    for column, header in enumerate(frame.columns):
        sheet.write_string(0, column, str(header)[:MAX_CELL_CHARACTERS], head)
    sheet.set_column(1, last, WIDTH, text)
    if hide_last:
        sheet.set_column(last, last, None, None, {"hidden": True})
    sheet.freeze_panes(1, 1)
    sheet.write_blank(1, 1, None, text)
    sheet.write_blank(1, 2, None, red)
    for row, column, words in zip(bad.row.tolist(), bad.column.tolist(), bad.reason, strict=False):
        sheet.write_comment(row + 1, column, words)
    book.close()
    return target.getvalue()


def _cell_formats(book: bytes) -> tuple[int, int]:
    """The cell formats of a text and of a bad cell, as the two cells below the header have them."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        plain, red = _STYLES.findall(archive.read("xl/worksheets/sheet1.xml"))
    return int(plain), int(red)
