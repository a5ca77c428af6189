"""Phone cells that fixes make a number, found without naming the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from callsheet.arrow_strings import first_bytes, from_series, matches, take
from callsheet.validation.model.codes import Fix
from callsheet.validation.phones.digits import read_digits
from callsheet.validation.phones.fix_texts import ShapedTexts
from callsheet.validation.phones.fixes import validate_chained, validate_fixed
from callsheet.validation.phones.verdicts import FEWEST_PHONE_DIGITS, REGION_INDEX

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

_DATE = (
    r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|(?:19|20)\d\d))(?:[T\s].*)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?"
)
_ONLY_DIGITS = r"^0[0\s\-.()]*$"
"""Shape of a number that no fix helps, unless it begins with a zero."""

_MEXICO = {REGION_INDEX["MX"]}
"""There a number may begin with a prefix of other digits than zero, which a fix removes."""

_FIXES = frozenset(Fix) - {Fix.PLUS_BEFORE_COUNTRY_CODE}
"""Fixes that count as evidence. A plus before any digits would make phone numbers of order numbers."""

_BY_FREQUENCY = sorted(
    (fix for fix in Fix if fix in _FIXES), key=lambda fix: fix in (Fix.DROP_OLD_PREFIX, Fix.WRITE_OUT_EXPONENT)
)


def repaired_numbers(values: pd.Series[str], regions: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return the numbers of wrong cells after fixes (n × E.164 without the plus, 0: none).

    Args:
        values: n × str.
        regions: n × index in `REGIONS`: the region of numbers without a country code; 0: unknown.
    """
    number = np.zeros(len(values), np.int64)
    reads_any = bool(_MEXICO & set(np.unique(regions).tolist()))
    text = from_series(values)
    possible = np.arange(len(text)) if reads_any else np.flatnonzero(~_are_bare_digits(text))
    if len(possible):
        number[possible] = _repaired(ShapedTexts.of_cells(take(text, possible)), regions[possible], reads_any=reads_any)
    return number


def _are_bare_digits(text: pa.StringArray) -> NDArray[np.bool_]:
    """Which texts are digits alone that do not begin with a zero: no fix changes them (n × bool)."""
    bare: NDArray[np.bool_] = (read_digits(text).length > 0) & (first_bytes(text) != ord("0"))
    return bare


def _repaired(cells: ShapedTexts, regions: NDArray[np.int16], *, reads_any: bool) -> NDArray[np.int64]:
    """As `repaired_numbers`.

    Args:
        cells: n cells.
        regions: n × index in `REGIONS`.
        reads_any: True where a fix may change digits that do not begin with a zero.
    """
    number = np.zeros(len(regions), np.int64)
    rows = np.flatnonzero(_may_be_numbers(cells.shapes)[cells.shape])
    if not reads_any:
        plain = matches(cells.shapes, _ONLY_DIGITS)[cells.shape[rows]]
        rows = rows[~plain | (first_bytes(take(cells.text, rows)) == ord("0"))]
    rows = rows[~are_dates(take(cells.text, rows))]
    cells = cells.take(rows)
    is_changed = np.zeros(len(number), np.bool_)
    for fix in _BY_FREQUENCY:
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
    chained = validate_chained(cells, regions[rows], _FIXES)
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
