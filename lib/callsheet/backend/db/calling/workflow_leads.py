"""Queries of the leads of workflows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from callsheet.backend.db.api_keys import lock_active_key
from callsheet.backend.db.bulk_insert import insert_rows
from callsheet.backend.db.calling.tables import WORKFLOW_LEADS, WORKFLOWS
from callsheet.contract import LeadStatus, WorkflowLead, WorkflowStatus
from callsheet.database.sql import lock_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    from sqlalchemy import Engine, Row, Select

CLOSED = frozenset({WorkflowStatus.COMPLETED, WorkflowStatus.CANCELLED})
"""States of a workflow that takes no more leads (ours)."""


class WorkflowClosed(Exception):
    """The workflow takes no more leads.

    Args:
        status: of the workflow.
    """

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class WorkflowLeads:
    """The leads of the workflows of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create_from_file(self, workflow_id: str, rows: pa.Table, variables: Sequence[str], key_digest: str) -> None:
        """Enrol the leads of a file, in one transaction.

        Args:
            workflow_id: their workflow.
            rows: as `lead_rows` returns them.
            variables: of the file's columns.
            key_digest: digest of the API key of the request.

        Raises:
            WorkflowClosed: nothing was enrolled.
            KeyRevoked: nothing was enrolled.
        """
        with self._engine.begin() as connection:
            lock_rows(connection, WORKFLOWS.c.id, WORKFLOWS.c.id == workflow_id)
            lock_active_key(connection, key_digest)
            workflow = connection.execute(select(WORKFLOWS).where(WORKFLOWS.c.id == workflow_id)).one()
            if workflow.status in CLOSED:
                raise WorkflowClosed(str(workflow.status))
            leads = rows.select(["id", "phone_number", "notes"]).rename_columns(["id", "phone_number", "variables"])
            same = {
                "workflow_id": workflow_id,
                "status": LeadStatus.PENDING.value,
                "created_at": datetime.now(UTC),
            }
            insert_rows(connection, "workflow_leads", leads, same)
            keys = list(dict.fromkeys([*workflow.variable_keys, *variables]))
            change = update(WORKFLOWS).where(WORKFLOWS.c.id == workflow_id)
            connection.execute(change.values(variable_keys=keys))

    def encode_all(self, workflow_id: str, lead_ids: Sequence[str] | None) -> Iterator[str]:
        """Yield the leads of a workflow as JSON objects, in the order in which they were enrolled.

        Args:
            workflow_id: their workflow.
            lead_ids: which of them; None: all.
        """
        query = select(WORKFLOW_LEADS).where(WORKFLOW_LEADS.c.workflow_id == workflow_id)
        if lead_ids is not None:
            query = query.where(WORKFLOW_LEADS.c.id.in_(lead_ids))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(WORKFLOW_LEADS.c.place)).all()
        return map(_encode, rows)

    def get(self, workflow_id: str, lead_id: str) -> WorkflowLead | None:
        """Return a lead, or None if the workflow has no such lead."""
        with self._engine.connect() as connection:
            row = connection.execute(_one(workflow_id, lead_id)).one_or_none()
        return None if row is None else WorkflowLead.model_validate_json(_encode(row))

    def remove(self, workflow_id: str, lead_id: str) -> bool:
        """Remove a lead with its variables. A call to it that is under way goes on.

        Returns:
            False if the workflow has no such lead.
        """
        named = (WORKFLOW_LEADS.c.workflow_id == workflow_id, WORKFLOW_LEADS.c.id == lead_id)
        with self._engine.begin() as connection:
            return connection.execute(delete(WORKFLOW_LEADS).where(*named)).rowcount == 1


def _one(workflow_id: str, lead_id: str) -> Select[Any]:
    return select(WORKFLOW_LEADS).where(WORKFLOW_LEADS.c.workflow_id == workflow_id, WORKFLOW_LEADS.c.id == lead_id)


def _encode(row: Row[Any]) -> str:
    """A lead as JSON. Its variables are put in as they are stored, because parsing ten thousand of them is slow."""
    head = json.dumps({"id": row.id, "phone_number": row.phone_number})
    created = row.created_at.isoformat().replace("+00:00", "Z")
    return f'{head[:-1]}, "dynamic_variables": {row.variables}, "status": "{row.status}", "createdAt": "{created}"}}'
