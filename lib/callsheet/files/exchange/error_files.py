"""Write error files: the rows to correct, as a workbook with red cells or as CSV."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.arrow_strings import from_series, from_texts
from callsheet.files.exchange.error_rows import DEFAULT_BUCKETS, ErrorCells, error_cells, error_rows
from callsheet.files.exchange.formula_escaping import escape_formula, escape_formulas
from callsheet.files.exchange.headings import Origin
from callsheet.files.exchange.sheet_xml import (
    rows_of_text,
    with_rows,
)
from callsheet.files.limits import MAX_CELL_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Collection

    from callsheet.validation import Bucket, Report

MAX_COMMENTS = 1_000
"""Cells that get a comment: XlsxWriter takes one object for each."""
WIDTH = 22
"""Width of a column, in characters."""
_STYLES = re.compile(rb'<c r="[BC]2" s="(\d+)"/>')
"""The two blank cells below the header as XlsxWriter 3.2 writes them; a test fails when it writes them otherwise."""


def write_error_csv(report: Report, buckets: Collection[Bucket] = DEFAULT_BUCKETS, draft_id: str = "") -> bytes:
    """Rows as an error file in CSV, with formulas escaped (see `formula_escaping`).

    Args:
        report: of the whole file.
        buckets: which rows.
        draft_id: the draft of the app that the file belongs to; "": none.
    """
    origin = Origin(report.table.source.sha256, draft_id, is_escaped=True)
    frame = error_rows(report, buckets, origin)
    if report.table.parts:
        frame.isetitem(0, _labels(report, frame).array)
    for index in range(0 if report.table.parts else 1, frame.shape[1]):
        frame.isetitem(index, escape_formulas(frame.iloc[:, index]).array)
    headers = [escape_formula(str(header)) for header in frame.columns]
    return b"\xef\xbb\xbf" + frame.to_csv(index=False, header=headers, lineterminator="\r\n").encode()


def write_error_workbook(report: Report, buckets: Collection[Bucket] = DEFAULT_BUCKETS, draft_id: str = "") -> bytes:
    """Rows as an error file in XLSX: text cells, those with an error red, the first of them with a comment.

    Args:
        report: of the whole file.
        buckets: which rows.
        draft_id: the draft of the app that the file belongs to; "": none.
    """
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - only workbooks that are written need it

    frame = error_rows(report, buckets, Origin(report.table.source.sha256, draft_id))
    errors = error_cells(report, frame, MAX_COMMENTS)
    book = _book_without_rows(frame, errors)
    plain, red = _cell_formats(book)
    styles = [np.full(len(frame), plain, np.int32) for _ in range(1, frame.shape[1])]
    for column in np.unique(errors.column).tolist():
        styles[column - 1][errors.row[errors.column == column]] = red
    texts = frame.iloc[:, 1:].apply(lambda column: column.str.slice(0, MAX_CELL_CHARACTERS))
    columns = [from_series(texts.iloc[:, index]) for index in range(texts.shape[1])]
    first = from_texts(_labels(report, frame)) if report.table.parts else frame.iloc[:, 0].to_numpy()
    rows = rows_of_text(first, columns, styles)
    return with_rows(book, rows, f"A1:{xl_col_to_name(frame.shape[1] - 1)}{len(frame) + 1}")


def _labels(report: Report, frame: pd.DataFrame) -> pd.Series[str]:
    """What the rows of several files are called: "North.csv:17"."""
    return pd.Series([report.table.row_label(row) for row in frame.iloc[:, 0].tolist()], dtype="str")


def _book_without_rows(frame: pd.DataFrame, errors: ErrorCells) -> bytes:
    """The workbook without the rows below its header: formats, widths, comments."""
    import xlsxwriter  # noqa: PLC0415 - as above

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Leads to fix")
    text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bottom": 1})
    red = book.add_format({"num_format": "@", "bg_color": "#FDECEC", "font_color": "#A61B1B"})
    last = frame.shape[1] - 1
    for column, header in enumerate(frame.columns):
        sheet.write_string(0, column, str(header)[:MAX_CELL_CHARACTERS], head)
    sheet.set_column(1, last, WIDTH, text)
    sheet.set_column(last, last, None, None, {"hidden": True})
    sheet.freeze_panes(1, 1)
    sheet.write_blank(1, 1, None, text)
    sheet.write_blank(1, 2, None, red)
    for row, column, comment in zip(errors.row.tolist(), errors.column.tolist(), errors.reason, strict=False):
        sheet.write_comment(row + 1, column, comment)
    book.close()
    return target.getvalue()


def _cell_formats(book: bytes) -> tuple[int, int]:
    """The cell formats of a text and of a cell with an error, read from the two cells below the header."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        plain, red = _STYLES.findall(archive.read("xl/worksheets/sheet1.xml"))
    return int(plain), int(red)
