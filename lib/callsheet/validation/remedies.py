"""Remedies: what could be offered for numbers that are wrong as written, each looked at in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.validation.codes import Fix
from callsheet.validation.countries import local_regions
from callsheet.validation.country_column import suggest_country_column
from callsheet.validation.mending import judge_fixed
from callsheet.validation.phone_column import phone_candidates
from callsheet.validation.phones import judge_by_row
from callsheet.validation.text import arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from callsheet.validation.judgement import Judgement

    _Numbers = Callable[[NDArray[np.intp], pd.Series[str]], NDArray[np.int64]]

_HABIT = 0.8
_SHORTEST = 9
_SAMPLE = 1_000
_RARE = 0.05
_FEW = 3
_MAY_BE_A_NUMBER = r"^\D{0,4}[0-9][0-9\s\-.()]{5,}\D{0,2}$"
_OF_DIGITS = r"^\PL*[0-9]\PL*$"


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


def remedies(judgement: Judgement) -> Iterator[Remedy]:
    """What may be offered beyond what is chosen already: fixes, the country of each row, numbers of other columns.

    Args:
        judgement: the judged cells.
    """
    for fix in Fix:
        yield Remedy(_by_fix(judgement, fix), fix=fix)
    if judgement.choices.country_column is None:
        found = suggest_country_column(judgement.table, judgement.mapping, judgement.default_region)
        if found is not None:
            yield Remedy(_by_country(judgement, found.column), country_column=found.column)
    named = {each.column for each in phone_candidates(judgement.table, judgement.default_region) if each.named}
    for column in judgement.table.frame.columns:
        if column not in judgement.phone:
            yield Remedy(_by_column(judgement, column, sure=column in named), other_phone=column)


def _by_fix(judgement: Judgement, fix: Fix) -> _Numbers:
    def numbers(places: NDArray[np.intp], cells: pd.Series[str]) -> NDArray[np.int64]:
        mended = judge_fixed(cells, judgement.local_regions[places], fix).number
        if fix is Fix.PLUS_BEFORE_COUNTRY_CODE and not _is_habit(cells, mended != 0):
            return np.zeros(len(places), np.int64)
        return mended

    return numbers


def _is_habit(cells: pd.Series[str], works: NDArray[np.bool_]) -> bool:
    """True when the plus is missing throughout: a few mistyped numbers would ring strangers abroad."""
    local = ~cells.str.contains("+", regex=False).to_numpy(dtype=bool) & (cells.str.len() >= _SHORTEST).to_numpy()
    return bool(works.sum() >= _HABIT * max(1, local.sum()))


def _by_country(judgement: Judgement, column: str) -> _Numbers:
    def numbers(places: NDArray[np.intp], cells: pd.Series[str]) -> NDArray[np.int64]:
        countries = judgement.cells(column, places)
        return judge_by_row(cells, local_regions(countries, judgement.default_region, len(cells))).number

    return numbers


def _by_column(judgement: Judgement, column: str, *, sure: bool) -> _Numbers:
    """Numbers that stand in another column: one that is called phone, or one of words in which they stand out."""

    def numbers(places: NDArray[np.intp], _: pd.Series[str]) -> NDArray[np.int64]:
        found = np.zeros(len(places), np.int64)
        if not len(places):
            return found
        text = arrow(judgement.cells(column, places))
        some = np.flatnonzero(pc.match_substring_regex(text, _MAY_BE_A_NUMBER).to_numpy(zero_copy_only=False))
        if len(some) and (sure or _is_of_words(judgement, column, places[some])):
            cells = pd.Series(text.take(pa.array(some, pa.int64())), dtype="str")
            found[some] = judge_by_row(cells, judgement.local_regions[places[some]]).number
        return found

    return numbers


def _is_of_words(judgement: Judgement, column: str, places: NDArray[np.intp]) -> bool:
    """True when a column holds words but for `places`: order and customer numbers are no phone numbers."""
    others = np.ones(len(judgement.table.frame), np.bool_)
    others[places] = False
    filled = np.flatnonzero(others & ~judgement.empties[column])
    if len(filled) < _FEW:
        return False
    sample = judgement.cells(column, filled[:: max(1, len(filled) // _SAMPLE)])
    digits = pc.match_substring_regex(arrow(sample), _OF_DIGITS).to_numpy(zero_copy_only=False)
    return bool(np.mean(digits) <= _RARE)
