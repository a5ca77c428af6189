"""Find the header row: the first row that names a phone column, else the first filled row, or no row at all."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from callsheet.files.csv.model import has_phone_digits
from callsheet.files.exchange.headings import parse_origin
from callsheet.files.limits import HEADER_SEARCH_COLUMNS
from callsheet.validation import PHONE_NUMBER, is_phone_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

SEARCHED_ROWS = 40
MAX_PREAMBLE_ROWS = 20
MAX_CONTACTS = 3
"""Rows above the names that may say how to reach the sender of the file; chosen by hand."""
MIN_ROWS = 2
SEVERAL_COLUMNS = 3
MAX_NAME_LENGTH = 60
# The shares and limits here were chosen by hand against the sample files in tests/samples and tests/files.
_NEARLY_ALL = 0.8
_HALF = 0.5
_DATA = re.compile(r"\d{5}|^\W*\d+\W*\d*\W*$|@")
"""A cell that is data, not a column name: five digits in a row, a bare number, an address."""
_PLACEHOLDER = re.compile(r"(?i)[<>:]|\b(?:test|dummy|sample|example)\b")
"""A cell of a test lead, as "<test lead: dummy data for phone_number>" of Meta: such a lead is no second header."""
_LABEL = re.compile(r"(?i)\b(?:label|type|kind)\b")
"""Name of a column whose cells say which phone the next one has: "Mobile" below "Phone 1 - Label" is no name."""
_DATE = re.compile(r"(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}.*|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d.*")


class _Row(NamedTuple):
    """A record that is not blank.

    Args:
        record: its index among all records.
        cells: stripped of white space, empty ones included.
    """

    record: int
    cells: list[str]

    @property
    def filled(self) -> list[str]:
        """The cells that are not empty."""
        return [cell for cell in self.cells if cell]

    @property
    def distinct_names(self) -> int:
        """The number of different texts; a title repeated over several columns counts once."""
        return len(set(self.filled))

    @property
    def has_data(self) -> bool:
        """Whether a cell looks like data instead of a column name."""
        return any(map(_DATA.search, self.filled))

    @property
    def has_phone_or_address(self) -> bool:
        """Whether a cell looks like a phone number or an address."""
        return any(map(_phone_or_address, self.filled))

    @property
    def names_phone(self) -> bool:
        """Whether a cell is a usual name of a phone column."""
        return any(
            cell == PHONE_NUMBER or (len(cell) <= MAX_NAME_LENGTH and is_phone_header(cell)) for cell in self.filled
        )

    @property
    def is_error_file_header(self) -> bool:
        """Whether a cell is the heading of the origin column of an error file, whose hash looks like data."""
        return any(parse_origin(cell) is not None for cell in self.filled)


def find_header(cells: pa.Table, filled: np.ndarray) -> int | None:
    """Find the record that holds the column names.

    Rows above it (a preamble) are skipped if a row with names for most columns follows before the first lead. Of two
    rows of names the lower one is the header when the upper one has titles that span several columns.

    Args:
        cells: records × columns of `string`.
        filled: indices of the records that are not blank, ascending.

    Returns:
        The index of the record; None when the first filled row is a lead.
    """
    rows = _first_rows(cells, filled)
    own_header = next((row for row in rows if row.is_error_file_header), None)
    if own_header is not None:
        return own_header.record
    leads = [row for row in rows if row.has_phone_or_address] or rows
    counts = Counter(len(row.filled) for row in leads)
    usual_width = max(counts, key=lambda width: (counts[width], width))
    candidates = _rows_above_leads(rows, usual_width)
    named = [row for row in candidates if row.names_phone and (len(row.filled) * 2 >= usual_width or row is rows[0])]
    if named:
        most_names = max(row.distinct_names for row in named)
        return next(row.record for row in named if row.distinct_names >= most_names * _NEARLY_ALL)
    wide = next((row for row in rows if len(row.filled) * 2 >= usual_width), rows[0])
    if wide.has_data and _is_lead(rows[rows.index(wide) :]) and _is_set_apart(rows, wide, usual_width):
        return None
    if len(rows) > MIN_ROWS and wide in candidates and len(wide.filled) >= usual_width * _NEARLY_ALL:
        return wide.record
    return rows[0].record


def is_second_header(names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row below the header holds names again: the same ones, or another name under that of the phone.

    Args:
        names: the column names, stripped.
        below: the cells of the next record.
    """
    cells = [cell.strip() for cell in below]
    if not any(cells) or any(_DATA.search(cell) or has_phone_digits(cell) for cell in cells if cell):
        return False
    if [cell.casefold() for cell in cells] == [name.casefold() for name in names]:
        return True
    if any(map(_PLACEHOLDER.search, cells)):
        return False
    pairs = zip(names, cells, strict=True)
    return any(is_phone_header(name) and not _LABEL.search(name) and is_phone_header(cell) for name, cell in pairs)


def _first_rows(cells: pa.Table, filled: np.ndarray) -> list[_Row]:
    records = filled[:SEARCHED_ROWS]
    first = cells.select(cells.column_names[:HEADER_SEARCH_COLUMNS]).take(pa.array(records))
    rows = zip(*[column.to_pylist() for column in first.columns], strict=True)
    return [_Row(int(record), [str(cell).strip() for cell in row]) for record, row in zip(records, rows, strict=True)]


def _rows_above_leads(rows: Sequence[_Row], usual_width: int) -> list[_Row]:
    """Rows that may hold names: those without data, down to the first lead or row of usual width that has some.

    Up to `MAX_CONTACTS` short rows with a phone number or address are no leads if a whole row of names follows.
    """
    above: list[_Row] = []
    searched = rows[: MAX_PREAMBLE_ROWS + 1]
    names = [row.record for row in searched if row.names_phone and not row.has_data and len(row.filled) >= usual_width]
    short_leads = 0
    for row in searched:
        if not row.has_data:
            above.append(row)
        elif len(row.filled) >= usual_width:
            break
        elif len(row.filled) * 2 >= usual_width and row.has_phone_or_address:
            short_leads += 1
            if short_leads > MAX_CONTACTS or not any(row.record < record for record in names):
                break
    return above


def _is_lead(rows: Sequence[_Row]) -> bool:
    """Whether the first row has a phone number or an address in a column where most rows below have one."""
    first, below = rows[0], rows[1:]
    for column, cell in enumerate(first.cells):
        kind = _phone_or_address(cell)
        others = [row.cells[column] for row in below if row.cells[column]]
        if kind and sum(_phone_or_address(other) == kind for other in others) >= len(others) * _HALF:
            return True
    return False


def _phone_or_address(cell: str) -> str:
    if "@" in cell:
        return "address"
    return "phone" if has_phone_digits(cell) and not _DATE.fullmatch(cell) else ""


def _is_set_apart(rows: Sequence[_Row], row: _Row, usual_width: int) -> bool:
    """Whether the row is the first one, below a blank row, or only below lines of text in a file of several columns."""
    index = rows.index(row)
    if index == 0 or rows[index - 1].record < row.record - 1:
        return True
    return usual_width >= SEVERAL_COLUMNS and all(len(above.filled) == 1 for above in rows[:index])
