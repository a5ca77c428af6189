"""Begin simulated calls: of running batches, of active workflows and campaigns, and single ones.

What is paused or cancelled at the same moment begins no call: the transaction that begins calls holds the same lock as
the one that changes the state, and reads the state after it has the lock.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, select, update

from callsheet.backend.db.calling.batch_calls import start_next
from callsheet.backend.db.calling.call_rule import course_of
from callsheet.backend.db.calling.tables import AGENTS, BATCH_CALLS, CALLS, WORKFLOW_LEADS, WORKFLOWS
from callsheet.backend.db.ids import make_ids
from callsheet.backend.db.tables import CAMPAIGNS, LEADS, WORKSPACES
from callsheet.contract import CALLING_STATUSES, CALLS_UNDER_WAY, BatchStatus, CallStatus, LeadStatus, WorkflowStatus
from callsheet.database.sql import lock_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import ColumnElement, Connection, Engine, Row, Table

AT_ONCE = 50
"""Calls that a batch, a workflow, or a campaign without a number of its own, has under way. Chosen by hand."""
PENDING, IN_PROGRESS = LeadStatus.PENDING.value, LeadStatus.IN_PROGRESS.value


def begin_calls(engine: Engine, now: datetime, minute: timedelta) -> int:
    """Begin as many calls as may be under way.

    Args:
        engine: the database.
        now: the present moment, in UTC.
        minute: how long a simulated minute takes.

    Returns:
        How many were begun.
    """
    begun = 0
    for batch in _rows(engine, BATCH_CALLS, BATCH_CALLS.c.status == BatchStatus.SCHEDULED.value):
        if batch.starts_at is None or batch.starts_at <= now:
            _end_waiting(engine, batch)
    for batch in _rows(engine, BATCH_CALLS, BATCH_CALLS.c.status == BatchStatus.RUNNING.value):
        begun += _begin_batch(engine, batch, now, minute)
    for workflow in _rows(engine, WORKFLOWS, WORKFLOWS.c.status == WorkflowStatus.ACTIVE.value):
        begun += _begin_workflow(engine, workflow.id, now, minute)
    for campaign in _rows(engine, CAMPAIGNS, CAMPAIGNS.c.status.in_(CALLING_STATUSES)):
        begun += _begin_campaign(engine, campaign.id, now, minute)
    return begun + _begin_single(engine, now, minute)


def _rows(engine: Engine, table: Table, condition: ColumnElement[bool]) -> Sequence[Row[Any]]:
    with engine.connect() as connection:
        return connection.execute(select(table).where(condition)).all()


def _end_waiting(engine: Engine, batch: Row[Any]) -> None:
    """A batch whose time has come waits for its turn, or runs."""
    with engine.begin() as connection:
        lock_rows(connection, WORKSPACES.c.id, WORKSPACES.c.id == batch.workspace_id)
        is_scheduled = (BATCH_CALLS.c.id == batch.id, BATCH_CALLS.c.status == BatchStatus.SCHEDULED.value)
        connection.execute(update(BATCH_CALLS).where(*is_scheduled).values(status=BatchStatus.WAITING.value))
        start_next(connection, batch.workspace_id)


def _begin_batch(engine: Engine, batch: Row[Any], now: datetime, minute: timedelta) -> int:
    of_batch = CALLS.c.batch_call_id == batch.id
    with engine.begin() as connection:
        lock_rows(connection, WORKSPACES.c.id, WORKSPACES.c.id == batch.workspace_id)
        state = select(BATCH_CALLS.c.status).where(BATCH_CALLS.c.id == batch.id)
        if connection.scalar(state) != BatchStatus.RUNNING or not _may_call(connection, batch, now):
            return 0
        under_way = _count(connection, CALLS, of_batch, CALLS.c.status.in_(CALLS_UNDER_WAY))
        queued = select(CALLS.c.id, CALLS.c.to_number).where(of_batch, CALLS.c.status == CallStatus.QUEUED.value)
        calls = connection.execute(queued.order_by(CALLS.c.position).limit(max(0, AT_ONCE - under_way))).all()
        return _begin(connection, calls, now, minute)


def _may_call(connection: Connection, batch: Row[Any], now: datetime) -> bool:
    """Whether the calling hours of a batch allow a call now, in the time zone of its agent."""
    if batch.calling_hours_start is None and batch.calling_hours_end is None:
        return True
    zone = connection.scalar(select(AGENTS.c.timezone).where(AGENTS.c.id == batch.agent_id))
    local = now.astimezone(ZoneInfo(zone or "UTC")).strftime("%H:%M")
    start, end = batch.calling_hours_start or "00:00", batch.calling_hours_end or "24:00"
    return start <= local < end if start <= end else local >= start or local < end


def _begin_single(engine: Engine, now: datetime, minute: timedelta) -> int:
    is_single = (
        CALLS.c.status == CallStatus.QUEUED.value,
        CALLS.c.batch_call_id.is_(None),
        CALLS.c.workflow_lead_id.is_(None),
        CALLS.c.lead_id.is_(None),
    )
    with engine.begin() as connection:
        calls = connection.execute(select(CALLS.c.id, CALLS.c.to_number).where(*is_single).limit(AT_ONCE)).all()
        return _begin(connection, calls, now, minute)


def _begin(connection: Connection, calls: Sequence[Any], now: datetime, minute: timedelta) -> int:
    """Let queued calls ring; those that were cancelled meanwhile stay so."""
    if not calls:
        return 0
    is_queued = (CALLS.c.id == bindparam("call_id"), CALLS.c.status == CallStatus.QUEUED.value)
    rows = [{"call_id": call.id, **_ringing(call.to_number, now, minute)} for call in calls]
    return connection.execute(update(CALLS).where(*is_queued), rows).rowcount


def _ringing(number: str, now: datetime, minute: timedelta) -> dict[str, Any]:
    return {
        "status": CallStatus.INITIATED.value,
        "started_at": now,
        "due_at": now + course_of(number).ring_minutes * minute,
        "simulated": 1,
    }


def _begin_workflow(engine: Engine, workflow_id: str, now: datetime, minute: timedelta) -> int:
    with engine.begin() as connection:
        lock_rows(connection, WORKFLOWS.c.id, WORKFLOWS.c.id == workflow_id)
        workflow = connection.execute(select(WORKFLOWS).where(WORKFLOWS.c.id == workflow_id)).one()
        if workflow.status != WorkflowStatus.ACTIVE:
            return 0
        of_workflow = WORKFLOW_LEADS.c.workflow_id == workflow_id
        leads = _take_pending(connection, WORKFLOW_LEADS, of_workflow, AT_ONCE)
        same = {
            "workspace_id": workflow.workspace_id,
            "agent_id": workflow.agent_id,
            "agent_version_number": workflow.agent_version_number,
            "from_number": workflow.from_number,
        }
        rows = [same | {"workflow_lead_id": lead.id, "variables": lead.variables} for lead in leads]
        return _insert_ringing(connection, leads, rows, now, minute)


def _begin_campaign(engine: Engine, campaign_id: str, now: datetime, minute: timedelta) -> int:
    with engine.begin() as connection:
        lock_rows(connection, CAMPAIGNS.c.id, CAMPAIGNS.c.id == campaign_id)
        campaign = connection.execute(select(CAMPAIGNS).where(CAMPAIGNS.c.id == campaign_id)).one()
        is_early = campaign.scheduled_at is not None and campaign.scheduled_at > now
        if campaign.status not in CALLING_STATUSES or is_early:
            return 0
        at_once = campaign.max_concurrent_calls or AT_ONCE
        leads = _take_pending(connection, LEADS, LEADS.c.campaign_id == campaign_id, at_once)
        same = {
            "workspace_id": campaign.organization_id,
            "agent_id": campaign.agent_id,
            "from_number": campaign.from_phone_number,
        }
        rows = [same | {"lead_id": lead.id, "variables": json.dumps(lead.notes)} for lead in leads]
        return _insert_ringing(connection, leads, rows, now, minute)


def _take_pending(
    connection: Connection, leads: Table, of_list: ColumnElement[bool], at_once: int
) -> Sequence[Row[Any]]:
    """Mark leads as being called, as many as may still be; the list is locked by the caller."""
    under_way = _count(connection, leads, of_list, leads.c.status == IN_PROGRESS)
    pending = select(leads).where(of_list, leads.c.status == PENDING).order_by(leads.c.place)
    chosen = connection.execute(pending.limit(max(0, at_once - under_way))).all()
    if not chosen:
        return []
    is_chosen = leads.c.id.in_([lead.id for lead in chosen])
    connection.execute(update(leads).where(is_chosen, leads.c.status == PENDING).values(status=IN_PROGRESS))
    # A lead may have been removed since it was chosen.
    taken = set(connection.scalars(select(leads.c.id).where(is_chosen, leads.c.status == IN_PROGRESS)))
    return [lead for lead in chosen if lead.id in taken]


def _insert_ringing(
    connection: Connection, leads: Sequence[Row[Any]], rows: list[dict[str, Any]], now: datetime, minute: timedelta
) -> int:
    ids = make_ids("call", len(leads)).to_pylist()
    calls = [
        row
        | _ringing(lead.phone_number, now, minute)
        | {"id": call_id, "to_number": lead.phone_number, "created_at": now}
        for row, lead, call_id in zip(rows, leads, ids, strict=True)
    ]
    if calls:
        connection.execute(insert(CALLS), calls)
    return len(calls)


def _count(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
