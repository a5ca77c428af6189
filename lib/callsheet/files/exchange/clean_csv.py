"""Write the clean set, other cells, and the sample files of the Upload step."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import csv

from callsheet.arrow_strings import (
    concatenated_bytes,
    filter_rows,
    from_series,
    from_texts,
    has_any,
    join,
    matches_sparse,
    replace_substring,
    replace_with_mask,
    to_list,
)
from callsheet.files.exchange.formula_escaping import escape_formula, escape_formulas
from callsheet.files.limits import MAX_CELL_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

SAMPLE = (
    ("phone_number", "name", "city", "product_interest", "last_purchase_value"),
    ("9876543210", "Priya Sharma", "Mumbai", "home_loan", "500000"),
    ("9123456789", "Rahul Mehra", "Delhi", "car_loan", "250000"),
)
CLEAN_SHEET = "Ready"
_SPECIAL = '",\n\r'
_BATCH = 32_768


def write_clean_csv(clean: pd.DataFrame) -> bytes:
    """Write the clean set as the CSV file that is uploaded: UTF-8, phone number first, values unescaped.

    Args:
        clean: ready rows × (phone_number, variables), as in `Report.clean`.
    """
    return _written(list(clean.columns), [from_series(clean[name]) for name in clean.columns])


def write_cells_csv(headers: Sequence[str], columns: Sequence[pd.Series[str]]) -> bytes:
    """Write cells as a CSV file for a spreadsheet: UTF-8 with a byte order mark, formulas escaped.

    Args:
        headers: names of the columns; two may be the same.
        columns: their cells, n × str each.
    """
    texts = [from_series(escape_formulas(cells.reset_index(drop=True))) for cells in columns]
    return codecs.BOM_UTF8 + _written([escape_formula(header) for header in headers], texts)


def _written(headers: Sequence[str], columns: list[pa.StringArray]) -> bytes:
    target = io.BytesIO()
    target.write(",".join(to_list(_quoted(from_texts(headers)))).encode())
    target.write(b"\n")
    if columns and len(columns[0]):
        _write_lines(columns, target)
    return target.getvalue()


def write_clean_workbook(clean: pd.DataFrame) -> bytes:
    """Write the clean set as XLSX: one sheet of text cells, so that a spreadsheet leaves every value as it is.

    Args:
        clean: ready rows × (phone_number, variables), as in `Report.clean`.
    """
    import xlsxwriter  # noqa: PLC0415 - only workbooks that are written need it

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(CLEAN_SHEET)
    as_text = book.add_format({"num_format": "@"})
    sheet.set_column(0, max(0, clean.shape[1] - 1), 22, as_text)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(clean.columns):
        texts = [str(name), *to_list(from_series(clean[name]))]
        sheet.write_column(0, column, [text[:MAX_CELL_CHARACTERS] for text in texts], as_text)
    book.close()
    return target.getvalue()


def _write_lines(columns: list[pa.StringArray], target: io.BytesIO) -> None:
    """Write the rows."""
    if not any(has_any(column, _SPECIAL) for column in columns):
        plain: Any = csv.WriteOptions(include_header=False, quoting_style="none", batch_size=_BATCH)
        csv.write_csv(pa.table(columns, names=list(map(str, range(len(columns))))), target, plain)
        return
    quoted = list(map(_quoted, columns))
    quoted[-1] = join(quoted[-1], "\n")
    target.write(concatenated_bytes(join(*quoted, separator=",")))


def _quoted(text: pa.StringArray) -> pa.StringArray:
    """Quote the cells that hold a comma, a quote or a line break."""
    if not has_any(text, _SPECIAL):
        return text
    special = matches_sparse(text, r'[",\n\r]')
    doubled = replace_substring(filter_rows(text, special), '"', '""')
    return replace_with_mask(text, special, join('"', doubled, '"'))


def sample_csv() -> bytes:
    """A sample CSV file with two leads."""
    return "".join(",".join(row) + "\r\n" for row in SAMPLE).encode()


def sample_workbook() -> bytes:
    """The same as XLSX, with text cells so that Excel leaves the numbers as typed."""
    import xlsxwriter  # noqa: PLC0415 - as above

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
