"""A file without some of its rows: the bytes of an operator's file in which a person's cells are overwritten.

Row numbers stay as they are, because edits and choices refer to them: an erased row is a blank one.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

from callsheet.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from callsheet.validation import Table

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_ROW = re.compile(r"<((?:\w+:)?row)\b([^>]*?)(?:/>|>(.*?)</\1>)", re.DOTALL)
_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?(?:v|t)\b[^>]*>([^<]*)<")
_SHARED = re.compile(r"<((?:\w+:)?si)\b[^>]*?(?:/>|>(.*?)</\1>)", re.DOTALL)
_STRINGS, _SHEETS = "xl/sharedStrings.xml", "xl/worksheets/"


def without_rows(
    data: bytes, table: Table, rows: Collection[int], national: str, read: Callable[[bytes], Table]
) -> bytes | None:
    """Return a file in which some rows are blank and everything else is as it was.

    A text file and an XLSX workbook stay what they are; any other file becomes CSV with the sheet that was read, if
    nothing of it was hidden or found wrong.

    Args:
        data: the file.
        table: what it was read as.
        rows: row numbers of the Table.
        national: the digits of the number without country code, by which other sheets are searched.
        read: reads a file as `data` was read.

    Returns:
        None where no way leads to a file that reads as it should.
    """
    for attempt in _attempts(data, table, rows, national):
        with suppress(FileRefused):  # as a file without any other lead
            if attempt is not None and _reads_as(table, rows, read(attempt)):
                return attempt
    return None


def _attempts(data: bytes, table: Table, rows: Collection[int], national: str) -> Iterator[bytes | None]:
    if table.source.encoding is not None:
        yield _text(data, table.source.encoding, lambda number, _: number in rows)
        yield _text(data, table.source.encoding, lambda _, line: national in digits_of(line))
    if table.source.format == "xlsx":
        yield _workbook(data, national)
    if not table.notes and not len(table.flags):
        yield _as_csv(table, rows)


def digits_of(text: str) -> str:
    """Return the ASCII digits of a text."""
    return re.sub(r"[^0-9]", "", text)


def _reads_as(before: Table, rows: Collection[int], after: Table) -> bool:
    """True when every other row is as it was, and these are blank."""
    expected = before.frame.copy()
    expected.loc[list(rows)] = ""
    if after.headers != before.headers or not after.frame.index.isin(expected.index).all():
        return False
    found = after.frame.reindex(expected.index, fill_value="").astype("str")
    return bool((found.to_numpy() == expected.to_numpy()).all())


def _text(data: bytes, encoding: str, is_erased: Callable[[int, str], bool]) -> bytes | None:
    """A text file with some of its lines, counted from 1, emptied."""
    try:
        text = data.decode(encoding)
        if text.encode(encoding) != data:
            return None
    except (UnicodeError, LookupError):
        return None
    pieces = _LINE_END.split(text)
    for place in range(0, len(pieces), 2):
        if is_erased(place // 2 + 1, pieces[place]):
            pieces[place] = ""
    return "".join(pieces).encode(encoding)


def _workbook(data: bytes, national: str) -> bytes | None:
    """An XLSX workbook without the cells of the rows that hold a number, on every sheet, and without their texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    try:
        texts = {info.filename: part.decode() for info, part in parts.items() if info.filename.endswith(".xml")}
    except UnicodeError:
        return None
    shared = [" ".join(_VALUE.findall(match[2] or "")) for match in _SHARED.finditer(texts.get(_STRINGS, ""))]
    erased, left = set[int](), set[int]()
    for name in [name for name in texts if name.startswith(_SHEETS)]:
        texts[name] = _ROW.sub(lambda row: _emptied(row, shared, national, erased, left), texts[name])
    indices = iter(range(len(shared)))
    texts[_STRINGS] = _SHARED.sub(
        lambda match: f"<{match[1]}/>" if next(indices) in erased - left else match[0], texts.get(_STRINGS, "")
    )
    if any(national in digits_of(" ".join(_VALUE.findall(text))) and national in text for text in texts.values()):
        return None
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, part in parts.items():
            archive.writestr(info.filename, texts[info.filename].encode() if info.filename in texts else part)
    return written.getvalue()


def _emptied(row: re.Match[str], shared: list[str], national: str, erased: set[int], left: set[int]) -> str:
    """A row of a sheet, without its cells if one of them holds the number; notes which shared texts it uses."""
    used, has_number = set[int](), False
    for attributes, content in _CELL.findall(row[3] or ""):
        for value in _VALUE.findall(content):
            text = value
            if re.search(r"""\bt=["']s["']""", attributes) and value.isdecimal() and int(value) < len(shared):
                used.add(int(value))
                text = shared[int(value)]
            has_number |= national in digits_of(text) or national in _whole(text)
    (erased if has_number else left).update(used)
    return f"<{row[1]}{row[2]}/>" if has_number else row[0]


def _whole(text: str) -> str:
    """A number as Excel stores it, without an exponent; "" for any other text."""
    try:
        return f"{float(text):.0f}"
    except (ValueError, OverflowError):
        return ""


def _as_csv(table: Table, rows: Collection[int]) -> bytes:
    """The sheet that was read as CSV, each row at its place."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    cells = dict(zip(table.frame.index.tolist(), table.frame.to_numpy().tolist(), strict=True))
    for number in range(1, max(cells, default=0) + 1):
        line = table.headers if number == table.source.header_row else () if number in rows else cells.get(number, ())
        writer.writerow(line)
    return target.getvalue().encode()
