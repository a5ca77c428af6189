"""Phone cells that fixes make a number, found without naming the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from callsheet.arrow_strings import contains_bytes, first_bytes, from_series, matches, take, utf8_bytes
from callsheet.validation.model.codes import Fix
from callsheet.validation.phones.fix_catalog import TEXT_FIXES
from callsheet.validation.phones.fix_texts import ShapedTexts
from callsheet.validation.phones.fixes import validate_chained, validate_fixed
from callsheet.validation.phones.verdicts import FEWEST_PHONE_DIGITS, REGION_INDEX

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

_DATE = (
    r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|(?:19|20)\d\d))(?:[T\s].*)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?"
)
_ONLY_DIGITS = r"^0[0\s\-.()]*$"
"""Shape of a number that no fix helps, unless it begins with a zero or ends in zeros behind a point."""

_DECIMAL = TEXT_FIXES[Fix.DROP_TRAILING_ZERO].shape

_NOT_PLAIN = ~np.isin(np.arange(256), [ord(character) for character in "0123456789 -()"])
_BEGINS_PLAIN = np.isin(np.arange(256), [ord(digit) for digit in "123456789"])
_MOST_PLAIN_BYTES = 18
"""A longer text may be two numbers of nine digits each."""

_MEXICO = {REGION_INDEX["MX"]}
"""There a number may begin with a prefix of other digits than zero, which a fix removes."""

_FIXES = tuple(
    sorted(
        set(Fix) - {Fix.PLUS_BEFORE_COUNTRY_CODE, Fix.DROP_NAME},
        key=lambda fix: (fix in (Fix.DROP_OLD_PREFIX, Fix.WRITE_OUT_EXPONENT), list(Fix).index(fix)),
    )
)
"""Fixes that count as evidence, the frequent ones first. A plus before any digits would make phone numbers of order
numbers, and so would digits behind any word."""

_WITH_NAMES = (*_FIXES, Fix.DROP_NAME)


def repaired_numbers(
    values: pd.Series[str], regions: NDArray[np.int16], *, with_names: bool = False
) -> NDArray[np.int64]:
    """Return the numbers of wrong cells after fixes (n × E.164 without the plus, 0: none).

    Args:
        values: n × str.
        regions: n × index in `REGIONS`: the region of numbers without a country code; 0: unknown.
        with_names: whether a number beside a name counts.
    """
    number = np.zeros(len(values), np.int64)
    possible = np.flatnonzero(may_be_repaired(values, regions))
    if len(possible):
        cells = ShapedTexts.of_cells(take(from_series(values), possible))
        fixes = _WITH_NAMES if with_names else _FIXES
        number[possible] = _repaired(cells, regions[possible], fixes, reads_any=_reads_any(regions))
    return number


def may_be_repaired(values: pd.Series[str], regions: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Return which cells `repaired_numbers` looks at, by a quick test that leaves out plain digits (n × bool).

    Args:
        values: n × str.
        regions: as in `repaired_numbers`.
    """
    return np.ones(len(values), np.bool_) if _reads_any(regions) else ~_are_plain(from_series(values))


def _reads_any(regions: NDArray[np.int16]) -> bool:
    return bool(_MEXICO & set(np.flatnonzero(np.bincount(regions)).tolist()))


def _are_plain(text: pa.StringArray) -> NDArray[np.bool_]:
    """Which texts are certain to be a number that no fix helps: the quick test for what `_repaired` leaves out."""
    offsets, _ = utf8_bytes(text)
    plain: NDArray[np.bool_] = _BEGINS_PLAIN[first_bytes(text)] & (np.diff(offsets) <= _MOST_PLAIN_BYTES)
    return plain & ~contains_bytes(text, _NOT_PLAIN)


def _repaired(
    cells: ShapedTexts, regions: NDArray[np.int16], fixes: Sequence[Fix], *, reads_any: bool
) -> NDArray[np.int64]:
    """As `repaired_numbers`.

    Args:
        cells: n cells.
        regions: n × index in `REGIONS`.
        fixes: in the order in which they are tried.
        reads_any: True where a fix may change digits that do not begin with a zero.
    """
    number = np.zeros(len(regions), np.int64)
    rows = np.flatnonzero(_may_be_numbers(cells.shapes)[cells.shape])
    if not reads_any:
        plain = (matches(cells.shapes, _ONLY_DIGITS) & ~matches(cells.shapes, _DECIMAL))[cells.shape[rows]]
        rows = rows[~plain | (first_bytes(take(cells.text, rows)) == ord("0"))]
    rows = rows[~are_dates(take(cells.text, rows))]
    cells = cells.take(rows)
    is_changed = np.zeros(len(number), np.bool_)
    for fix in fixes:
        if not len(rows):
            return number
        changed, after = validate_fixed(cells, regions[rows], fix)
        if len(changed):
            is_changed[rows[changed]] = True
            number[rows[changed]] = after.number
            rest = np.flatnonzero(number[rows] == 0)
            rows, cells = rows[rest], cells.take(rest)
    begun = np.flatnonzero(is_changed[rows])  # what no fix changes, several do not change either
    rows, cells = rows[begun], cells.take(begun)
    chained = validate_chained(cells, regions[rows], frozenset(fixes), each_failed=True)
    number[rows[chained.rows]] = chained.verdicts.number
    return number


def _may_be_numbers(shapes: pa.StringArray) -> NDArray[np.bool_]:
    """Which shapes have the digits of a phone number (n × bool)."""
    digits = pc.count_substring(shapes, "0").to_numpy(zero_copy_only=False)
    enough: NDArray[np.bool_] = digits >= FEWEST_PHONE_DIGITS
    return enough


def are_dates(text: pa.StringArray) -> NDArray[np.bool_]:
    """Return which texts are dates or times (n × bool)."""
    return matches(text, rf"(?s)^(?:{_DATE})$")
