"""bytes → Table: one door for every format; no row is lost and none invented."""

from __future__ import annotations

import hashlib
from itertools import zip_longest
from typing import TYPE_CHECKING

import pandas as pd

from callsheet.errors import ConservationError, FileRefused, RefusalCode
from callsheet.files.formats import format_of
from callsheet.files.text import read_records
from callsheet.files.workbooks import read_workbook
from callsheet.validation import IssueCode, Note, NoteCode, Source, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BYTES = 10 * 1024 * 1024
"""Bytes a file may have unless the caller says otherwise: the larger reading of "10 MB"."""

Mark = tuple[int, str, str]


def read_table(
    name: str,
    data: bytes,
    sheet: str | None = None,
    header_row: int | None = None,
    *,
    limit_bytes: int = MAX_BYTES,
) -> Table:
    """Read a file of leads.

    Args:
        name: the file's name.
        data: its bytes.
        sheet: of a workbook, the sheet to read; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: there are none; None: the first row that is not empty.
        limit_bytes: largest size taken.

    Raises:
        FileRefused: the file cannot be taken as a whole; says why.
    """
    if len(data) > limit_bytes:
        raise FileRefused(RefusalCode.TOO_LARGE, size=len(data), limit=limit_bytes)
    file_format = format_of(name, data)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name, digest, file_format)
    if file_format == "csv":
        records = read_records(data)
        notes = _text_notes(name, records.encoding, records.broken, guessed=records.guessed)
        broken: list[tuple[int, int, str]] = [(row, -1, IssueCode.BROKEN_ROW) for row in records.broken]
        source = Source(name, digest, "csv", encoding=records.encoding, delimiter=records.delimiter)
        return _table(records.rows, source, header_row, notes, broken)
    cells = read_workbook(data, file_format, sheet)
    hidden = [each.name for each in cells.sheets if not each.visible]
    notes = [Note(NoteCode.HIDDEN_SHEETS, facts={"sheets": hidden})] if hidden else []
    if not name.lower().endswith(f".{file_format}"):
        notes.append(Note(NoteCode.DISGUISED_FORMAT, facts={"format": file_format}))
    source = Source(name, digest, file_format, sheet=cells.sheet, sheets=cells.sheets)
    return _table(cells.rows, source, header_row, notes, cells.marks)


def _text_notes(name: str, encoding: str, broken: Sequence[int], *, guessed: bool) -> list[Note]:
    notes = []
    if guessed:
        notes.append(Note(NoteCode.ENCODING_GUESSED, facts={"encoding": encoding}))
    if broken:
        notes.append(Note(NoteCode.BROKEN_QUOTES, rows=tuple(broken)))
    if name.lower().endswith(".xls"):
        notes.append(Note(NoteCode.DISGUISED_FORMAT, facts={"format": "csv"}))
    return notes


def _table(
    rows: list[list[str]],
    source: Source,
    header_row: int | None,
    notes: list[Note],
    marks: Sequence[tuple[int, int, str]],
) -> Table:
    last = max((place for place, row in enumerate(rows, start=1) if _filled(row)), default=0)
    if not last:
        raise FileRefused(RefusalCode.EMPTY)
    if len(rows) > last:
        notes.append(Note(NoteCode.TRAILING_BLANK_ROWS, rows=tuple(range(last + 1, len(rows) + 1))))
    header = (
        next(place for place, row in enumerate(rows, start=1) if _filled(row)) if header_row is None else header_row
    )
    if not 0 <= header <= len(rows):
        raise FileRefused(RefusalCode.NO_HEADER, row=header)
    body = rows[header:last]
    if not any(map(_filled, body)):
        raise FileRefused(RefusalCode.NO_LEADS)
    width = len(rows[header - 1]) if header else max(map(len, body))
    marked = [(row, place, str(code)) for row, place, code in marks if row > header]
    width = _true_width(rows, header, width, source.format)
    if source.format == "csv":
        marked += _wrong_widths(body, header, width, {row for row, *_ in marked})
    frame = _frame(body, header, width)
    written = [cell.strip() for cell in rows[header - 1][:width]] if header else []
    return _named(frame, written, _with_header(source, header), notes, marked)


def _filled(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)


def _true_width(rows: list[list[str]], header: int, width: int, file_format: str) -> int:
    """The columns that count: of a text file, those of its header; of a workbook, all that have a cell."""
    if file_format == "csv" and header:
        return width
    return max((len(row) for row in rows), default=width)


def _wrong_widths(body: list[list[str]], header: int, width: int, known: set[int]) -> list[tuple[int, int, str]]:
    lengths = pd.Series([len(row) for row in body])
    wrong = lengths[(lengths != width) & (lengths > 0)].index
    return [
        (place + header + 1, -1, IssueCode.BROKEN_ROW.value)
        for place in wrong
        if place + header + 1 not in known
        and _filled(body[place])
        and (len(body[place]) < width or _filled(body[place][width:]))
    ]


def _frame(body: list[list[str]], header: int, width: int) -> pd.DataFrame:
    columns = list(zip_longest(*(row[:width] for row in body), fillvalue=""))
    columns += [("",) * len(body)] * (width - len(columns))
    index = pd.RangeIndex(header + 1, header + 1 + len(body), name="row")
    frame = pd.DataFrame(
        {place: pd.array(list(cells), dtype="str") for place, cells in enumerate(columns)}, index=index
    )
    if len(frame) != len(body):
        raise ConservationError(f"{len(body)} rows read, {len(frame)} kept")
    return frame


def _with_header(source: Source, header: int) -> Source:
    return Source(**{**source.__dict__, "header_row": header})


def _named(
    frame: pd.DataFrame,
    written: list[str],
    source: Source,
    notes: list[Note],
    marks: Sequence[tuple[int, int, str]],
) -> Table:
    written = written + [""] * (frame.shape[1] - len(written))
    kept = [place for place, header in enumerate(written) if header or (frame[place] != "").any()]
    if source.header_row and not any(written):
        raise FileRefused(RefusalCode.NO_HEADER, row=source.header_row)
    names: list[str] = []
    for place in kept:
        base = name = written[place] or f"Column {place + 1}"
        number = 2
        while name in names:
            name, number = f"{base} ({number})", number + 1
        names.append(name)
    headers = tuple(written[place] for place in kept)
    name_of = dict(zip(kept, names, strict=True))
    repeated = tuple(name for name, header in zip(names, headers, strict=True) if header and headers.count(header) > 1)
    if repeated:
        notes.append(Note(NoteCode.DUPLICATE_HEADERS, columns=repeated))
    if source.header_row and not all(headers):
        empty = tuple(name for name, header in zip(names, headers, strict=True) if not header)
        notes.append(Note(NoteCode.EMPTY_HEADERS, columns=empty))
    frame = frame[kept].set_axis(names, axis="columns")
    lines = [(row, name_of.get(place, ""), code) for row, place, code in marks if place < 0 or place in name_of]
    table_marks = pd.DataFrame(sorted(lines), columns=["row", "column", "code"])
    return Table(
        frame, headers, source, tuple(notes), table_marks.astype({"row": "int64", "column": "str", "code": "str"})
    )
