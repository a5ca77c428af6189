"""Turn a Grid into a Table: choose the header row, drop what is not a lead, account for every row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import utf8_bytes
from callsheet.errors import ConservationError, FileRefused, RefusalCode
from callsheet.files.limits import MAX_LEAD_COLUMNS
from callsheet.files.sheet.merged_headers import fill_merged_names
from callsheet.files.table.header import find_header, is_second_header
from callsheet.files.table.naming import named_table
from callsheet.files.table.row_widths import RowWidths
from callsheet.validation import IssueCode, Note, NoteCode

if TYPE_CHECKING:
    from callsheet.files.grid import Grid
    from callsheet.validation import Source, Table

MAX_NOTE_ROWS = 100_000
"""Row numbers that one note lists; a note with more lists the first ones and their total."""
_EMPTY = pa.scalar("")


@dataclass(frozen=True, eq=False)
class _Body:
    """Which records and columns of a Grid hold the leads.

    Args:
        header: index of the record of column names; -1: no header.
        start: index of the first record of the leads.
        last: index after the last record that is not blank.
        width: number of columns, those beyond the header included.
        written: the column names as written (width); "" beyond the header.
        row_widths: the numbers of cells of the leads; None for a workbook, whose rows have none.
    """

    header: int
    start: int
    last: int
    width: int
    written: tuple[str, ...]
    row_widths: RowWidths | None = None


def to_table(grid: Grid, source: Source, header_row: int | None) -> Table:
    """Name the columns of a Grid and remove what is not a lead.

    Args:
        grid: records × columns.
        source: where it came from.
        header_row: row number of the column names; 0: the file has no header; None: detect it.

    Raises:
        FileRefused: it has no header or no leads.
        ConservationError: a row would be missing.
    """
    if grid.counted is not None and grid.counted != grid.cells.num_rows:
        raise ConservationError(f"{grid.counted} records counted, {grid.cells.num_rows} read")
    filled = filled_mask(grid.cells)
    numbers = np.arange(1, len(filled) + 1) if grid.rows is None else grid.rows
    filled |= np.isin(numbers, [row for row, _, _ in grid.flags])
    indices = np.flatnonzero(filled)
    if not len(indices):
        raise FileRefused(RefusalCode.EMPTY)
    grid, header = _header_of(grid, indices, numbers, header_row)
    body = _body(grid, header, indices)
    notes = [*grid.notes, *_notes_around(body, numbers, indices, is_given=header_row is not None)]
    notes += _notes_on_widths(body, numbers)
    flags = _flags(grid, body, numbers)
    frame = _frame(grid.cells, body, numbers)
    _account(frame, body, numbers, indices, notes)
    return named_table(
        frame, body.written, replace(source, header_row=int(numbers[header]) if header >= 0 else 0), notes, flags
    )


def drop_trailing_empty_columns(grid: Grid) -> Grid:
    """Drop trailing empty columns of a Grid with more than `MAX_LEAD_COLUMNS` columns.

    Args:
        grid: as a reader returns it.

    Raises:
        FileRefused: more than `MAX_LEAD_COLUMNS` columns remain.
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


def filled_mask(cells: pa.Table) -> np.ndarray:
    """Which records have a cell with more than white space (records × bool)."""
    filled = np.zeros(cells.num_rows, dtype=bool)
    for column in cells.columns:
        waiting = np.flatnonzero(~filled)
        if not len(waiting):
            break
        rest = column if len(waiting) == cells.num_rows else column.take(waiting)
        filled[waiting] = pc.not_equal(pc.utf8_trim_whitespace(rest), _EMPTY).to_numpy()
    return filled


def _header_of(grid: Grid, indices: np.ndarray, numbers: np.ndarray, header_row: int | None) -> tuple[Grid, int]:
    """The Grid with merged column names in all of their rows, and the index of the record of column names.

    A merged range below the names holds data, which stays in its first row.
    """
    whole = replace(grid, cells=fill_merged_names(grid.cells, grid.merged))
    header = _header_index(whole, indices, numbers, header_row)
    names = [merged for merged in grid.merged if merged.bottom <= header + 1]
    if len(names) == len(grid.merged):
        return whole, header
    filled = replace(grid, cells=fill_merged_names(grid.cells, names))
    return filled, _header_index(filled, indices, numbers, header_row)


def _header_index(grid: Grid, indices: np.ndarray, numbers: np.ndarray, header_row: int | None) -> int:
    """The index of the record of column names; -1: no header."""
    if header_row is None:
        detected = find_header(grid.cells, indices)
        return -1 if detected is None else detected
    if header_row == 0:
        return -1
    index = np.flatnonzero(numbers == header_row)
    if not len(index):
        raise FileRefused(RefusalCode.NO_HEADER, row=header_row)
    return int(index[0])


def _body(grid: Grid, header: int, indices: np.ndarray) -> _Body:
    last, start = int(indices[-1]) + 1, header + 1
    if last <= start:
        raise FileRefused(RefusalCode.NO_LEADS)
    width = grid.cells.num_columns
    names = [str(column[header].as_py()).strip() for column in grid.cells.columns] if header >= 0 else []
    if header >= 0 and not any(names):
        raise FileRefused(RefusalCode.NO_HEADER, row=header + 1)
    if header >= 0 and last > start + 1:
        start += is_second_header(names, [str(column[start].as_py()) for column in grid.cells.columns])
    written = tuple(names) or ("",) * width
    if grid.widths is None:
        return _Body(header, start, last, width, written)
    header_width = int(grid.widths[header]) if header >= 0 else 0
    return _Body(
        header,
        start,
        last,
        width,
        written,
        RowWidths(grid.cells, grid.widths, indices[indices >= start], header_width, written),
    )


