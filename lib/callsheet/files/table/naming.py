"""Name the columns of a Table: names as written, numbers for those without one, and no name twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.validation import Note, NoteCode, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from callsheet.validation import Source

_BY_INDEX = (NoteCode.HIDDEN_COLUMNS, NoteCode.DATE_FORMATTED_NUMBERS, NoteCode.CELLS_BEYOND_HEADER)
"""Notes of the readers that refer to columns by their index in the Grid: "0", "1", …"""


def named_table(
    frame: pd.DataFrame, written: Sequence[str], source: Source, notes: list[Note], flags: pd.DataFrame
) -> Table:
    """The Table, without the columns that have neither name nor text nor a cell that is marked.

    Args:
        frame: rows × all columns of the Grid.
        written: the column names as written; "" for none.
        source: where the Grid came from.
        notes: of the readers and about the rows; those in `_BY_INDEX` refer to columns by index.
        flags: row, index of the column and code of each marked cell; index -1 marks the whole row.
    """
    marked = set(flags["index"].tolist())
    selected = [
        index for index, header in enumerate(written) if header or index in marked or (frame[index] != "").any()
    ]
    names = _unique([written[index] or f"Column {index + 1}" for index in selected])
    headers = tuple(written[index] for index in selected)
    repeated = tuple(name for name, header in zip(names, headers, strict=True) if header and headers.count(header) > 1)
    if repeated:
        notes.append(Note(NoteCode.DUPLICATE_HEADERS, columns=repeated))
    if source.header_row and not all(headers):
        beyond = {int(column) for note in notes if note.code is NoteCode.CELLS_BEYOND_HEADER for column in note.columns}
        nameless = tuple(
            name for name, index in zip(names, selected, strict=True) if not written[index] and index not in beyond
        )
        notes += [Note(NoteCode.EMPTY_HEADERS, columns=nameless)] if nameless else []
    name_of = dict(zip(selected, names, strict=True)) | {-1: ""}
    notes = [_with_names(note, name_of, frame.index) for note in notes]
    notes = [note for note in notes if note.code not in (NoteCode.HIDDEN_ROWS, *_BY_INDEX) or note.rows or note.columns]
    frame = frame[selected].set_axis(names, axis="columns")
    flags = flags[flags["index"].isin(list(name_of))]
    columns = flags["index"].map(name_of).astype("str")
    flags = flags.assign(column=columns)[["row", "column", "code"]].reset_index(drop=True)
    return Table(frame, headers, source, tuple(notes), flags)


def _with_names(note: Note, name_of: Mapping[int, str], rows: pd.Index) -> Note:
    """A reader's note with column names in place of indices, and only those hidden rows that the Table has."""
    columns = tuple(name_of[int(column)] for column in note.columns if column.isdecimal() and int(column) in name_of)
    if note.code is NoteCode.HIDDEN_ROWS:
        return replace(note, rows=tuple(row for row in note.rows if row in rows))
    return replace(note, columns=columns) if note.code in _BY_INDEX else note


def _unique(bases: list[str]) -> list[str]:
    names: dict[str, None] = {}
    for base in bases:
        name, number = base, 2
        while name in names:
            name, number = f"{base} ({number})", number + 1
        names[name] = None
    return list(names)
