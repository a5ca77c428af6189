"""Verdicts: the judgement of a column of phone cells, as numbers."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import phonenumbers

from callsheet.validation.model.codes import IssueCode

if TYPE_CHECKING:
    from numpy.typing import NDArray

REGIONS: tuple[str, ...] = ("", "001", *sorted(phonenumbers.SUPPORTED_REGIONS))
"""Region by its place in `Verdicts.region`; "" is none, "001" a number of no country."""

CODES: tuple[IssueCode | None, ...] = (None, *IssueCode)
"""Issue code by its place in `Verdicts.code`."""

CODE_PLACE = {code: place for place, code in enumerate(CODES)}
REGION_PLACE = {region: place for place, region in enumerate(REGIONS)}


@dataclass(frozen=True)
class Verdicts:
    """The judgement of a column of phone cells, as numbers (n rows).

    Args:
        number: int64, E.164 without its plus; 0: no valid number. The longest possible ones (+62, +81: 19 digits) fit.
        region: int16, place in `REGIONS`.
        code: int8, place in `CODES`; 0: valid, or empty.
        empty: bool, nothing was written.
        mended: bool, valid only as a fix left it, not as written.
    """

    number: NDArray[np.int64]
    region: NDArray[np.int16]
    code: NDArray[np.int8]
    empty: NDArray[np.bool_]
    mended: NDArray[np.bool_]

    @classmethod
    def blank(cls, rows: int) -> Verdicts:
        """Verdicts of `rows` empty cells."""
        return cls(
            number=np.zeros(rows, np.int64),
            region=np.zeros(rows, np.int16),
            code=np.zeros(rows, np.int8),
            empty=np.ones(rows, np.bool_),
            mended=np.zeros(rows, np.bool_),
        )

    def put(self, places: NDArray[np.intp], others: Verdicts) -> None:
        """Write `others` at `places`, one for each."""
        self.number[places] = others.number
        self.region[places] = others.region
        self.code[places] = others.code
        self.empty[places] = others.empty
        self.mended[places] = others.mended

    def replaced(self, places: NDArray[np.intp], others: Verdicts) -> Verdicts:
        """Verdicts with `others` at `places`; what they do not change is shared, not copied."""
        return Verdicts(
            *(replaced(getattr(self, each.name), places, getattr(others, each.name)) for each in fields(self))
        )

    def copy(self) -> Verdicts:
        """Verdicts of their own, to write into."""
        return Verdicts(*(getattr(self, each.name).copy() for each in fields(self)))

    def take(self, places: NDArray[np.intp]) -> Verdicts:
        """The verdicts at `places`, as a copy."""
        return Verdicts(*(getattr(self, each.name)[places] for each in fields(self)))


def replaced(values: NDArray[Any], places: NDArray[np.intp], others: NDArray[Any]) -> NDArray[Any]:
    """An array with other values at some places; itself when it has them already.

    Args:
        values: n values.
        places: where.
        others: one for each place.
    """
    if (values[places] == others).all():
        return values
    changed = values.copy()
    changed[places] = others
    return changed
