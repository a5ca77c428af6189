"""Causes: what lies behind the issues of a file, each once, with the fix to offer.

Fifty thousand local numbers without a country are one cause, not fifty thousand messages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from callsheet.validation.countries.region_fit import best_region
from callsheet.validation.engine.remedies import Cells, remedies
from callsheet.validation.engine.rows import BUCKETS
from callsheet.validation.model.codes import Bucket, IssueCode
from callsheet.validation.phones.verdicts import CODE_PLACE, CODES, REGIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import JudgedCells
    from callsheet.validation.engine.rows import Rows
    from callsheet.validation.model.choices import Choices
    from callsheet.validation.model.codes import Fix

_SAMPLE = 5
_OF_A_REGION = (IssueCode.COUNTRY_NOT_ENABLED, IssueCode.PREFIX_NOT_ENABLED)
_ERRORS = BUCKETS.index(Bucket.ERRORS)


class Change(NamedTuple):
    """What a fix does to one cell.

    Args:
        row: row number of the file.
        before: the cell as it is.
        after: the number in E.164.
    """

    row: int
    before: str
    after: str


@dataclass(frozen=True)
class Cause:
    """Issues with one thing behind them, and at most one remedy: fix, region, country column or other phone.

    Args:
        code: what they are.
        count: rows.
        rows: their row numbers, the first 1,000.
        detail: of a route issue, the region; else "".
        fix: the fix to add to `Choices.fixes`; None: there is none.
        region: the region to set as `Choices.default_region`; None: setting one does not help.
        country_column: the column to set as `Choices.country_column`; None: there is none that helps.
        other_phone: the column to add to `Choices.other_phones`; None: no other column holds these numbers.
        preview: what the remedy would do, a few rows.
    """

    code: IssueCode
    count: int
    rows: tuple[int, ...]
    detail: str = ""
    fix: Fix | None = None
    region: str | None = None
    country_column: str | None = None
    other_phone: str | None = None
    preview: tuple[Change, ...] = ()

    def applied(self, choices: Choices) -> Choices:
        """The choices with the remedy, one step: undone by going back to those before.

        Args:
            choices: as they are.

        Returns:
            The same choices where there is no remedy.
        """
        if self.fix is not None:
            return replace(choices, fixes=tuple(dict.fromkeys((*choices.fixes, self.fix.value))))
        if self.other_phone is not None:
            return replace(choices, other_phones=tuple(dict.fromkeys((*choices.other_phones, self.other_phone))))
        return replace(
            choices,
            default_region=self.region or choices.default_region,
            country_column=self.country_column or choices.country_column,
        )


def causes_of(judgement: JudgedCells, rows: Rows) -> list[Cause]:
    """The causes behind a file's errors and duplicates, the one of most rows first. Each row has one.

    Args:
        judgement: the judged cells.
        rows: the judged rows.
    """
    wrong = np.flatnonzero((rows.code != 0) & (rows.number == 0) & (rows.bucket == _ERRORS))
    cells = Cells.of(_phone_cells(judgement, rows, wrong))
    causes: list[Cause] = []
    for remedy in remedies(judgement) if len(wrong) else ():
        numbers = remedy.numbers(wrong, cells)
        if not numbers.any():
            continue
        for code in np.unique(rows.code[wrong[numbers != 0]]):
            some = np.flatnonzero((numbers != 0) & (rows.code[wrong] == code))
            preview = _preview(judgement, wrong[some], cells.values.iloc[some], numbers[some])
            cause = _cause(judgement, wrong[some], int(code))
            offered = {name: getattr(remedy, name) for name in ("fix", "country_column", "other_phone")}
            causes.append(replace(cause, preview=preview, **offered))
        left = np.flatnonzero(numbers == 0)
        wrong, cells = wrong[left], cells.take(left)
    refused = np.flatnonzero((rows.code != 0) & (rows.number != 0) & (rows.bucket == _ERRORS))
    causes.extend(_without_remedy(judgement, rows, wrong, cells.values))
    causes.extend(_of_valid_numbers(judgement, rows, refused))
    broken = np.flatnonzero(rows.broken & (rows.code == 0) & (rows.bucket == _ERRORS))
    duplicates = rows.places(Bucket.DUPLICATES)
    for code, places in ((IssueCode.BROKEN_ROW, broken), (IssueCode.DUPLICATE, duplicates)):
        if len(places):
            causes.append(_cause(judgement, places, CODE_PLACE[code]))
    return sorted(causes, key=lambda cause: -cause.count)


def _of_valid_numbers(judgement: JudgedCells, rows: Rows, refused: NDArray[np.intp]) -> list[Cause]:
    """Numbers that exist and may not be called: by code, those of the route by country as well."""
    causes = []
    for code in np.unique(rows.code[refused]):
        some = refused[rows.code[refused] == code]
        if CODES[code] not in _OF_A_REGION:
            causes.append(_cause(judgement, some, int(code)))
            continue
        for region in np.unique(rows.region[some]):
            there = some[rows.region[some] == region]
            causes.append(replace(_cause(judgement, there, int(code)), detail=REGIONS[region]))
    return causes


def _without_remedy(judgement: JudgedCells, rows: Rows, wrong: NDArray[np.intp], cells: pd.Series[str]) -> list[Cause]:
    """Causes by code; of local numbers with the country that they fit."""
    causes = []
    for code in np.unique(rows.code[wrong]):
        some = rows.code[wrong] == code
        if CODES[code] is IssueCode.UNKNOWN_COUNTRY_CODE:
            causes.extend(_without_country(judgement, wrong[some], cells[some], int(code)))
        else:
            causes.append(_cause(judgement, wrong[some], int(code)))
    return causes


def _without_country(judgement: JudgedCells, places: NDArray[np.intp], cells: pd.Series[str], code: int) -> list[Cause]:
    """Local numbers that a country of the file would mend, apart from those whose own code or country nobody knows."""
    local = ~cells.str.contains("+", regex=False).to_numpy(dtype=bool)
    if judgement.choices.country_column is not None:
        local &= judgement.empties[judgement.choices.country_column][places]
    causes = []
    if (~local).any():
        causes.append(_cause(judgement, places[~local], code))
    if local.any():
        region, numbers = best_region(cells[local])
        preview = _preview(judgement, places[local], cells[local], numbers) if region else ()
        causes.append(replace(_cause(judgement, places[local], code), region=region, preview=preview))
    return causes


def _cause(judgement: JudgedCells, places: NDArray[np.intp], code: int) -> Cause:
    named = CODES[code]
    if named is None:
        raise ValueError(code)
    numbers = judgement.table.frame.index.to_numpy()[places[:1000]]
    return Cause(named, len(places), tuple(map(int, numbers)))


def _preview(
    judgement: JudgedCells, places: NDArray[np.intp], cells: pd.Series[str], numbers: NDArray[np.int64]
) -> tuple[Change, ...]:
    some = np.flatnonzero(numbers)[:_SAMPLE]
    rows = judgement.table.frame.index.to_numpy()[places[some]]
    changes = zip(rows.tolist(), cells.iloc[some].tolist(), numbers[some].tolist(), strict=True)
    return tuple(Change(int(row), before, f"+{number}") for row, before, number in changes)


def _phone_cells(judgement: JudgedCells, rows: Rows, places: NDArray[np.intp]) -> pd.Series[str]:
    """The phone cell that decided each of some rows (n × str)."""
    if len(judgement.phone) == 1:
        return judgement.cells(judgement.phone[0], places).reset_index(drop=True)
    cells = np.full(len(places), "", object)
    for place, column in enumerate(judgement.phone):
        here = np.flatnonzero(rows.column[places] == place)
        if len(here):
            cells[here] = judgement.cells(column, places[here]).to_numpy()
    return pd.Series(cells, dtype="str")
