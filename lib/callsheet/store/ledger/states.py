"""Where a row, a part and a submission can stand, and which moves of a part are legal."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class RowState(StrEnum):
    """Where a row that was ready stands; every such row of a submission is in exactly one."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ALREADY_CLAIMED = "already_claimed"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken_back"


class PartState(StrEnum):
    """Where one upload stands."""

    READY = "ready"
    INTENT = "intent"
    ACKED = "acked"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ABSENT = "absent"
    """Proved not to have arrived; its rows have moved to a part of their own."""
    WITHDRAWN = "withdrawn"
    """Taken off the list before it was sent."""


UNDECIDED = frozenset({PartState.INTENT, PartState.UNKNOWN})
"""Its leads may be queued at the server: nothing else of its campaign may be sent."""

UNSETTLED = UNDECIDED | {PartState.READY}
"""Something is still to be done about it."""

ROW_STATE = {
    PartState.READY: RowState.READY,
    PartState.INTENT: RowState.SENDING,
    PartState.ACKED: RowState.SENT,
    PartState.REFUSED: RowState.REFUSED,
    PartState.UNKNOWN: RowState.UNKNOWN,
    PartState.WITHDRAWN: RowState.WITHDRAWN,
}
"""A row stands where its part stands, unless something became of the row alone."""

MOVES = frozenset(
    {
        (PartState.READY, PartState.INTENT),
        (PartState.READY, PartState.WITHDRAWN),
        (PartState.READY, PartState.UNKNOWN),  # the intent log knows more than a restored ledger
        (PartState.INTENT, PartState.ACKED),
        (PartState.INTENT, PartState.REFUSED),
        (PartState.INTENT, PartState.READY),  # no byte of it left
        (PartState.INTENT, PartState.UNKNOWN),
        (PartState.UNKNOWN, PartState.ACKED),
        (PartState.UNKNOWN, PartState.REFUSED),
        (PartState.UNKNOWN, PartState.READY),  # the attempt itself tells, late, that no byte of it left
        (PartState.UNKNOWN, PartState.ABSENT),
        (PartState.ACKED, PartState.UNKNOWN),  # the operator contradicts what the operator said
        (PartState.ABSENT, PartState.UNKNOWN),  # as above
    }
)


class Evidence(StrEnum):
    """What settled a part."""

    NONE = ""
    ANSWER = "answer"
    KEY = "key"
    LIST = "list"
    COUNTER = "counter"
    OPERATOR = "operator"


class Hold(StrEnum):
    """Why the rest of a submission waits for the operator."""

    NONE = ""
    NOT_REACHED = "not_reached"
    RATE_LIMITED = "rate_limited"
    TRIAL = "trial"


class SubmissionState(StrEnum):
    """Where a submission stands, told by its parts."""

    READY = "ready"
    SENDING = "sending"
    HELD = "held"
    UNKNOWN = "unknown"
    SENT = "sent"
    REFUSED = "refused"
    NOT_SENT = "not_sent"

    @property
    def is_settled(self) -> bool:
        """True when nothing more will happen by itself and nothing is open."""
        return self in (SubmissionState.SENT, SubmissionState.REFUSED, SubmissionState.NOT_SENT)


def state_of(parts: Collection[PartState], hold: Hold, *, refused: bool) -> SubmissionState:
    """Where a submission stands.

    Args:
        parts: the states that its parts are in.
        hold: why its rest waits.
        refused: True when the server refused a row of it.
    """
    if PartState.UNKNOWN in parts:
        return SubmissionState.UNKNOWN
    if PartState.INTENT in parts:
        return SubmissionState.SENDING
    if PartState.READY in parts:
        return SubmissionState.HELD if hold else SubmissionState.READY
    if refused:
        return SubmissionState.REFUSED
    return SubmissionState.SENT if PartState.ACKED in parts else SubmissionState.NOT_SENT
