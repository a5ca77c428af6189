"""The Table: a file as it was read, before it is checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from callsheet.validation.model.codes import IssueCode
from callsheet.validation.model.missing import no_column
from callsheet.validation.normalize import empty_cells
from callsheet.wording.arguments import shown
from callsheet.wording.format import row_label
from callsheet.wording.notebooks import COLUMN, FILLED, size

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from callsheet.validation.model.codes import NoteCode
    from callsheet.validation.model.steps import ColumnStep


def empty_flags() -> pd.DataFrame:
    """Return a frame without flags (0 rows × row, column, code)."""
    return pd.DataFrame(
        {"row": pd.Series(dtype="int64"), "column": pd.Series(dtype="str"), "code": pd.Series(dtype="str")}
    )


@dataclass(frozen=True)
class Note:
    """Something the reader met or repaired.

    Args:
        code: what it was.
        rows: row numbers as a spreadsheet shows them.
        columns: column names of the Table.
        facts: plain values for the sentence; never a lead's data.
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
        rows: non-empty rows, the header included.
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
        format: "csv", "xlsx", "xls", "xml", "ods" or "html": the detected format, whatever the file is called;
            "several" for files that were put together.
        encoding: of a text file, a Python codec name; else None.
        delimiter: of a text file; else None.
        sheet: of a workbook, the sheet read; else None.
        header_row: number of the row with the headers; 0: the file has no header.
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
class TablePart:
    """A file, or a sheet of one, among several that were put together into one Table.

    Args:
        label: its name, by which rows are shown: "North.csv"; no two parts have the same.
        offset: the row numbers of the Table are those of the file plus this.
        rows: how many rows of the Table are its own.
        file_name: of the file.
        sheet: of a workbook.
        header_row: number of the row with the headers, in the file; 0: it has none.
    """

    label: str
    offset: int
    rows: int
    file_name: str
    sheet: str | None = None
    header_row: int = 1


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """A file of leads as text cells. Two tables are equal only if they are the same object.

    Its `repr` is the file's name and its size; a notebook shows the columns as well. Neither holds a cell.

    Args:
        frame: rows × columns of `str` (Arrow-backed, never missing: an empty cell is ""). Its index, named "row",
            is the row number a person sees in the file (1 for a header in the first row), ascending and unique; a
            blank row has its number too. Its columns are the headers made unique and never empty
            ("Notes", "Notes (2)", "Column 4").
        headers: the header cells as written, one for each column of `frame`.
        source: where it came from.
        notes: what the reader met or repaired.
        flags: cells the reader found wrong (n × row, column, code with codes of `IssueCode`); column "" flags the
            row as a whole.
        parts: the files and sheets that were put together, in their order; empty for one file.
        origin_columns: columns that say from which of them a row came.
        as_read: the file as it was read, where column steps were applied; None: none were.
        applied: those steps, and the columns that they left alone because they are phone columns.
    """

    frame: pd.DataFrame
    headers: tuple[str, ...]
    source: Source
    notes: tuple[Note, ...] = ()
    flags: pd.DataFrame = field(default_factory=empty_flags)
    parts: tuple[TablePart, ...] = ()
    origin_columns: tuple[str, ...] = ()
    as_read: Table | None = None
    applied: tuple[tuple[ColumnStep, ...], frozenset[str]] = ((), frozenset())

    def __repr__(self) -> str:
        """The file and its size, without any cell: tables are logged."""
        return f"<Table of {shown(self.source.name)}: {size(*self.frame.shape)}>"

    def _repr_html_(self) -> str:
        """The columns and how many cells of them are filled, as notebooks show it."""
        rows = "".join(
            f"<tr><td>{number}</td><td>{escape(str(column))}</td><td>{(self.frame[column] != '').sum():,}</td></tr>"
            for number, column in enumerate(self.frame.columns, start=1)
        )
        head = f"<b>{escape(self.source.name)}</b> {size(*self.frame.shape)}"
        return f"<p>{head}</p><table><tr><th></th><th>{COLUMN}</th><th>{FILLED}</th></tr>{rows}</table>"

    @cached_property
    def columns_beyond_header(self) -> tuple[str, ...]:
        """The columns of cells that broken rows have beyond the header; no other row has text in them."""
        flagged = self.flags["column"][(self.flags["code"] == IssueCode.BROKEN_ROW.value).to_numpy()]
        return tuple(column for column in self.frame.columns if column in set(flagged))

    def empty(self, column: str) -> NDArray[np.bool_]:
        """Return which cells of a column are empty, found on first use and cached (rows × bool, read-only).

        Args:
            column: a column of `frame`.

        Raises:
            NotInTable: the Table has no such column.
        """
        if column not in self._empty:
            self.position_of(column)
            empty = empty_cells(self.frame[column])
            empty.flags.writeable = False
            self._empty[column] = empty
        return self._empty[column]

    @cached_property
    def _empty(self) -> dict[str, NDArray[np.bool_]]:
        return {}

    def part_of(self, row: int) -> TablePart | None:
        """Return the part that a row number belongs to; None for a Table of one file."""
        return next((part for part in reversed(self.parts) if part.offset < row), None)

    def row_label(self, row: int) -> str:
        """Return a row number as a person sees it: "1,240", of several files "North.csv:1,240"."""
        return row_label([(part.label, part.offset) for part in self.parts], row)

    def header_of(self, column: str) -> str:
        """Return the header of a column of `frame`, as written.

        Raises:
            NotInTable: the Table has no such column.
        """
        return self.headers[self.position_of(column) - 1]

    def position_of(self, column: str) -> int:
        """Return the number of a column of `frame`, counted from 1.

        Raises:
            NotInTable: the Table has no such column.
        """
        if column not in self._positions:
            raise no_column(column, list(self.frame.columns))
        return self._positions[column]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {str(column): position for position, column in enumerate(self.frame.columns, start=1)}
