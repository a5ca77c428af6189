"""Parse a corrected error file: which file and draft it came from, and its rows as they are now and as written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from callsheet.files.exchange.formula_escaping import unescape_formula, unescape_formulas
from callsheet.files.exchange.headings import (
    ORIGIN_CELL,
    OWN_COLUMNS,
    REASON_HEADING,
    ROW_HEADING,
    Origin,
    parse_origin,
)

if TYPE_CHECKING:
    from callsheet.validation import Table

_HASH_DIGITS = 12  # of SHA-256 in hexadecimal: 48 bits tell two versions of one row apart


@dataclass(frozen=True, eq=False)
class Corrections:
    """The rows of a corrected error file.

    Args:
        origin: the file and the draft it was written from.
        cells: the cells as they are now (rows × columns of the source file, named by index; index: row number).
        hashes: of each row as it was written (rows; index: row number).
    """

    origin: Origin
    cells: pd.DataFrame
    hashes: pd.Series[str]


def row_hashes(cells: pd.DataFrame) -> pd.Series[str]:
    """A short hash of each row (rows; index as given): shows whether a row changed without showing its cells.

    Args:
        cells: rows × columns of str.
    """
    joined = ("\x1f".join(row) for row in cells.itertuples(index=False, name=None))
    return pd.Series(
        [hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS] for text in joined], index=cells.index, dtype="str"
    )


def strip_error_file(table: Table) -> Table:
    """An error file as an ordinary table of leads: our columns removed, formulas unescaped; other tables unchanged.

    Args:
        table: the file as read. Of a version 0 file the columns stay, as they always have.
    """
    columns = list(table.frame.columns)
    own = _own_columns(table)
    table = _with_unescaped_headers(replace(table, frame=_unescaped(table)), is_escaped=_is_escaped(table))
    if own is None or own.origin.version == 0:
        return table
    dropped = {columns.index(name) for name in (own.first, own.reason, own.column)}
    names = list(table.frame.columns)
    dropped_names = [names[index] for index in dropped]
    remaining = [index for index in range(len(columns)) if index not in dropped]
    return replace(
        table,
        frame=table.frame.iloc[:, remaining],
        headers=tuple(table.headers[index] for index in remaining),
        flags=table.flags[~table.flags["column"].isin(dropped_names)].reset_index(drop=True),
    )


def parse_corrections(table: Table) -> Corrections | None:
    """The corrections in a file; None when it is not an error file with an origin column.

    Args:
        table: the file as read. Rows without a readable row number, and rows whose number occurs again, are skipped.
    """
    own = _own_columns(table)
    if own is None:
        return None
    frame = _unescaped(table)
    numbers, hashes = _rows_of(frame, own)
    known = (numbers.notna() & ~numbers.duplicated()).to_numpy()
    index = pd.Index(numbers[known].astype("int64"), name="row")
    cells = frame.loc[known].drop(columns=[own.first, own.reason, own.column])
    cells.columns = pd.RangeIndex(len(cells.columns))
    return Corrections(own.origin, cells.set_axis(index), hashes[known].set_axis(index))


class _OwnColumns(NamedTuple):
    """The columns of an error file that are ours: row numbers, reasons, and the origin column."""

    origin: Origin
    first: str
    reason: str
    column: str


def _own_columns(table: Table) -> _OwnColumns | None:
    columns = list(table.frame.columns)
    for index, heading in enumerate(table.headers):
        origin = parse_origin(heading)
        if origin is not None and index > 0 and len(columns) > OWN_COLUMNS:
            return _OwnColumns(origin, columns[0], columns[index - 1], columns[index])
    return None


def _rows_of(frame: pd.DataFrame, own: _OwnColumns) -> tuple[pd.Series[float], pd.Series[str]]:
    """Row number and hash of each row; a number that the origin column lacks is read from the first column."""
    numbers = pd.to_numeric(frame[own.first], errors="coerce")
    if own.origin.version == 0:
        return numbers, frame[own.column]
    parts = frame[own.column].str.extract(ORIGIN_CELL)
    return pd.to_numeric(parts[0], errors="coerce").fillna(numbers), parts[1].fillna("").astype("str")


def _unescaped(table: Table) -> pd.DataFrame:
    """The cells, without the escapes if the file was written with them."""
    if not _is_escaped(table):
        return table.frame
    frame = table.frame.copy(deep=False)
    for column in frame.columns:
        frame[column] = unescape_formulas(frame[column])
    return frame


def _with_unescaped_headers(table: Table, *, is_escaped: bool) -> Table:
    """The table with the headers of the source file."""
    if not is_escaped or not any(header.startswith("'") for header in table.headers):
        return table
    names = {column: unescape_formula(column) for column in table.frame.columns}
    flags = table.flags.assign(column=table.flags["column"].replace(names))
    headers = tuple(map(unescape_formula, table.headers))
    return replace(table, frame=table.frame.rename(columns=names), headers=headers, flags=flags)


def _is_escaped(table: Table) -> bool:
    own = _own_columns(table)
    if own is not None and own.origin.version > 0:
        return own.origin.is_escaped
    is_error_file = table.headers[:1] == (ROW_HEADING,) and REASON_HEADING in table.headers
    return is_error_file and table.source.format == "csv"
