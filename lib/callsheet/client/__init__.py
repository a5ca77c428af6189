"""A client of the upload API, for our own server and others."""

from callsheet.client.api import CallsheetApi
from callsheet.client.campaign_leads import CampaignLeads
from callsheet.client.outcomes import Accepted, NotSent, Outcome, RateLimited, Refused, RefusedRow, Unknown
from callsheet.client.workspace import WorkspaceApi
from callsheet.contract import MAX_IDS, Campaign, Capabilities, FoundLead, Lead

__all__ = [
    "MAX_IDS",
    "Accepted",
    "CallsheetApi",
    "Campaign",
    "CampaignLeads",
    "Capabilities",
    "FoundLead",
    "Lead",
    "NotSent",
    "Outcome",
    "RateLimited",
    "Refused",
    "RefusedRow",
    "Unknown",
    "WorkspaceApi",
]
