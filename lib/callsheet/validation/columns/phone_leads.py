"""How many leads each phone column can call, counted over all rows, and how many a second one adds to the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.columns.phone_evidence import broken_rows
from callsheet.validation.columns.repaired_numbers import may_be_repaired, repaired_numbers
from callsheet.validation.columns.second_phones import by_added_leads, kind_of_second
from callsheet.validation.countries.names import local_regions
from callsheet.validation.phones.validate import validate_by_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

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
        mapping: its phone columns come first, then its other candidates by the leads that each adds, of all at most
            eight; blank and broken rows are not counted.
        region: of numbers without a country code; None: unknown.
        country_column: the column with the country of each row, or None.
        validated: column → its numbers as written (rows × E.164 without the plus, 0: none), of columns that were
            validated with the same region and country column; None: of no column.
    """
    named = {candidate.column: candidate.named for candidate in mapping.candidates}
    columns = list(dict.fromkeys([*mapping.phone, *named]))[:_MOST_COLUMNS]
    if not columns:
        return []
    broken = broken_rows(table)
    countries = table.frame[country_column] if country_column is not None else None
    regions = local_regions(countries, region, len(table.frame))
    filled = {column: ~table.empty(column) & ~broken for column in columns}
    known = validated or {}
    found = {
        column: callable_rows(table.frame[column], filled[column], regions, known.get(column)) for column in columns
    }
    either = {column: written | repaired for column, (written, repaired) in found.items()}
    reached = np.zeros(len(table.frame), np.bool_)
    counted = []
    for column in _in_order(table, mapping, columns, either):
        written, repaired = found[column]
        adds = np.count_nonzero(either[column] & ~reached)
        reached |= either[column]
        counted.append(PhoneLeads(column, *map(int, (filled[column].sum(), written.sum(), repaired.sum(), adds))))
    return counted


def _in_order(
    table: Table, mapping: ColumnMapping, columns: list[str], found: Mapping[str, NDArray[np.bool_]]
) -> list[str]:
    """The chosen phone columns, then the others by the leads that each adds; in their order if none is chosen."""
    first = [column for column in columns if column in mapping.phone]
    if not first:
        return columns
    named = {candidate.column: candidate.named for candidate in mapping.candidates}
    reached = np.logical_or.reduce([found[column] for column in first])
    others = [column for column in columns if column not in first]
    kinds = {column: kind_of_second(table.header_of(column), named=named[column]) for column in others}
    return [*first, *by_added_leads(others, kinds.__getitem__, reached, found.__getitem__)]


def callable_rows(
    values: pd.Series[str], filled: NDArray[np.bool_], regions: NDArray[np.int16], known: NDArray[np.int64] | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which cells of a column have a number as written, and which others after fixes (rows × bool each).

    Args:
        values: the column.
        filled: rows × whether the cell counts.
        regions: rows × index in `REGIONS`.
        known: rows × number as written; None: not validated yet.
    """
    written, repaired = np.zeros(len(values), np.bool_), np.zeros(len(values), np.bool_)
    possible = [np.zeros(0, np.intp)]
    for start in range(0, len(values), _ROWS_AT_ONCE):
        rows = start + np.flatnonzero(filled[start : start + _ROWS_AT_ONCE])
        number = validate_by_row(values.iloc[rows], regions[rows]).number if known is None else known[rows]
        written[rows] = number != 0
        wrong = rows[number == 0]
        possible.append(wrong[may_be_repaired(values.iloc[wrong], regions[wrong])])
    left = np.concatenate(possible)
    for start in range(0, len(left), _ROWS_AT_ONCE):
        rows = left[start : start + _ROWS_AT_ONCE]
        repaired[rows] = repaired_numbers(values.iloc[rows], regions[rows], with_names=True) != 0
    return written, repaired


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
