"""What each row says about being called, and what a policy makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.consent.cells import NO_DAY, CellSays, read_cells
from callsheet.validation.model.consent import CONSENT_STATES, STATE_INDEX, ConsentKind, ConsentState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.consent import ConsentPolicy, ConsentRule

_EPOCH = np.datetime64("1970-01-01")
_REFUSES = {
    ConsentKind.CONSENT: (CellSays.NO, CellSays.REFUSED),
    ConsentKind.BASIS: (CellSays.REFUSED,),
    ConsentKind.REFUSAL: (CellSays.YES, CellSays.REFUSED, CellSays.DAY),
    ConsentKind.REVOKED: (CellSays.YES, CellSays.REFUSED, CellSays.DAY, CellSays.BASIS, CellSays.OTHER),
    ConsentKind.DATE: (CellSays.REFUSED,),
}
_AGREES = {
    ConsentKind.CONSENT: (CellSays.YES, CellSays.GIVEN, CellSays.BASIS, CellSays.DAY),
    ConsentKind.DATE: (CellSays.DAY,),
    ConsentKind.BASIS: (CellSays.BASIS, CellSays.GIVEN),
}
_BEARING = (ConsentKind.CONSENT, ConsentKind.DATE, ConsentKind.BASIS)
"""Kinds of column whose filled cells can be a consent, the one that decides first."""


@dataclass(frozen=True, eq=False, repr=False)
class Consents:
    """What the rows of a file say about being called (n rows).

    Args:
        said: int8, index in `CONSENT_STATES`, without a look at the age of a consent.
        day: int32, when consent was given, in days since 1970; `NO_DAY`: not known.
        state: int8, index in `CONSENT_STATES`, under the policy.
        policy: the policy.
        column: the column in which a warning about consent is shown; "": no column is about consent.
        can_be_given: True when a column can hold a consent; one that only holds refusals lacks none.
    """

    said: NDArray[np.int8]
    day: NDArray[np.int32]
    state: NDArray[np.int8]
    policy: ConsentPolicy
    column: str
    can_be_given: bool

    @property
    def left_out(self) -> NDArray[np.bool_]:
        """Rows that are not called (n × bool)."""
        wanted = np.array([state in self.policy.left_out for state in CONSENT_STATES])
        left_out: NDArray[np.bool_] = wanted[self.state]
        return left_out

    @property
    def refusing(self) -> NDArray[np.bool_]:
        """Rows that say no, and whose no counts for every row with their number (n × bool)."""
        if ConsentState.REFUSED not in self.policy.left_out:
            return np.zeros(len(self.state), np.bool_)
        refusing: NDArray[np.bool_] = self.state == STATE_INDEX[ConsentState.REFUSED]
        return refusing


def read_consents(
    columns: Mapping[str, ConsentKind], values: Callable[[str], pd.Series[str]], rule: ConsentRule, size: int
) -> Consents:
    """Read the consent of every row.

    A no in any column wins. Of a yes, the columns of consent decide; without one, a day of consent, then a way in
    which it was given.

    Args:
        columns: column → what it holds.
        values: returns the cells of a column (size × str).
        rule: policy and day.
        size: rows of the file.
    """
    read = {column: read_cells(values(column)) for column in columns}
    refused, day = np.zeros(size, np.bool_), np.full(size, NO_DAY, np.int32)
    for column, kind in columns.items():
        refused |= np.isin(read[column].says, _REFUSES[kind])
        if kind in (ConsentKind.CONSENT, ConsentKind.DATE):
            day = np.maximum(day, read[column].day)
    bearing = next((kind for kind in _BEARING if kind in columns.values()), None)
    agreed, filled = np.zeros(size, np.bool_), refused.copy()
    for column, kind in columns.items():
        if kind is bearing:
            agreed |= np.isin(read[column].says, _AGREES[kind])
        if kind in _BEARING:
            filled |= read[column].says != CellSays.NOTHING
        elif kind is ConsentKind.REFUSAL:
            filled |= read[column].says == CellSays.OTHER
    said = np.full(size, STATE_INDEX[ConsentState.MISSING], np.int8)
    said[filled] = STATE_INDEX[ConsentState.UNCLEAR]
    said[agreed] = STATE_INDEX[ConsentState.GIVEN]
    said[refused] = STATE_INDEX[ConsentState.REFUSED]
    shown = next((column for column, kind in columns.items() if kind is bearing), next(iter(columns), ""))
    return Consents(said, day, _judged(said, day, rule), rule.policy, shown, can_be_given=bearing is not None)


def _judged(said: NDArray[np.int8], day: NDArray[np.int32], rule: ConsentRule) -> NDArray[np.int8]:
    """The states under a policy, as `ConsentPolicy.judge` finds them for one row (n)."""
    oldest = rule.policy.oldest(rule.today)
    if oldest is None:
        return said
    state, given = said.copy(), said == STATE_INDEX[ConsentState.GIVEN]
    last, first = _days(rule.today) + 1, _days(oldest)
    state[given & ((day == NO_DAY) | (day > last))] = STATE_INDEX[ConsentState.UNDATED]
    state[given & (day != NO_DAY) & (day <= first)] = STATE_INDEX[ConsentState.EXPIRED]
    return state


def _days(day: object) -> int:
    return int((np.datetime64(day, "D") - _EPOCH).astype(int))  # type: ignore[call-overload]
