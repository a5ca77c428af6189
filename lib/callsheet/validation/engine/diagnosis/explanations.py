"""What explains the phone number of some rows: the damage of a wrong one, the column of one that was taken from it.

The cause of a whole file (`causes`) and the cell of a single row say the same.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.engine.diagnosis.other_country import OtherCountry, other_country
from callsheet.validation.engine.diagnosis.remedies import (
    WrongCells,
    drawn,
    lacks_plus_throughout,
    phone_values,
    possible_fixes,
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


class Explainer:
    """Explains rows of one report. What concerns the whole file is found out once, when it is needed.

    Args:
        cells: the checked cells.
        rows: the checked rows.
    """

    def __init__(self, cells: CheckedCells, rows: CheckedRows) -> None:
        self._cells = cells
        self._rows = rows

    def explanations(self, positions: NDArray[np.intp]) -> dict[int, Explanation]:
        """Explain some rows; after the first call the cost does not depend on the size of the file.

        Args:
            positions: of the rows wanted, ascending.

        Returns:
            Row number → explanation, for the rows that have one.
        """
        explained = self._taken_from(positions)
        wrong = positions[_is_wrong(self._rows, positions)]
        if len(wrong):
            explained |= self._of_wrong_numbers(wrong)
        numbers = self._cells.table.frame.index
        return {int(numbers[position]): explanation for position, explanation in explained.items()}

    @cached_property
    def _wrong(self) -> NDArray[np.intp]:
        """Positions of all rows without a number."""
        return np.flatnonzero(_is_wrong(self._rows, np.arange(len(self._rows.bucket))))

    @cached_property
    def abroad(self) -> OtherCountry | None:
        """The country that explains the local numbers of the file better, if one does."""
        return other_country(self._cells, self._wrong)

    @cached_property
    def _lacks_plus(self) -> bool:
        """True when the plus is missing throughout the file, so that it is offered beside the table as well."""
        here = self._wrong
        if self.abroad is not None:
            here = np.setdiff1d(here, self.abroad.positions, assume_unique=True)
        some = drawn(here, _SAMPLE)
        values = phone_values(self._cells, self._rows, some)
        return lacks_plus_throughout(WrongCells.of(values), self._cells.local_regions[some])

    def _taken_from(self, positions: NDArray[np.intp]) -> dict[int, Explanation]:
        """The rows whose number is not from the first phone column, by position."""
        cells, rows = self._cells, self._rows
        other = positions[(rows.number[positions] != 0) & (rows.column[positions] != 0)]
        return {int(position): Explanation(taken_from=cells.phone[rows.column[position]]) for position in other}

    def _of_wrong_numbers(self, wrong: NDArray[np.intp]) -> dict[int, Explanation]:
        """The wrong rows that another country or fixes explain, by position."""
        explained: dict[int, Explanation] = {}
        if self.abroad is not None:
            of_country = _are_among(wrong, self.abroad.positions)
            explained |= dict.fromkeys(wrong[of_country].tolist(), Explanation(region=self.abroad.region))
            wrong = wrong[~of_country]
        return explained | self._damaged(wrong)

    def _damaged(self, wrong: NDArray[np.intp]) -> dict[int, Explanation]:
        """The wrong rows that fixes make valid, by position."""
        cells = self._cells
        values = phone_values(cells, self._rows, wrong)
        keys = list(zip(values.tolist(), cells.local_regions[wrong].tolist(), strict=True))
        known = cells.facts.damages
        new = list({key: index for index, key in enumerate(keys) if key not in known}.values())
        if new:
            found = _fixes(cells, wrong[new], WrongCells.of(values.iloc[new].reset_index(drop=True)))
            known.update((keys[index], fixes) for index, fixes in zip(new, found, strict=True))
        explained = {position: known[key] for position, key in zip(wrong.tolist(), keys, strict=True) if known[key]}
        by_plus = [position for position, fixes in explained.items() if Fix.PLUS_BEFORE_COUNTRY_CODE in fixes]
        if by_plus and not self._lacks_plus:
            explained = {position: fixes for position, fixes in explained.items() if position not in by_plus}
        return {position: Explanation(fixes) for position, fixes in explained.items()}


def _are_among(positions: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether each position (n) is one of the others (m, ascending); n log m steps."""
    places = np.searchsorted(others, positions).clip(max=max(len(others) - 1, 0))
    among: NDArray[np.bool_] = others[places] == positions if len(others) else np.zeros(len(positions), np.bool_)
    return among


def _is_wrong(rows: CheckedRows, positions: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether each row has no number, and no other fault (n)."""
    wrong: NDArray[np.bool_] = (
        (rows.bucket[positions] == BUCKET_INDEX[Bucket.ERRORS])
        & (rows.code[positions] != 0)
        & (rows.number[positions] == 0)
        & ~rows.broken[positions]
    )
    return wrong


def _fixes(cells: CheckedCells, asked: NDArray[np.intp], damaged: WrongCells) -> list[tuple[Fix, ...]]:
    """The fixes that make each cell valid: the first that helps, else several one after the other, or none (n)."""
    found: list[tuple[Fix, ...]] = [()] * len(asked)
    regions = cells.local_regions[asked]
    fixes = possible_fixes(cells)
    for fix in Fix:
        if fix not in fixes:
            continue
        changed, verdicts = validate_fixed(damaged.shaped, regions, fix)
        for index in changed[verdicts.number != 0].tolist():
            found[index] = found[index] or (fix,)
    chained = validate_chained(damaged.shaped, regions, fixes)
    for index, used in zip(chained.rows.tolist(), chained.used.tolist(), strict=True):
        found[index] = found[index] or fixes_used(used)
    return found
