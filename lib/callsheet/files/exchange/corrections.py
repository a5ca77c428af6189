"""A corrected error file on its way back: which draft it came from, and what its rows held when they were written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from callsheet.files.exchange.headings import REASON_HEADER, ROW_HEADER

if TYPE_CHECKING:
    from callsheet.validation import Table

MARK = "callsheet:"
"""Begins the header of the column that names the draft and holds the row hashes."""
OWN_COLUMNS = 3
"""Row number, reason, and that column."""
FORMULA_STARTS = r"^(?:'*[=@\t\r-]|'*\+(?![0-9]{7,15}$))"
"""What the writer of a CSV file puts an apostrophe before."""
_ESCAPED = r"^'(?='*[=@\t\r-]|'*\+(?![0-9]{7,15}$))"
_DIGITS = 12


@dataclass(frozen=True, eq=False)
class Corrections:
    """The rows of an error file that came back.

    Args:
        draft_id: the draft it was written from.
        cells: the cells as they are now (rows × columns of the draft's file, named by place; index: row number).
        hashes: what each row held when it was written (rows; index: row number).
    """

    draft_id: str
    cells: pd.DataFrame
    hashes: pd.Series[str]


def row_hashes(cells: pd.DataFrame) -> pd.Series[str]:
    """A short hash of each row's cells (rows; index as given); says whether a row changed, hides what it holds.

    Args:
        cells: rows × columns of str.
    """
    joined = ("\x1f".join(row) for row in cells.itertuples(index=False, name=None))
    return pd.Series(
        [hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] for text in joined], index=cells.index, dtype="str"
    )


def is_error_file(table: Table) -> bool:
    """True for an error file of ours, by its first column and that of the reasons.

    Args:
        table: the file as read.
    """
    return table.headers[:1] == (ROW_HEADER,) and REASON_HEADER in table.headers


def without_apostrophes(table: Table) -> Table:
    """An error file as it was before its CSV was made safe: of each cell the one apostrophe that was put there is gone.

    Args:
        table: the file as read; any other than a CSV error file of ours is handed back as it is.
    """
    if table.source.format != "csv" or not is_error_file(table):
        return table
    frame = table.frame.copy(deep=False)
    for column in frame.columns:
        frame[column] = frame[column].str.replace(_ESCAPED, "", regex=True)
    return replace(table, frame=frame)


def parse_corrections(table: Table) -> Corrections | None:
    """What came back, when a file is an error file of ours; None when it is any other file.

    Args:
        table: the file as read. Rows whose number cannot be read are left away: they are nobody's.
    """
    marks = [column for column in table.frame.columns if table.header_of(column).startswith(MARK)]
    if not marks or len(table.frame.columns) < OWN_COLUMNS + 1:
        return None
    first, mark = table.frame.columns[0], marks[0]
    reason = table.frame.columns[list(table.frame.columns).index(mark) - 1]
    numbers = pd.to_numeric(table.frame[first], errors="coerce")
    known = (numbers.notna() & ~numbers.duplicated()).to_numpy()
    cells = table.frame.loc[known].drop(columns=[first, reason, mark])
    cells.columns = pd.RangeIndex(len(cells.columns))
    index = pd.Index(numbers[known].astype("int64"), name="row")
    hashes = table.frame.loc[known, mark].set_axis(index)
    return Corrections(table.header_of(mark).removeprefix(MARK).strip(), cells.set_axis(index), hashes)
