"""What the routes share: ids in paths, pages, and the refusals each call documents."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from callsheet.backend.http.auth import SCHEME
from callsheet.backend.http.errors import Refusal, envelope
from callsheet.contract import ErrorResponse
from callsheet.wording import api

if TYPE_CHECKING:
    from callsheet.backend.services import Services
    from callsheet.contract import Campaign

PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="Counted from 1.")]
PageSize = Annotated[int, Query(ge=1, le=100)]
CampaignId = Annotated[str, Path(pattern=r"^cmp_[a-z0-9]{12}$", examples=["cmp_xyz789abc123"])]
LeadId = Annotated[str, Path(pattern=r"^lead_[a-z0-9]{12}$", examples=["lead_abc123xyz789"])]
MESSAGES = {
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
    """A router under `/v1` that asks for a key."""
    return APIRouter(prefix="/v1", tags=[tag], dependencies=[Depends(SCHEME)])


def refusals(*statuses: int, **examples: Any) -> dict[int | str, dict[str, Any]]:
    """The refusals a call may answer with, for OpenAPI; those that every call has are among them.

    Args:
        statuses: beside 401, 429 and 500.
        examples: `status_400={…}` in place of the general example.
    """
    found: dict[int | str, dict[str, Any]] = {}
    for status in sorted({*statuses, 401, 429, 500}):
        example = examples.get(f"status_{status}", envelope(status, MESSAGES[status]))
        content = {"application/json": {"example": example}}
        found[status] = {"model": ErrorResponse, "description": HTTPStatus(status).phrase, "content": content}
    return found


def campaign_or_404(services: Services, workspace: str, campaign_id: str, *, counted: bool = True) -> Campaign:
    """A campaign of this workspace, its leads counted or not.

    Raises:
        Refusal: 404, also for another workspace's.
    """
    campaign = services.campaigns.one(workspace, campaign_id, counted=counted)
    if campaign is None:
        raise Refusal(404, api.CAMPAIGN_NOT_FOUND)
    return campaign
