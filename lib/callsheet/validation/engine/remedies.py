"""Remedies: what could be offered for numbers that are wrong as written, each looked at in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import contains, from_series, has_digits, matches, matches_sparse
from callsheet.validation.columns.header_vocabulary import is_called_phone
from callsheet.validation.countries.country_column import suggest_country_column
from callsheet.validation.countries.names import local_regions
from callsheet.validation.model.codes import Fix
from callsheet.validation.phones.fixes import ShapedTexts, judge_fixed
from callsheet.validation.phones.judge import judge_by_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import JudgedCells

    _Numbers = Callable[[NDArray[np.intp], "Cells"], NDArray[np.int64]]

_HABIT = 0.8
_SHORTEST = 9
_SAMPLE = 1_000
_RARE = 0.05
_FEW = 3
_HALF = 0.5
_FEWEST_TOGETHER = 6
_DIGITS_TOGETHER = r"[0-9][0-9\s\-.()]{5,}"
_MAY_BE_A_NUMBER = r"^\D{0,4}[0-9][0-9\s\-.()]{5,}\D{0,2}$"
_OF_DIGITS = r"^\PL*[0-9]\PL*$"


class Cells(NamedTuple):
    """Phone cells that are wrong (n rows).

    Args:
        values: n × str, as written.
        written: the same, and how they are written.
    """

    values: pd.Series[str]
    written: ShapedTexts

    @classmethod
    def of(cls, values: pd.Series[str]) -> Cells:
        """Look at cells (n × str)."""
        return cls(values, ShapedTexts.of(values))

    def take(self, rows: NDArray[np.intp]) -> Cells:
        """Some of them."""
        text = self.written.text.take(pa.array(rows, pa.int64()))
        return Cells(self.values.iloc[rows], ShapedTexts(text, self.written.shapes, self.written.shape[rows]))


class Remedy(NamedTuple):
    """Something that may mend numbers.

    Args:
        numbers: of places of rows and their phone cells as written, the numbers it makes of them (n × E.164 without
            plus, 0: none).
        fix: the fix it is, if it is one.
        country_column: the column of countries it reads by, if it does.
        other_phone: the column it takes the number from, if it does.
    """

    numbers: _Numbers
    fix: Fix | None = None
    country_column: str | None = None
    other_phone: str | None = None


def remedies(judgement: JudgedCells) -> Iterator[Remedy]:
    """What may be offered beyond what is chosen already: fixes, the country of each row, numbers of other columns.

    Args:
        judgement: the judged cells.
    """
    for fix in Fix:
        yield Remedy(_by_fix(judgement, fix), fix=fix)
    country_column = None if judgement.choices.country_column is not None else _country_column(judgement)
    if country_column is not None:
        yield Remedy(_by_country(judgement, country_column), country_column=country_column)
    for column in judgement.table.frame.columns:
        if column not in judgement.phone:
            sure = is_called_phone(judgement.table.header_of(column))
            yield Remedy(_by_column(judgement, column, sure=sure), other_phone=column)


def _country_column(judgement: JudgedCells) -> str | None:
    """The column of countries to propose: the same after any edit."""
    if "country_column" not in judgement.known:
        found = suggest_country_column(judgement.table, judgement.mapping, judgement.default_region)
        judgement.known["country_column"] = found.column if found else None
    column: str | None = judgement.known["country_column"]
    return column


def _by_fix(judgement: JudgedCells, fix: Fix) -> _Numbers:
    def numbers(places: NDArray[np.intp], cells: Cells) -> NDArray[np.int64]:
        found = np.zeros(len(places), np.int64)
        regions = judgement.local_regions[places]
        if fix is not Fix.PLUS_BEFORE_COUNTRY_CODE or _is_habit(cells, regions, fix):
            changed, mended = judge_fixed(cells.written, regions, fix)
            found[changed] = mended.number
        return found

    return numbers


def _is_habit(cells: Cells, regions: NDArray[np.int16], fix: Fix) -> bool:
    """True when a plus is missing throughout: a few mistyped numbers would ring strangers abroad."""
    sample = np.arange(0, len(regions), max(1, len(regions) // _SAMPLE))
    some = cells.take(sample)
    long = pc.utf8_length(some.written.text).to_numpy(zero_copy_only=False) >= _SHORTEST
    local = ~contains(some.written.text, "+") & long
    _, mended = judge_fixed(some.written, regions[sample], fix)
    return bool(np.count_nonzero(mended.number) >= _HABIT * max(1, local.sum()))


def _by_country(judgement: JudgedCells, column: str) -> _Numbers:
    def numbers(places: NDArray[np.intp], cells: Cells) -> NDArray[np.int64]:
        countries = judgement.cells(column, places)
        return judge_by_row(cells.values, local_regions(countries, judgement.default_region, len(places))).number

    return numbers


def _by_column(judgement: JudgedCells, column: str, *, sure: bool) -> _Numbers:
    """Numbers that stand in another column: one that is called phone, or one of words in which they stand out."""

    def numbers(places: NDArray[np.intp], _: Cells) -> NDArray[np.int64]:
        found = np.zeros(len(places), np.int64)
        if not len(places) or not (sure or _is_of_words(judgement, column, places[:0], _HALF)):
            return found
        text = from_series(judgement.cells(column, places))
        if not has_digits(text, _FEWEST_TOGETHER):
            return found
        some = np.flatnonzero(matches_sparse(text, _DIGITS_TOGETHER))
        whole = pc.match_substring_regex(text.take(pa.array(some, pa.int64())), _MAY_BE_A_NUMBER)
        some = some[whole.to_numpy(zero_copy_only=False)]
        if len(some) and (sure or _is_of_words(judgement, column, places[some], _RARE)):
            cells = pd.Series(text.take(pa.array(some, pa.int64())), dtype="str")
            found[some] = judge_by_row(cells, judgement.local_regions[places[some]]).number
        return found

    return numbers


def _is_of_words(judgement: JudgedCells, column: str, places: NDArray[np.intp], most: float) -> bool:
    """True when a column holds words but for `places`: order and customer numbers are no phone numbers.

    Args:
        judgement: the judged cells.
        column: a column of the Table.
        places: positions of rows that are left aside.
        most: part of the cells that may be numbers all the same, 0.0 to 1.0.
    """
    filled = ~judgement.empties[column]
    rows = np.arange(0, len(filled), max(1, len(filled) // (2 * _SAMPLE)))
    rows = np.setdiff1d(rows[filled[rows]], places, assume_unique=True)
    if len(rows) < _SAMPLE // 10:
        rows = np.setdiff1d(np.flatnonzero(filled), places, assume_unique=True)
    if len(rows) < _FEW:
        return False
    sample = judgement.cells(column, rows[:: max(1, len(rows) // _SAMPLE)])
    digits = matches(from_series(sample), _OF_DIGITS)
    return bool(np.mean(digits) <= most)