def _notes_around(body: _Body, numbers: np.ndarray, indices: np.ndarray, *, is_given: bool) -> list[Note]:
    """Notes about the rows above and below the leads."""
    notes = []
    above = numbers[indices[indices < body.header]]
    if len(above):
        notes.append(_note_of_rows(NoteCode.PREAMBLE_SKIPPED, above))
    if body.start > body.header + 1:
        notes.append(_note_of_rows(NoteCode.SECOND_HEADER_SKIPPED, numbers[body.header + 1 : body.start]))
    if body.header < 0 and not is_given:
        notes.append(Note(NoteCode.HEADER_MISSING))
    if len(numbers) > body.last:
        notes.append(_note_of_rows(NoteCode.TRAILING_BLANK_ROWS, numbers[body.last :]))
    return notes


def _notes_on_widths(body: _Body, numbers: np.ndarray) -> list[Note]:
    """Notes about rows with another number of cells than the header."""
    widths, notes = body.row_widths, []
    if widths is None:
        return []
    if widths.differs_from_header:
        facts: dict[str, object] = {"cells": widths.usual, "names": widths.header_width}
        notes.append(Note(NoteCode.OTHER_NUMBER_OF_NAMES, facts=facts))
    beyond = widths.surplus
    if beyond:
        note = _note_of_rows(NoteCode.CELLS_BEYOND_HEADER, numbers[np.unique(np.concatenate(list(beyond.values())))])
        notes.append(replace(note, columns=tuple(map(str, beyond))))
    return notes


def _note_of_rows(code: NoteCode, rows: np.ndarray) -> Note:
    listed = tuple(rows[:MAX_NOTE_ROWS].tolist())
    return Note(code, rows=listed, facts={"rows": len(rows)} if len(rows) > len(listed) else {})


def _flags(grid: Grid, body: _Body, numbers: np.ndarray) -> pd.DataFrame:
    """Cells and rows without a usable value (n × row, index of the column, code; index -1 flags the whole row)."""
    flags = pd.DataFrame(list(grid.flags), columns=["row", "index", "code"])
    flags = flags.astype({"row": "int64", "index": "int64", "code": "str"})
    is_wrong = np.zeros(len(numbers), bool)
    if grid.broken is not None:
        is_wrong[np.searchsorted(numbers, grid.broken)] = True
    parts = []
    if body.row_widths is not None:
        is_wrong[body.row_widths.broken] = True
        parts = [_broken(numbers[rows], column) for column, rows in body.row_widths.surplus.items()]
    if is_wrong.any():
        flags = pd.concat([flags, _broken(numbers[is_wrong], -1), *parts])
    flags = flags[(flags["row"] >= int(numbers[body.start])) & (flags["index"] < body.width)]
    return flags.sort_values(["row", "index"], kind="stable", ignore_index=True)


def _broken(rows: np.ndarray, index: int) -> pd.DataFrame:
    """Flags of broken rows, or of the cells that they have beyond the header."""
    code = pd.array([IssueCode.BROKEN_ROW.value], dtype="str").repeat(len(rows))
    return pd.DataFrame({"row": rows, "index": np.full(len(rows), index), "code": code})


def _frame(cells: pa.Table, body: _Body, numbers: np.ndarray) -> pd.DataFrame:
    leads = cells.slice(body.start, body.last - body.start).select(cells.column_names[: body.width])
    rows = numbers[body.start : body.last]
    is_range = len(rows) and int(rows[-1]) - int(rows[0]) == len(rows) - 1
    index = pd.RangeIndex(int(rows[0]), int(rows[-1]) + 1, name="row") if is_range else pd.Index(rows, name="row")
    columns = {number: _text(column) for number, column in enumerate(leads.columns)}
    return pd.DataFrame(columns, index=index)


def _text(column: pa.ChunkedArray[Any]) -> Any:
    """A column as text of pandas, in one piece: `take` of fifty rows of several pieces costs as much as of all.

    Its offsets begin at zero, also where rows above were cut off: else each message that holds it makes a copy of them.
    """
    whole: Any = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    offsets, data = utf8_bytes(whole)
    begins: Any = offsets.astype(np.int64)
    text: Any = data
    large: Any = pa.LargeStringArray.from_buffers(len(whole), pa.py_buffer(begins), pa.py_buffer(text))
    return pd.array(large, dtype="str")


def _account(frame: pd.DataFrame, body: _Body, numbers: np.ndarray, indices: np.ndarray, notes: list[Note]) -> None:
    """Check that the rows of the Table and those that notes name add up to the rows of the file.

    Raises:
        ConservationError: they do not add up, or are not in order.
    """
    noted = {note.code: int(str(note.facts.get("rows", len(note.rows)))) for note in notes}
    above = int(np.count_nonzero(indices < body.header))
    blank_above = max(body.header, 0) - above
    listed = noted.get(NoteCode.PREAMBLE_SKIPPED, 0) + noted.get(NoteCode.TRAILING_BLANK_ROWS, 0)
    accounted = len(frame) + listed + blank_above + body.start - max(body.header, 0)
    if accounted != len(numbers) or (numbers[1:] <= numbers[:-1]).any():
        raise ConservationError(f"{len(numbers)} rows read, {accounted} accounted for")
