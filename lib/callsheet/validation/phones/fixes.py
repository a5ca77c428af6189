"""Fixes: one change to every phone number of a kind, applied only where it makes a valid number.

A fix never touches a cell that is valid as written, and a cell that it does not make valid stays as it is, so a fix
cannot harm a row that it was not meant for (our own rule). A cell with several damages needs several fixes, one after
the other: an apostrophe before the number and an extension behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.validation.model.codes import Fix
from callsheet.validation.phones.fix_texts import ShapedTexts, changed_texts, validate_texts
from callsheet.validation.phones.validate import validate_by_row
from callsheet.validation.phones.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

_CHAIN = (
    Fix.FIRST_OF_SEVERAL,
    *(Fix.DROP_DIRECTION_MARKS, Fix.DROP_APOSTROPHE, Fix.DROP_SIGNS, Fix.DROP_LABEL, Fix.DROP_APOSTROPHE),
    *(Fix.READ_LINK, Fix.DROP_TRAILING_ZERO, Fix.DROP_GROUPING, Fix.DROP_EXTENSION, Fix.DROP_LABEL, Fix.DROP_SIGNS),
    *(
        Fix.DROP_NAME,
        Fix.DROP_SEPARATORS,
        Fix.DROP_TRUNK_ZERO,
        Fix.PLUS_FOR_ZEROS,
        Fix.DROP_OLD_PREFIX,
        Fix.PLUS_BEFORE_COUNTRY_CODE,
    ),
)
"""The order in which several fixes are applied to one cell: what is around the number before the number itself."""

_FEWEST_DIGITS = 6
"""Digits below which a cell is no number, whatever is removed from it."""

_FIXES = tuple(Fix)


class Chained(NamedTuple):
    """Cells that several fixes together make valid (n).

    Args:
        rows: their indices, ascending.
        verdicts: what they are then.
        used: n × bits: which fixes changed them, by their index in `Fix`.
    """

    rows: NDArray[np.intp]
    verdicts: Verdicts
    used: NDArray[np.int64]


def validate_with_fixes(values: pd.Series[str], regions: NDArray[np.int16], fixes: Sequence[str]) -> Verdicts:
    """Validate phone cells, and apply each fix in turn to those that are wrong, then several fixes one after the other.

    Args:
        values: n × str.
        regions: n × index in `REGIONS`: the region of numbers without a country code; 0: unknown.
        fixes: `Fix` values.

    Raises:
        ValueError: there is no such fix.
    """
    verdicts = validate_by_row(values, regions)
    for fix in fixes:
        wrong = np.flatnonzero(verdicts.code != 0)
        if len(wrong):
            changed, after = validate_fixed(ShapedTexts.of(values.iloc[wrong]), regions[wrong], Fix(fix))
            _put_valid(verdicts, wrong[changed], after)
    wrong = np.flatnonzero(verdicts.code != 0) if len(fixes) > 1 else np.zeros(0, np.intp)
    if len(wrong):
        chained = validate_chained(
            ShapedTexts.of(values.iloc[wrong]), regions[wrong], frozenset(map(Fix, fixes)), each_failed=True
        )
        _put_valid(verdicts, wrong[chained.rows], chained.verdicts)
    return verdicts


def _put_valid(verdicts: Verdicts, rows: NDArray[np.intp], after: Verdicts) -> None:
    """Write the valid ones of fixed cells."""
    valid = np.flatnonzero(after.number)
    after.fixed[:] = True
    verdicts.put(rows[valid], after.take(valid))


def validate_fixed(cells: ShapedTexts, regions: NDArray[np.int16], fix: Fix) -> tuple[NDArray[np.intp], Verdicts]:
    """Validate phone cells as a fix would change them.

    Args:
        cells: the cells.
        regions: as in `validate_with_fixes`.
        fix: the fix.

    Returns:
        The indices of the cells it would change, ascending, and the verdicts of those.
    """
    indices, text = changed_texts(cells, regions, fix)
    return indices, validate_texts(text, regions[indices])


def validate_chained(
    cells: ShapedTexts, regions: NDArray[np.int16], fixes: frozenset[Fix], *, each_failed: bool = False
) -> Chained:
    """Apply several fixes to each cell, one after the other, until it is valid.

    Args:
        cells: wrong cells.
        regions: as in `validate_with_fixes`.
        fixes: the fixes that may be applied.
        each_failed: True when none of them makes a cell valid alone, so that a cell need not be validated after the
            first one that changes it.

    Returns:
        The cells that at least two fixes together make valid.
    """
    digits = pc.count_substring(cells.shapes, "0").to_numpy(zero_copy_only=False)
    rows = np.flatnonzero((digits >= _FEWEST_DIGITS)[cells.shape])
    open_cells, open_rows = cells.take(rows), np.arange(len(rows))
    verdicts, used = Verdicts.of_empty_cells(len(rows)), np.zeros(len(rows), np.int64)
    for fix in _CHAIN:
        if fix not in fixes or not len(open_rows):
            continue
        changed, text = changed_texts(open_cells, regions[rows[open_rows]], fix)
        if not len(changed):
            continue
        again = np.arange(len(changed))
        if each_failed:
            again = np.flatnonzero(used[open_rows[changed]] & ~used_bit(fix))
        after = validate_texts(text.take(pa.array(again, pa.int64())), regions[rows[open_rows[changed[again]]]])
        used[open_rows[changed]] |= used_bit(fix)
        valid = np.flatnonzero(after.number)
        now_valid = changed[again[valid]]
        verdicts.put(open_rows[now_valid], after.take(valid))
        still_open = np.ones(len(open_rows), np.bool_)
        still_open[now_valid] = False
        open_cells = open_cells.with_texts(changed, text).take(np.flatnonzero(still_open))
        open_rows = open_rows[still_open]
    several = np.flatnonzero((verdicts.number != 0) & (used & (used - 1) != 0))
    return Chained(rows[several], verdicts.take(several), used[several])


def fixes_used(used: int) -> tuple[Fix, ...]:
    """Return the fixes of `Chained.used`, in the order in which they are applied."""
    return tuple(fix for fix in dict.fromkeys(_CHAIN) if used & used_bit(fix))


def used_bit(fix: Fix) -> int:
    """Return the bit of a fix in `Chained.used`."""
    return 1 << _FIXES.index(fix)
