"""The clean set as it is sent, and the sample files of the Upload step."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from callsheet.validation.text import arrow, has_any, rows_with

SAMPLE = (
    ("phone_number", "name", "city", "product_interest", "last_purchase_value"),
    ("9876543210", "Priya Sharma", "Mumbai", "home_loan", "500000"),
    ("9123456789", "Rahul Mehra", "Delhi", "car_loan", "250000"),
)


def write_clean_csv(clean: pd.DataFrame) -> bytes:
    """The clean set as the file that is uploaded: UTF-8, phone first, values as they are, never escaped.

    Args:
        clean: ready rows × (phone_number, variables), as in `Report.clean`.
    """
    columns = [_quoted(clean[name]) for name in clean.columns]
    head = ",".join(str(each) for each in _quoted(pd.Series(list(clean.columns), dtype="str")).to_pylist())
    columns[0] = _joined("\n", columns[0], "")
    lines: Any = _joined(*columns, ",") if len(columns) > 1 else columns[0]
    _, _, data = lines.buffers()  # the bytes of the lines one after another are the file
    return b"".join((head.encode(), data if data is not None and len(clean) else b"", b"\n"))


def _quoted(values: pd.Series[str]) -> pa.StringArray:
    """Cells of a CSV file, in quotes where they hold a comma, a quote or a line break."""
    text = arrow(values)
    if not has_any(text, '",\n\r'):
        return text
    special = rows_with(text, r'[",\n\r]')
    doubled = pc.replace_substring(text.filter(pa.array(special)), '"', '""')
    quoted: pa.StringArray = pc.replace_with_mask(text, pa.array(special), _joined('"', doubled, '"', ""))
    return quoted


def _joined(*parts: Any) -> Any:
    """Texts side by side, the last part between them (`binary_join_element_wise`, whose stubs know no plain text)."""
    return pc.binary_join_element_wise(*parts)


def sample_csv() -> bytes:
    """A file that shows the shape: two leads."""
    return "".join(",".join(row) + "\r\n" for row in SAMPLE).encode()


def sample_workbook() -> bytes:
    """The same as XLSX with text cells, so that Excel keeps the numbers as typed."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Leads")
    as_text = book.add_format({"num_format": "@"})
    sheet.set_column(0, len(SAMPLE[0]) - 1, 22, as_text)
    for row, values in enumerate(SAMPLE):
        for column, value in enumerate(values):
            sheet.write_string(row, column, value, as_text)
    book.close()
    return target.getvalue()
