"""The wire shapes of the upload API, used by client and backend alike."""

from callsheet.contract.pagination import (
    CountryOption,
    Health,
    Message,
    Meta,
    NumberPage,
    Page,
)
from callsheet.contract.refusal import (
    REASONS,
    RefusedRows,
    grouped,
    reason_of_code,
)
from callsheet.contract.requests import (
    FINISHED,
    REGIONS,
    CampaignChange,
    LeadChange,
    NewCampaign,
    NewLead,
    NewPhoneNumber,
    TelephonyConfig,
)
from callsheet.contract.responses import (
    Campaign,
    Capabilities,
    CountryShape,
    Envelope,
    Lead,
    NetworkGroup,
    PhoneNumber,
    RefusedGroup,
    RefusedLine,
    UploadAnswer,
    UploadState,
    region_of,
    route_of,
)

MAX_BYTES_SERVER = 10 * 1024 * 1024
"""What our server takes (ours: the larger reading of the documented 10 MB)."""

MAX_BYTES_CLIENT = 10_000_000
"""What our client sends at most, so that both readings of "10 MB" hold (ours)."""

__all__ = [
    "FINISHED",
    "MAX_BYTES_CLIENT",
    "MAX_BYTES_SERVER",
    "REASONS",
    "REGIONS",
    "Campaign",
    "CampaignChange",
    "Capabilities",
    "CountryOption",
    "CountryShape",
    "Envelope",
    "Health",
    "Lead",
    "LeadChange",
    "Message",
    "Meta",
    "NetworkGroup",
    "NewCampaign",
    "NewLead",
    "NewPhoneNumber",
    "NumberPage",
    "Page",
    "PhoneNumber",
    "RefusedGroup",
    "RefusedLine",
    "RefusedRows",
    "TelephonyConfig",
    "UploadAnswer",
    "UploadState",
    "grouped",
    "reason_of_code",
    "region_of",
    "route_of",
]
