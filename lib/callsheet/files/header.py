"""Which row holds the column names: the one called after phones, else the first that is filled; or none does."""

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

LOOKED_AT = 40
MOST_PREAMBLE = 20
FEWEST_ROWS = 2
LONGEST_NAME = 60
_NEARLY_ALL = 0.8
_HALF = 0.5
_DATA = re.compile(r"\d{5}|^\W*\d+\W*\d*\W*$|@")
"""A cell no column is called after: many digits, a bare number, an address."""
_DATE = re.compile(r"(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}.*|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d.*")


class _Row(NamedTuple):
    """A record that is not blank.

    Args:
        place: its place among all records.
        cells: stripped, empty ones among them.
    """

    place: int
    cells: list[str]

    @property
    def filled(self) -> list[str]:
        """The cells that are not empty."""
        return [cell for cell in self.cells if cell]

    @property
    def names(self) -> int:
        """How many different texts it has: a title over several columns counts once."""
        return len(set(self.filled))

    @property
    def has_data(self) -> bool:
        """True when no column would be called after one of its cells."""
        return any(map(_DATA.search, self.filled))

    @property
    def says_phone(self) -> bool:
        """True when a cell is what a phone column is called."""
        return any(
            cell == PHONE_NUMBER or (len(cell) <= LONGEST_NAME and is_phone_header(cell)) for cell in self.filled
        )


def find_header(cells: pa.Table, filled: np.ndarray) -> int | None:
    """The place of the record that holds the column names.

    A preamble is passed over when below it, before the first lead, a row is found that has names for most columns; of
    two rows of names the lower one, when the upper one has titles over several columns.

    Args:
        cells: records × columns of `string`.
        filled: places of the records that are not blank, ascending.

    Returns:
        From 0; None when the first row is a lead already.
    """
    rows = _first_rows(cells, filled)
    ours = next((row for row in rows if any(map(parse_origin, row.filled))), None)
    if ours is not None:
        return ours.place
    usual = Counter(len(row.filled) for row in rows).most_common(1)[0][0]
    above = _above_leads(rows, usual)
    named = [row for row in above if row.says_phone and (len(row.filled) * 2 >= usual or row is rows[0])]
    if named:
        most = max(row.names for row in named)
        return next(row.place for row in named if row.names >= most * _NEARLY_ALL)
    wide = next((row for row in rows if len(row.filled) * 2 >= usual), rows[0])
    if wide.has_data and _is_lead(rows[rows.index(wide) :]) and _stands_apart(rows, wide):
        return None
    if len(rows) > FEWEST_ROWS and wide in above and len(wide.filled) >= usual * _NEARLY_ALL:
        return wide.place
    return rows[0].place


def _first_rows(cells: pa.Table, filled: np.ndarray) -> list[_Row]:
    places = filled[:LOOKED_AT]
    some = cells.select(cells.column_names[:HEADER_SEARCH_COLUMNS]).take(pa.array(places))
    columns = [column.to_pylist() for column in some.columns]
    written = zip(*columns, strict=True)
    return [_Row(int(place), [str(cell).strip() for cell in row]) for place, row in zip(places, written, strict=True)]


def _above_leads(rows: Sequence[_Row], usual: int) -> list[_Row]:
    """Rows that may hold names: those without data, down to the first filled one with some."""
    above = []
    for row in rows[: MOST_PREAMBLE + 1]:
        if not row.has_data:
            above.append(row)
        elif len(row.filled) * 2 >= usual:
            break
    return above


def _is_lead(rows: Sequence[_Row]) -> bool:
    """True when the first row has a phone number or an address where most rows below have one."""
    first, below = rows[0], rows[1:]
    for place, cell in enumerate(first.cells):
        kind = _phone_or_address(cell)
        others = [row.cells[place] for row in below if row.cells[place]]
        if kind and sum(_phone_or_address(other) == kind for other in others) >= len(others) * _HALF:
            return True
    return False


def _phone_or_address(cell: str) -> str:
    if "@" in cell:
        return "address"
    return "phone" if has_phone_digits(cell) and not _DATE.fullmatch(cell) else ""


def _stands_apart(rows: Sequence[_Row], row: _Row) -> bool:
    """True when nothing stands above a row, or only what a blank row sets apart."""
    at = rows.index(row)
    return at == 0 or rows[at - 1].place < row.place - 1
