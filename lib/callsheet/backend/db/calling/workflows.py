"""Queries of workflows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from callsheet.backend.db.calling.tables import WORKFLOWS
from callsheet.backend.db.ids import make_id
from callsheet.contract import Workflow, WorkflowAction, WorkflowStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Engine, Row

ALLOWED = {
    WorkflowAction.ACTIVATE: ({WorkflowStatus.DRAFT, WorkflowStatus.PAUSED}, WorkflowStatus.ACTIVE),
    WorkflowAction.DEACTIVATE: ({WorkflowStatus.ACTIVE}, WorkflowStatus.PAUSED),
    WorkflowAction.PAUSE: ({WorkflowStatus.ACTIVE}, WorkflowStatus.PAUSED),
    WorkflowAction.RESUME: ({WorkflowStatus.PAUSED}, WorkflowStatus.ACTIVE),
}
"""Action → the states in which it is possible, and the state it leads to (ours, from the documented sentences)."""


@dataclass(frozen=True)
class KnownWorkflow:
    """What an upload has to know of a workflow.

    Args:
        id: its id.
        workspace: its workspace.
        status: its state.
        from_number: E.164 number that it calls from.
        variable_keys: variables that its leads have had.
    """

    id: str
    workspace: str
    status: str
    from_number: str
    variable_keys: list[str]


class Workflows:
    """The workflows of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, workspace: str, values: Mapping[str, Any]) -> str:
        """Create a workflow and return its id.

        Args:
            workspace: its workspace.
            values: title, description, agent_id, agent_version_number and from_number; status, unless a draft.
        """
        with self._engine.begin() as connection:
            return add_workflow(connection, workspace, values)

    def get(self, workflow_id: str) -> KnownWorkflow | None:
        """Return a workflow of any workspace, or None if there is no such workflow."""
        with self._engine.connect() as connection:
            row = connection.execute(select(WORKFLOWS).where(WORKFLOWS.c.id == workflow_id)).one_or_none()
        if row is None:
            return None
        return KnownWorkflow(row.id, row.workspace_id, row.status, row.from_number, row.variable_keys)

    def list_page(self, workspace: str, page: int, limit: int) -> tuple[list[Workflow], int]:
        """Return a page of workflows, the newest first, and the number of all.

        Args:
            workspace: their workspace.
            page: counted from 1.
            limit: workflows a page.
        """
        in_workspace = WORKFLOWS.c.workspace_id == workspace
        query = select(WORKFLOWS).where(in_workspace).order_by(WORKFLOWS.c.place.desc())
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(WORKFLOWS).where(in_workspace)) or 0
            rows = connection.execute(query.limit(limit).offset((page - 1) * limit)).all()
        return [_workflow(row) for row in rows], total

    def change(self, workflow_id: str, action: WorkflowAction) -> Workflow | None:
        """Change the state of a workflow that exists.

        Returns:
            None if the action is not possible in its state; then nothing was changed.
        """
        before, after = ALLOWED[action]
        change = update(WORKFLOWS).where(WORKFLOWS.c.id == workflow_id, WORKFLOWS.c.status.in_(before))
        with self._engine.begin() as connection:
            result = connection.execute(change.values(status=after.value, updated_at=datetime.now(UTC)))
            row = connection.execute(select(WORKFLOWS).where(WORKFLOWS.c.id == workflow_id)).one()
        return _workflow(row) if result.rowcount else None


def add_workflow(connection: Connection, workspace: str, values: Mapping[str, Any]) -> str:
    """Insert a workflow and return its id.

    Args:
        connection: within the caller's transaction.
        workspace: its workspace.
        values: as for `Workflows.create`.
    """
    workflow_id, now = make_id("workflow"), datetime.now(UTC)
    row = {
        "status": WorkflowStatus.DRAFT.value,
        "variable_keys": [],
        **values,
        "id": workflow_id,
        "workspace_id": workspace,
        "created_at": now,
        "updated_at": now,
    }
    connection.execute(insert(WORKFLOWS).values(**row))
    return workflow_id


def _workflow(row: Row[Any]) -> Workflow:
    return Workflow(
        id=row.id,
        title=row.title,
        status=row.status,
        description=row.description,
        createdAt=row.created_at,
        updatedAt=row.updated_at,
    )
