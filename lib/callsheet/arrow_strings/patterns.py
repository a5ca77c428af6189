"""Search and replace by a regular expression that a person typed: linear in the text, and within a time limit.

RE2 never backtracks, so no pattern takes exponential time; a huge pattern may still be slow, so long columns are
searched in slices and the clock is read between them.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings.columns import to_list
from callsheet.errors import CallsheetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take
_FIRST_SLICE, _LONGEST_SLICE = 64, 65_536
_QUICK = 0.05
"""Rows of the first slice and of the longest one, and the seconds under which the next one is twice as long."""


class PatternTooSlow(CallsheetError):
    """The time for a search was used up."""


class Deadline:
    """A time limit for several operations together.

    Args:
        seconds: from now on.
    """

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def check(self) -> None:
        """Read the clock.

        Raises:
            PatternTooSlow: the time is used up.
        """
        if monotonic() > self._end:
            raise PatternTooSlow


def pattern_problem(pattern: str, replacement: str = "") -> str | None:
    r"""What RE2 says against a pattern and a replacement, as in "missing ): (goa"; None if both will do.

    Args:
        pattern: in RE2 syntax.
        replacement: with `\1` for the first group and `\0` for all of it.
    """
    try:
        _compute.replace_substring_regex(pa.array([""]), pattern, replacement)
    except pa.ArrowInvalid as error:
        return str(error).partition(": ")[2] or str(error)
    return None


def matches_within(text: pa.StringArray, pattern: str, deadline: Deadline) -> NDArray[np.bool_]:
    """Which texts contain a match (n × bool).

    Args:
        text: n rows without nulls.
        pattern: in RE2 syntax.
        deadline: when to give up.

    Raises:
        PatternTooSlow: the time is used up.
    """
    masks = _by_slices(text, lambda some: _compute.match_substring_regex(some, pattern), deadline)
    return np.concatenate([np.zeros(0, np.bool_), *(mask.to_numpy(zero_copy_only=False) for mask in masks)])


def replaced_within(text: pa.StringArray, pattern: str, replacement: str, deadline: Deadline) -> list[str]:
    r"""Texts with every match replaced.

    Args:
        text: n rows without nulls.
        pattern: in RE2 syntax.
        replacement: with `\1` for the first group and `\0` for all of it.
        deadline: when to give up.

    Raises:
        PatternTooSlow: the time is used up.
    """
    parts = _by_slices(text, lambda some: _compute.replace_substring_regex(some, pattern, replacement), deadline)
    return [value for part in parts for value in to_list(part)]


def _by_slices(
    text: pa.StringArray, operation: Callable[[pa.StringArray], pa.Array[Any]], deadline: Deadline
) -> Iterator[Any]:
    start, size = 0, _FIRST_SLICE
    while start < len(text):
        deadline.check()
        began = monotonic()
        yield operation(text.slice(start, size))
        start += size
        if monotonic() - began < _QUICK:
            size = min(size * 2, _LONGEST_SLICE)
