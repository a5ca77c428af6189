"""How many leads each phone column can call, counted over all rows, and how many a second one adds to the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from callsheet.validation.columns.phone_evidence import broken_rows
from callsheet.validation.columns.repaired_numbers import may_be_repaired, repaired_numbers
from callsheet.validation.countries.names import local_regions
from callsheet.validation.phones.validate import validate_by_row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

T = TypeVar("T", bound=np.generic)

_MOST_COLUMNS = 8
"""Columns that are counted; more are of no use to a person."""

_ROWS_AT_ONCE = 100_000
"""Rows that are read at once, so that a column of a million takes no copy of itself. Chosen by hand: 50,000 take twice
as long.
"""


class PhoneLeads(NamedTuple):
    """What a phone column can call, in rows.

    Args:
        column: its name in the Table.
        filled: rows with a value.
        numbers: rows with a valid number as written.
        repairable: rows that a fix would give a valid number.
        adds: rows with a number, as written or after a fix, in which no column before it has one.
    """

    column: str
    filled: int
    numbers: int
    repairable: int
    adds: int


def count_phone_leads(
    table: Table,
    mapping: ColumnMapping,
    region: str | None,
    country_column: str | None = None,
    validated: Mapping[str, NDArray[np.int64]] | None = None,
) -> list[PhoneLeads]:
    """Count what the phone columns of a file can call, in the order in which they are called.

    Args:
        table: the file as read.
        mapping: its phone columns come first, then its other candidates, of all at most eight; blank and broken rows
            are not counted.
        region: of numbers without a country code; None: unknown.
        country_column: the column with the country of each row, or None.
        validated: column → its numbers as written (rows × E.164 without the plus, 0: none), of columns that were
            validated with the same region and country column; None: of no column.
    """
    order = dict.fromkeys([*mapping.phone, *(candidate.column for candidate in mapping.candidates)])
    columns = list(order)[:_MOST_COLUMNS]
    if not columns:
        return []
    broken = broken_rows(table)
    countries = table.frame[country_column] if country_column is not None else None
    regions = local_regions(countries, region, len(table.frame))
    reached = np.zeros(len(table.frame), np.bool_)
    counted = []
    for column in columns:
        values = table.frame[column]
        rows = np.flatnonzero(~table.empty(column) & ~broken)
        known = None if validated is None else validated.get(column)
        number = _by_rows(values, rows, regions, _written) if known is None else known[rows]
        wrong = rows[number == 0]
        wrong = wrong[_by_rows(values, wrong, regions, may_be_repaired)]
        repaired = wrong[_by_rows(values, wrong, regions, repaired_numbers) != 0]
        callable_rows = np.concatenate([rows[number != 0], repaired])
        adds = int(np.count_nonzero(~reached[callable_rows]))
        reached[callable_rows] = True
        counted.append(PhoneLeads(column, len(rows), int(np.count_nonzero(number)), len(repaired), adds))
    return counted


def _written(values: pd.Series[str], regions: NDArray[np.int16]) -> NDArray[np.int64]:
    """The number of each cell as written (n × E.164 without the plus, 0: none)."""
    return validate_by_row(values, regions).number


def _by_rows(
    values: pd.Series[str],
    rows: NDArray[np.intp],
    regions: NDArray[np.int16],
    work: Callable[[pd.Series[str], NDArray[np.int16]], NDArray[T]],
) -> NDArray[T]:
    """The results for some cells of a column (n), worked out for so many at once.

    Args:
        values: the column.
        rows: positions of the cells (n).
        regions: of all rows, index in `REGIONS`.
        work: gives the results for some cells and their regions.
    """
    starts = range(0, len(rows), _ROWS_AT_ONCE) or (0,)
    parts = (rows[start : start + _ROWS_AT_ONCE] for start in starts)
    return np.concatenate([work(values.iloc[part], regions[part]) for part in parts])


def far_fuller(counted: list[PhoneLeads], phone: str) -> PhoneLeads | None:
    """Return a column that can call far more rows than the one in use: a remembered mapping may be outdated.

    Args:
        counted: from `count_phone_leads`.
        phone: the column in use.

    Returns:
        The fullest column with at least twice the rows; None: there is no such column.
    """
    rows = {leads.column: leads.numbers + leads.repairable for leads in counted}
    fullest = max(counted, key=lambda leads: rows[leads.column], default=None)
    return fullest if fullest is not None and rows[fullest.column] >= 2 * max(rows.get(phone, 0), 1) else None
