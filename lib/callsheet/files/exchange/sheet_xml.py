"""Rows of text as the XML of a sheet, in columns, because no library writes 100,000 rows in a second."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

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
_QUICK = 1
_compute: Any = pc  # its stubs know nearly no array


def with_rows(book: bytes, rows: bytes, reference: str) -> bytes:
    """A workbook with the rows below the first of its only sheet replaced.

    Args:
        book: a workbook of one sheet, as XlsxWriter writes it.
        rows: XML of `rows_of_text`.
        reference: of the box that its cells fill, as "A1:F20".
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
    numbers: NDArray[np.int64], columns: Sequence[pa.StringArray], styles: Sequence[NDArray[np.int32]]
) -> bytes:
    """Rows from the second on: a number, then texts.

    Args:
        numbers: what stands in the first column (n).
        columns: the others (n each).
        styles: of each of them, the cell format of each cell (n each).
    """
    if not len(numbers):
        return b""
    row = from_integers(np.arange(2, len(numbers) + 2))
    parts: list[Any] = ['<row r="', row, '"><c r="A', row, '"><v>', from_integers(numbers), "</v></c>"]
    for index, (column, style) in enumerate(zip(columns, styles, strict=True), start=1):
        begin = join(f'<c r="{xl_col_to_name(index)}', row, '" s="', from_integers(style))
        text = join(begin, '" t="inlineStr"><is><t xml:space="preserve">', escaped(column), "</t></is></c>")
        empty: NDArray[np.bool_] = _compute.equal(column, "").to_numpy(zero_copy_only=False)
        parts.append(if_else(empty, join(begin, '"/>'), text) if empty.any() else text)
    lines = join(*parts, "</row>")
    return bytes(concatenated_bytes(lines))


def escaped(text: pa.StringArray) -> pa.StringArray:
    """Texts as XML holds them; what it cannot hold, and what reads like it, as `_xHHHH_`.

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


def _hexadecimal(found: re.Match[str]) -> str:
    return "_x005F_x" if found[0] == "_x" else f"_x{ord(found[0]):04X}_"
