"""The states of rows, parts and submissions, and the one table of legal transitions between part states."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class DestinationKind(StrEnum):
    """Where a submission goes; the values are stored."""

    CAMPAIGN = "campaign"
    BATCH_CALL = "batch_call"
    """One call list of an agent, made by the upload itself; its claims are the agent's."""
    WORKFLOW = "workflow"
    FILE = "file"
    """A file that the operator uploads in the provider's dashboard; its claims are those of what it is for."""

    @property
    def begins_empty(self) -> bool:
        """True where each upload makes a list of its own, in which there are no other leads."""
        return self is DestinationKind.BATCH_CALL


class RowState(StrEnum):
    """The state of a ready row; every such row of a submission is in exactly one."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ALREADY_CLAIMED = "already_claimed"
    HELD_BACK = "held_back"
    """Taken out of its part by a gate, in the last check before the part was sent."""
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken_back"


class PartState(StrEnum):
    """The state of one upload."""

    PLANNED = "planned"
    """Its rows are in the ledger; their numbers are not claimed and its bytes are not written yet."""
    READY = "ready"
    INTENT = "intent"
    ACKED = "acked"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ABSENT = "absent"
    """Proved not to have arrived; its rows are in a new part."""
    WITHDRAWN = "withdrawn"
    """Withdrawn before it was sent."""


class EventKind(StrEnum):
    """What happened to a submission or a part; the values are stored."""

    PRESSED = "pressed"
    PREPARED = "prepared"
    """The numbers of a planned part were claimed and its bytes written."""
    HELD_BACK = "held_back"
    """A gate was closed for some of its leads when the part was to be sent."""
    POSTPONED = "postponed"
    """The calling hours were closed when the part was to be sent, or too short for all of its leads."""
    MISSED = "missed"
    """The same, and the hours for which the part had waited have passed: no sender ran, or the server took nothing."""
    SEEN = "seen"
    """A person has seen that leads failed, or that hours were missed."""
    INTENT = "intent"
    ACKED = "acked"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOT_SENT = "not_sent"
    QUARANTINE = "quarantine"
    RESTORED = "restored"
    """The intent log knows an upload that a restored ledger lacks."""
    LEFT_EARLIER = "left_earlier"
    """The operator's count shows that a part had been queued although it was to be sent again."""
    COUNTED = "counted"
    ON_HOLD = "on_hold"
    ABSENT = "absent"
    PARTLY_ARRIVED = "partly_arrived"
    """The operator found some of its leads at the server."""
    WITHDRAWN = "withdrawn"
    RESUMED = "resumed"
    REOPENED = "reopened"
    TAKEN_BACK = "taken_back"
    RECALL_ASKED = "take_back_asked"
    RECALL_DONE = "take_back_done"
    ERASED = "forgotten"
    NUMBER_ERASED = "number_forgotten"


_PLANNED, _READY, _INTENT, _UNKNOWN = PartState.PLANNED, PartState.READY, PartState.INTENT, PartState.UNKNOWN
_ACKED, _REFUSED, _ABSENT = PartState.ACKED, PartState.REFUSED, PartState.ABSENT

