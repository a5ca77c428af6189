"""What travels: the documented JSON of campaigns, leads, Telephony Config and the upload."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import phonenumbers
from pydantic import BaseModel, ConfigDict, Field

from callsheet.contract import examples
from callsheet.contract.examples import tolerant
from callsheet.validation import CountryRule, Route

if TYPE_CHECKING:
    from collections.abc import Iterable


class WireModel(BaseModel):
    """A tolerant shape: fields of a newer server are passed over."""

    model_config = ConfigDict(extra="ignore")


class Campaign(WireModel):
    """A campaign (documented)."""

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
    """A lead; `notes` are its dynamic variables (documented)."""

    model_config = tolerant(examples.LEAD)

    id: str
    name: str | None = None
    phone_number: str
    campaign_id: str
    status: str = "pending"
    notes: dict[str, str] = Field(default_factory=dict)
    call_log_id: str | None = None
    created_at: datetime | None = None


class CountryShape(WireModel):
    """A country with its prefixes (documented)."""

    country_iso: str
    country_name: str = ""
    calling_code: str
    prefixes: list[str] = Field(default_factory=list)


class NetworkGroup(WireModel):
    """An enabled country of the Telephony Config (documented)."""

    model_config = tolerant(examples.GROUP)

    prefix_mode: str = "allow_only_listed"
    from_phone_number_country_code: str | None = None
    countryRule: CountryShape  # noqa: N815 - the wire's own name


class PhoneNumber(WireModel):
    """A number of the workspace (documented)."""

    model_config = tolerant(examples.NUMBER)

    id: str
    phone_number: str
    provider: str | None = None
    status: str | None = None
    country_code: str | None = None
    nickname: str | None = None
    sip_trunk_enabled: bool = False


class UploadAnswer(WireModel):
    """The answer to an upload that was taken (documented for a sister endpoint)."""

    model_config = tolerant(examples.UPLOADED)

    campaign_id: str
    leads_created: int
    leads_skipped: int
    message: str


class RefusedLine(WireModel):
    """A refused row, numbered as a spreadsheet shows it (ours)."""

    row: int
    phone_number: str | None = None


class RefusedGroup(WireModel):
    """Refused rows with one reason (grouping documented, JSON ours)."""

    reason: str
    title: str
    count: int
    rows: list[RefusedLine]


class Envelope(WireModel):
    """A refusal (documented); `errors` is ours."""

    statusCode: int  # noqa: N815 - the wire's own name
    message: str | list[str]
    error: str
    errors: list[RefusedGroup] | None = None


class Capabilities(WireModel):
    """What a client may count on (ours)."""

    model_config = tolerant(examples.CAPABILITIES)

    idempotency_key: bool = False
    list_leads: bool = False
    all_or_nothing: bool = False
    remove_leads: bool = False


class UploadState(WireModel):
    """What became of an upload that came with an Idempotency-Key (ours)."""

    model_config = tolerant(examples.UPLOAD_STATE)

    state: Literal["processing", "applied", "refused"]
    answer: dict[str, Any] | None = None


def route_of(campaign: Campaign, groups: Iterable[NetworkGroup] | None, numbers: Iterable[PhoneNumber] | None) -> Route:
    """The rules a campaign's leads are judged by.

    Args:
        campaign: its `from_phone_number` tells the country of local numbers (documented for a sister endpoint).
        groups: the Telephony Config; None: the server does not tell.
        numbers: the workspace's numbers; None: the server does not tell.
    """
    sip = any(each.sip_trunk_enabled and each.phone_number == campaign.from_phone_number for each in numbers or ())
    rules = (
        None
        if groups is None
        else tuple(
            CountryRule(
                group.countryRule.country_iso, group.countryRule.calling_code, tuple(group.countryRule.prefixes)
            )
            for group in groups
        )
    )
    return Route(region_of(campaign.from_phone_number), sip, rules)


def region_of(number: str) -> str | None:
    """Libphonenumber's region of an E.164 number; None when it is none."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
