"""A client of the upload API, for our own server and others."""

from callsheet.client.api import CallsheetApi
from callsheet.client.campaign_leads import CampaignLeads
from callsheet.client.outcomes import Accepted, NotSent, Outcome, RateLimited, Refused, RefusedRow, Unknown
from callsheet.client.prober import CallFacts, Found, ServerFacts, probe
from callsheet.client.workspace import WorkspaceApi
from callsheet.contract import MAX_IDS, Campaign, Capabilities, FoundLead, Lead

__all__ = [
    "MAX_IDS",
    "Accepted",
    "CallFacts",
    "CallsheetApi",
    "Campaign",
    "CampaignLeads",
    "Capabilities",
    "Found",
    "FoundLead",
    "Lead",
    "NotSent",
    "Outcome",
    "RateLimited",
    "Refused",
    "RefusedRow",
    "ServerFacts",
    "Unknown",
    "WorkspaceApi",
    "probe",
]
