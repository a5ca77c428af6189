"""Single leads: queue, get, change, remove."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import phonenumbers

from callsheet.backend.db.leads import CampaignClosed
from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError
from callsheet.backend.routes.common import (
    LeadId,
    campaign_or_404,
    error_responses,
    router,
)
from callsheet.backend.services import Services, WithServices
from callsheet.contract import (
    CLOSED_STATUSES,
    Lead,
    LeadStatus,
    LeadUpdate,
    Message,
    NewLead,
    Reason,
    build_route,
    reason_of_code,
)
from callsheet.validation import PHONE_NUMBER, ColumnMapping, Source, Table, check
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

    from callsheet.contract import Campaign

MAPPING = ColumnMapping(phone=(PHONE_NUMBER,))


def lead_routes() -> APIRouter:
    """Create the routes below `/v1/campaigns-leads`, except the upload."""
    routes = router("leads")

    @routes.post("/campaigns-leads", status_code=201, responses=error_responses(400, 404, 409, 413))
    def queue_lead(services: WithServices, workspace: Workspace, new: NewLead) -> Lead:
        """Queue one lead. Its number is checked like a row of an uploaded file."""
        campaign = campaign_or_404(services, workspace, new.campaignId)
        if campaign.status in CLOSED_STATUSES:
            raise ApiError(409, api.CAMPAIGN_CLOSED.format(status=campaign.status))
        number = _check_number(services, workspace, campaign, new.phoneNumber, new.countryCode)
        try:
            return services.leads.create(
                campaign.id, {"name": new.name, "phone_number": number, "notes": dict(new.notes)}
            )
        except CampaignClosed as closed:
            raise ApiError(409, api.CAMPAIGN_CLOSED.format(status=closed.status)) from None

    @routes.get("/campaigns-leads/{lead_id}", responses=error_responses(404))
    def get_lead(services: WithServices, workspace: Workspace, lead_id: LeadId) -> Lead:
        """Get a lead. A removed lead has the status `removed`."""
        return _lead_or_404(services, workspace, lead_id)

    @routes.patch("/campaigns-leads/{lead_id}", responses=error_responses(400, 404, 409, 413))
    def update_lead(services: WithServices, workspace: Workspace, lead_id: LeadId, change: LeadUpdate) -> Lead:
        """Change a pending lead. Absent fields stay as they are."""
        lead = _lead_or_404(services, workspace, lead_id)
        values = change.model_dump(include={"name", "notes"}, exclude_none=True)
        if change.phoneNumber is not None:
            campaign = campaign_or_404(services, workspace, lead.campaign_id)
            values["phone_number"] = _check_number(
                services, workspace, campaign, change.phoneNumber, change.countryCode
            )
        if lead.status != LeadStatus.PENDING or (values and not services.leads.update_pending(lead_id, values)):
            raise ApiError(409, api.LEAD_NOT_PENDING)
        return _lead_or_404(services, workspace, lead_id)

    @routes.delete("/campaigns-leads/{lead_id}", responses=error_responses(404, 409))
    def remove_lead(services: WithServices, workspace: Workspace, lead_id: LeadId) -> Message:
        """Remove a pending lead from its campaign. Removing it again has no effect."""
        lead = _lead_or_404(services, workspace, lead_id)
        if lead.status != LeadStatus.REMOVED and not services.leads.update_pending(
            lead_id, {"status": LeadStatus.REMOVED.value}
        ):
            raise ApiError(409, api.LEAD_NOT_PENDING)
        return Message(message=api.LEAD_REMOVED)

    return routes


def _lead_or_404(services: Services, workspace: str, lead_id: str) -> Lead:
    lead = services.leads.get(workspace, lead_id)
    if lead is None:
        raise ApiError(404, api.LEAD_NOT_FOUND)
    return lead


def _check_number(services: Services, workspace: str, campaign: Campaign, number: str, country_code: str | None) -> str:
    """Check a number by the campaign's route and return it in E.164.

    Args:
        services: the services of the application.
        workspace: of the request's API key.
        campaign: the campaign, with or without counts.
        number: as the client wrote it.
        country_code: such as "+91": the country of a number without country code; None: the campaign's.

    Raises:
        ApiError: 400.
    """
    route = build_route(campaign, services.telephony.config(workspace), services.telephony.list_numbers(workspace)[0])
    if country_code is not None:
        route = replace(route, default_region=phonenumbers.region_code_for_country_code(int(country_code)))
    frame = pd.DataFrame({PHONE_NUMBER: [number]}, index=pd.RangeIndex(2, 3, name="row"), dtype="str")
    report = check(Table(frame, (PHONE_NUMBER,), Source("", "", "csv")), MAPPING, route)
    errors = report.issues[report.issues["severity"] == "error"]
    if len(errors) or not report.counts.ready:
        reasons = [reason_of_code(code) for code in errors["code"]]
        raise ApiError(400, next(filter(None, reasons), Reason.INVALID_PHONE_NUMBER).label)
    return str(report.numbers.iloc[0])
