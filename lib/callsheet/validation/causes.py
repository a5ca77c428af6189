"""Causes: what lies behind the issues of a file, each once, with the fix to offer.

Fifty thousand local numbers without a country are one cause, not fifty thousand messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from callsheet.validation.codes import Bucket, Fix, IssueCode
from callsheet.validation.mending import judge_fixed
from callsheet.validation.regions import best_region
from callsheet.validation.rows import BUCKETS
from callsheet.validation.verdicts import CODE_PLACE, CODES, REGIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.judgement import Judgement
    from callsheet.validation.rows import Rows

_SAMPLE = 5
_HABIT = 0.8
_SHORTEST = 9
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
    """Issues with one thing behind them.

    Args:
        code: what they are.
        count: rows.
        rows: their row numbers, the first 1,000.
        detail: of a route issue, the region; else "".
        fix: the fix to add to `Choices.fixes`; None: there is none.
        region: the region to set as `Choices.default_region`; None: setting one does not help.
        preview: what fix or region would do, a few rows.
    """

    code: IssueCode
    count: int
    rows: tuple[int, ...]
    detail: str = ""
    fix: Fix | None = None
    region: str | None = None
    preview: tuple[Change, ...] = ()


def causes_of(judgement: Judgement, rows: Rows) -> list[Cause]:
    """The causes behind a file's errors and duplicates, the one of most rows first. Each row has one.

    Args:
        judgement: the judged cells.
        rows: the judged rows.
    """
    causes: list[Cause] = []
    wrong = np.flatnonzero((rows.code != 0) & (rows.bucket == _ERRORS))
    cells = _phone_cells(judgement, rows, wrong)
    for fix in Fix:
        mended = judge_fixed(cells, judgement.local_regions[wrong], fix)
        works = mended.number != 0
        if fix is Fix.PLUS_BEFORE_COUNTRY_CODE and not _is_habit(cells, works):
            continue
        for code in np.unique(rows.code[wrong[works]]):
            some = np.flatnonzero(works & (rows.code[wrong] == code))
            preview = _preview(judgement, wrong[some], cells.iloc[some], mended.number[some])
            causes.append(_cause(judgement, wrong[some], int(code), fix=fix, preview=preview))
        wrong, cells = wrong[~works], cells[~works]
    causes.extend(_without_fix(judgement, rows, wrong, cells))
    broken = np.flatnonzero(rows.broken & (rows.code == 0) & (rows.bucket == _ERRORS))
    duplicates = rows.places(Bucket.DUPLICATES)
    for code, places in ((IssueCode.BROKEN_ROW, broken), (IssueCode.DUPLICATE, duplicates)):
        if len(places):
            causes.append(_cause(judgement, places, CODE_PLACE[code]))
    return sorted(causes, key=lambda cause: -cause.count)


def _is_habit(cells: pd.Series[str], works: NDArray[np.bool_]) -> bool:
    """True when the plus is missing throughout: a few mistyped numbers would ring strangers abroad."""
    local = ~cells.str.contains("+", regex=False).to_numpy(dtype=bool) & (cells.str.len() >= _SHORTEST).to_numpy()
    return bool(works.sum() >= _HABIT * max(1, local.sum()))


def _without_fix(judgement: Judgement, rows: Rows, wrong: NDArray[np.intp], cells: pd.Series[str]) -> list[Cause]:
    """Causes by code, those of the route by country as well; of local numbers with the country they fit."""
    causes = []
    for code in np.unique(rows.code[wrong]):
        some = rows.code[wrong] == code
        if CODES[code] in _OF_A_REGION:
            for region in np.unique(rows.region[wrong[some]]):
                there = wrong[some & (rows.region[wrong] == region)]
                causes.append(_cause(judgement, there, int(code), detail=REGIONS[region]))
        elif CODES[code] is IssueCode.UNKNOWN_COUNTRY_CODE:
            causes.extend(_without_country(judgement, wrong[some], cells[some], int(code)))
        else:
            causes.append(_cause(judgement, wrong[some], int(code)))
    return causes


def _without_country(judgement: Judgement, places: NDArray[np.intp], cells: pd.Series[str], code: int) -> list[Cause]:
    """Local numbers without a country apart from those whose country code is wrong."""
    local = ~cells.str.contains("+", regex=False).to_numpy(dtype=bool)
    causes = []
    if (~local).any():
        causes.append(_cause(judgement, places[~local], code))
    if local.any():
        region, numbers = best_region(cells[local])
        preview = _preview(judgement, places[local], cells[local], numbers) if region else ()
        causes.append(_cause(judgement, places[local], code, region=region, preview=preview))
    return causes


def _cause(
    judgement: Judgement,
    places: NDArray[np.intp],
    code: int,
    *,
    detail: str = "",
    fix: Fix | None = None,
    region: str | None = None,
    preview: tuple[Change, ...] = (),
) -> Cause:
    named = CODES[code]
    if named is None:
        raise ValueError(code)
    numbers = judgement.table.frame.index.to_numpy()[places[:1000]]
    return Cause(named, len(places), tuple(map(int, numbers)), detail, fix, region, preview)


def _preview(
    judgement: Judgement, places: NDArray[np.intp], cells: pd.Series[str], numbers: NDArray[np.int64]
) -> tuple[Change, ...]:
    some = np.flatnonzero(numbers)[:_SAMPLE]
    rows = judgement.table.frame.index.to_numpy()[places[some]]
    changes = zip(rows.tolist(), cells.iloc[some].tolist(), numbers[some].tolist(), strict=True)
    return tuple(Change(int(row), before, f"+{number}") for row, before, number in changes)


def _phone_cells(judgement: Judgement, rows: Rows, places: NDArray[np.intp]) -> pd.Series[str]:
    """The phone cell that decided each of some rows (n × str)."""
    cells = pd.Series([""] * len(places), dtype="str")
    for place, column in enumerate(judgement.phone):
        here = np.flatnonzero(rows.column[places] == place)
        if len(here):
            cells.iloc[here] = judgement.frame[column].iloc[places[here]].array
    return cells
