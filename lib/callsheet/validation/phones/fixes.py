"""Fixes: one change to every phone number of a kind, applied only where it makes a valid number.

A fix never touches a cell that is valid as written, and a cell that it does not make valid stays as it is, so a fix
cannot harm a row that it was not meant for (our own rule).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import first_bytes, from_series, matches
from callsheet.validation.model.codes import Fix
from callsheet.validation.normalize import as_shown
from callsheet.validation.phones import substrings
from callsheet.validation.phones.adjacent_numbers import divided, gaps
from callsheet.validation.phones.digits import shapes
from callsheet.validation.phones.fix_catalog import TEXT_FIXES, ExtractFix, RewriteFix
from callsheet.validation.phones.validate import validate_by_row
from callsheet.validation.phones.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class ShapedTexts(NamedTuple):
    """Cells and their shapes (n rows).

    Args:
        text: as shown, two adjacent numbers divided by a semicolon.
        shapes: the distinct shapes.
        shape: n × index in `shapes`.
    """

    text: pa.StringArray
    shapes: pa.StringArray
    shape: NDArray[np.integer[Any]]

    @classmethod
    def of(cls, values: pd.Series[str]) -> ShapedTexts:
        """Prepare cells (n × str)."""
        text = as_shown(from_series(values))
        encoded = shapes(text).dictionary_encode()
        distinct, shape = cast("pa.StringArray", encoded.dictionary), encoded.indices.to_numpy()
        gap = gaps(distinct)
        return cls(divided(text, gap[shape]), divided(distinct, gap), shape)


def validate_with_fixes(values: pd.Series[str], regions: NDArray[np.int16], fixes: Sequence[str]) -> Verdicts:
    """Validate phone cells, and apply each fix in turn to those that are wrong.

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
            valid = np.flatnonzero(after.number)
            after.fixed[:] = True
            verdicts.put(wrong[changed[valid]], after.take(valid))
    return verdicts


def validate_fixed(cells: ShapedTexts, regions: NDArray[np.int16], fix: Fix) -> tuple[NDArray[np.intp], Verdicts]:
    """Validate phone cells as a fix would change them.

    Args:
        cells: the cells.
        regions: as in `validate_with_fixes`.
        fix: the fix.

    Returns:
        The indices of the cells it would change, ascending, and the verdicts of those.
    """
    change = TEXT_FIXES[fix]
    has_shape = matches(cells.shapes, change.shape)
    if not has_shape.any():
        return np.zeros(0, np.intp), Verdicts.of_empty_cells(0)
    if isinstance(change, ExtractFix):
        indices, text = _extracted(cells, has_shape, change)
    else:
        indices, text = _rewritten(cells, has_shape, change)
    values: Any = text
    return indices, validate_by_row(pd.Series(values, dtype="str"), regions[indices])


def _rewritten(
    cells: ShapedTexts, has_shape: NDArray[np.bool_], change: RewriteFix
) -> tuple[NDArray[np.intp], pa.StringArray]:
    """The indices of the cells that are rewritten, and their new texts.

    Args:
        cells: the cells.
        has_shape: which of the distinct shapes the change applies to.
        change: the change.
    """
    indices, text = _of_shapes(cells, has_shape)
    if change.begins and len(indices):
        begins = np.isin(first_bytes(text), np.frombuffer(change.begins.encode(), np.uint8))
        indices, text = indices[begins], text.filter(pa.array(begins))
    fits = matches(text, change.pattern)
    indices, text = indices[fits], text.filter(pa.array(fits))
    rewritten: Any = pc.replace_substring_regex(text, change.pattern, change.replacement)
    if change.unless:
        accepted = ~matches(rewritten, change.unless)
        indices, rewritten = indices[accepted], rewritten.filter(pa.array(accepted))
    return indices, rewritten


def _extracted(
    cells: ShapedTexts, has_shape: NDArray[np.bool_], change: ExtractFix
) -> tuple[NDArray[np.intp], pa.StringArray]:
    """As `_rewritten`, for a change that extracts a part."""
    parts = substrings.find(cells.shapes, change.part, "part")
    indices, text = _of_shapes(cells, has_shape & (parts.size > 0))
    if "?P<zeros>" in change.part and len(indices):
        zeros = substrings.find(cells.shapes, change.part, "zeros").take(cells.shape[indices])
        only_zeros = substrings.all_zeros(text, zeros)
        indices, text = indices[only_zeros], text.filter(pa.array(only_zeros))
    extracted: Any = substrings.cut(text, parts.take(cells.shape[indices]))
    if change.without:
        extracted = pc.replace_substring(extracted, change.without, "")
    return indices, pc.utf8_replace_slice(extracted, 0, 0, change.before) if change.before else extracted


def _of_shapes(cells: ShapedTexts, has_shape: NDArray[np.bool_]) -> tuple[NDArray[np.intp], pa.StringArray]:
    """The indices and texts of the cells that have certain shapes."""
    indices = np.flatnonzero(has_shape[cells.shape])
    whole = len(indices) == len(cells.text)
    return indices, cells.text if whole else cells.text.take(pa.array(indices, pa.int64()))
