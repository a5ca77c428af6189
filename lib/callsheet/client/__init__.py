"""A client of the upload API, for our own server and others."""

from callsheet.client.api import CallsheetApi
from callsheet.client.outcomes import Accepted, NotSent, Outcome, RateLimited, Refused, RefusedRow, Unknown
from callsheet.client.workspace import WorkspaceApi
from callsheet.contract import Campaign, Capabilities, Lead

__all__ = [
    "Accepted",
    "CallsheetApi",
    "Campaign",
    "Capabilities",
    "Lead",
    "NotSent",
    "Outcome",
    "RateLimited",
    "Refused",
    "RefusedRow",
    "Unknown",
    "WorkspaceApi",
]
