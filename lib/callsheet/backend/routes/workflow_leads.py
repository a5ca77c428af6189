"""The leads of a workflow: enrol those of a file, list them, their variables and their history, remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from callsheet.backend.calling.lead_upload import enrol_leads
from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError, error_body, json_response
from callsheet.backend.http.multipart import receive_file
from callsheet.backend.routes.common import (
    FILE_TOO_LARGE,
    WorkflowId,
    WorkflowLeadId,
    error_responses,
    file_body,
    own_workflow,
    router,
    split_list,
)
from callsheet.backend.services import WithServices
from callsheet.contract import (
    Call,
    EnrolledLeads,
    HistoryStep,
    KeyList,
    LeadHistory,
    LeadWithHistory,
    RemovedWorkflowLead,
    VariableKeys,
    WorkflowLeads,
)
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

FIRST_NODE, FIRST_CALL = "node_start", "Initial call"
NOT_YOURS = error_body(403, api.NOT_YOUR_WORKFLOW)
WORKFLOW_NOT_FOUND = error_body(404, api.WORKFLOW_NOT_FOUND)
LEAD_NOT_FOUND = error_body(404, api.WORKFLOW_LEAD_NOT_FOUND)
CLOSED = error_body(409, api.WORKFLOW_CLOSED.format(status="completed"))
WRONG_FORMAT = error_body(400, api.WRONG_FORMAT)
LeadIds = Annotated[
    str | None,
    Query(
        alias="leadIds",
        max_length=16_000,
        pattern=r"^[A-Za-z0-9_,-]*$",
        description="Ids separated by commas. Absent: all leads.",
        examples=["lead_abc123xyz789"],
    ),
]
FILE_TEXT = (
    "A CSV, XLSX or XLS file of at most 10 MB with a column phone_number. Every other column is a dynamic variable."
)


def workflow_lead_routes() -> APIRouter:
    """Create the routes below `/v1/workflows/{workflow_id}/leads`."""
    routes = router("workflows")
    of_workflow = error_responses(403, 404, status_403=NOT_YOURS, status_404=WORKFLOW_NOT_FOUND)
    of_lead = error_responses(403, 404, status_403=NOT_YOURS, status_404=LEAD_NOT_FOUND)

    @routes.post(
        "/workflows/{workflow_id}/leads",
        status_code=201,
        openapi_extra=file_body(FILE_TEXT),
        responses=error_responses(
            400, 403, 404, 409, 413,
            status_400=WRONG_FORMAT, status_403=NOT_YOURS, status_404=WORKFLOW_NOT_FOUND, status_409=CLOSED,
            status_413=FILE_TOO_LARGE,
        ),
    )  # fmt: skip
    async def enrol(
        request: Request, services: WithServices, workspace: Workspace, workflow_id: WorkflowId
    ) -> EnrolledLeads:
        """Enrol the leads of a file. Rows without a phone number are skipped; any other wrong row refuses the file.

        The answer names the ids of the new leads by number. They are called as soon as the workflow is active.
        """
        workflow = await run_in_threadpool(own_workflow, services, workspace, workflow_id)
        part = await receive_file(request)
        try:
            enrolled = await enrol_leads(services, workflow, part, request.state.key_digest)
        finally:
            await part.close()
        request.state.facts |= {"leads_created": enrolled.count}
        return enrolled

    @routes.get(
        "/workflows/{workflow_id}/leads",
        response_model=WorkflowLeads,
        responses=error_responses(400, 403, 404, status_403=NOT_YOURS, status_404=WORKFLOW_NOT_FOUND),
    )
    def list_leads(
        services: WithServices, workspace: Workspace, workflow_id: WorkflowId, lead_ids: LeadIds = None
    ) -> Response:
        """List all leads of a workflow, or those that are named, in the order in which they were enrolled."""
        own_workflow(services, workspace, workflow_id)
        named = None if lead_ids is None else split_list(lead_ids)
        leads = list(services.workflow_leads.encode_all(workflow_id, named))
        head = '{"statusCode": 200, "message": "Leads fetched successfully"'
        return json_response(200, f'{head}, "data": [{", ".join(leads)}], "count": {len(leads)}}}')

    @routes.get("/workflows/{workflow_id}/leads/variable-keys", responses=of_workflow)
    def list_variable_keys(services: WithServices, workspace: Workspace, workflow_id: WorkflowId) -> VariableKeys:
        """List the variables that leads of the workflow have had."""
        workflow = own_workflow(services, workspace, workflow_id)
        return VariableKeys(data=KeyList(keys=workflow.variable_keys))

    @routes.get("/workflows/{workflow_id}/leads/{workflow_lead_id}/history", responses=of_lead)
    def get_history(
        services: WithServices, workspace: Workspace, workflow_id: WorkflowId, workflow_lead_id: WorkflowLeadId
    ) -> LeadHistory:
        """Get a lead with the calls to it, the oldest first."""
        own_workflow(services, workspace, workflow_id)
        lead = services.workflow_leads.get(workflow_id, workflow_lead_id)
        if lead is None:
            raise ApiError(404, api.WORKFLOW_LEAD_NOT_FOUND)
        steps = [_step(call) for call in services.calls.list_of_workflow_lead(workflow_lead_id)]
        return LeadHistory(data=LeadWithHistory(lead=lead, history=steps))

    @routes.delete("/workflows/{workflow_id}/leads/{workflow_lead_id}", responses=of_lead)
    def remove_lead(
        services: WithServices, workspace: Workspace, workflow_id: WorkflowId, workflow_lead_id: WorkflowLeadId
    ) -> RemovedWorkflowLead:
        """Remove a lead, so that it is not called any more. A call that is under way goes on."""
        own_workflow(services, workspace, workflow_id)
        if not services.workflow_leads.remove(workflow_id, workflow_lead_id):
            raise ApiError(404, api.WORKFLOW_LEAD_NOT_FOUND)
        return RemovedWorkflowLead()

    return routes


def _step(call: Call) -> HistoryStep:
    return HistoryStep(
        node_id=FIRST_NODE,
        label=FIRST_CALL,
        status=call.status or "",
        call_id=call.id,
        started_at=call.started_at,
        ended_at=call.ended_at,
        simulated=call.simulated,
    )
