"""Remedies: what can be offered for phone numbers that are wrong as written, tried one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import contains, from_series, has_digits, matches, matches_sparse, take
from callsheet.validation.columns.header_vocabulary import is_phone_header
from callsheet.validation.countries.names import local_regions
from callsheet.validation.model.codes import Fix
from callsheet.validation.phones.fix_texts import ShapedTexts
from callsheet.validation.phones.fixes import fixes_used, used_bit, validate_chained, validate_fixed
from callsheet.validation.phones.validate import validate_by_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells
    from callsheet.validation.engine.rows import CheckedRows

    _Numbers = Callable[[NDArray[np.intp], "WrongCells"], NDArray[np.int64]]

# The thresholds of this module were chosen by hand on the cases of tests/validation/engine/test_causes.py.
_USUALLY = 0.8
"""Share of local numbers that must be valid with a plus before the plus is offered for all."""

_MOSTLY_NAMES = 0.5
"""Share of the phone cells that must hold a name and a number before the name is offered to be removed."""

_SHORTEST_WITH_COUNTRY_CODE = 9
"""Characters of a number that may have a country code."""

_SAMPLE, _SEED = 1_000, 20_261_128
_FEWEST_WORDS = 3
"""Filled cells outside the wrong rows that are needed to tell what a column holds."""

_MOSTLY_WORDS, _ALMOST_ALL_WORDS = 0.5, 0.05
"""Share of a column's cells that may be digits: before its cells are searched, and after a number was found."""

_FEWEST_DIGITS = 6
_DIGIT_RUN = r"[0-9][0-9\s\-.()]{5,}"
_MAY_BE_A_NUMBER = r"^\D{0,4}[0-9][0-9\s\-.()]{5,}\D{0,2}$"
_ONLY_DIGITS_AND_SIGNS = r"^\PL*[0-9]\PL*$"


class WrongCells(NamedTuple):
    """Phone cells that are wrong (n rows).

    Args:
        values: n × str, as written.
        shaped: the same with their shapes.
    """

    values: pd.Series[str]
    shaped: ShapedTexts

    @classmethod
    def of(cls, values: pd.Series[str]) -> WrongCells:
        """Prepare cells (n × str)."""
        return cls(values, ShapedTexts.of(values))

    def take(self, indices: NDArray[np.intp]) -> WrongCells:
        """Return some of them."""
        return WrongCells(self.values.iloc[indices], self.shaped.take(indices))


def phone_values(cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp]) -> pd.Series[str]:
    """The phone cell that decided each of some rows (n × str)."""
    if len(cells.phone) == 1:
        return cells.values(cells.phone[0], positions).reset_index(drop=True)
    values = np.full(len(positions), "", object)
    for index, column in enumerate(cells.phone):
        here = np.flatnonzero(rows.column[positions] == index)
        if len(here):
            values[here] = cells.values(column, positions[here]).to_numpy()
    return pd.Series(values, dtype="str")


class Remedy(NamedTuple):
    """Something that may turn wrong cells into numbers.

    Args:
        numbers: from positions of rows and their phone cells, the numbers it finds (n × E.164 without the plus, 0:
            no number).
        fixes: the fixes in the order in which they are applied, for a remedy of fixes.
        country_column: the column of countries it reads, for a remedy that does.
        other_phone: the column it takes the number from, for a remedy that does.
    """

    numbers: _Numbers
    fixes: tuple[Fix, ...] = ()
    country_column: str | None = None
    other_phone: str | None = None


def fix_remedies(cells: CheckedCells, _positions: NDArray[np.intp], _wrong: WrongCells) -> Iterator[Remedy]:
    """Yield a remedy for each fix.

    Args:
        cells: the checked cells.
    """
    possible = possible_fixes(cells)
    yield from (Remedy(_by_fix(cells, fix), (fix,)) for fix in Fix if fix in possible)


