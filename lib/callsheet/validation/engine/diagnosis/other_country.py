"""Another country for local numbers of which fewer than half are valid in the country they are treated as."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.columns.area_codes import area_code_column
from callsheet.validation.columns.repaired_numbers import repaired_numbers
from callsheet.validation.engine.table_facts import drawn
from callsheet.validation.phones.validate import validate_column

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells

_HALF = 0.5


class OtherCountry(NamedTuple):
    """A country that explains the local numbers better.

    Args:
        region: "DE".
        positions: of the wrong rows that have a number there, ascending.
        numbers: their E.164 numbers without the plus.
        reaches: local numbers of the file that are valid there, those that are valid here among them.
    """

    region: str
    positions: NDArray[np.intp]
    numbers: NDArray[np.int64]
    reaches: int


def other_country(cells: CheckedCells, wrong: NDArray[np.intp]) -> OtherCountry | None:
    """Find the country of local numbers, if fewer than half of them fit the region of the whole file.

    Args:
        cells: the checked cells.
        wrong: positions of rows without a valid number, ascending.

    Returns:
        None where no region is set, a column has the country or the area code of each row, at least half of the numbers
        fit, or no other country explains them clearly better.
    """
    region, column = cells.default_region, cells.phone[0] if cells.phone else None
    if region is None or column is None or cells.choices.country_column is not None or not len(wrong):
        return None
    if area_code_column(cells.table, column) is not None:
        return None
    verdicts, plus = cells.verdicts[column], cells.facts.has_plus(column)
    local = np.flatnonzero(~verdicts.empty & ~plus)
    values = cells.values(column, local)
    misfits = verdicts.number[local] == 0
    if np.count_nonzero(misfits) <= _HALF * len(local) or _are_repairable(cells, values, local, misfits):
        return None
    doubt = cells.facts.doubted_country(column)
    if doubt is None:
        return None
    likely = doubt.likely
    numbers = validate_column(values, likely).number
    helped = np.isin(local, wrong) & (numbers != 0)
    if not helped.any():
        return None
    return OtherCountry(likely, local[helped], numbers[helped], int(np.count_nonzero(numbers)))


def _are_repairable(
    cells: CheckedCells, values: pd.Series[str], local: NDArray[np.intp], misfits: NDArray[np.bool_]
) -> bool:
    """True when fixes would make so many numbers valid that half of them fit.

    Args:
        cells: the checked cells.
        values: the local numbers (n × str).
        local: positions of their rows (n).
        misfits: which of them are not valid (n).
    """
    wrong = drawn(np.flatnonzero(misfits))
    repaired = np.mean(repaired_numbers(values.iloc[wrong], cells.local_regions[local[wrong]]) != 0)
    return bool((1 - repaired) * np.mean(misfits) <= _HALF)
