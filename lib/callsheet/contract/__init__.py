"""The wire format of the upload API, shared by client and backend.

Docstrings mark where a rule comes from. *Documented*: DialNexa's API documentation states it, for this endpoint or for
a sister endpoint. *Ours*: no documentation states it; it is a decision of this project (`docs/api-contract.md`).
"""

from callsheet.contract.campaign_leads import (
    MAX_IDS,
    MAX_LISTED,
    MAX_LOOKUP,
    CampaignNumbers,
    FoundLead,
    FoundLeads,
    LeadIds,
    LeadsFrom,
    RemainingLead,
    RemovedLeads,
)
from callsheet.contract.checks import MAX_HEADER_ROW, MAX_ISSUES, CheckForm, CheckReport
from callsheet.contract.pagination import CountryOption, Health, Message, NumberPage, Page, PageMeta
from callsheet.contract.reasons import Reason, reason_of_code
from callsheet.contract.requests import (
    REGIONS,
    CampaignUpdate,
    LeadUpdate,
    NewCampaign,
    NewLead,
    NewPhoneNumber,
    TelephonyConfig,
)
from callsheet.contract.responses import (
    Campaign,
    Capabilities,
    CountryPrefixes,
    ErrorResponse,
    Lead,
    NetworkGroup,
    PhoneNumber,
    RowError,
    RowErrorGroup,
    UploadResult,
    UploadState,
    build_route,
    region_of_number,
)
from callsheet.contract.statuses import CALLING_STATUSES, CLOSED_STATUSES, CampaignStatus, LeadStatus, UploadStatus

MAX_BYTES_SERVER = 10 * 1024 * 1024
"""Largest file the server accepts, in bytes: the larger reading of the documented 10 MB (ours)."""

MAX_BYTES_CLIENT = 10_000_000
"""Largest file the client sends, in bytes, so that it fits both readings of "10 MB" (ours)."""

__all__ = [
    "CALLING_STATUSES",
    "CLOSED_STATUSES",
    "MAX_BYTES_CLIENT",
    "MAX_BYTES_SERVER",
    "MAX_HEADER_ROW",
    "MAX_IDS",
    "MAX_ISSUES",
    "MAX_LISTED",
    "MAX_LOOKUP",
    "REGIONS",
    "Campaign",
    "CampaignNumbers",
    "CampaignStatus",
    "CampaignUpdate",
    "Capabilities",
    "CheckForm",
    "CheckReport",
    "CountryOption",
    "CountryPrefixes",
    "ErrorResponse",
    "FoundLead",
    "FoundLeads",
    "Health",
    "Lead",
    "LeadIds",
    "LeadStatus",
    "LeadUpdate",
    "LeadsFrom",
    "Message",
    "NetworkGroup",
    "NewCampaign",
    "NewLead",
    "NewPhoneNumber",
    "NumberPage",
    "Page",
    "PageMeta",
    "PhoneNumber",
    "Reason",
    "RemainingLead",
    "RemovedLeads",
    "RowError",
    "RowErrorGroup",
    "TelephonyConfig",
    "UploadResult",
    "UploadState",
    "UploadStatus",
    "build_route",
    "reason_of_code",
    "region_of_number",
]
