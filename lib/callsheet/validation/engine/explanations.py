"""What explains the phone number of some rows: the damage of a wrong one, the column of one that was taken from it.

The cause of a whole file (`causes`) and the cell of a single row say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.engine.other_country import other_country
from callsheet.validation.engine.remedies import (
    WrongCells,
    drawn,
    lacks_plus_throughout,
    phone_values,
)
from callsheet.validation.engine.rows import BUCKET_INDEX
from callsheet.validation.model.codes import Bucket, Fix
from callsheet.validation.phones.fixes import fixes_used, validate_chained, validate_fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells
    from callsheet.validation.engine.rows import CheckedRows

_SAMPLE = 300
"""Wrong rows of the file that tell whether all numbers lack a plus; chosen by hand."""


class Explanation(NamedTuple):
    """What explains the phone number of a row.

    Args:
        fixes: of a wrong number, the fixes that make it valid, in the order in which they are applied.
        region: of a wrong number, the region that the local numbers of the file fit better, or None.
        taken_from: the column the number was taken from, where that is not the first phone column; else None.
    """

    fixes: tuple[Fix, ...] = ()
    region: str | None = None
    taken_from: str | None = None


def explanations(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp]) -> dict[int, Explanation]:
    """Explain some rows; what it costs hardly depends on the size of the file.

    Args:
        cells: the checked cells.
        rows: the checked rows.
        positions: of the rows wanted, ascending.

    Returns:
        Row number → explanation, for the rows that have one.
    """
    explained = _taken_from(cells, rows, positions)
    wrong = _wrong_rows(rows)
    asked = np.intersect1d(wrong, positions, assume_unique=True)
    if len(asked):
        explained |= _of_wrong_numbers(cells, rows, wrong, asked)
    numbers = cells.table.frame.index
    return {int(numbers[position]): explanation for position, explanation in explained.items()}


def _wrong_rows(rows: CheckedRows) -> NDArray[np.intp]:
    is_wrong = (rows.bucket == BUCKET_INDEX[Bucket.ERRORS]) & (rows.code != 0) & (rows.number == 0) & ~rows.broken
    return np.flatnonzero(is_wrong)


def _taken_from(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp]) -> dict[int, Explanation]:
    """The rows whose number is not from the first phone column, by position."""
    other = positions[(rows.number[positions] != 0) & (rows.column[positions] != 0)]
    return {int(position): Explanation(taken_from=cells.phone[rows.column[position]]) for position in other}


def _of_wrong_numbers(
    cells: CheckedCells, rows: CheckedRows, wrong: NDArray[np.intp], asked: NDArray[np.intp]
) -> dict[int, Explanation]:
    """The wrong rows that another country or fixes explain, by position."""
    explained: dict[int, Explanation] = {}
    abroad = other_country(cells, wrong)
    if abroad is not None:
        of_country = np.intersect1d(asked, abroad.positions, assume_unique=True).tolist()
        explained |= dict.fromkeys(of_country, Explanation(region=abroad.region))
        wrong = np.setdiff1d(wrong, abroad.positions, assume_unique=True)
        asked = np.setdiff1d(asked, abroad.positions, assume_unique=True)
    return explained | _damaged(cells, rows, wrong, asked)


def _damaged(
    cells: CheckedCells, rows: CheckedRows, wrong: NDArray[np.intp], asked: NDArray[np.intp]
) -> dict[int, Explanation]:
    """The wrong rows that fixes make valid, by position."""
    values = phone_values(cells, rows, asked)
    keys = list(zip(values.tolist(), cells.local_regions[asked].tolist(), strict=True))
    known = cells.facts.damages
    new = list({key: index for index, key in enumerate(keys) if key not in known}.values())
    if new:
        found = _fixes(cells, asked[new], WrongCells.of(values.iloc[new].reset_index(drop=True)))
        known.update((keys[index], fixes) for index, fixes in zip(new, found, strict=True))
    explained = {position: known[key] for position, key in zip(asked.tolist(), keys, strict=True) if known[key]}
    by_plus = [position for position, fixes in explained.items() if Fix.PLUS_BEFORE_COUNTRY_CODE in fixes]
    if by_plus and not _lacks_plus(cells, rows, wrong):
        explained = {position: fixes for position, fixes in explained.items() if position not in by_plus}
    return {position: Explanation(fixes) for position, fixes in explained.items()}


def _fixes(cells: CheckedCells, asked: NDArray[np.intp], damaged: WrongCells) -> list[tuple[Fix, ...]]:
    """The fixes that make each cell valid: the first that helps, else several one after the other, or none (n)."""
    found: list[tuple[Fix, ...]] = [()] * len(asked)
    regions = cells.local_regions[asked]
    for fix in Fix:
        changed, verdicts = validate_fixed(damaged.shaped, regions, fix)
        for index in changed[verdicts.number != 0].tolist():
            found[index] = found[index] or (fix,)
    chained = validate_chained(damaged.shaped, regions, frozenset(Fix))
    for index, used in zip(chained.rows.tolist(), chained.used.tolist(), strict=True):
        found[index] = found[index] or fixes_used(used)
    return found


def _lacks_plus(cells: CheckedCells, rows: CheckedRows, wrong: NDArray[np.intp]) -> bool:
    """True when the plus is missing throughout the file, so that it is offered beside the table as well."""
    some = drawn(wrong, _SAMPLE)
    return lacks_plus_throughout(WrongCells.of(phone_values(cells, rows, some)), cells.local_regions[some])
