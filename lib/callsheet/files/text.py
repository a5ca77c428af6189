"""CSV: which encoding, which delimiter, and every record with its row number; a stray quote swallows nothing."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest

import numpy as np
import pyarrow as pa

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.fast_text import Columns, read_columns
from callsheet.files.grid import Grid
from callsheet.validation import IssueCode, Note, NoteCode

DELIMITERS = (",", ";", "\t", "|")
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SAMPLE_LINES = 50
LONGEST_QUOTED_LINES = 50
MAX_CELL = 1_000_000
MAX_CELLS = 30_000_000
SURE = ("utf-8", "utf-8-sig", "utf-16", "ascii")
FIRST_PRINTABLE = 32


def read_text_grid(data: bytes, name: str) -> Grid:
    """Read a text file: in columns where its quotes are all in place, else record by record.

    Args:
        data: the whole file.
        name: the file's name.

    Raises:
        FileRefused: it is not text.
    """
    encoding, text = decode(data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    stated, text = _stated(text)
    delimiter = stated or delimiter_of(text)
    broken: list[int] = []
    columns = read_columns(text, delimiter)
    if columns is None:
        columns, broken = _read_records(text, delimiter)
    notes = []
    if encoding not in SURE:
        notes.append(Note(NoteCode.ENCODING_GUESSED, facts={"encoding": encoding}))
    if broken:
        notes.append(Note(NoteCode.BROKEN_QUOTES, rows=tuple(broken)))
    if name.lower().endswith(".xls"):
        notes.append(Note(NoteCode.DISGUISED_FORMAT, facts={"format": "csv"}))
    marks = tuple((row, -1, IssueCode.BROKEN_ROW.value) for row in broken)
    return Grid(
        columns.cells, widths=columns.widths, marks=marks, notes=tuple(notes), encoding=encoding, delimiter=delimiter
    )


def _stated(text: str) -> tuple[str, str]:
    """The delimiter a `sep=` line states, and the text with that line blank."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    if first.lower().startswith("sep=") and len(first) <= len("sep=,"):
        return first[4:] or "\t", f"\n{rest}"
    return "", text


def _read_records(text: str, delimiter: str) -> tuple[Columns, list[int]]:
    rows, broken = _records(text, delimiter)
    widths = np.fromiter(map(len, rows), dtype=np.int32, count=len(rows))
    if len(rows) * int(widths.max(initial=0)) > MAX_CELLS:
        raise FileRefused(RefusalCode.UNREADABLE)
    cells = {str(place): pa.array(column, pa.string()) for place, column in enumerate(zip_longest(*rows, fillvalue=""))}
    return Columns(pa.table(cells), widths), broken


def decode(data: bytes) -> tuple[str, str]:
    """Find the encoding and decode.

    Returns:
        Python codec name and the text.

    Raises:
        FileRefused: the bytes are not text in any encoding we take.
    """
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return encoding, _decoded(data, encoding)
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 4:
        return ("utf-16-le" if odd > even else "utf-16-be"), _decoded(data, "utf-16-le" if odd > even else "utf-16-be")
    if b"\x00" in data:
        raise FileRefused(RefusalCode.UNREADABLE)
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    control = sum(byte < FIRST_PRINTABLE and byte not in (9, 10, 13) for byte in sample)
    if control > len(sample) // 50:
        raise FileRefused(RefusalCode.UNREADABLE)
    try:
        return "cp1252", data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1", data.decode("latin-1")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).replace("\ufeff", "")
    except UnicodeDecodeError:
        raise FileRefused(RefusalCode.UNREADABLE) from None


def delimiter_of(text: str) -> str:
    """The delimiter under which the first records agree best on a width above one; a comma when none does."""
    lines = text.split("\n", SAMPLE_LINES)[:SAMPLE_LINES]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(row)]
        widths = [len(row) for row in rows]
        if not widths or widths[0] < 2:  # noqa: PLR2004 - one column is no evidence
            continue
        agree = sum(width == widths[0] for width in widths) / len(widths)
        score = agree * 100 + min(widths[0], 50)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    csv.field_size_limit(MAX_CELL)
    if '"' not in text:
        return [line.split(delimiter) if line else [] for line in _lines(text)], []
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return _careful(text, delimiter)
    width = next((len(row) for row in rows if row), 0)
    if any(_swallowed(cell, delimiter, width) for row in rows for cell in row if "\n" in cell):
        return _careful(text, delimiter)
    return rows, []


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _swallowed(cell: str, delimiter: str, width: int) -> bool:
    """True when a quoted cell holds whole records: its quote was a stray one."""
    return any(line.count(delimiter) >= max(width - 1, 1) for line in cell.split("\n")[1:])


def _careful(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """Read line by line: a quote that does not close within its record marks that row and leaves the next alone."""
    lines = _lines(text)
    rows: list[list[str]] = []
    broken: list[int] = []
    width = next((line.count(delimiter) + 1 for line in lines if line), 0)
    at = 0
    while at < len(lines):
        taken, row = _one_record(lines, at, delimiter, width)
        if row is None:
            row = [cell.strip().strip('"') for cell in lines[at].split(delimiter)]
            broken.append(len(rows) + 1)
        rows.append(row)
        at += taken
    return rows, broken


def _one_record(lines: list[str], at: int, delimiter: str, width: int) -> tuple[int, list[str] | None]:
    for taken in range(1, min(LONGEST_QUOTED_LINES, len(lines) - at) + 1):
        piece = lines[at : at + taken]
        if sum(line.count('"') for line in piece) % 2:
            continue
        try:
            found = list(csv.reader(io.StringIO("\n".join(piece), newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            return 1, None
        if len(found) > 1 or any(_swallowed(cell, delimiter, width) for row in found for cell in row):
            return 1, None
        return taken, found[0] if found else []
    return 1, None
