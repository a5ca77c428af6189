"""The Table: a file as it was read, before anyone judged it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation.model.codes import NoteCode


def empty_flags() -> pd.DataFrame:
    """An empty frame of marks (0 rows × row, column, code)."""
    return pd.DataFrame(
        {"row": pd.Series(dtype="int64"), "column": pd.Series(dtype="str"), "code": pd.Series(dtype="str")}
    )


@dataclass(frozen=True)
class Note:
    """Something the reader met or repaired.

    Args:
        code: what it is.
        rows: row numbers as a spreadsheet shows them.
        columns: column names of the Table.
        facts: plain values the sentence needs; never a lead's data.
    """

    code: NoteCode
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook.

    Args:
        name: as on its tab.
        visible: False when hidden.
        rows: non-empty rows, the header among them.
    """

    name: str
    visible: bool
    rows: int


@dataclass(frozen=True)
class Source:
    """Where a Table came from.

    Args:
        name: the file's name as given.
        sha256: hex digest of its bytes.
        format: "csv", "xlsx" or "xls": what it is, not what it is called.
        encoding: of a text file, a Python codec name; else None.
        delimiter: of a text file; else None.
        sheet: of a workbook, the sheet read; else None.
        header_row: number of the row that holds the headers; 0: there is none.
        sheets: all sheets of a workbook.
    """

    name: str
    sha256: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int = 1
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True)
class Table:
    """A file of leads as text cells.

    Args:
        frame: rows × columns of `str` (Arrow-backed, never missing: an empty cell is ""). Its index, named "row",
            is the row number a person sees in the file (header = 1 when it stands in the first row), ascending and
            unique; a blank row keeps its number. Its columns are the headers made unique and never empty
            ("Notes", "Notes (2)", "Column 4").
        headers: the header cells as written, one for each column of `frame`.
        source: where it came from.
        notes: what the reader met or repaired.
        marks: cells the reader found wrong (n × row, column, code with codes of `IssueCode`); column "" marks the
            row as a whole.
    """

    frame: pd.DataFrame
    headers: tuple[str, ...]
    source: Source
    notes: tuple[Note, ...] = ()
    marks: pd.DataFrame = field(default_factory=empty_flags)

    def header_of(self, column: str) -> str:
        """The header as written of a column of `frame`.

        Raises:
            KeyError: the Table has no such column.
        """
        return self.headers[self.position_of(column) - 1]

    def position_of(self, column: str) -> int:
        """The place of a column of `frame`, counted from 1 as a person counts.

        Raises:
            KeyError: the Table has no such column.
        """
        columns = list(self.frame.columns)
        if column not in columns:
            raise KeyError(column)
        return columns.index(column) + 1
