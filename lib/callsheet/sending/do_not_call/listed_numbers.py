"""Looks up the numbers of a file in the do-not-call lists, each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.store import SuppressionList

_NONE = np.zeros(0, np.int64)


class ListedNumbers:
    """The do-not-call lists as they were when a number was asked for first.

    Args:
        suppression: the lists.
    """

    def __init__(self, suppression: SuppressionList) -> None:
        self._suppression = suppression
        self.revision = suppression.revision()
        """Of the lists; with a later one this look-up is outdated."""
        self._asked, self._listed = _NONE, _NONE

    def among(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which of some numbers are on a list (n × bool).

        Args:
            numbers: E.164 without the plus; 0: no number (n).
        """
        distinct = np.unique(numbers)
        new = np.setdiff1d(distinct[distinct != 0], self._asked, assume_unique=True)
        if len(new):
            found = self._suppression.among([f"+{number}" for number in new.tolist()])
            listed = np.array([int(number[1:]) for number in found], np.int64)
            self._listed, self._asked = np.union1d(self._listed, listed), np.union1d(self._asked, new)
        return np.isin(numbers, self._listed)
