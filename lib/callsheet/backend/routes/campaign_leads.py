"""The leads of a campaign: list them, look numbers up, remove many. Callsheet extensions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

from fastapi import Query, Response
from pydantic import BaseModel, Field

from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError, json_response
from callsheet.backend.routes.common import (
    MAX_PAGE,
    MAX_PAGE_SIZE,
    CampaignId,
    campaign_or_404,
    error_responses,
    router,
)
from callsheet.backend.services import WithServices
from callsheet.contract import (
    MAX_LISTED,
    CampaignNumbers,
    FoundLeads,
    Lead,
    LeadIds,
    LeadsFrom,
    Page,
    RemovedLeads,
)
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter


class LeadListQuery(BaseModel):
    """Which leads of a campaign to list."""

    page: int = Field(default=1, ge=1, le=MAX_PAGE, description="Page number, counted from 1.")
    limit: int = Field(
        default=20, ge=1, le=MAX_LISTED, description=f"Entries per answer; at most {MAX_PAGE_SIZE} without `cursor`."
    )
    cursor: str | None = Field(
        default=None,
        pattern="^[0-9]{0,18}$",
        description="Where to go on: `next_cursor` of the answer before, or empty to begin. `page` has no effect then.",
    )


def campaign_lead_routes() -> APIRouter:
    """Create the routes below `/v1/campaigns/{campaign_id}/leads`."""
    routes = router("campaigns")

    @routes.get("/campaigns/{campaign_id}/leads", responses=error_responses(400, 404))
    def list_leads(
        services: WithServices,
        workspace: Workspace,
        campaign_id: CampaignId,
        query: Annotated[LeadListQuery, Query()],
    ) -> Page[Lead] | LeadsFrom:
        """List the leads of a campaign in the order in which they were queued, removed ones included.

        With `cursor`, every answer costs the same however long the list is.

        Callsheet extension: DialNexa has no such call.
        """
        campaign_or_404(services, workspace, campaign_id, with_counts=False)
        if query.cursor is not None:
            return services.leads.list_from(campaign_id, int(query.cursor or 0), query.limit)
        if query.limit > MAX_PAGE_SIZE:
            raise ApiError(400, api.LIMIT_NEEDS_CURSOR.format(most=MAX_PAGE_SIZE))
        data, total = services.leads.list_page(campaign_id, query.page, query.limit)
        return Page[Lead].of(data, total, query.page, query.limit)

    @routes.post(
        "/campaigns/{campaign_id}/leads/lookup", response_model=FoundLeads, responses=error_responses(400, 404, 413)
    )
    def look_numbers_up(
        services: WithServices, workspace: Workspace, campaign_id: CampaignId, asked: CampaignNumbers
    ) -> Response:
        """Find the leads of a campaign by their phone numbers. Removed leads are not found.

        Callsheet extension: DialNexa has no such call.
        """
        campaign_or_404(services, workspace, campaign_id, with_counts=False)
        found = services.leads.find_numbers(campaign_id, asked.phone_numbers)
        return json_response(200, json.dumps({"data": found}))  # not through the models: ten thousand of them are slow

    @routes.delete("/campaigns/{campaign_id}/leads", responses=error_responses(400, 404, 413))
    def remove_leads(
        services: WithServices, workspace: Workspace, campaign_id: CampaignId, leads: LeadIds
    ) -> RemovedLeads:
        """Remove those of many leads that are still pending, in one transaction. Repeating it has no effect.

        Callsheet extension: DialNexa has no such call.
        """
        campaign_or_404(services, workspace, campaign_id, with_counts=False)
        return services.leads.remove_pending(campaign_id, leads.ids, erase=leads.erase)

    return routes
