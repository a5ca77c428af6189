"""The JSON of a file as it was read: the file, its sheets, its columns and the reader's notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callsheet.validation import Note, Source, Table


def file_json(table: Table) -> dict[str, Any]:
    """The file a table was read from; of several, also each with what is added to its row numbers."""
    names = ("name", "sha256", "format", "encoding", "delimiter", "sheet", "header_row")
    file = {name: getattr(table.source, name) for name in names}
    parts = [
        {"name": part.file_name, "sheet": part.sheet, "header_row": part.header_row}
        | {"rows": part.rows, "offset": part.offset}
        for part in table.parts
    ]
    return {**file, "parts": parts} if parts else file


def sheets_json(source: Source) -> list[dict[str, Any]]:
    """The sheets of a workbook."""
    return [{"name": sheet.name, "visible": sheet.visible, "rows": sheet.rows} for sheet in source.sheets]


def notes_json(table: Table, more: Iterable[Note] = ()) -> list[dict[str, Any]]:
    """What the reader noticed or repaired, and what a check doubts.

    Args:
        table: the file as read.
        more: notes of a check.
    """
    return [_note_json(table, note) for note in (*table.notes, *more)]


def _note_json(table: Table, note: Note) -> dict[str, Any]:
    known = [column for column in note.columns if column in table.frame.columns]
    columns = [column_json(table, column) for column in known]
    return {"code": note.code.value, "rows": list(note.rows), "columns": columns, "facts": dict(note.facts)}


def column_json(table: Table, column: str) -> dict[str, Any]:
    """A column by its position, from 1, and its header."""
    return {"column": table.position_of(column), "header": table.header_of(column)}
