"""Grid → Table: which row holds the headers, which rows and columns count, what each column is called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.errors import ConservationError, FileRefused, RefusalCode
from callsheet.files.header import find_header
from callsheet.validation import IssueCode, Note, NoteCode, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.files.grid import Grid
    from callsheet.validation import Source

Mark = tuple[int, int, str]
_EMPTY = pa.scalar("")
_BY_PLACE = (NoteCode.HIDDEN_COLUMNS, NoteCode.DATE_FORMATTED_NUMBERS)
"""Notes of engines that name columns by their place in the Grid: "0", "1", …"""


def table_of(grid: Grid, source: Source, header_row: int | None) -> Table:
    """Name the columns of a Grid and keep what counts.

    Args:
        grid: records × columns; its row numbers are 1, 2, 3, …
        source: where it came from.
        header_row: row number of the column names; 0: there are none; None: where they are found.

    Raises:
        FileRefused: it holds no header or no lead.
        ConservationError: a row would be missing.
    """
    filled = filled_rows(grid.cells)
    places = np.flatnonzero(filled)
    if not len(places):
        raise FileRefused(RefusalCode.EMPTY)
    notes = list(grid.notes)
    number, last = grid.cells.num_rows, int(places[-1]) + 1
    if number > last:
        notes.append(Note(NoteCode.TRAILING_BLANK_ROWS, rows=tuple(range(last + 1, number + 1))))
    header = find_header(grid.cells, places) if header_row is None else header_row
    if not 0 <= header <= number:
        raise FileRefused(RefusalCode.NO_HEADER, row=header)
    if header_row is None:
        above = tuple(int(place) + 1 for place in places if place < header - 1)
        notes += [Note(NoteCode.PREAMBLE_SKIPPED, rows=above)] if above else []
    if last <= header:
        raise FileRefused(RefusalCode.NO_LEADS)
    width = _width(grid, header, last)
    marks = [(row, place, str(code)) for row, place, code in grid.marks if row > header]
    if grid.widths is not None:
        known = {row for row, *_ in marks}
        wrong = _wrong_widths(grid.cells, grid.widths, np.flatnonzero(filled[:last]), width)
        marks += [mark for mark in wrong if mark[0] > header and mark[0] not in known]
    frame = _frame(grid.cells, header, last, width)
    written = [cell.strip() for cell in _row(grid.cells, header - 1)[:width]] if header else []
    return _named(frame, written, replace(source, header_row=header), notes, marks)


def filled_rows(cells: pa.Table) -> np.ndarray:
    """Which records have a cell with more than white space (bool, one a record)."""
    filled = np.zeros(cells.num_rows, dtype=bool)
    for column in cells.columns:
        waiting = np.flatnonzero(~filled)
        if not len(waiting):
            break
        rest = column if len(waiting) == cells.num_rows else column.take(waiting)
        filled[waiting] = pc.not_equal(pc.utf8_trim_whitespace(rest), _EMPTY).to_numpy()
    return filled


def _row(cells: pa.Table, place: int) -> list[str]:
    return [str(column[place].as_py()) for column in cells.columns]


def _width(grid: Grid, header: int, last: int) -> int:
    """The columns that count: of a text file, those of its header; of a workbook, all that have a cell."""
    if grid.widths is None:
        return grid.cells.num_columns
    return int(grid.widths[header - 1]) if header else int(grid.widths[:last].max())


def _wrong_widths(cells: pa.Table, widths: np.ndarray, filled: np.ndarray, width: int) -> list[Mark]:
    """Filled records with too few cells, or with something written past the last column."""
    beyond = cells.column_names[width:]
    wrong = filled[widths[filled] != width].tolist()
    return [
        (place + 1, -1, IssueCode.BROKEN_ROW.value)
        for place in wrong
        if widths[place] < width or any(cells[name][place].as_py().strip() for name in beyond)
    ]


def _frame(cells: pa.Table, header: int, last: int, width: int) -> pd.DataFrame:
    body = cells.slice(header, last - header).select(cells.column_names[:width])
    body = body.combine_chunks()  # a page of fifty rows is taken from a column in pieces at the price of the whole
    index = pd.RangeIndex(header + 1, last + 1, name="row")
    columns = {place: pd.array(cast("Any", column), dtype="str") for place, column in enumerate(body.columns)}
    columns |= {place: pd.array([""] * (last - header), dtype="str") for place in range(len(columns), width)}
    frame = pd.DataFrame(columns, index=index)
    if len(frame) != last - header:
        raise ConservationError(f"{last - header} rows read, {len(frame)} kept")
    return frame


def _named(frame: pd.DataFrame, written: list[str], source: Source, notes: list[Note], marks: Sequence[Mark]) -> Table:
    written = written + [""] * (frame.shape[1] - len(written))
    kept = [place for place, header in enumerate(written) if header or (frame[place] != "").any()]
    if source.header_row and not any(written):
        raise FileRefused(RefusalCode.NO_HEADER, row=source.header_row)
    names = _unique([written[place] or f"Column {place + 1}" for place in kept])
    headers = tuple(written[place] for place in kept)
    name_of = dict(zip(kept, names, strict=True))
    repeated = tuple(name for name, header in zip(names, headers, strict=True) if header and headers.count(header) > 1)
    if repeated:
        notes.append(Note(NoteCode.DUPLICATE_HEADERS, columns=repeated))
    if source.header_row and not all(headers):
        empty = tuple(name for name, header in zip(names, headers, strict=True) if not header)
        notes.append(Note(NoteCode.EMPTY_HEADERS, columns=empty))
    notes = [_told(note, name_of, frame.index) for note in notes]
    frame = frame[kept].set_axis(names, axis="columns")
    lines = [(row, name_of.get(place, ""), code) for row, place, code in marks if place < 0 or place in name_of]
    table_marks = pd.DataFrame(sorted(lines), columns=["row", "column", "code"])
    table_marks = table_marks.astype({"row": "int64", "column": "str", "code": "str"})
    notes = [note for note in notes if note.code not in (NoteCode.HIDDEN_ROWS, *_BY_PLACE) or note.rows or note.columns]
    return Table(frame, headers, source, tuple(notes), table_marks)


def _told(note: Note, name_of: Mapping[int, str], index: pd.Index) -> Note:
    """A note of an engine, which knows columns by place, with their names; of hidden rows those of the Table."""
    columns = tuple(name_of[int(column)] for column in note.columns if column.isdecimal() and int(column) in name_of)
    if note.code is NoteCode.HIDDEN_ROWS:
        return replace(note, rows=tuple(row for row in note.rows if row in index))
    return replace(note, columns=columns) if note.code in _BY_PLACE else note


def _unique(bases: list[str]) -> list[str]:
    names: dict[str, None] = {}
    for base in bases:
        name, number = base, 2
        while name in names:
            name, number = f"{base} ({number})", number + 1
        names[name] = None
    return list(names)
