"""Fixes: one change to every phone number of a kind, kept only where it makes a valid number.

A fix never touches a cell that is valid as written, and one that it does not make valid stays as it is, so none can
do harm to a row that it was not meant for (ours).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.validation.codes import Fix
from callsheet.validation.phones import judge_by_row
from callsheet.validation.text import arrow, as_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from callsheet.validation.verdicts import Verdicts


class _Change(NamedTuple):
    """A change to the text of a cell.

    Args:
        pattern: what the whole cell looks like.
        replacement: what is put in its place.
        unless: a result like this is not taken; "": every one is.
    """

    pattern: str
    replacement: str
    unless: str = ""


_WRITTEN_OUT = "|".join(rf"([0-9]{{{places}}})0*\s?[eE]\+?0*{places}" for places in range(6, 14))
"""As many decimals as the exponent says, then only zeros: no digit is lost."""

_CHANGES: dict[Fix, _Change] = {
    Fix.DROP_TRAILING_ZERO: _Change(r"^(\+?[0-9]{7,})[.,]0+$", r"\1"),
    Fix.WRITE_OUT_EXPONENT: _Change(rf"^(\+?[1-9])[.,](?:{_WRITTEN_OUT})$", r"\1\2\3\4\5\6\7\8\9", unless="0000$"),
    Fix.DROP_APOSTROPHE: _Change(r"^['’`]+(.*)$", r"\1"),
    Fix.PLUS_FOR_ZEROS: _Change(r"^([(\[]*)00\s*([1-9].*)$", r"+\2"),
    Fix.PLUS_BEFORE_COUNTRY_CODE: _Change(r"^([1-9][0-9\s\-.()]{8,})$", r"+\1"),
    Fix.DROP_TRUNK_ZERO: _Change(r"^(\+[0-9]{1,3})[\s\-.]*\(?0\)?[\s\-.]*([1-9].*)$", r"\1 \2"),
    Fix.DROP_EXTENSION: _Change(
        r"(?i)^(.*[0-9])[\s\-.,;)]*(?:x|#|;ext=|ext(?:n|ension)?\.?:?)[\s.:]*[0-9]{1,7}$", r"\1"
    ),
    Fix.FIRST_OF_SEVERAL: _Change(
        r"(?is)^(.*?[0-9].{5,}?[0-9])\s*(?:[/;,|&\n\\]|\s(?:or|and|oder|und|ou|et)\s).*$", r"\1"
    ),
}


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
            mended = judge_fixed(values.iloc[wrong], regions[wrong], Fix(fix))
            works = mended.number != 0
            mended.mended[:] = True
            verdicts.put(wrong[works], mended.take(np.flatnonzero(works)))
    return verdicts


def judge_fixed(values: pd.Series[str], regions: NDArray[np.int16], fix: Fix) -> Verdicts:
    """Judge phone cells as a fix would leave them.

    Args:
        values: n × str.
        regions: as in `judge_cells`.
        fix: the fix.
    """
    change = _CHANGES[fix]
    shown = as_shown(arrow(values))
    fits = pc.match_substring_regex(shown, change.pattern)
    fixed = pc.if_else(fits, pc.replace_substring_regex(shown, change.pattern, change.replacement), pa.scalar(""))
    if change.unless:
        fixed = pc.if_else(pc.match_substring_regex(fixed, change.unless), pa.scalar(""), fixed)
    return judge_by_row(pd.Series(fixed, dtype="str"), regions)
