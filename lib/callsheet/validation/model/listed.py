"""Numbers that are not to be called: a set, or something that looks them up in a list too long to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class NumberLookup(Protocol):
    """Finds numbers in a list; the answer about a number never changes."""

    def among(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which of some numbers are listed (n × bool).

        Args:
            numbers: E.164 without the plus; 0: no number (n).
        """
        ...


def are_listed(listed: frozenset[str] | NumberLookup, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which of some numbers are listed (n × bool).

    Args:
        listed: E.164, or a look-up.
        numbers: E.164 without the plus; 0: no number (n).
    """
    if not isinstance(listed, frozenset):
        known: NDArray[np.bool_] = listed.among(numbers) & (numbers != 0)
        return known
    digits = [int(number[1:]) for number in listed if number[:1] == "+" and number[1:].isdecimal()]
    found: NDArray[np.bool_] = np.isin(numbers, np.array(digits, np.int64)) & (numbers != 0)
    return found
