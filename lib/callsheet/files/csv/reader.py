"""Read a text file into a Grid: decode it, detect its dialect, read its records and count them again."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.csv.bare_returns import without_bare_returns
from callsheet.files.csv.columns import Columns, columns_from_rows, read_columns
from callsheet.files.csv.double_encoding import without_double_encoding
from callsheet.files.csv.encodings import decode
from callsheet.files.csv.model import QuoteProblem, TextLines
from callsheet.files.csv.records import RecordReader
from callsheet.files.csv.sniffer import double_escaped_quotes, find_dialect, stated_delimiter
from callsheet.files.grid import Grid
from callsheet.files.limits import SHEET_COLUMNS
from callsheet.validation import Note, NoteCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callsheet.files.csv.encodings import Decoded
    from callsheet.files.csv.model import Dialect

BOM = b"\xef\xbb\xbf"
LONG_LINE, LONG_LINE_WITHOUT_PHONES = 40, 20
"""Mean bytes of a line from which a file of one column may have several; the second if the column is not of phone
numbers. Chosen by hand."""

_BYTES_AT_ONCE = 1 << 20
"""Bytes that are compared at once when a character is counted: the result of a whole file is as large as the file."""


class Prepared(NamedTuple):
    """A text without the bytes that belong to no cell.

    Args:
        data: UTF-8, without NUL characters, BOMs at the start of lines, and the end-of-file character of DOS.
        removed: number of NUL characters, and of BOMs at the start of later lines, that were removed.
    """

    data: bytes
    removed: int


def read_text_grid(data: bytes, name: str) -> Grid:
    """Read a text file: vectorised if its lines allow it, else record by record.

    Args:
        data: the whole file.
        name: the file's name.

    Raises:
        FileRefused: it is not text, or has too many columns or cells.
    """
    decoded = decode(data)
    prepared = prepare(decoded.data)
    single, mended = without_double_encoding(prepared.data)
    returns = without_bare_returns(single)
    stated, text = stated_delimiter(returns.data)
    dialect = find_dialect(text, stated)
    if dialect.width > SHEET_COLUMNS:
        raise FileRefused(RefusalCode.TOO_MANY_COLUMNS, received=dialect.width, limit=SHEET_COLUMNS)
    if dialect.escaped:
        text = double_escaped_quotes(text)
    text, removed = without_wrappers(text, dialect)
    with _without_gc():
        columns = read_columns(text, dialect) or read_by_record(text, dialect)
    cells, unwrapped = _unwrapped(columns.cells) if b"=" in text and b'=""' in text else (columns.cells, 0)
    cells = returns.restored(cells)
    notes = [*_file_notes(decoded, prepared, dialect, name)]
    if mended:
        notes.append(Note(NoteCode.ENCODED_TWICE, facts={"characters": mended}))
    long = LONG_LINE if dialect.phones else LONG_LINE_WITHOUT_PHONES
    if dialect.width == 1 and len(text) > long * cells.num_rows:
        notes.append(Note(NoteCode.SINGLE_COLUMN))
    notes += [*_row_notes(columns, cells, decoded.broken)]
    if removed + unwrapped:
        notes.append(Note(NoteCode.WRAPPERS_REMOVED, facts={"cells": removed + unwrapped}))
    return Grid(
        cells,
        widths=columns.widths,
        broken=np.flatnonzero(columns.quote_problems == QuoteProblem.BROKEN) + 1,
        notes=tuple(notes),
        counted=count_records(text, columns.cells),
        encoding=decoded.encoding,
        delimiter=dialect.delimiter,
    )


def prepare(data: bytes) -> Prepared:
    """Remove the bytes that belong to no cell.

    Args:
        data: as decoded, UTF-8.
    """
    body = data.rstrip(b"\x1a\x00\r\n")
    tail = data[len(body) :]
    ends = [index for index in (tail.find(b"\x1a"), tail.find(b"\x00")) if index >= 0]
    data = body + tail[: min(ends)] if ends else data
    removed = data.count(b"\x00") if b"\x00" in data else 0
    if removed:
        data = data.replace(b"\x00", b"")
    if BOM[:1] in data and BOM in data:
        data = re.sub(rb"\A(?:%s)+" % BOM, b"", data)
        without = re.sub(rb"(?<=[\r\n])(?:%s)+" % BOM, b"", data)
        removed += (len(data) - len(without)) // len(BOM)
        data = without
    return Prepared(data, removed)


def without_wrappers(data: bytes, dialect: Dialect) -> tuple[bytes, int]:
    """Replace cells written as `="00123"` by `"00123"`; return the text and the number of such cells.

    Args:
        data: the whole text in UTF-8.
        dialect: how it is written.
    """
    if b"=" not in data or b'="' not in data or dialect.quote != '"':
        return data, 0
    edge = re.escape(dialect.delimiter).encode()
    return re.subn(rb'(?:(?<=[%s\r\n])|\A)="([^"\r\n]+)"(?=[%s\r\n]|\Z)' % (edge, edge), rb'"\1"', data)


def read_by_record(data: bytes, dialect: Dialect) -> Columns:
    """Read the records of a text one by one.

    Args:
        data: the whole text in UTF-8.
        dialect: how it is written.
    """
    return columns_from_rows(*RecordReader(dialect).all(TextLines(data.decode())), dialect.delimiter)


def count_records(data: bytes, cells: pa.Table) -> int:
    """Count the records of a text by separate code: its lines minus the line breaks inside cells.

    Args:
        data: the whole text in UTF-8.
        cells: records × columns of `string`.
    """
    lines = _line_breaks(partial(_count_in_text, data)) + (not data.endswith((b"\n", b"\r")))
    inside = 0
    for column in cells.columns:
        for chunk in column.chunks:
            if _has_break(chunk):
                inside += _line_breaks(partial(_count_in, chunk))
    return lines - inside


def _line_breaks(count: Callable[[str], int]) -> int:
    r"""The number of line breaks, by a function that counts a text: `\r\n` and `\r\r\n` are one.

    Args:
        count: returns how often a text occurs.
    """
    returns = count("\r")
    if not returns:
        return count("\n")
    both = count("\r\n")
    return count("\n") + returns - both - (count("\r\r\n") if returns > both else 0)


def _count_in_text(data: bytes, text: str) -> int:
    """How often a text occurs in UTF-8; numpy counts single bytes faster."""
    if len(text) > 1:
        return data.count(text.encode())
    some = (np.frombuffer(data, np.uint8, min(_BYTES_AT_ONCE, len(data) - at), at) for at in _starts(data))
    return sum(int(np.count_nonzero(part == ord(text))) for part in some)


def _starts(data: bytes) -> range:
    return range(0, len(data), _BYTES_AT_ONCE)


def _count_in(chunk: Any, text: str) -> int:
    """How often a text occurs in the cells of a chunk."""
    return pc.sum(pc.count_substring(chunk, text)).as_py() or 0


@contextmanager
def _without_gc() -> Iterator[None]:
    """Pause the garbage collector: a million new lists hold no cycles, and scanning them costs more than reading."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _has_break(chunk: Any) -> bool:
    data = chunk.buffers()[2]
    if data is None:
        return False
    some = memoryview(data).tobytes()
    return b"\n" in some or b"\r" in some


