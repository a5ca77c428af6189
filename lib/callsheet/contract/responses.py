"""Response models of campaigns, leads, the Telephony Config and the upload; the route of a campaign."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import phonenumbers
from pydantic import BaseModel, ConfigDict, Field

from callsheet.contract import examples
from callsheet.contract.examples import tolerant
from callsheet.contract.statuses import LeadStatus, UploadStatus
from callsheet.validation import CountryRule, Route

if TYPE_CHECKING:
    from collections.abc import Iterable


class WireModel(BaseModel):
    """Base of response models; ignores unknown fields, so that a newer server can add some."""

    model_config = ConfigDict(extra="ignore")


class Campaign(WireModel):
    """A campaign with the counts of its leads."""

    model_config = tolerant(examples.CAMPAIGN)

    id: str
    organization_id: str = ""
    name: str = ""
    agent_id: str = ""
    from_phone_number: str = ""
    status: str = "draft"
    max_concurrent_calls: int | None = None
    scheduled_at: datetime | None = None
    retry_config: dict[str, Any] | None = None
    created_at: datetime | None = None
    total_leads: int = 0
    completed_calls: int = 0
    pending_calls: int = 0


class Lead(WireModel):
    """A lead. `notes` holds its dynamic variables."""

    model_config = tolerant(examples.LEAD)

    id: str
    name: str | None = None
    phone_number: str
    campaign_id: str
    status: str = LeadStatus.PENDING
    notes: dict[str, str] = Field(default_factory=dict)
    call_log_id: str | None = None
    created_at: datetime | None = None


class CountryPrefixes(WireModel):
    """A country and the prefixes of national numbers that may be called."""

    country_iso: str
    country_name: str = ""
    calling_code: str
    prefixes: list[str] = Field(default_factory=list)


class NetworkGroup(WireModel):
    """An enabled country of the Telephony Config. An empty list of prefixes allows no number."""

    model_config = tolerant(examples.GROUP)

    prefix_mode: str = "allow_only_listed"
    from_phone_number_country_code: str | None = None
    countryRule: CountryPrefixes  # noqa: N815 - name of the JSON field


class PhoneNumber(WireModel):
    """A phone number of the workspace, from which campaigns call."""

    model_config = tolerant(examples.NUMBER)

    id: str
    phone_number: str
    provider: str | None = None
    status: str | None = None
    country_code: str | None = None
    nickname: str | None = None
    sip_trunk_enabled: bool = False


class UploadResult(WireModel):
    """The result of an accepted upload."""

    model_config = tolerant(examples.UPLOADED)

    campaign_id: str
    leads_created: int
    leads_skipped: int
    message: str


class RowError(WireModel):
    """A refused row. Rows are numbered as a spreadsheet shows them: the header is row 1."""

    row: int
    phone_number: str | None = None


class RowErrorGroup(WireModel):
    """The refused rows that share a reason."""

    reason: str
    title: str
    count: int
    rows: list[RowError] = Field(description="The first 10,000.")
    truncated: bool | None = Field(default=None, description="True if there are more than `rows` lists.")


class Refusal(WireModel):
    """Why a file as a whole cannot be used: a code of the library."""

    code: str


class ErrorResponse(WireModel):
    """Every response that is not a success. `errors` groups the refused rows of an upload by reason."""

    statusCode: int  # noqa: N815 - name of the JSON field
    message: str | list[str]
    error: str
    errors: list[RowErrorGroup] | None = None
    refused: Refusal | None = Field(default=None, description="Why `POST /v1/check` cannot use the file as a whole.")


class Capabilities(WireModel):
    """Calls and guarantees of this server beyond the documented API."""

    model_config = tolerant(examples.CAPABILITIES)

    idempotency_key: bool = False
    list_leads: bool = False
    all_or_nothing: bool = False
    remove_leads: bool = False
    lead_cursor: bool = False
    lead_lookup: bool = False
    bulk_removal: bool = False
    number_erasure: bool = False
    check: bool = False
    agents: bool = False
    batch_calls: bool = False
    workflows: bool = False
    calls: bool = False
    simulated_calls: bool = Field(default=False, description="The server pretends to call, and nobody is rung.")


class UploadState(WireModel):
    """The state of an upload with an Idempotency-Key, and the body of its response once there is one."""

    model_config = tolerant(examples.UPLOAD_STATE)

    state: UploadStatus
    answer: dict[str, Any] | None = None


def build_route(
    campaign: Campaign, groups: Iterable[NetworkGroup] | None, numbers: Iterable[PhoneNumber] | None
) -> Route:
    """Build the rules by which a campaign's numbers are checked.

    Args:
        campaign: numbers without a country code belong to the country of its `from_phone_number` (documented for a
            sister endpoint).
        groups: the Telephony Config; None: the server does not offer it.
        numbers: the workspace's numbers; None: the server does not offer them.
    """
    return route_from_number(campaign.from_phone_number, groups, numbers)


def route_from_number(
    from_number: str, groups: Iterable[NetworkGroup] | None, numbers: Iterable[PhoneNumber] | None
) -> Route:
    """Build the rules by which numbers are checked that one number of the workspace will call.

    Args:
        from_number: E.164; numbers without a country code belong to its country.
        groups: the Telephony Config; None: the server does not offer it.
        numbers: the workspace's numbers; None: the server does not offer them.
    """
    known = list(numbers or ())
    sip = any(number.sip_trunk_enabled and number.phone_number == from_number for number in known)
    own = dict.fromkeys(filter(None, (from_number, *(number.phone_number for number in known))))
    rules = None if groups is None else tuple(_country_rule(group.countryRule) for group in groups)
    return Route(region_of_number(from_number), sip, rules, tuple(own))


def _country_rule(country: CountryPrefixes) -> CountryRule:
    return CountryRule(country.country_iso, country.calling_code, tuple(country.prefixes))


def region_of_number(number: str) -> str | None:
    """Return libphonenumber's region of an E.164 number; None if it cannot be parsed or belongs to no country."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
    return region if region in phonenumbers.SUPPORTED_REGIONS else None
