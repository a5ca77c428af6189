"""Let simulated calls take their next step, and end batches whose calls are over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from callsheet.backend.db.calling.batch_calls import start_next
from callsheet.backend.db.calling.call_rule import course_of
from callsheet.backend.db.calling.tables import BATCH_CALLS, CALLS, WORKFLOW_LEADS
from callsheet.backend.db.tables import LEADS, WORKSPACES
from callsheet.contract import OPEN_CALL_STATUSES, BatchStatus, CallStatus, LeadStatus
from callsheet.database.sql import lock_rows

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy import Connection, Engine, Row

AT_ONCE = 1_000
"""Calls that one step moves on; a transaction of as many takes well below a second. Chosen by hand."""
UNDER_WAY = (CallStatus.INITIATED.value, CallStatus.IN_PROGRESS.value)


def move_calls_on(engine: Engine, now: datetime, minute: timedelta) -> int:
    """Let calls whose time has come be taken, or end.

    Args:
        engine: the database.
        now: the present moment, in UTC.
        minute: how long a simulated minute takes.

    Returns:
        How many were moved on.
    """
    due = select(CALLS).where(CALLS.c.status.in_(UNDER_WAY), CALLS.c.due_at <= now).limit(AT_ONCE)
    moved = 0
    with engine.connect() as connection:
        calls = connection.execute(due).all()
    if calls:
        with engine.begin() as connection:
            for call in calls:
                moved += _move_on(connection, call, now, minute)
    return moved


def _move_on(connection: Connection, call: Row[Any], now: datetime, minute: timedelta) -> int:
    course = course_of(call.to_number)
    is_taken = call.status == CallStatus.INITIATED and course.talk_minutes > 0
    unchanged = (CALLS.c.id == call.id, CALLS.c.status == call.status)
    if is_taken:
        values: dict[str, Any] = {
            "status": CallStatus.IN_PROGRESS.value,
            "due_at": call.due_at + course.talk_minutes * minute,
        }
        return connection.execute(update(CALLS).where(*unchanged).values(values)).rowcount
    values = {
        "status": course.outcome.value,
        "end_reason": course.outcome.value,
        "ended_at": now,
        "duration": course.talk_seconds,
        "due_at": None,
    }
    changed = connection.execute(update(CALLS).where(*unchanged).values(values)).rowcount
    if changed:
        _end_lead(connection, call, course.outcome)
    return changed


def _end_lead(connection: Connection, call: Row[Any], outcome: CallStatus) -> None:
    """A lead of a workflow or campaign is completed, or failed; one that was removed meanwhile stays so."""
    status = LeadStatus.COMPLETED if outcome is CallStatus.COMPLETED else LeadStatus.FAILED
    for table, lead_id in ((WORKFLOW_LEADS, call.workflow_lead_id), (LEADS, call.lead_id)):
        if lead_id is not None:
            is_called = (table.c.id == lead_id, table.c.status == LeadStatus.IN_PROGRESS.value)
            connection.execute(update(table).where(*is_called).values(status=status.value))


def end_batches(engine: Engine, now: datetime) -> int:
    """Complete batches that have no open call left, and let the next one run. After `ends_at` nothing more begins.

    Args:
        engine: the database.
        now: the present moment, in UTC.

    Returns:
        How many were completed.
    """
    with engine.connect() as connection:
        running = select(BATCH_CALLS).where(BATCH_CALLS.c.status == BatchStatus.RUNNING.value)
        batches = connection.execute(running).all()
    return sum(_end_batch(engine, batch, now) for batch in batches)


def _end_batch(engine: Engine, batch: Row[Any], now: datetime) -> int:
    of_batch = CALLS.c.batch_call_id == batch.id
    is_over = batch.ends_at is not None and batch.ends_at <= now
    still_open = select(CALLS.c.id).where(of_batch, CALLS.c.status.in_(OPEN_CALL_STATUSES)).limit(1)
    with engine.connect() as connection:
        if not is_over and connection.scalar(still_open) is not None:
            return 0
    with engine.begin() as connection:
        lock_rows(connection, WORKSPACES.c.id, WORKSPACES.c.id == batch.workspace_id)
        if is_over:
            expired = CallStatus.RETRY_EXPIRED.value
            queued = update(CALLS).where(of_batch, CALLS.c.status == CallStatus.QUEUED.value)
            connection.execute(queued.values(status=expired, end_reason=expired, simulated=1))
        if connection.scalar(still_open) is not None:
            return 0
        is_running = (BATCH_CALLS.c.id == batch.id, BATCH_CALLS.c.status == BatchStatus.RUNNING.value)
        ended = update(BATCH_CALLS).where(*is_running).values(status=BatchStatus.COMPLETED.value)
        changed = connection.execute(ended).rowcount
        start_next(connection, batch.workspace_id)
        return changed