def _unwrapped(cells: pa.Table) -> tuple[pa.Table, int]:
    """Unwrap cells written as `="00123"` (to keep their zeros in a spreadsheet); return the cells and their number."""
    total = 0
    for index, column in enumerate(cells.columns):
        wrapped = pc.match_substring_regex(column, r'^="[^"]*"$')
        count = int(np.count_nonzero(wrapped.to_numpy()))
        if count:
            total += count
            plain = pc.replace_substring_regex(column, r'^="([^"]*)"$', r"\1")
            cells = cells.set_column(index, str(index), plain)
    return cells, total


def _file_notes(decoded: Decoded, prepared: Prepared, dialect: Dialect, name: str) -> list[Note]:
    notes = []
    if not decoded.is_sure:
        notes.append(Note(NoteCode.ENCODING_GUESSED, facts={"encoding": decoded.encoding}))
    if not dialect.is_sure:
        facts = {"delimiter": dialect.delimiter, "quote": dialect.quote}
        notes.append(Note(NoteCode.DELIMITER_GUESSED, facts=facts))
    if prepared.removed:
        notes.append(Note(NoteCode.ZERO_CHARACTERS_REMOVED, facts={"characters": prepared.removed}))
    if name.lower().endswith(".xls"):
        notes.append(Note(NoteCode.DISGUISED_FORMAT, facts={"format": "csv"}))
    return notes


def _row_notes(columns: Columns, cells: pa.Table, broken: int) -> list[Note]:
    notes = []
    odd = np.flatnonzero(columns.quote_problems)
    if len(odd):
        notes.append(Note(NoteCode.BROKEN_QUOTES, rows=tuple((odd + 1).tolist())))
    if broken:
        hit = np.zeros(cells.num_rows, bool)
        for column in cells.columns:
            hit |= pc.match_substring(column, "\ufffd").to_numpy()
        rows = tuple((np.flatnonzero(hit) + 1).tolist())
        notes.append(Note(NoteCode.BROKEN_CHARACTERS, rows=rows, facts={"characters": broken}))
    return notes
