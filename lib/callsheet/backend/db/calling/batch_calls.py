"""Queries of batch calls. One batch of a workspace runs at a time (documented)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from sqlalchemy import case, func, insert, select, update

from callsheet.backend.db.api_keys import lock_active_key
from callsheet.backend.db.bulk_insert import insert_rows
from callsheet.backend.db.calling.tables import BATCH_CALLS, CALLS
from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import WORKSPACES
from callsheet.contract import (
    CALLS_UNDER_WAY,
    AffectedCalls,
    BatchAction,
    BatchCall,
    BatchConflict,
    BatchHead,
    BatchStatus,
    CallStatus,
)
from callsheet.database.sql import lock_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Engine, Row, RowMapping

NEARBY = timedelta(hours=1)
"""A batch that is scheduled within this time of another's start may delay it. Chosen by hand: the provider says
"nearby" and no number."""
AHEAD = (BatchStatus.RUNNING, BatchStatus.WAITING, BatchStatus.SCHEDULED)
ALLOWED = {
    BatchAction.PAUSE: {BatchStatus.RUNNING, BatchStatus.WAITING, BatchStatus.SCHEDULED},
    BatchAction.RESUME: {BatchStatus.PAUSED},
    BatchAction.CANCEL: {
        BatchStatus.DRAFT,
        BatchStatus.WAITING,
        BatchStatus.SCHEDULED,
        BatchStatus.RUNNING,
        BatchStatus.PAUSED,
    },
}
"""Action → the states in which it is possible (ours)."""


class NotAllowedNow(Exception):
    """The action is not possible in this state.

    Args:
        status: of the batch.
    """

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class _Progress:
    """The calls of one batch by what became of them."""

    by_status: dict[str, int] = field(default_factory=dict)
    last_sent_at: datetime | None = None
    simulated: int = 0

    @property
    def sent(self) -> int:
        """Calls that were begun."""
        waiting = self.by_status.get(CallStatus.QUEUED, 0) + self.by_status.get(CallStatus.CANCELLED, 0)
        return sum(self.by_status.values()) - waiting


class BatchCalls:
    """The batch calls of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self, workspace: str, values: Mapping[str, Any], rows: pa.Table, key_digest: str
    ) -> tuple[str, list[BatchConflict]]:
        """Create a batch with its calls, in one transaction.

        Args:
            workspace: its workspace.
            values: title, agent_id, agent_version_number, from_number, starts_at, ends_at and the calling hours.
            rows: as `lead_rows` returns them, with the ids of calls.
            key_digest: digest of the API key of the request.

        Returns:
            Its id, and the batches that are ahead of it.

        Raises:
            KeyRevoked: nothing was created.
        """
        batch_id, now = make_id("batch"), datetime.now(UTC)
        with self._engine.begin() as connection:
            lock_rows(connection, WORKSPACES.c.id, WORKSPACES.c.id == workspace)
            lock_active_key(connection, key_digest)
            starts_at = values.get("starts_at")
            status = _status_at_start(connection, workspace, starts_at, now)
            conflicts = _conflicts(connection, workspace, starts_at or now)
            row = {"id": batch_id, "workspace_id": workspace, "status": status, "created_at": now}
            connection.execute(insert(BATCH_CALLS).values(**values, **row, total_records=rows.num_rows))
            positions = pa.array(np.arange(1, rows.num_rows + 1)).cast(pa.string())
            calls = rows.select(["id", "phone_number", "notes"]).rename_columns(["id", "to_number", "variables"])
            same = {
                "workspace_id": workspace,
                "batch_call_id": batch_id,
                "agent_id": values["agent_id"],
                "agent_version_number": values["agent_version_number"],
                "from_number": values["from_number"],
                "status": CallStatus.QUEUED.value,
                "created_at": now,
            }
            insert_rows(connection, "calls", calls.append_column("position", positions), same)
        return batch_id, conflicts

    def owner(self, batch_id: str) -> str | None:
        """Return the workspace of a batch, or None if there is no such batch."""
        with self._engine.connect() as connection:
            return connection.scalar(select(BATCH_CALLS.c.workspace_id).where(BATCH_CALLS.c.id == batch_id))

    def list_page(
        self, workspace: str, page: int, limit: int, statuses: Sequence[str] = ()
    ) -> tuple[list[BatchCall], int]:
        """Return a page of batches, the newest first, and the number of all.

        Args:
            workspace: their workspace.
            page: counted from 1.
            limit: batches a page.
            statuses: which are let through; empty: all but the deleted ones.
        """
        wanted = BATCH_CALLS.c.status.in_(statuses) if statuses else BATCH_CALLS.c.status != BatchStatus.DELETED.value
        conditions = (BATCH_CALLS.c.workspace_id == workspace, wanted)
        query = select(BATCH_CALLS).where(*conditions).order_by(BATCH_CALLS.c.place.desc())
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(BATCH_CALLS).where(*conditions)) or 0
            rows = connection.execute(query.limit(limit).offset((page - 1) * limit)).mappings().all()
            progress = _progress(connection, [row["id"] for row in rows])
        return [_batch(row, progress.get(row["id"], _Progress())) for row in rows], total

    def change(self, batch_id: str, action: BatchAction) -> tuple[BatchHead, AffectedCalls]:
        """Pause, resume or cancel a batch. Calls that are under way go on.

        Args:
            batch_id: of a batch that exists.
            action: what to do.

        Raises:
            NotAllowedNow: nothing was changed.
        """
        with self._engine.begin() as connection:
            workspace = select(BATCH_CALLS.c.workspace_id).where(BATCH_CALLS.c.id == batch_id).scalar_subquery()
            lock_rows(connection, WORKSPACES.c.id, WORKSPACES.c.id == workspace)
            row = connection.execute(select(BATCH_CALLS).where(BATCH_CALLS.c.id == batch_id)).one()
            if row.status not in ALLOWED[action]:
                raise NotAllowedNow(str(row.status))
            status, affected = _apply(connection, row, action)
            connection.execute(update(BATCH_CALLS).where(BATCH_CALLS.c.id == batch_id).values(status=status))
            if row.status == BatchStatus.RUNNING:
                start_next(connection, str(row.workspace_id))
        return BatchHead(id=batch_id, status=status, title=row.title), affected


