"""Verdicts: the results of a column of phone cells, as numbers."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import phonenumbers

from callsheet.validation.model.codes import IssueCode

if TYPE_CHECKING:
    from numpy.typing import NDArray

REGIONS: tuple[str, ...] = ("", "001", *sorted(phonenumbers.SUPPORTED_REGIONS))
"""Region by its index in `Verdicts.region`; "" means no region, "001" a number that belongs to no country."""

CODES: tuple[IssueCode | None, ...] = (None, *IssueCode)
"""Issue code by its index in `Verdicts.code`."""

CODE_INDEX = {code: index for index, code in enumerate(CODES)}
REGION_INDEX = {region: index for index, region in enumerate(REGIONS)}

FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS = 7, 15
"""Digits of a phone number, for rules that look at text before a numbering plan does (our own rule).

E.164 allows 15. With its country code a number has at least 7 (Saint Helena: +290 and four digits), apart from a few of
six digits in Germany, Austria and Iran.
"""


@dataclass(frozen=True, repr=False)
class Verdicts:
    """The results of a column of phone cells (n rows).

    Args:
        number: int64, E.164 without the plus; 0: no valid number. The longest possible ones (+62, +81: 19 digits) fit.
        region: int16, index in `REGIONS`.
        code: int8, index in `CODES`; 0: valid, or empty.
        empty: bool, nothing was written.
        fixed: bool, valid only after a fix, not as written.
    """

    number: NDArray[np.int64]
    region: NDArray[np.int16]
    code: NDArray[np.int8]
    empty: NDArray[np.bool_]
    fixed: NDArray[np.bool_]

    @classmethod
    def of_empty_cells(cls, rows: int) -> Verdicts:
        """Return the verdicts of `rows` empty cells, to write into."""
        return cls(
            number=np.zeros(rows, np.int64),
            region=np.zeros(rows, np.int16),
            code=np.zeros(rows, np.int8),
            empty=np.ones(rows, np.bool_),
            fixed=np.zeros(rows, np.bool_),
        )

    def put(self, indices: NDArray[np.intp] | slice, others: Verdicts) -> None:
        """Write `others` at `indices`, in place."""
        self.number[indices] = others.number
        self.region[indices] = others.region
        self.code[indices] = others.code
        self.empty[indices] = others.empty
        self.fixed[indices] = others.fixed

    def replaced(self, indices: NDArray[np.intp], others: Verdicts) -> Verdicts:
        """Return verdicts with `others` at `indices`; arrays that do not change are shared, not copied."""
        return Verdicts(
            *(replaced(getattr(self, field.name), indices, getattr(others, field.name)) for field in fields(self))
        )

    def copy(self) -> Verdicts:
        """Return a copy to write into."""
        return Verdicts(*(getattr(self, field.name).copy() for field in fields(self)))

    def take(self, indices: NDArray[np.intp]) -> Verdicts:
        """Return the verdicts at `indices`, as a copy."""
        return Verdicts(*(getattr(self, field.name)[indices] for field in fields(self)))


def replaced(values: NDArray[Any], indices: NDArray[np.intp], others: NDArray[Any]) -> NDArray[Any]:
    """Return an array with other values at some indices; the array itself when it has them already.

    Args:
        values: n values.
        indices: where to replace (m).
        others: m values.
    """
    if (values[indices] == others).all():
        return values
    changed = values.copy()
    changed[indices] = others
    return changed
