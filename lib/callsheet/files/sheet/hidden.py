"""What of a sheet a person does not see: hidden rows and columns, by filter, by hand or of no height."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callsheet.validation import Note, NoteCode

MOST_COLUMNS = 16_384
_TAG = re.compile(rb"<(?:\w+:)?(row|col)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
_NO = (b"0", b"false", b"off", b"")


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
        columns = tuple(str(place) for place in self.columns)
        return rows + ([Note(NoteCode.HIDDEN_COLUMNS, columns=columns)] if columns else [])


def hidden_rows_in(xml: bytes, before: int = 0) -> list[int]:
    """Numbers of hidden rows in a piece of a sheet.

    Args:
        xml: the piece, in an encoding that agrees with ASCII.
        before: number of the row before the piece, from which rows without a number count on.
    """
    found, number = [], before
    for tag in _TAG.finditer(xml):
        if tag[1] == b"row":
            known = dict(_ATTRIBUTE.findall(tag[2]))
            stated = known.get(b"r", b"")
            number = int(stated) if stated.isdigit() else number + 1
            if known.get(b"hidden", b"") not in _NO:
                found.append(number)
    return found


def hidden_columns_in(xml: bytes) -> tuple[int, ...]:
    """Places of hidden columns, ascending.

    Args:
        xml: what stands before the rows of a sheet, in an encoding that agrees with ASCII.
    """
    found: set[int] = set()
    for tag in _TAG.finditer(xml):
        if tag[1] != b"col":
            continue
        known = dict(_ATTRIBUTE.findall(tag[2]))
        first, last = known.get(b"min", b""), known.get(b"max", b"")
        if known.get(b"hidden", b"") not in _NO and first.isdigit() and last.isdigit():
            found |= set(range(int(first) - 1, min(int(last), MOST_COLUMNS)))
    return tuple(sorted(found))
