"""Grid → Table: which row holds the headers, which rows and columns count, what each column is called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.errors import ConservationError, FileRefused, RefusalCode
from callsheet.files.header import find_header
from callsheet.files.limits import MAX_LEAD_COLUMNS
from callsheet.validation import IssueCode, Note, NoteCode, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.files.grid import Grid
    from callsheet.validation import Source

MOST_NAMED = 100_000
"""Row numbers that one note names; of more it gives the first ones and how many there are."""
_EMPTY = pa.scalar("")
_BY_PLACE = (NoteCode.HIDDEN_COLUMNS, NoteCode.DATE_FORMATTED_NUMBERS)
"""Notes of engines that name columns by their place in the Grid: "0", "1", …"""


@dataclass(frozen=True, eq=False)
class _Body:
    """The records of a Grid that are leads.

    Args:
        header: place of the record of column names; -1: there is none.
        last: place after the last record that is not blank.
        width: columns that count.
        written: the names as written, one for each column that counts.
    """

    header: int
    last: int
    width: int
    written: tuple[str, ...]


def table_of(grid: Grid, source: Source, header_row: int | None) -> Table:
    """Name the columns of a Grid and keep what counts.

    Args:
        grid: records × columns.
        source: where it came from.
        header_row: row number of the column names; 0: there are none; None: where they are found.

    Raises:
        FileRefused: it holds no header or no lead.
        ConservationError: a row would be missing.
    """
    if grid.counted is not None and grid.counted != grid.cells.num_rows:
        raise ConservationError(f"{grid.counted} records counted, {grid.cells.num_rows} read")
    filled = filled_rows(grid.cells)
    numbers = np.arange(1, len(filled) + 1) if grid.rows is None else grid.rows
    filled |= np.isin(numbers, [row for row, _, _ in grid.marks])
    places = np.flatnonzero(filled)
    if not len(places):
        raise FileRefused(RefusalCode.EMPTY)
    header = _header_place(grid, places, numbers, header_row)
    body = _body(grid, header, int(places[-1]) + 1)
    notes = [*grid.notes, *_notes_around(body, numbers, places, is_told=header_row is not None)]
    marks = _marks(grid, body, numbers, np.flatnonzero(filled[: body.last]))
    frame = _frame(grid.cells, body, numbers)
    _account(frame, body, numbers, places, notes)
    return _named(frame, body, replace(source, header_row=int(numbers[header]) if header >= 0 else 0), notes, marks)


def drop_trailing_empty_columns(grid: Grid) -> Grid:
    """A Grid of more than `MAX_LEAD_COLUMNS` without the columns at its end in which no record has anything.

    Args:
        grid: as an engine hands it over.

    Raises:
        FileRefused: more than `MAX_LEAD_COLUMNS` are left.
    """
    number = grid.cells.num_columns
    if number <= MAX_LEAD_COLUMNS:
        return grid
    filled = number
    while filled and not pc.max(pc.binary_length(grid.cells.column(filled - 1))).as_py():
        filled -= 1
    if filled > MAX_LEAD_COLUMNS:
        raise FileRefused(RefusalCode.TOO_MANY_COLUMNS, received=filled, limit=MAX_LEAD_COLUMNS)
    widths = grid.widths
    if widths is not None:
        widths = np.where(widths > number, widths, np.minimum(widths, filled)).astype(widths.dtype)
    return replace(grid, cells=grid.cells.select(range(filled)), widths=widths)


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


def _header_place(grid: Grid, places: np.ndarray, numbers: np.ndarray, header_row: int | None) -> int:
    """The place of the record of column names; -1: there is none."""
    if header_row is None:
        found = find_header(grid.cells, places)
        return -1 if found is None else found
    if header_row == 0:
        return -1
    here = np.flatnonzero(numbers == header_row)
    if not len(here):
        raise FileRefused(RefusalCode.NO_HEADER, row=header_row)
    return int(here[0])


def _body(grid: Grid, header: int, last: int) -> _Body:
    if last <= header + 1:
        raise FileRefused(RefusalCode.NO_LEADS)
    width = grid.cells.num_columns
    if grid.widths is not None:
        width = min(width, int(grid.widths[header] if header >= 0 else grid.widths[:last].max()))
    names = [str(column[header].as_py()).strip() for column in grid.cells.columns[:width]] if header >= 0 else []
    if header >= 0 and not any(names):
        raise FileRefused(RefusalCode.NO_HEADER, row=header + 1)
    return _Body(header, last, width, tuple(names) or ("",) * width)


def _notes_around(body: _Body, numbers: np.ndarray, places: np.ndarray, *, is_told: bool) -> list[Note]:
    """What is said of the rows above the leads and below them."""
    notes = []
    above = numbers[places[places < body.header]]
    if len(above):
        notes.append(_note_of_rows(NoteCode.PREAMBLE_SKIPPED, above))
    if body.header < 0 and not is_told:
        notes.append(Note(NoteCode.HEADER_MISSING))
    if len(numbers) > body.last:
        notes.append(_note_of_rows(NoteCode.TRAILING_BLANK_ROWS, numbers[body.last :]))
    return notes


def _note_of_rows(code: NoteCode, rows: np.ndarray) -> Note:
    named = tuple(rows[:MOST_NAMED].tolist())
    return Note(code, rows=named, facts={"rows": len(rows)} if len(rows) > len(named) else {})


def _marks(grid: Grid, body: _Body, numbers: np.ndarray, filled: np.ndarray) -> pd.DataFrame:
    """Cells and rows that hold no usable value (n × row, place, code; place -1 marks the row)."""
    marks = pd.DataFrame(list(grid.marks), columns=["row", "place", "code"])
    marks = marks.astype({"row": "int64", "place": "int64", "code": "str"})
    is_wrong = np.zeros(len(numbers), bool)
    if grid.broken is not None:
        is_wrong[np.searchsorted(numbers, grid.broken)] = True
    if grid.widths is not None:
        is_wrong[_wrong_widths(grid.cells, grid.widths, filled, body)] = True
    wrong = numbers[is_wrong]
    if len(wrong):
        code = pd.array([IssueCode.BROKEN_ROW.value], dtype="str").repeat(len(wrong))
        marks = pd.concat([marks, pd.DataFrame({"row": wrong, "place": np.full(len(wrong), -1), "code": code})])
    first = numbers[body.header] if body.header >= 0 else 0
    marks = marks[(marks["row"] > first) & (marks["place"] < body.width)]
    return marks.sort_values(["row", "place"], kind="stable", ignore_index=True)


def _wrong_widths(cells: pa.Table, widths: np.ndarray, filled: np.ndarray, body: _Body) -> np.ndarray:
    """Places of filled records with too few cells, or with something written past the last column.

    A name that is missing at the end of the header asks for no cell.
    """
    named = max((place + 1 for place, name in enumerate(body.written) if name), default=body.width)
    own = widths[filled]
    wrong = (own < named) | (own > cells.num_columns)
    long = np.flatnonzero((own > body.width) & ~wrong)
    for name in cells.column_names[body.width :]:
        if not len(long):
            break
        written = pc.utf8_trim_whitespace(cells[name].take(filled[long]))
        here = pc.not_equal(written, _EMPTY).to_numpy()
        wrong[long[here]] = True
        long = long[~here]
    found: np.ndarray = filled[wrong]
    return found


def _frame(cells: pa.Table, body: _Body, numbers: np.ndarray) -> pd.DataFrame:
    start = body.header + 1
    some = cells.slice(start, body.last - start).select(cells.column_names[: body.width])
    some = some.combine_chunks()  # a page of fifty rows is taken from a column in pieces at the price of the whole
    own = numbers[start : body.last]
    regular = len(own) and int(own[-1]) - int(own[0]) == len(own) - 1
    index = pd.RangeIndex(int(own[0]), int(own[-1]) + 1, name="row") if regular else pd.Index(own, name="row")
    columns = {place: pd.array(cast("Any", column), dtype="str") for place, column in enumerate(some.columns)}
    return pd.DataFrame(columns, index=index)


def _account(frame: pd.DataFrame, body: _Body, numbers: np.ndarray, places: np.ndarray, notes: list[Note]) -> None:
    """Hold the rows of the file against those of the Table and those that notes name.

    Raises:
        ConservationError: they do not add up, or are not in order.
    """
    told = {note.code: int(str(note.facts.get("rows", len(note.rows)))) for note in notes}
    above = int(np.count_nonzero(places < body.header))
    blank_above = max(body.header, 0) - above
    named = told.get(NoteCode.PREAMBLE_SKIPPED, 0) + told.get(NoteCode.TRAILING_BLANK_ROWS, 0)
    accounted = len(frame) + named + blank_above + (body.header >= 0)
    if accounted != len(numbers) or (numbers[1:] <= numbers[:-1]).any():
        raise ConservationError(f"{len(numbers)} rows read, {accounted} accounted for")


def _named(frame: pd.DataFrame, body: _Body, source: Source, notes: list[Note], marks: pd.DataFrame) -> Table:
    written = body.written
    kept = [place for place, header in enumerate(written) if header or (frame[place] != "").any()]
    names = _unique([written[place] or f"Column {place + 1}" for place in kept])
    headers = tuple(written[place] for place in kept)
    repeated = tuple(name for name, header in zip(names, headers, strict=True) if header and headers.count(header) > 1)
    if repeated:
        notes.append(Note(NoteCode.DUPLICATE_HEADERS, columns=repeated))
    if source.header_row and not all(headers):
        empty = tuple(name for name, header in zip(names, headers, strict=True) if not header)
        notes.append(Note(NoteCode.EMPTY_HEADERS, columns=empty))
    name_of = dict(zip(kept, names, strict=True)) | {-1: ""}
    notes = [_told(note, name_of, frame.index) for note in notes]
    notes = [note for note in notes if note.code not in (NoteCode.HIDDEN_ROWS, *_BY_PLACE) or note.rows or note.columns]
    frame = frame[kept].set_axis(names, axis="columns")
    marks = marks[marks["place"].isin(list(name_of))]
    columns = marks["place"].map(name_of).astype("str")
    marks = marks.assign(column=columns)[["row", "column", "code"]].reset_index(drop=True)
    return Table(frame, headers, source, tuple(notes), marks)


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
