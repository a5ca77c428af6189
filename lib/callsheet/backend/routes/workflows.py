"""Workflows: list them, change their state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError, error_body
from callsheet.backend.routes.common import (
    PageNumber,
    PageSize,
    WorkflowId,
    error_responses,
    own_workflow,
    router,
)
from callsheet.backend.services import WithServices
from callsheet.contract import (
    ChangedWorkflow,
    WorkflowAction,
    WorkflowPage,
    WorkflowPageMeta,
    WorkflowStatusChange,
)
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

DONE = {
    WorkflowAction.ACTIVATE: "activated",
    WorkflowAction.DEACTIVATE: "deactivated",
    WorkflowAction.PAUSE: "paused",
    WorkflowAction.RESUME: "resumed",
}
NOT_YOURS = error_body(403, api.NOT_YOUR_WORKFLOW)
NOT_FOUND = error_body(404, api.WORKFLOW_NOT_FOUND)
NOT_ALLOWED = error_body(400, "Invalid action. Must be one of: activate, deactivate, pause, resume")


def workflow_routes(*, is_observed: bool) -> APIRouter:
    """Create the routes of workflows, without those of their leads.

    Args:
        is_observed: True refuses an action that is not possible now with 409 instead of 400.
    """
    routes = router("workflows")

    @routes.get("/workflows", responses=error_responses(400))
    def list_workflows(
        services: WithServices, workspace: Workspace, page: PageNumber = 1, limit: PageSize = 20
    ) -> WorkflowPage:
        """List the workflows of the workspace, the newest first."""
        data, total = services.workflows.list_page(workspace, page, limit)
        meta = WorkflowPageMeta(totalItems=total, itemsPerPage=limit, totalPages=-(-total // limit), currentPage=page)
        return WorkflowPage(data=data, meta=meta)

    @routes.patch(
        "/workflows/{workflow_id}/status",
        responses=error_responses(
            400, 403, 404, *([409] if is_observed else []), 413,
            status_400=NOT_ALLOWED, status_403=NOT_YOURS, status_404=NOT_FOUND,
            status_409=error_body(
                409, api.ACTION_NOT_ALLOWED.format(action="pause", status="draft", subject="workflow")
            ),
        ),
    )  # fmt: skip
    def change_status(
        services: WithServices, workspace: Workspace, workflow_id: WorkflowId, change: WorkflowStatusChange
    ) -> ChangedWorkflow:
        """Activate, deactivate, pause or resume a workflow. The leads of an active one are called."""
        workflow = own_workflow(services, workspace, workflow_id)
        action = WorkflowAction(change.action)
        changed = services.workflows.change(workflow_id, action)
        if changed is None:
            sentence = api.ACTION_NOT_ALLOWED.format(action=action, status=workflow.status, subject="workflow")
            raise ApiError(409 if is_observed else 400, sentence)
        return ChangedWorkflow(message=api.WORKFLOW_CHANGED.format(done=DONE[action]), data=changed)

    return routes
