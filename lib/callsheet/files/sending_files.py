"""The clean set as it is sent, and the sample files of the Upload step."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    import pandas as pd

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
    return clean.to_csv(index=False, lineterminator="\n").encode()


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
