"""Models of the calls about many leads of a campaign: list from a cursor, look numbers up, remove. All are ours."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, Strict

from callsheet.contract import examples
from callsheet.contract.examples import tolerant
from callsheet.contract.requests import E164, RequestModel
from callsheet.contract.responses import Lead, WireModel

MAX_LISTED = 1_000
"""Leads in one answer of a list that is read from a cursor."""
MAX_LOOKUP = 10_000
"""Phone numbers that one call looks up."""
MAX_IDS = 1_000
"""Leads that one call removes."""
LEAD_ID_PATTERN = r"^lead_[a-z0-9]{12}$"


class LeadsFrom(WireModel):
    """The leads of a campaign from a cursor on."""

    model_config = tolerant({"data": [examples.LEAD], "next_cursor": "184"})

    data: list[Lead]
    next_cursor: str | None = Field(description="Where the list goes on; null at its end.")


class CampaignNumbers(RequestModel):
    """Phone numbers that are looked up in a campaign."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"phone_numbers": ["+919876543210", "+919876543211"]}]})

    phone_numbers: Annotated[list[E164], Field(min_length=1, max_length=MAX_LOOKUP)]


class FoundLead(WireModel):
    """A lead of the campaign, without its variables."""

    id: str
    phone_number: str
    status: str
    call_log_id: str | None = None


class FoundLeads(WireModel):
    """The leads of the numbers that were looked up, in the order in which they were queued; not the removed ones."""

    model_config = tolerant({"data": [{"id": examples.LEAD_ID, "phone_number": "+919876543210", "status": "pending"}]})

    data: list[FoundLead]


class LeadIds(RequestModel):
    """The leads that are to be removed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ids": [examples.LEAD_ID]}]})

    ids: Annotated[list[Annotated[str, Field(pattern=LEAD_ID_PATTERN)]], Field(min_length=1, max_length=MAX_IDS)]
    erase: Annotated[bool, Strict()] = Field(
        default=False, description="Also erase number, name and notes of the leads that are removed."
    )


class RemainingLead(WireModel):
    """A lead that was not removed: it is being called, was called, or is not in the campaign (no status)."""

    id: str
    status: str | None = None


class RemovedLeads(WireModel):
    """What became of the leads that were to be removed. Leads that were removed before count as removed."""

    model_config = tolerant({"removed": [examples.LEAD_ID], "not_removed": []})

    removed: list[str]
    not_removed: list[RemainingLead]
