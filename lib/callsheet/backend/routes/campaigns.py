"""Campaigns: make, list, read, change; and the list of a campaign's leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import Refusal
from callsheet.backend.routes.common import (
    CampaignId,
    PageNumber,
    PageSize,
    campaign_or_404,
    refusals,
    router,
)
from callsheet.backend.services import Services, WithServices
from callsheet.contract import CLOSED_STATUSES, Campaign, CampaignUpdate, Lead, NewCampaign, Page
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter


MAY_BE_EMPTY = {"scheduled_at", "max_concurrent_calls", "retry_config"}


def campaign_routes() -> APIRouter:
    """`/v1/campaigns` and what lies below it."""
    routes = router("campaigns")

    @routes.post("/campaigns", status_code=201, responses=refusals(400, 413))
    def make_campaign(services: WithServices, workspace: Workspace, new: NewCampaign) -> Campaign:
        """Make a campaign; its number must be one of the workspace's."""
        _own_number(services, workspace, new.from_phone_number)
        return services.campaigns.add(workspace, new.model_dump())

    @routes.get("/campaigns", responses=refusals(400))
    def list_campaigns(
        services: WithServices, workspace: Workspace, page: PageNumber = 1, limit: PageSize = 20
    ) -> Page[Campaign]:
        """The workspace's campaigns, the newest first."""
        data, total = services.campaigns.page(workspace, page, limit)
        return Page[Campaign].of(data, total, page, limit)

    @routes.get("/campaigns/{campaign_id}", responses=refusals(404))
    def get_campaign(services: WithServices, workspace: Workspace, campaign_id: CampaignId) -> Campaign:
        """One campaign with its counts."""
        return campaign_or_404(services, workspace, campaign_id)

    @routes.patch("/campaigns/{campaign_id}", responses=refusals(400, 404, 409, 413))
    def change_campaign(
        services: WithServices, workspace: Workspace, campaign_id: CampaignId, change: CampaignUpdate
    ) -> Campaign:
        """Change a campaign that is not finished; what is absent stays, what may be empty is emptied by null."""
        campaign = campaign_or_404(services, workspace, campaign_id)
        told = change.model_dump(exclude_unset=True)
        values = {name: value for name, value in told.items() if value is not None or name in MAY_BE_EMPTY}
        if change.from_phone_number is not None:
            _own_number(services, workspace, change.from_phone_number)
        changed = (
            None if campaign.status in CLOSED_STATUSES else services.campaigns.change(workspace, campaign_id, values)
        )
        if changed is None:
            campaign = campaign_or_404(services, workspace, campaign_id)
            raise Refusal(409, api.CLOSED_CAMPAIGN_CHANGE.format(status=campaign.status))
        return changed

    @routes.get("/campaigns/{campaign_id}/leads", responses=refusals(400, 404))
    def list_leads(
        services: WithServices,
        workspace: Workspace,
        campaign_id: CampaignId,
        page: PageNumber = 1,
        limit: PageSize = 20,
    ) -> Page[Lead]:
        """A campaign's leads in the order they came (ours: DialNexa has no such call)."""
        campaign_or_404(services, workspace, campaign_id)
        data, total = services.leads.page(campaign_id, page, limit)
        return Page[Lead].of(data, total, page, limit)

    return routes


def _own_number(services: Services, workspace: str, number: str) -> None:
    if not services.telephony.has_number(workspace, number):
        raise Refusal(400, api.NUMBER_NOT_FOUND)
