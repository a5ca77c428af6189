"""Causes: the issues of a file grouped by what explains them, each with the remedy to offer.

Fifty thousand local numbers without a country are one cause, not fifty thousand messages.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.countries.region_fit import best_region
from callsheet.validation.engine.diagnosis.remedies import (
    WrongCells,
    chain_remedies,
    fix_remedies,
    other_remedies,
    phone_values,
)
from callsheet.validation.engine.rows import BUCKET_INDEX
from callsheet.validation.model.codes import Bucket, IssueCode
from callsheet.validation.model.hidden_text import hidden
from callsheet.validation.phones.verdicts import CODE_INDEX, CODES, REGIONS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells
    from callsheet.validation.engine.diagnosis.other_country import OtherCountry
    from callsheet.validation.engine.rows import CheckedRows
    from callsheet.validation.model.choices import Choices
    from callsheet.validation.model.codes import Fix

_PREVIEW_ROWS = 5
_MOST_ROWS = 1_000
_BY_COUNTRY = (IssueCode.COUNTRY_NOT_ENABLED, IssueCode.PREFIX_NOT_ENABLED)
_ERRORS = BUCKET_INDEX[Bucket.ERRORS]


class Change(NamedTuple):
    """What a remedy does to one cell.

    Args:
        row: row number of the file.
        before: the cell as it is.
        after: the number in E.164.
    """

    row: int
    before: str
    after: str

    def __repr__(self) -> str:
        """Which row it changes, not from what to what."""
        return f"Change(row={self.row}, before={hidden(self.before)}, after={hidden(self.after)})"


@dataclass(frozen=True)
class Cause:
    """Issues with one explanation, and at most one remedy: fixes, region, country column or other phone column.

    Args:
        code: of the issues.
        count: rows.
        rows: their row numbers, the first 1,000.
        row_numbers: all of them (n × int64), in the order of the file.
        detail: of a route issue, the region; of a script's variable, its name; else "".
        fixes: the fixes to add to `Choices.fixes`, in the order in which they are applied.
        region: the region to set as `Choices.default_region`, or None.
        reaches: of a region, local numbers of the file that are valid there, those of rows without an issue included.
        country_column: the column to set as `Choices.country_column`, or None.
        other_phone: the column to add to `Choices.other_phones`, or None.
        preview: what the remedy would do to the first rows.
    """

    code: IssueCode
    count: int
    rows: tuple[int, ...]
    detail: str = ""
    fixes: tuple[Fix, ...] = ()
    region: str | None = None
    reaches: int = 0
    country_column: str | None = None
    other_phone: str | None = None
    preview: tuple[Change, ...] = ()
    row_numbers: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64), compare=False, repr=False)

    def applied(self, choices: Choices) -> Choices:
        """Return the choices with the remedy; the same choices without one. Going back to `choices` undoes it."""
        if self.fixes:
            return replace(choices, fixes=tuple(dict.fromkeys((*choices.fixes, *(fix.value for fix in self.fixes)))))
        if self.other_phone is not None:
            return replace(choices, other_phones=tuple(dict.fromkeys((*choices.other_phones, self.other_phone))))
        return replace(
            choices,
            default_region=self.region or choices.default_region,
            country_column=self.country_column or choices.country_column,
        )


def causes_of(cells: CheckedCells, rows: CheckedRows, other: OtherCountry | None) -> list[Cause]:
    """Group a file's errors and duplicates by cause, the cause of most rows first.

    A row belongs to one cause, except that each variable of the script it lacks is a cause of its own.

    Args:
        cells: the checked cells.
        rows: the checked rows.
        other: the country that explains the local numbers better, if one does (`other_country`).
    """
    whole = ~rows.broken & (rows.bucket == _ERRORS)
    wrong = np.flatnonzero((rows.code != 0) & (rows.number == 0) & whole)
    abroad, wrong = _of_other_country(cells, rows, wrong, other)
    causes, wrong, values = _with_remedy(cells, rows, wrong)
    causes.extend(abroad)
    causes.extend(_without_remedy(cells, rows, wrong, values))
    not_callable = np.flatnonzero((rows.code != 0) & (rows.number != 0) & whole)
    causes.extend(_of_valid_numbers(cells, rows, not_callable))
    for name, lacking in cells.unfilled.items():
        held_back = np.flatnonzero(lacking & (rows.code == 0) & ~rows.broken & (rows.bucket == _ERRORS))
        if len(held_back):
            causes.append(replace(_cause(cells, held_back, CODE_INDEX[IssueCode.EMPTY_PROMPT_VARIABLE]), detail=name))
    broken = np.flatnonzero(rows.broken & (rows.bucket == _ERRORS))
    duplicates = rows.positions(Bucket.DUPLICATES)
    for code, positions in ((IssueCode.BROKEN_ROW, broken), (IssueCode.DUPLICATE, duplicates)):
        if len(positions):
            causes.append(_cause(cells, positions, CODE_INDEX[code]))
    return sorted(causes, key=lambda cause: -cause.count)


def _of_other_country(
    cells: CheckedCells, rows: CheckedRows, wrong: NDArray[np.intp], found: OtherCountry | None
) -> tuple[list[Cause], NDArray[np.intp]]:
    """The cause of local numbers that another country explains, if one does, and the other wrong rows.

    Args:
        cells: the checked cells.
        rows: the checked rows.
        wrong: positions of rows without a valid number.
        found: that country, with its rows.
    """
    if found is None:
        return [], wrong
    values = phone_values(cells, rows, found.positions)
    code = int(np.bincount(rows.code[found.positions]).argmax())
    cause = replace(
        _cause(cells, found.positions, code),
        region=found.region,
        reaches=found.reaches,
        preview=_preview(cells, found.positions, values, found.numbers),
    )
    return [cause], np.setdiff1d(wrong, found.positions, assume_unique=True)


def _with_remedy(
    cells: CheckedCells, rows: CheckedRows, wrong: NDArray[np.intp]
) -> tuple[list[Cause], NDArray[np.intp], pd.Series[str]]:
    """Causes with a remedy; a row belongs to the first remedy that gives it a number.

    Args:
        cells: the checked cells.
        rows: the checked rows.
        wrong: positions of rows without a valid number.

    Returns:
        The causes, and the positions and phone cells of the rows that no remedy helps.
    """
    wrong_cells = WrongCells.of(phone_values(cells, rows, wrong))
    causes: list[Cause] = []
    for kind in (fix_remedies, chain_remedies, other_remedies):
        for remedy in kind(cells, wrong, wrong_cells) if len(wrong) else ():
            numbers = remedy.numbers(wrong, wrong_cells)
            if not numbers.any():
                continue
            for code in np.unique(rows.code[wrong[numbers != 0]]):
                helped = np.flatnonzero((numbers != 0) & (rows.code[wrong] == code))
                preview = _preview(cells, wrong[helped], wrong_cells.values.iloc[helped], numbers[helped])
                cause = _cause(cells, wrong[helped], int(code))
                offer = {name: getattr(remedy, name) for name in ("fixes", "country_column", "other_phone")}
                causes.append(replace(cause, preview=preview, **offer))
            rest = np.flatnonzero(numbers == 0)
            wrong, wrong_cells = wrong[rest], wrong_cells.take(rest)
    return causes, wrong, wrong_cells.values


def _of_valid_numbers(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp]) -> list[Cause]:
    """Causes of valid numbers that may not be called: by code, route issues by country as well."""
    causes = []
    for code in np.unique(rows.code[positions]):
        of_code = positions[rows.code[positions] == code]
        if CODES[code] not in _BY_COUNTRY:
            causes.append(_cause(cells, of_code, int(code)))
            continue
        for region in np.unique(rows.region[of_code]):
            of_region = of_code[rows.region[of_code] == region]
            causes.append(replace(_cause(cells, of_region, int(code)), detail=REGIONS[region]))
    return causes


def _without_remedy(
    cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp], values: pd.Series[str]
) -> list[Cause]:
    """Causes by code; local numbers with the country that they fit."""
    causes = []
    for code in np.unique(rows.code[positions]):
        of_code = rows.code[positions] == code
        if CODES[code] is IssueCode.UNKNOWN_COUNTRY_CODE:
            causes.extend(_without_country(cells, positions[of_code], values[of_code], int(code)))
        else:
            causes.append(_cause(cells, positions[of_code], int(code)))
    return causes


def _without_country(
    cells: CheckedCells, positions: NDArray[np.intp], values: pd.Series[str], code: int
) -> list[Cause]:
    """Two causes: numbers whose own country code or country cell is unknown, and local numbers a region would fix."""
    local = ~values.str.contains("+", regex=False).to_numpy(dtype=bool)
    if cells.choices.country_column is not None:
        local &= cells.empty[cells.choices.country_column][positions]
    causes = []
    if (~local).any():
        causes.append(_cause(cells, positions[~local], code))
    if local.any():
        region, numbers = best_region(values[local])
        preview = _preview(cells, positions[local], values[local], numbers) if region else ()
        causes.append(replace(_cause(cells, positions[local], code), region=region, preview=preview))
    return causes


def _cause(cells: CheckedCells, positions: NDArray[np.intp], code: int) -> Cause:
    issue_code = CODES[code]
    if issue_code is None:
        raise ValueError(code)
    row_numbers = cells.table.frame.index.to_numpy(np.int64)[positions]
    first = tuple(map(int, row_numbers[:_MOST_ROWS]))
    return Cause(issue_code, len(positions), first, row_numbers=row_numbers)


def _preview(
    cells: CheckedCells, positions: NDArray[np.intp], values: pd.Series[str], numbers: NDArray[np.int64]
) -> tuple[Change, ...]:
    first = np.flatnonzero(numbers)[:_PREVIEW_ROWS]
    row_numbers = cells.table.frame.index.to_numpy()[positions[first]]
    changes = zip(row_numbers.tolist(), values.iloc[first].tolist(), numbers[first].tolist(), strict=True)
    return tuple(Change(int(row), before, f"+{number}") for row, before, number in changes)
