"""Which submissions need a person: an open question, something that failed, or hours that passed without the leads."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from callsheet.store.ledger.states import EventKind, Hold, PartState
from callsheet.store.tables import EVENTS, PARTS, SUBMISSIONS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

LOOK_BACK = timedelta(days=30)
"""Failures and missed hours of older submissions are history; chosen by hand."""
LATE = timedelta(minutes=10)
"""A part whose time has come is sent within a second of a running sender; after this long none runs. Chosen by hand."""


class AttentionReason(StrEnum):
    """Why a submission needs a person; the first that holds counts."""

    UNKNOWN = "unknown"
    """Nobody knows yet whether some of its leads arrived."""
    LATE = "late"
    """The time of some leads has come, and no sender has sent them."""
    HELD = "held"
    """The rest waits for the operator, after a trial or a failure."""
    FAILED = "failed"
    """The server refused leads, and nobody has said that this was seen."""
    MISSED = "missed"
    """Calling hours passed without the leads being sent, and nobody has said that this was seen."""


def read_attention(connection: Connection, now: datetime) -> dict[str, AttentionReason]:
    """Return the submissions that need a person, with the reason; the newest first.

    Args:
        connection: to the database.
        now: the present time.
    """
    of_submission = PARTS.c.submission_id == SUBMISSIONS.c.id

    def has_part(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(of_submission, *conditions)

    ready = PARTS.c.state == PartState.READY
    seen = EVENTS.alias()
    is_recent = SUBMISSIONS.c.created_at > now - LOOK_BACK
    not_seen = ~exists().where(
        seen.c.submission_id == SUBMISSIONS.c.id, seen.c.what == EventKind.SEEN, seen.c.at >= PARTS.c.settled_at
    )
    missed = EVENTS.alias()
    not_seen_since = ~exists().where(
        seen.c.submission_id == missed.c.submission_id, seen.c.what == EventKind.SEEN, seen.c.id > missed.c.id
    )
    has_missed = exists().where(
        missed.c.submission_id == SUBMISSIONS.c.id, missed.c.what == EventKind.MISSED, not_seen_since
    )
    conditions: dict[AttentionReason, ColumnElement[bool]] = {
        AttentionReason.UNKNOWN: has_part(PARTS.c.state == PartState.UNKNOWN),
        AttentionReason.LATE: (SUBMISSIONS.c.hold == Hold.NONE) & has_part(ready, PARTS.c.opens_at < now - LATE),
        AttentionReason.HELD: (SUBMISSIONS.c.hold != Hold.NONE) & has_part(ready),
        AttentionReason.FAILED: is_recent & has_part(PARTS.c.refused > 0, not_seen),
        AttentionReason.MISSED: is_recent & has_missed,
    }
    found: dict[str, AttentionReason] = {}
    for reason, condition in conditions.items():
        query = select(SUBMISSIONS.c.id).where(condition).order_by(SUBMISSIONS.c.created_at.desc())
        for submission_id in connection.scalars(query):
            found.setdefault(submission_id, reason)
    return found