def chain_remedies(cells: CheckedCells, positions: NDArray[np.intp], wrong: WrongCells) -> Iterator[Remedy]:
    """Yield a remedy for each combination of fixes that cells need.

    Args:
        cells: the checked cells.
        positions: of rows that no single fix helps (n).
        wrong: their phone cells (n).
    """
    regions, fixes = cells.local_regions[positions], possible_fixes(cells)
    used = validate_chained(wrong.shaped, regions, fixes).used
    with_plus = np.count_nonzero(used & used_bit(Fix.PLUS_BEFORE_COUNTRY_CODE))
    if 0 < with_plus < _USUALLY * len(positions) and Fix.PLUS_BEFORE_COUNTRY_CODE not in cells.choices.fixes:
        used = validate_chained(wrong.shaped, regions, fixes - {Fix.PLUS_BEFORE_COUNTRY_CODE}).used
    chains, counts = np.unique(used, return_counts=True)
    for chain in chains[np.argsort(-counts, kind="stable")].tolist():
        yield Remedy(_by_chain(cells, frozenset(fixes_used(chain))), fixes_used(chain))


def other_remedies(cells: CheckedCells, _positions: NDArray[np.intp], _wrong: WrongCells) -> Iterator[Remedy]:
    """Yield what may be offered beside fixes: the country of each row, numbers of other columns.

    Args:
        cells: the checked cells.
    """
    country_column = None if cells.choices.country_column is not None else cells.facts.country_column
    if country_column is not None:
        yield Remedy(_by_country(cells, country_column), country_column=country_column)
    for column in cells.table.frame.columns:
        if column not in cells.phone:
            named_phone = is_phone_header(cells.table.header_of(column))
            yield Remedy(_by_column(cells, column, named_phone=named_phone), other_phone=column)


def possible_fixes(cells: CheckedCells) -> frozenset[Fix]:
    """Return the fixes that may be offered: a name beside the number only where most phone cells have one.

    The name in "Ravi - 9820012345" is the lead's where every row has one. In a few rows it is that of another person.

    Args:
        cells: the checked cells.
    """
    has_names = Fix.DROP_NAME.value in cells.choices.fixes or any(map(partial(_has_names, cells), cells.phone))
    return frozenset(Fix) if has_names else frozenset(Fix) - {Fix.DROP_NAME}


def _has_names(cells: CheckedCells, column: str) -> bool:
    """True when most filled cells of a column are a name and a number."""
    rows = drawn(np.flatnonzero(~cells.empty[column]), _SAMPLE)
    texts = from_series(cells.values(column, rows))
    with_letters = np.flatnonzero(matches(texts, r"\pL"))
    if len(with_letters) < max(1, _MOSTLY_NAMES * len(rows)):
        return False
    sample, regions = ShapedTexts.of_cells(take(texts, with_letters)), cells.local_regions[rows[with_letters]]
    helped = np.zeros(len(with_letters), np.bool_)
    changed, alone = validate_fixed(sample, regions, Fix.DROP_NAME)
    helped[changed] = alone.number != 0
    chained = validate_chained(sample, regions, frozenset(Fix))
    helped[chained.rows] |= chained.used & used_bit(Fix.DROP_NAME) != 0
    return bool(np.count_nonzero(helped) >= _MOSTLY_NAMES * len(rows))


def _by_chain(cells: CheckedCells, fixes: frozenset[Fix]) -> _Numbers:
    def numbers(positions: NDArray[np.intp], wrong: WrongCells) -> NDArray[np.int64]:
        result = np.zeros(len(positions), np.int64)
        chained = validate_chained(wrong.shaped, cells.local_regions[positions], fixes)
        result[chained.rows] = chained.verdicts.number
        return result

    return numbers