def _apply(connection: Connection, row: Row[Any], action: BatchAction) -> tuple[str, AffectedCalls]:
    """Change the calls of a batch, and return its new status."""
    of_batch = (CALLS.c.batch_call_id == row.id, CALLS.c.status == CallStatus.QUEUED.value)
    under_way = connection.scalar(
        select(func.count()).where(CALLS.c.batch_call_id == row.id, CALLS.c.status.in_(CALLS_UNDER_WAY))
    )
    affected = AffectedCalls(initiated=under_way or 0)
    if action is BatchAction.CANCEL:
        change = update(CALLS).where(*of_batch).values(status=CallStatus.CANCELLED.value, end_reason="cancelled")
        removed = connection.execute(change).rowcount
        affected.removedFromQueue = affected.cancelledCallLogs = removed
        return BatchStatus.CANCELLED.value, affected
    queued = connection.scalar(select(func.count()).where(*of_batch)) or 0
    if action is BatchAction.PAUSE:
        affected.removedFromQueue = queued
        return BatchStatus.PAUSED.value, affected
    affected.queued = affected.resumedCallLogs = queued
    return _status_at_start(connection, row.workspace_id, row.starts_at, datetime.now(UTC)), affected


def _status_at_start(connection: Connection, workspace: str, starts_at: datetime | None, now: datetime) -> str:
    if starts_at is not None and starts_at > now:
        return BatchStatus.SCHEDULED.value
    is_running = select(func.count()).where(
        BATCH_CALLS.c.workspace_id == workspace, BATCH_CALLS.c.status == BatchStatus.RUNNING.value
    )
    return (BatchStatus.WAITING if connection.scalar(is_running) else BatchStatus.RUNNING).value


def start_next(connection: Connection, workspace: str) -> None:
    """Let the batch run that waits longest, if none of the workspace runs.

    Args:
        connection: within a transaction that has locked the workspace.
        workspace: whose batches.
    """
    of_workspace = BATCH_CALLS.c.workspace_id == workspace
    running = select(func.count()).where(of_workspace, BATCH_CALLS.c.status == BatchStatus.RUNNING.value)
    if connection.scalar(running):
        return
    waiting = select(func.min(BATCH_CALLS.c.place)).where(
        of_workspace, BATCH_CALLS.c.status == BatchStatus.WAITING.value
    )
    first = connection.scalar(waiting)
    if first is not None:
        change = update(BATCH_CALLS).where(BATCH_CALLS.c.place == first)
        connection.execute(change.values(status=BatchStatus.RUNNING.value))


def _conflicts(connection: Connection, workspace: str, starts_at: datetime) -> list[BatchConflict]:
    order = case({kind.value: index for index, kind in enumerate(AHEAD)}, value=BATCH_CALLS.c.status)
    query = select(BATCH_CALLS).where(
        BATCH_CALLS.c.workspace_id == workspace, BATCH_CALLS.c.status.in_([kind.value for kind in AHEAD])
    )
    rows = connection.execute(query.order_by(order, BATCH_CALLS.c.place)).all()
    near = [
        row
        for row in rows
        if row.status != BatchStatus.SCHEDULED or (row.starts_at and abs(row.starts_at - starts_at) <= NEARBY)
    ]
    progress = _progress(connection, [row.id for row in near])
    return [
        BatchConflict(
            kind=row.status,
            batch_name=row.title,
            processed_leads=progress.get(row.id, _Progress()).sent,
            total_leads=row.total_records,
            starts_at=row.starts_at,
        )
        for row in near
    ]


def _progress(connection: Connection, batch_ids: Sequence[str]) -> dict[str, _Progress]:
    query = (
        select(
            CALLS.c.batch_call_id,
            CALLS.c.status,
            func.count().label("number"),
            func.max(CALLS.c.started_at).label("last"),
            func.count(CALLS.c.simulated).label("simulated"),
        )
        .where(CALLS.c.batch_call_id.in_(batch_ids))
        .group_by(CALLS.c.batch_call_id, CALLS.c.status)
    )
    found: dict[str, _Progress] = {}
    for row in connection.execute(query):
        progress = found.setdefault(row.batch_call_id, _Progress())
        progress.by_status[row.status] = row.number
        progress.simulated += row.simulated
        moments = [moment for moment in (progress.last_sent_at, row.last) if moment is not None]
        progress.last_sent_at = max(moments, default=None)
    return found


def _batch(row: RowMapping, progress: _Progress) -> BatchCall:
    return BatchCall(
        id=row["id"],
        title=row["title"],
        status=row["status"],
        total_records=row["total_records"],
        createdAt=row["created_at"],
        total_lead_count=row["total_records"],
        sent_lead_count=progress.sent,
        picked_up_calls=progress.by_status.get(CallStatus.COMPLETED, 0),
        last_call_sent_at=progress.last_sent_at,
        simulated=progress.simulated > 0,
    )
