"""Shared by the routes: path and query parameters, the router, and the error responses of the OpenAPI."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from callsheet.backend.http.auth import SCHEME
from callsheet.backend.http.errors import ApiError, error_body
from callsheet.contract import ErrorResponse
from callsheet.wording import api

if TYPE_CHECKING:
    from callsheet.backend.services import Services
    from callsheet.contract import Campaign

MAX_PAGE, MAX_PAGE_SIZE = 1_000_000, 100
"""The last page number that can be asked for (ours), and the entries per page (documented)."""
PageNumber = Annotated[int, Query(ge=1, le=MAX_PAGE, description="Page number, counted from 1.")]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE, description="Entries per page.")]
CampaignId = Annotated[str, Path(pattern=r"^cmp_[a-z0-9]{12}$", examples=["cmp_xyz789abc123"])]
LeadId = Annotated[str, Path(pattern=r"^lead_[a-z0-9]{12}$", examples=["lead_abc123xyz789"])]
EXAMPLE_MESSAGES = {
    400: "name: Field required",
    401: api.KEY_INVALID,
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