def _by_fix(cells: CheckedCells, fix: Fix) -> _Numbers:
    def numbers(positions: NDArray[np.intp], wrong: WrongCells) -> NDArray[np.int64]:
        result = np.zeros(len(positions), np.int64)
        regions = cells.local_regions[positions]
        if fix is not Fix.PLUS_BEFORE_COUNTRY_CODE or lacks_plus_throughout(wrong, regions):
            changed, verdicts = validate_fixed(wrong.shaped, regions, fix)
            result[changed] = verdicts.number
        return result

    return numbers


def lacks_plus_throughout(wrong: WrongCells, regions: NDArray[np.int16]) -> bool:
    """True when the plus is missing in most numbers: adding it to a few mistyped ones would call strangers abroad."""
    sample = drawn(np.arange(len(regions)), _SAMPLE)
    some = wrong.take(sample)
    long = pc.utf8_length(some.shaped.text).to_numpy(zero_copy_only=False) >= _SHORTEST_WITH_COUNTRY_CODE
    local = ~contains(some.shaped.text, "+") & long
    _, verdicts = validate_fixed(some.shaped, regions[sample], Fix.PLUS_BEFORE_COUNTRY_CODE)
    return bool(np.count_nonzero(verdicts.number) >= _USUALLY * max(1, local.sum()))


def _by_country(cells: CheckedCells, column: str) -> _Numbers:
    def numbers(positions: NDArray[np.intp], wrong: WrongCells) -> NDArray[np.int64]:
        countries = cells.values(column, positions)
        regions = local_regions(countries, cells.default_region, len(positions))
        return validate_by_row(wrong.values, regions).number

    return numbers


def _by_column(cells: CheckedCells, column: str, *, named_phone: bool) -> _Numbers:
    """Numbers of another column: one whose header says phone, or one of words in which numbers are rare."""

    def numbers(positions: NDArray[np.intp], _: WrongCells) -> NDArray[np.int64]:
        result = np.zeros(len(positions), np.int64)
        if not len(positions) or not (named_phone or _holds_words(cells, column, positions[:0], _MOSTLY_WORDS)):
            return result
        text = from_series(cells.values(column, positions))
        if not has_digits(text, _FEWEST_DIGITS):
            return result
        candidates = np.flatnonzero(matches_sparse(text, _DIGIT_RUN))
        whole = pc.match_substring_regex(text.take(pa.array(candidates, pa.int64())), _MAY_BE_A_NUMBER)
        candidates = candidates[whole.to_numpy(zero_copy_only=False)]
        if len(candidates) and (named_phone or _holds_words(cells, column, positions[candidates], _ALMOST_ALL_WORDS)):
            values = pd.Series(text.take(pa.array(candidates, pa.int64())), dtype="str")
            result[candidates] = validate_by_row(values, cells.local_regions[positions[candidates]]).number
        return result

    return numbers


def drawn(rows: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """All rows, or of more than `most` as many at random; the same in every run, ascending."""
    if len(rows) <= most:
        return rows
    return np.sort(np.random.default_rng(_SEED).choice(rows, most, replace=False))


def _holds_words(cells: CheckedCells, column: str, ignored: NDArray[np.intp], most_digits: float) -> bool:
    """True when a column holds words: order and customer numbers are not phone numbers.

    Args:
        cells: the checked cells.
        column: a column of the Table.
        ignored: positions of rows to ignore.
        most_digits: share of the cells that may be digits all the same, 0.0 to 1.0.
    """
    filled = ~cells.empty[column]
    rows = drawn(np.flatnonzero(filled), 2 * _SAMPLE)
    rows = np.setdiff1d(rows, ignored, assume_unique=True)
    if len(rows) < _SAMPLE // 10:
        rows = np.setdiff1d(np.flatnonzero(filled), ignored, assume_unique=True)
    if len(rows) < _FEWEST_WORDS:
        return False
    sample = cells.values(column, drawn(rows, _SAMPLE))
    digits = matches(from_series(sample), _ONLY_DIGITS_AND_SIGNS)
    return bool(np.mean(digits) <= most_digits)
