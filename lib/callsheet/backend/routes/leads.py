"""Single leads: queue, read, change while pending, remove."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import phonenumbers

from callsheet.backend.db.leads import PENDING, REMOVED, CampaignClosed
from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import Refusal
from callsheet.backend.routes.common import (
    LeadId,
    campaign_or_404,
    refusals,
    router,
)
from callsheet.backend.services import Services, WithServices
from callsheet.contract import CLOSED_STATUSES, Lead, LeadUpdate, Message, NewLead, Reason, build_route, reason_of_code
from callsheet.validation import PHONE_NUMBER, ColumnMapping, Source, Table, check
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

    from callsheet.contract import Campaign

MAPPING = ColumnMapping(phone=(PHONE_NUMBER,))


def lead_routes() -> APIRouter:
    """`/v1/campaigns-leads` but for the upload."""
    routes = router("leads")

    @routes.post("/campaigns-leads", status_code=201, responses=refusals(400, 404, 409, 413))
    def queue_lead(services: WithServices, workspace: Workspace, new: NewLead) -> Lead:
        """Queue one lead, judged as a row of a file would be."""
        campaign = campaign_or_404(services, workspace, new.campaignId)
        if campaign.status in CLOSED_STATUSES:
            raise Refusal(409, api.CAMPAIGN_CLOSED.format(status=campaign.status))
        number = _judged(services, workspace, campaign, new.phoneNumber, new.countryCode)
        try:
            return services.leads.add(campaign.id, {"name": new.name, "phone_number": number, "notes": dict(new.notes)})
        except CampaignClosed as finished:
            raise Refusal(409, api.CAMPAIGN_CLOSED.format(status=finished.status)) from None

    @routes.get("/campaigns-leads/{lead_id}", responses=refusals(404))
    def get_lead(services: WithServices, workspace: Workspace, lead_id: LeadId) -> Lead:
        """One lead; a removed one has the status `removed`."""
        return _lead_or_404(services, workspace, lead_id)

    @routes.patch("/campaigns-leads/{lead_id}", responses=refusals(400, 404, 409, 413))
    def change_lead(services: WithServices, workspace: Workspace, lead_id: LeadId, change: LeadUpdate) -> Lead:
        """Change a lead while it is pending; what is absent stays."""
        lead = _lead_or_404(services, workspace, lead_id)
        values = change.model_dump(include={"name", "notes"}, exclude_none=True)
        if change.phoneNumber is not None:
            campaign = campaign_or_404(services, workspace, lead.campaign_id)
            values["phone_number"] = _judged(services, workspace, campaign, change.phoneNumber, change.countryCode)
        if lead.status != PENDING or (values and not services.leads.change(lead_id, values)):
            raise Refusal(409, api.LEAD_NOT_PENDING)
        return _lead_or_404(services, workspace, lead_id)

    @routes.delete("/campaigns-leads/{lead_id}", responses=refusals(404, 409))
    def remove_lead(services: WithServices, workspace: Workspace, lead_id: LeadId) -> Message:
        """Take a pending lead out of its campaign; once more is no harm."""
        lead = _lead_or_404(services, workspace, lead_id)
        if lead.status != REMOVED and not services.leads.change(lead_id, {"status": REMOVED}):
            raise Refusal(409, api.LEAD_NOT_PENDING)
        return Message(message=api.LEAD_REMOVED)

    return routes


def _lead_or_404(services: Services, workspace: str, lead_id: str) -> Lead:
    lead = services.leads.one(workspace, lead_id)
    if lead is None:
        raise Refusal(404, api.LEAD_NOT_FOUND)
    return lead


def _judged(services: Services, workspace: str, campaign: Campaign, number: str, country_code: str | None) -> str:
    """A number in E.164, judged by the campaign's route; a country code says where a local number belongs.

    Raises:
        Refusal: 400.
    """
    route = build_route(campaign, services.telephony.config(workspace), services.telephony.numbers(workspace)[0])
    if country_code is not None:
        route = replace(route, default_region=phonenumbers.region_code_for_country_code(int(country_code)))
    frame = pd.DataFrame({PHONE_NUMBER: [number]}, index=pd.RangeIndex(2, 3, name="row"), dtype="str")
    report = check(Table(frame, (PHONE_NUMBER,), Source("", "", "csv")), MAPPING, route)
    errors = report.issues[report.issues["severity"] == "error"]
    if len(errors) or not report.counts.ready:
        reasons = [reason_of_code(code) for code in errors["code"]]
        raise Refusal(400, next(filter(None, reasons), Reason.INVALID_PHONE_NUMBER).label)
    return str(report.numbers.iloc[0])
