"""Shared by the routes: path and query parameters, the router, and the error responses of the OpenAPI."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from callsheet.backend.http.auth import SCHEME
from callsheet.backend.http.errors import ApiError, error_body
from callsheet.contract import MAX_CALLS_A_PAGE, ErrorResponse
from callsheet.wording import api

if TYPE_CHECKING:
    from pydantic import BaseModel

    from callsheet.backend.db.calling.workflows import KnownWorkflow
    from callsheet.backend.services import Services
    from callsheet.contract import Campaign

MAX_PAGE, MAX_PAGE_SIZE = 1_000_000, 100
"""The last page number that can be asked for (ours), and the entries per page (documented)."""
PageNumber = Annotated[int, Query(ge=1, le=MAX_PAGE, description="Page number, counted from 1.")]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE, description="Entries per page.")]
CampaignId = Annotated[str, Path(pattern=r"^cmp_[a-z0-9]{12}$", examples=["cmp_xyz789abc123"])]
LeadId = Annotated[str, Path(pattern=r"^lead_[a-z0-9]{12}$", examples=["lead_abc123xyz789"])]
BatchId = Annotated[str, Path(pattern=r"^batch_[a-z0-9]{12}$", examples=["batch_abc123def456"])]
WorkflowId = Annotated[str, Path(pattern=r"^workflow_[a-z0-9]{12}$", examples=["workflow_abc123def456"])]
WorkflowLeadId = Annotated[str, Path(pattern=r"^lead_[a-z0-9]{12}$", examples=["lead_abc123xyz789"])]
CallPageSize = Annotated[int, Query(ge=1, le=MAX_CALLS_A_PAGE, description="Entries per page.")]
FILE_TOO_LARGE = error_body(413, "File must not exceed 10 MB (received 12.4 MB).")
EXAMPLE_MESSAGES = {
    400: "name: Field required",
    401: api.KEY_INVALID,
    403: api.NOT_YOUR_RESOURCE,
    404: api.CAMPAIGN_NOT_FOUND,
    409: api.CAMPAIGN_CLOSED.format(status="completed"),
    413: api.BODY_TOO_LARGE,
    422: api.IDEMPOTENCY_KEY_REUSED,
    429: api.TOO_MANY_REQUESTS,
    500: api.SERVER_ERROR,
}


def router(tag: str) -> APIRouter:
    """Create a router under `/v1` whose calls require an API key.

    Args:
        tag: groups its calls on the documentation page.
    """
    return APIRouter(prefix="/v1", tags=[tag], dependencies=[Depends(SCHEME)])


def error_responses(*statuses: int, **examples: Any) -> dict[int | str, dict[str, Any]]:
    """Describe the error responses of a call for the OpenAPI document.

    Args:
        statuses: besides 401, 429 and 500, which every call has.
        examples: `status_400={…}` replaces the general example of that status.
    """
    responses: dict[int | str, dict[str, Any]] = {}
    for status in sorted({*statuses, 401, 429, 500}):
        example = examples.get(f"status_{status}", error_body(status, EXAMPLE_MESSAGES[status]))
        content = {"application/json": {"example": example}}
        responses[status] = {"model": ErrorResponse, "description": HTTPStatus(status).phrase, "content": content}
    return responses


def campaign_or_404(services: Services, workspace: str, campaign_id: str, *, with_counts: bool = True) -> Campaign:
    """Return a campaign of the workspace.

    Args:
        services: the services of the application.
        workspace: of the request's API key.
        campaign_id: its id.
        with_counts: False skips counting its leads.

    Raises:
        ApiError: 404, for another workspace's campaign as well.
    """
    campaign = services.campaigns.get(workspace, campaign_id, with_counts=with_counts)
    if campaign is None:
        raise ApiError(404, api.CAMPAIGN_NOT_FOUND)
    return campaign


def own_workflow(services: Services, workspace: str, workflow_id: str) -> KnownWorkflow:
    """Return a workflow of the workspace.

    Args:
        services: the services of the application.
        workspace: of the request's API key.
        workflow_id: its id.

    Raises:
        ApiError: 404: no workflow has that id; 403: it belongs to another workspace (documented).
    """
    workflow = services.workflows.get(workflow_id)
    if workflow is None:
        raise ApiError(404, api.WORKFLOW_NOT_FOUND)
    if workflow.workspace != workspace:
        raise ApiError(403, api.NOT_YOUR_WORKFLOW)
    return workflow


def split_list(text: str | None) -> list[str]:
    """Split a query parameter with several values at its commas."""
    return [value for value in (text or "").split(",") if value]


def file_body(description: str) -> dict[str, Any]:
    """Describe a form with a file for the OpenAPI document.

    Args:
        description: of the file.
    """
    return _body({"file": _file_schema(description)}, ["file"])


def form_body(model: type[BaseModel], description: str, required: list[str]) -> dict[str, Any]:
    """Describe a form with a file and other fields for the OpenAPI document.

    Args:
        model: the other fields.
        description: of the file.
        required: names of the fields that must be there.
    """
    fields = {name: without_null(field) for name, field in model.model_json_schema()["properties"].items()}
    return _body({"file": _file_schema(description), **fields}, required)


def without_null(field: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field that may be absent: a form has no null, and JSON arrives as text."""
    (kind,) = (choice for choice in field.get("anyOf", [field]) if choice.get("type") != "null")
    return {name: value for name, value in (field | kind).items() if name not in ("anyOf", "title", "default")}


def _file_schema(description: str) -> dict[str, Any]:
    return {"type": "string", "format": "binary", "description": description}


def _body(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    schema = {"type": "object", "required": required, "properties": properties}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
