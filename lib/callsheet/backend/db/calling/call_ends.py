"""Let simulated calls take their next step, and end batches whose calls are over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from callsheet.backend.db.calling.batch_calls import start_next
from callsheet.backend.db.calling.call_rule import course_of
from callsheet.backend.db.calling.tables import BATCH_CALLS, CALLS, WORKFLOW_LEADS
from callsheet.backend.db.tables import LEADS, WORKSPACES
from callsheet.contract import CALLS_UNDER_WAY, OPEN_CALL_STATUSES, BatchStatus, CallStatus, LeadStatus
from callsheet.database.sql import lock_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import Connection, Engine, Row

AT_ONCE = 1_000
"""Calls that one step moves on; a transaction of as many takes well below a second. Chosen by hand."""


def move_calls_on(engine: Engine, now: datetime, minute: timedelta) -> int:
    """Let calls whose time has come be taken, or end.

    Args:
        engine: the database.
        now: the present moment, in UTC.
        minute: how long a simulated minute takes.

    Returns:
        How many were moved on.
    """
    due = select(CALLS).where(CALLS.c.status.in_(CALLS_UNDER_WAY), CALLS.c.due_at <= now).limit(AT_ONCE)
    with engine.connect() as connection:
        calls = connection.execute(due).all()
    if not calls:
        return 0
    taken = [call for call in calls if call.status == CallStatus.INITIATED and _is_taken(call)]
    over = [call for call in calls if call.status == CallStatus.IN_PROGRESS or not _is_taken(call)]
    with engine.begin() as connection:
        changed = _change(connection, taken, lambda call: _talking(call, minute))
        changed += _change(connection, over, lambda call: _ended(call, now))
        _end_leads(connection, over)
    return changed


def _is_taken(call: Row[Any]) -> bool:
    return course_of(call.to_number).talk_minutes > 0


def _talking(call: Row[Any], minute: timedelta) -> dict[str, Any]:
    due_at = call.due_at + course_of(call.to_number).talk_minutes * minute
    return {"status": CallStatus.IN_PROGRESS.value, "due_at": due_at}


def _ended(call: Row[Any], now: datetime) -> dict[str, Any]:
    course = course_of(call.to_number)
    return {
        "status": course.outcome.value,
        "end_reason": course.outcome.value,
        "ended_at": now,
        "duration": course.talk_seconds,
        "due_at": None,
    }


def _change(connection: Connection, calls: Sequence[Row[Any]], values: Callable[[Row[Any]], dict[str, Any]]) -> int:
    """Change calls that have the status that they were read with; others were moved on meanwhile."""
    if not calls:
        return 0
    unchanged = (CALLS.c.id == bindparam("call_id"), CALLS.c.status == bindparam("status_before"))
    rows = [{"call_id": call.id, "status_before": call.status, **values(call)} for call in calls]
    return connection.execute(update(CALLS).where(*unchanged), rows).rowcount


def _end_leads(connection: Connection, calls: Sequence[Row[Any]]) -> None:
    """A lead of a workflow or campaign is completed, or failed; one that was removed meanwhile stays so."""
    for table, column in ((WORKFLOW_LEADS, "workflow_lead_id"), (LEADS, "lead_id")):
        of_table = [call for call in calls if getattr(call, column) is not None]
        for status in (LeadStatus.COMPLETED, LeadStatus.FAILED):
            is_completed = status is LeadStatus.COMPLETED
            ids = [getattr(call, column) for call in of_table if _is_taken(call) == is_completed]
            if ids:
                is_called = (table.c.id.in_(ids), table.c.status == LeadStatus.IN_PROGRESS.value)
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
