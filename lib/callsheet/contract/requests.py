"""Request models of campaigns, leads, phone numbers and the Telephony Config, with the limits of each field."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated

import phonenumbers
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    WithJsonSchema,
)

from callsheet.contract.statuses import CampaignStatus

MAX_NOTES = 15
"""Dynamic variables of a lead (documented)."""
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
_DATE = re.compile(r"\d{4}-\d\d-\d\d[Tt ]")


def _require_date_text(value: object) -> object:
    if not isinstance(value, str) or not _DATE.match(value):
        raise ValueError("is not a date and time as in 2026-01-31T09:00:00Z")
    return value


def _require_number(value: object) -> object:
    """Accept 5.0 as 5, because JSON has one kind of number; refuse texts and booleans, which pydantic would convert."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("is not a whole number")  # noqa: TRY004 - pydantic reports only a ValueError as a wrong field
    return value


def _to_utc(moment: datetime) -> datetime:
    """Convert to UTC; within hours of year 1 or 9999, where UTC falls outside the calendar, keep the local time."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def _require_region(iso: str) -> str:
    if iso not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError("is not a country with telephone numbers")
    return iso


def _require_calling_code(text: str) -> str:
    if int(text.removeprefix("+")) not in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        raise ValueError("is not a country calling code")
    return text


# Upper limits of our own: chosen by hand well above any real use, so that a typing error is refused.
Calls = Annotated[int, Field(ge=1, le=10_000), BeforeValidator(_require_number)]
Retries = Annotated[int, Field(ge=0, le=100), BeforeValidator(_require_number)]
Minutes = Annotated[int, Field(ge=1, le=100_000), BeforeValidator(_require_number)]
VersionNumber = Annotated[int, Field(ge=0, le=1_000_000), BeforeValidator(_require_number)]
NUL_FREE = r"^[^\x00]*$"
"""PostgreSQL cannot store the character NUL in a text."""
Text = Annotated[str, Field(max_length=200, pattern=NUL_FREE)]
FilledText = Annotated[str, Field(min_length=1, max_length=200, pattern=NUL_FREE)]
Value = Annotated[str, Field(max_length=10_000, pattern=NUL_FREE)]
E164 = Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")]
Timestamp = Annotated[AwareDatetime, BeforeValidator(_require_date_text), AfterValidator(_to_utc)]
Notes = Annotated[dict[FilledText, Value], Field(max_length=MAX_NOTES)]
CallingCode = Annotated[
    str,
    Field(pattern=r"^\+[1-9][0-9]{0,2}$"),
    AfterValidator(_require_calling_code),
    WithJsonSchema(
        {"type": "string", "enum": [f"+{code}" for code in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)]}
    ),
]
Region = Annotated[str, AfterValidator(_require_region), WithJsonSchema({"type": "string", "enum": REGIONS})]
Prefix = Annotated[str, Field(pattern=r"^[0-9]{1,12}$")]


class RequestModel(BaseModel):
    """Base of request models; ignores unknown fields."""

    model_config = ConfigDict(extra="ignore")


class RetryConfig(RequestModel):
    """How often, and after how many minutes, a lead that did not answer is called again."""

    max_retries: Retries = 0
    retry_interval_minutes: Minutes = 60


class NewCampaign(RequestModel):
    """A new campaign."""

    name: FilledText
    agent_id: FilledText
    from_phone_number: E164
    scheduled_at: Timestamp | None = None
    max_concurrent_calls: Calls | None = None
    retry_config: RetryConfig | None = None

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "June offers", "agent_id": "agent_1", "from_phone_number": "+912234567890"}]
        }
    )


class CampaignUpdate(RequestModel):
    """Changes to a campaign. Absent fields stay as they are."""

    name: FilledText | None = None
    agent_id: FilledText | None = None
    from_phone_number: E164 | None = None
    status: CampaignStatus | None = None
    scheduled_at: Timestamp | None = None
    max_concurrent_calls: Calls | None = None
    retry_config: RetryConfig | None = None

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "paused"}]})


class NewLead(RequestModel):
    """A new lead. The field names are camelCase, as DialNexa documents them."""

    campaignId: Annotated[str, Field(pattern=r"^cmp_[a-z0-9]{12}$")]  # noqa: N815 - name of the JSON field
    phoneNumber: FilledText  # noqa: N815 - name of the JSON field
    name: Text | None = None
    countryCode: CallingCode | None = None  # noqa: N815 - name of the JSON field
    notes: Notes = Field(default_factory=dict)

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "campaignId": "cmp_xyz789abc123",
                    "phoneNumber": "9876543210",
                    "countryCode": "+91",
                    "name": "Priya",
                    "notes": {"city": "Mumbai"},
                }
            ]
        }
    )


class LeadUpdate(RequestModel):
    """Changes to a pending lead. Absent fields stay as they are."""

    phoneNumber: FilledText | None = None  # noqa: N815 - name of the JSON field
    name: Text | None = None
    countryCode: CallingCode | None = None  # noqa: N815 - name of the JSON field
    notes: Notes | None = None

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Priya S."}]})


class EnabledCountry(RequestModel):
    """A country that may be called, with the allowed prefixes of national numbers. An empty list allows no number."""

    country_iso: Region
    prefixes: Annotated[list[Prefix], Field(max_length=1_000)] = Field(default_factory=list)


class TelephonyConfig(RequestModel):
    """The whole Telephony Config of a workspace."""

    countries: Annotated[list[EnabledCountry], Field(max_length=1_000)]

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"countries": [{"country_iso": "IN", "prefixes": ["6", "7", "8", "9"]}]}]}
    )


class NewPhoneNumber(RequestModel):
    """A new phone number from which campaigns can call."""

    phone_number: E164
    nickname: Text = ""
    sip_trunk_enabled: Annotated[bool, Strict()] = False

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"phone_number": "+12125550123", "sip_trunk_enabled": True}]}
    )
