"""What of a sheet a person does not see: hidden rows and columns, by filter, by hand or of no height."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.validation import Note, NoteCode


@dataclass(frozen=True)
class Hidden:
    """Hidden parts of a sheet.

    Args:
        rows: row numbers, ascending.
        columns: places from 0, ascending.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()

    def notes(self) -> list[Note]:
        """Told as notes of a Grid, its columns by place."""
        rows = [Note(NoteCode.HIDDEN_ROWS, rows=self.rows)] if self.rows else []
        columns = tuple(str(index) for index in self.columns)
        return rows + ([Note(NoteCode.HIDDEN_COLUMNS, columns=columns)] if columns else [])
