"""Hidden rows and columns of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.validation import Note, NoteCode


@dataclass(frozen=True)
class Hidden:
    """Hidden parts of a sheet.

    Args:
        rows: row numbers, ascending.
        columns: column indices, ascending.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()

    def notes(self) -> list[Note]:
        """As notes of a Grid, whose columns are indices."""
        rows = [Note(NoteCode.HIDDEN_ROWS, rows=self.rows)] if self.rows else []
        columns = tuple(str(index) for index in self.columns)
        return rows + ([Note(NoteCode.HIDDEN_COLUMNS, columns=columns)] if columns else [])
