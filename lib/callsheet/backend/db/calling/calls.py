"""Queries of calls. A page of a batch's calls is found by their positions, so that every page costs the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from callsheet.backend.db.calling.tables import CALLS
from callsheet.backend.db.ids import make_id
from callsheet.contract import Call, CallStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Engine, RowMapping, Select

OUTBOUND = "outbound"


class Calls:
    """The calls of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, workspace: str, values: Mapping[str, Any], variables: Mapping[str, str]) -> str:
        """Queue one call that belongs to no batch, and return its id.

        Args:
            workspace: its workspace.
            values: agent_id, agent_version_number, from_number and to_number.
            variables: of the call.
        """
        call_id = make_id("call")
        row = {
            **values,
            "id": call_id,
            "workspace_id": workspace,
            "variables": json.dumps(variables, ensure_ascii=True),
            "status": CallStatus.QUEUED.value,
            "created_at": datetime.now(UTC),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(CALLS).values(**row))
        return call_id

    def list_page(self, workspace: str, page: int, limit: int, **filters: Sequence[str]) -> list[Call]:
        """Return a page of the workspace's calls, the newest first; within a file, in its order.

        Args:
            workspace: their workspace.
            page: counted from 1.
            limit: calls a page.
            filters: `batch_call_id`, `call_id`, `status` → the values that are let through; empty: all.
        """
        conditions: list[ColumnElement[bool]] = [CALLS.c.workspace_id == workspace]
        if filters.get("call_id"):
            conditions.append(CALLS.c.id.in_(filters["call_id"]))
        if filters.get("status"):
            conditions.append(CALLS.c.status.in_(filters["status"]))
        batches = list(dict.fromkeys(filters.get("batch_call_id", ())))
        if len(batches) == 1 and len(conditions) == 1:
            return self._read(_page_of_batch(batches[0], page, limit).where(*conditions))
        if batches:
            conditions.append(CALLS.c.batch_call_id.in_(batches))
        order = (CALLS.c.batch_call_id, CALLS.c.position) if batches else (CALLS.c.place.desc(),)
        query = select(CALLS).where(*conditions).order_by(*order)
        return self._read(query.limit(limit).offset((page - 1) * limit))

    def list_of_batch(self, batch_id: str, page: int, limit: int) -> tuple[list[Call], int]:
        """Return a page of a batch's calls in the order of its file, and the number of all."""
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.max(CALLS.c.position)).where(CALLS.c.batch_call_id == batch_id)) or 0
        return self._read(_page_of_batch(batch_id, page, limit)), total

    def list_of_workflow_lead(self, lead_id: str) -> list[Call]:
        """Return the calls to a workflow's lead, the oldest first."""
        return self._read(select(CALLS).where(CALLS.c.workflow_lead_id == lead_id).order_by(CALLS.c.place))

    def _read(self, query: Select[Any]) -> list[Call]:
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return [_call(row) for row in rows]


def _page_of_batch(batch_id: str, page: int, limit: int) -> Select[Any]:
    first = (page - 1) * limit
    return (
        select(CALLS)
        .where(CALLS.c.batch_call_id == batch_id, CALLS.c.position > first, CALLS.c.position <= first + limit)
        .order_by(CALLS.c.position)
    )


def _call(row: RowMapping) -> Call:
    return Call(
        id=row["id"],
        agent_id=row["agent_id"],
        to_number=row["to_number"],
        from_number=row["from_number"],
        status=row["status"],
        call_direction=OUTBOUND,
        createdAt=row["created_at"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        duration=row["duration"],
        end_reason=row["end_reason"],
        batch_id=row["batch_call_id"],
        metadata=json.loads(row["variables"]),
        simulated=bool(row["simulated"]),
    )
