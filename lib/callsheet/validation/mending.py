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

from callsheet.validation.codes import Fix
from callsheet.validation.digits import shapes
from callsheet.validation.phones import judge_by_row
from callsheet.validation.text import arrow, as_shown
from callsheet.validation.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class _Change(NamedTuple):
    """A change to the text of a cell.

    Args:
        shape: how a text must be written for it, every digit a 0.
        pattern: what the whole text looks like.
        replacement: what is put in its place.
        needs: what the text must contain; "": nothing of its own.
        unless: a result like this is not taken; "": every one is.
    """

    shape: str
    pattern: str
    replacement: str
    needs: str = ""
    unless: str = ""


_WRITTEN_OUT = "|".join(rf"([0-9]{{{places}}})0*\s?[eE]\+?0*{places}" for places in range(6, 14))
"""As many decimals as the exponent says, then only zeros: no digit is lost."""

_CHANGES: dict[Fix, _Change] = {
    Fix.DROP_TRAILING_ZERO: _Change(r"^\+?0{7,}[.,]0+$", r"^(\+?[0-9]{7,})[.,]0+$", r"\1"),
    Fix.WRITE_OUT_EXPONENT: _Change(
        r"[.,]0{6,}\s?[eE]\+?0+$", rf"^(\+?[1-9])[.,](?:{_WRITTEN_OUT})$", r"\1\2\3\4\5\6\7\8\9", unless="0000$"
    ),
    Fix.DROP_APOSTROPHE: _Change(r"^['’`]", r"^['’`]+(.*)$", r"\1"),
    Fix.PLUS_FOR_ZEROS: _Change(r"^[(\[]*00", r"^([(\[]*)00\s*([1-9].*)$", r"+\2", needs="00"),
    Fix.PLUS_BEFORE_COUNTRY_CODE: _Change(r"^0[0\s\-.()]{8,}$", r"^([1-9][0-9\s\-.()]{8,})$", r"+\1"),
    Fix.DROP_TRUNK_ZERO: _Change(r"^\+0", r"^(\+[0-9]{1,3})[\s\-.]*\(?0\)?[\s\-.]*([1-9].*)$", r"\1 \2", needs="0"),
    Fix.DROP_EXTENSION: _Change(
        r"(?i)(?:x|#|ext)[^0]*0{1,7}$",
        r"(?i)^(.*[0-9])[\s\-.,;)]*(?:x|#|;ext=|ext(?:n|ension)?\.?:?)[\s.:]*[0-9]{1,7}$",
        r"\1",
    ),
    Fix.FIRST_OF_SEVERAL: _Change(
        r"(?is)0.{5,}0\s*(?:[/;,|&\n\\]|\s(?:or|and|oder|und|ou|et)\s)",
        r"(?is)^(.*?[0-9].{5,}?[0-9])\s*(?:[/;,|&\n\\]|\s(?:or|and|oder|und|ou|et)\s).*$",
        r"\1",
    ),
}


class Written(NamedTuple):
    """Cells and how they are written (n rows).

    Args:
        text: as shown.
        shapes: the distinct ways of writing.
        shape: place in `shapes` of each.
    """

    text: pa.StringArray
    shapes: pa.StringArray
    shape: NDArray[np.integer[Any]]

    @classmethod
    def of(cls, values: pd.Series[str]) -> Written:
        """Look at cells (n × str)."""
        text = as_shown(arrow(values))
        encoded = shapes(text).dictionary_encode()
        return cls(text, cast("pa.StringArray", encoded.dictionary), encoded.indices.to_numpy())


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
            places, mended = judge_fixed(Written.of(values.iloc[wrong]), regions[wrong], Fix(fix))
            works = np.flatnonzero(mended.number)
            mended.mended[:] = True
            verdicts.put(wrong[places[works]], mended.take(works))
    return verdicts


def judge_fixed(written: Written, regions: NDArray[np.int16], fix: Fix) -> tuple[NDArray[np.intp], Verdicts]:
    """Judge phone cells as a fix would leave them.

    Args:
        written: the cells.
        regions: as in `judge_cells`.
        fix: the fix.

    Returns:
        Which cells it would change, ascending, and the verdicts of those.
    """
    change = _CHANGES[fix]
    alike = pc.match_substring_regex(written.shapes, change.shape).to_numpy(zero_copy_only=False)
    if not alike.any():
        return np.zeros(0, np.intp), Verdicts.blank(0)
    places = np.flatnonzero(alike[written.shape])
    text = written.text if len(places) == len(written.text) else written.text.take(pa.array(places, pa.int64()))
    if change.needs and len(places):
        has = pc.match_substring(text, change.needs)
        places, text = places[has.to_numpy(zero_copy_only=False)], text.filter(has)
    fits = pc.match_substring_regex(text, change.pattern)
    places, text = places[fits.to_numpy(zero_copy_only=False)], text.filter(fits)
    fixed: Any = pc.replace_substring_regex(text, change.pattern, change.replacement)
    if change.unless:
        taken = pc.invert(pc.match_substring_regex(fixed, change.unless))
        places, fixed = places[taken.to_numpy(zero_copy_only=False)], fixed.filter(taken)
    return places, judge_by_row(pd.Series(fixed, dtype="str"), regions[places])
