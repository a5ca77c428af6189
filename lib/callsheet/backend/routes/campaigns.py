"""Campaigns: create, list, get, change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError
from callsheet.backend.routes.common import (
    CampaignId,
    PageNumber,
    PageSize,
    campaign_or_404,
    error_responses,
    router,
)
from callsheet.backend.services import Services, WithServices
from callsheet.contract import CLOSED_STATUSES, Campaign, CampaignUpdate, NewCampaign, Page
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter


NULLABLE = {"scheduled_at", "max_concurrent_calls", "retry_config"}


def campaign_routes() -> APIRouter:
    """Create the routes below `/v1/campaigns`."""
    routes = router("campaigns")

    @routes.post("/campaigns", status_code=201, responses=error_responses(400, 413))
    def create_campaign(services: WithServices, workspace: Workspace, new: NewCampaign) -> Campaign:
        """Create a campaign. It calls from `from_phone_number`, which must be a number of the workspace."""
        _require_own_number(services, workspace, new.from_phone_number)
        return services.campaigns.create(workspace, new.model_dump())

    @routes.get("/campaigns", responses=error_responses(400))
    def list_campaigns(
        services: WithServices, workspace: Workspace, page: PageNumber = 1, limit: PageSize = 20
    ) -> Page[Campaign]:
        """List the campaigns of the workspace, the newest first."""
        data, total = services.campaigns.list_page(workspace, page, limit)
        return Page[Campaign].of(data, total, page, limit)

    @routes.get("/campaigns/{campaign_id}", responses=error_responses(404))
    def get_campaign(services: WithServices, workspace: Workspace, campaign_id: CampaignId) -> Campaign:
        """Get a campaign with the counts of its leads."""
        return campaign_or_404(services, workspace, campaign_id)

    @routes.patch("/campaigns/{campaign_id}", responses=error_responses(400, 404, 409, 413))
    def update_campaign(
        services: WithServices, workspace: Workspace, campaign_id: CampaignId, change: CampaignUpdate
    ) -> Campaign:
        """Change a campaign that is neither completed nor cancelled.

        Absent fields stay as they are. `null` clears `scheduled_at`, `max_concurrent_calls` and `retry_config`; for
        other fields it has no effect.
        """
        campaign = campaign_or_404(services, workspace, campaign_id)
        fields = change.model_dump(exclude_unset=True)
        values = {name: value for name, value in fields.items() if value is not None or name in NULLABLE}
        if change.from_phone_number is not None:
            _require_own_number(services, workspace, change.from_phone_number)
        changed = (
            None if campaign.status in CLOSED_STATUSES else services.campaigns.update(workspace, campaign_id, values)
        )
        if changed is None:
            campaign = campaign_or_404(services, workspace, campaign_id)
            raise ApiError(409, api.CLOSED_CAMPAIGN_CHANGE.format(status=campaign.status))
        return changed

    return routes


def _require_own_number(services: Services, workspace: str, number: str) -> None:
    if not services.telephony.has_number(workspace, number):
        raise ApiError(400, api.NUMBER_NOT_FOUND)
