"""Vectorised writer of sheet XML for rows of text; no library writes 100,000 rows in a second."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import (
    concatenated_bytes,
    contains,
    filter_rows,
    from_integers,
    from_texts,
    if_else,
    join,
    matches,
    replace_substring,
    replace_with_mask,
    to_list,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_TO_ESCAPE = re.compile("_x(?=[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_MAY_NEED_ESCAPE = r"_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b-\x1f\x{FFFE}\x{FFFF}]"
_SHEET = "xl/worksheets/sheet1.xml"
_QUICK = 1  # compression level
_compute: Any = pc  # its stubs know nearly no array


def with_rows(book: bytes, rows: bytes, reference: str) -> bytes:
    """Replace the rows below the first row of the only sheet of a workbook.

    Args:
        book: a workbook with one sheet, as written by XlsxWriter 3.2.
        rows: XML of `rows_of_text`.
        reference: the used range, as "A1:F20".
    """
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == _SHEET:
                head, _, rest = data.partition(b"</row>")
                tail = rest.partition(b"</sheetData>")[2]
                head = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{reference}"'.encode(), head)
                data = b"".join((head, b"</row>", rows, b"</sheetData>", tail))
            written.writestr(member.filename, data, compresslevel=_QUICK)
    return target.getvalue()


def rows_of_text(
    numbers: NDArray[np.int64] | pa.StringArray,
    columns: Sequence[pa.StringArray],
    styles: Sequence[NDArray[np.int32]],
) -> bytes:
    """The XML of rows from the second on: a number or a text, then texts.

    Args:
        numbers: the first column (n): numbers, or the labels of rows of several files.
        columns: the other columns (n each).
        styles: for each of them, the cell format of each cell (n each).
    """
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - only workbooks that are written need it

    if not len(numbers):
        return b""
    row = from_integers(np.arange(2, len(numbers) + 2))
    parts: list[Any] = ['<row r="', row, '"><c r="A', row]
    if isinstance(numbers, pa.StringArray):
        parts += ['" t="inlineStr"><is><t xml:space="preserve">', escape_xml(numbers), "</t></is></c>"]
    else:
        parts += ['"><v>', from_integers(numbers), "</v></c>"]
    for index, (column, style) in enumerate(zip(columns, styles, strict=True), start=1):
        begin = join(f'<c r="{xl_col_to_name(index)}', row, '" s="', from_integers(style))
        text = join(begin, '" t="inlineStr"><is><t xml:space="preserve">', escape_xml(column), "</t></is></c>")
        empty: NDArray[np.bool_] = _compute.equal(column, "").to_numpy(zero_copy_only=False)
        parts.append(if_else(empty, join(begin, '"/>'), text) if empty.any() else text)
    lines = join(*parts, "</row>")
    return bytes(concatenated_bytes(lines))


def escape_xml(text: pa.StringArray) -> pa.StringArray:
    """Escape texts for XML; characters that XML forbids, and text that looks like their escape, become `_xHHHH_`.

    Args:
        text: n.
    """
    for character, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        if contains(text, character).any():
            text = replace_substring(text, character, reference)
    odd = matches(text, _MAY_NEED_ESCAPE)
    if not odd.any():
        return text
    coded = from_texts(_TO_ESCAPE.sub(_hexadecimal, value) for value in to_list(filter_rows(text, odd)))
    return replace_with_mask(text, odd, coded)


def _hexadecimal(match: re.Match[str]) -> str:
    return "_x005F_x" if match[0] == "_x" else f"_x{ord(match[0]):04X}_"
