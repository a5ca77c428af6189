"""Fixes: one change to every phone number of a kind, kept only where it makes a valid number.

A fix never touches a cell that is valid as written, and one that it does not make valid stays as it is, so none can
do harm to a row that it was not meant for (ours).
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
from callsheet.validation.phones.adjacent_numbers import gaps, parted
from callsheet.validation.phones.digits import shapes
from callsheet.validation.phones.fix_catalog import CHANGES, ExtractFix, Rewriting
from callsheet.validation.phones.judge import judge_by_row
from callsheet.validation.phones.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class ShapedTexts(NamedTuple):
    """Cells and how they are written (n rows).

    Args:
        text: as shown, two numbers written alike parted by a semicolon.
        shapes: the distinct ways of writing.
        shape: place in `shapes` of each.
    """

    text: pa.StringArray
    shapes: pa.StringArray
    shape: NDArray[np.integer[Any]]

    @classmethod
    def of(cls, values: pd.Series[str]) -> ShapedTexts:
        """Look at cells (n × str)."""
        text = as_shown(from_series(values))
        encoded = shapes(text).dictionary_encode()
        distinct, shape = cast("pa.StringArray", encoded.dictionary), encoded.indices.to_numpy()
        gap = gaps(distinct)
        return cls(parted(text, gap[shape]), parted(distinct, gap), shape)


def judge_cells(values: pd.Series[str], regions: NDArray[np.int16], fixes: Sequence[str]) -> Verdicts:
    """Judge phone cells, each fix applied in turn to those that are wrong.

    Args:
        values: n × str.
        regions: n × place in `REGIONS` of where a number without country code is read; 0: not known.
        fixes: `Fix` values.

    Raises:
        ValueError: there is no such fix.
    """
    verdicts = judge_by_row(values, regions)
    for fix in fixes:
        wrong = np.flatnonzero(verdicts.code != 0)
        if len(wrong):
            places, mended = judge_fixed(ShapedTexts.of(values.iloc[wrong]), regions[wrong], Fix(fix))
            works = np.flatnonzero(mended.number)
            mended.mended[:] = True
            verdicts.put(wrong[places[works]], mended.take(works))
    return verdicts


def judge_fixed(written: ShapedTexts, regions: NDArray[np.int16], fix: Fix) -> tuple[NDArray[np.intp], Verdicts]:
    """Judge phone cells as a fix would leave them.

    Args:
        written: the cells.
        regions: as in `judge_cells`.
        fix: the fix.

    Returns:
        Which cells it would change, ascending, and the verdicts of those.
    """
    change = CHANGES[fix]
    alike = matches(written.shapes, change.shape)
    if not alike.any():
        return np.zeros(0, np.intp), Verdicts.blank(0)
    places, fixed = (
        _cut(written, alike, change) if isinstance(change, ExtractFix) else _rewritten(written, alike, change)
    )
    cells: Any = fixed
    return places, judge_by_row(pd.Series(cells, dtype="str"), regions[places])


def _rewritten(
    written: ShapedTexts, alike: NDArray[np.bool_], change: Rewriting
) -> tuple[NDArray[np.intp], pa.StringArray]:
    """Places of the cells that are rewritten, and what they become.

    Args:
        written: the cells.
        alike: which ways of writing are looked at.
        change: the change.
    """
    places, text = _where(written, alike)
    if change.begins and len(places):
        some = np.isin(first_bytes(text), np.frombuffer(change.begins.encode(), np.uint8))
        places, text = places[some], text.filter(pa.array(some))
    fits = pc.match_substring_regex(text, change.pattern)
    places, text = places[fits.to_numpy(zero_copy_only=False)], text.filter(fits)
    fixed: Any = pc.replace_substring_regex(text, change.pattern, change.replacement)
    if change.unless:
        taken = pc.invert(pc.match_substring_regex(fixed, change.unless))
        places, fixed = places[taken.to_numpy(zero_copy_only=False)], fixed.filter(taken)
    return places, fixed


def _cut(written: ShapedTexts, alike: NDArray[np.bool_], change: ExtractFix) -> tuple[NDArray[np.intp], pa.StringArray]:
    """The same for a change that keeps a part."""
    kept = substrings.find(written.shapes, change.part, "kept")
    places, text = _where(written, alike & (kept.size > 0))
    if "?P<zeros>" in change.part and len(places):
        zeros = substrings.find(written.shapes, change.part, "zeros").take(written.shape[places])
        only = substrings.all_zeros(text, zeros)
        places, text = places[only], text.filter(pa.array(only))
    fixed: Any = substrings.cut(text, kept.take(written.shape[places]))
    if change.without:
        fixed = pc.replace_substring(fixed, change.without, "")
    return places, pc.utf8_replace_slice(fixed, 0, 0, change.before) if change.before else fixed


def _where(written: ShapedTexts, alike: NDArray[np.bool_]) -> tuple[NDArray[np.intp], pa.StringArray]:
    """Places and texts of the cells that are written in certain ways."""
    places = np.flatnonzero(alike[written.shape])
    whole = len(places) == len(written.text)
    return places, written.text if whole else written.text.take(pa.array(places, pa.int64()))