TRANSITIONS: Mapping[EventKind, frozenset[tuple[PartState, PartState]]] = {
    EventKind.PREPARED: frozenset({(_PLANNED, _READY)}),
    EventKind.HELD_BACK: frozenset({(_READY, _READY), (_READY, PartState.WITHDRAWN)}),
    EventKind.POSTPONED: frozenset({(_READY, _READY), (_READY, PartState.WITHDRAWN)}),
    EventKind.MISSED: frozenset({(_READY, _READY)}),
    EventKind.INTENT: frozenset({(_READY, _INTENT)}),
    EventKind.ACKED: frozenset({(_INTENT, _ACKED), (_UNKNOWN, _ACKED)}),
    EventKind.REFUSED: frozenset({(_INTENT, _REFUSED), (_UNKNOWN, _REFUSED)}),
    # out of UNKNOWN too: the attempt itself reports, late, that no byte was sent
    EventKind.NOT_SENT: frozenset({(_READY, _READY), (_INTENT, _READY), (_UNKNOWN, _READY)}),
    EventKind.UNKNOWN: frozenset({(_READY, _UNKNOWN), (_INTENT, _UNKNOWN), (_UNKNOWN, _UNKNOWN)}),
    EventKind.QUARANTINE: frozenset({(_INTENT, _UNKNOWN), (_UNKNOWN, _UNKNOWN)}),
    EventKind.RESTORED: frozenset({(_READY, _UNKNOWN), (_INTENT, _UNKNOWN), (_UNKNOWN, _UNKNOWN)}),
    EventKind.LEFT_EARLIER: frozenset({(_READY, _UNKNOWN), (_INTENT, _UNKNOWN), (_UNKNOWN, _UNKNOWN)}),
    EventKind.COUNTED: frozenset({(_UNKNOWN, _UNKNOWN)}),
    EventKind.ON_HOLD: frozenset({(_UNKNOWN, _UNKNOWN)}),
    # ACKED when only some of the rows are absent: they move to a new part and the others were queued
    EventKind.ABSENT: frozenset({(_UNKNOWN, _ABSENT), (_UNKNOWN, _ACKED)}),
    EventKind.PARTLY_ARRIVED: frozenset({(_UNKNOWN, _ACKED)}),
    EventKind.WITHDRAWN: frozenset({(_PLANNED, PartState.WITHDRAWN), (_READY, PartState.WITHDRAWN)}),
    # the operator contradicts an earlier answer of the operator
    EventKind.REOPENED: frozenset({(_ACKED, _UNKNOWN), (_ABSENT, _UNKNOWN)}),
    EventKind.TAKEN_BACK: frozenset({(_ACKED, _ACKED)}),
}
"""Event → (state before, state after) of its part. The code checks every event against it; the database's triggers
refuse every change of state that is not in it (`STATE_CHANGES`)."""

STATE_CHANGES = frozenset(
    (before, after) for pairs in TRANSITIONS.values() for before, after in pairs if before is not after
)
"""Every legal change of a part's state."""

UNDECIDED = frozenset({_INTENT, _UNKNOWN})
"""Its leads may be queued at the server: no other part of its campaign may be sent."""

WAITING = frozenset({_PLANNED, _READY})
"""Nothing of the part was sent: it may be withdrawn."""

UNSETTLED = UNDECIDED | WAITING
"""The part still needs to be prepared, the sender, or an answer of the operator."""

ROW_STATE = {
    PartState.PLANNED: RowState.READY,
    PartState.READY: RowState.READY,
    PartState.INTENT: RowState.SENDING,
    PartState.ACKED: RowState.SENT,
    PartState.REFUSED: RowState.REFUSED,
    PartState.UNKNOWN: RowState.UNKNOWN,
    PartState.WITHDRAWN: RowState.WITHDRAWN,
}
"""The state of a row by the state of its part, unless the row has an outcome separate from its part."""


class Evidence(StrEnum):
    """What settled a part."""

    NONE = ""
    ANSWER = "answer"
    KEY = "key"
    LIST = "list"
    COUNTER = "counter"
    MARK = "mark"
    """The mark in the title of a batch call."""
    FILE = "file"
    """Handed over as a file for the dashboard."""
    OPERATOR = "operator"


class Hold(StrEnum):
    """Why the rest of a submission waits for the operator."""

    NONE = ""
    NOT_REACHED = "not_reached"
    RATE_LIMITED = "rate_limited"
    TRIAL = "trial"


class Recall(StrEnum):
    """Whether a submission's pending leads are to be removed at the server."""

    NONE = ""
    ASKED = "asked"
    DONE = "done"


class SubmissionState(StrEnum):
    """The state of a submission, computed from its parts."""

    READY = "ready"
    SENDING = "sending"
    HELD = "held"
    UNKNOWN = "unknown"
    SENT = "sent"
    REFUSED = "refused"
    NOT_SENT = "not_sent"

    @property
    def is_settled(self) -> bool:
        """True when no part is unsettled."""
        return self in (SubmissionState.SENT, SubmissionState.REFUSED, SubmissionState.NOT_SENT)


def submission_state(parts: Collection[PartState], hold: Hold, *, has_refused_rows: bool) -> SubmissionState:
    """Compute the state of a submission.

    Args:
        parts: the states of its parts.
        hold: why its rest waits.
        has_refused_rows: True when the server refused a row of it.
    """
    if PartState.UNKNOWN in parts:
        return SubmissionState.UNKNOWN
    if PartState.INTENT in parts:
        return SubmissionState.SENDING
    if not WAITING.isdisjoint(parts):
        return SubmissionState.HELD if hold else SubmissionState.READY
    if has_refused_rows:
        return SubmissionState.REFUSED
    return SubmissionState.SENT if PartState.ACKED in parts else SubmissionState.NOT_SENT
