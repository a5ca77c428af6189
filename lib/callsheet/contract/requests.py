"""What a client may send: the documented JSON of campaigns, leads, numbers and the Telephony Config."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

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

MAX_NOTES = 15
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
STATUSES = ("draft", "active", "running", "paused", "completed", "cancelled")
FINISHED = ("completed", "cancelled")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[Tt ]")


def _written_as_date(value: object) -> object:
    if not isinstance(value, str) or not _DATE.match(value):
        raise ValueError("is not a date and time as in 2026-01-31T09:00:00Z")
    return value


def _whole(value: object) -> object:
    """JSON knows one kind of number: 5.0 is 5; a text or a truth is not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("is not a whole number")  # noqa: TRY004 - pydantic makes a refusal of a ValueError alone
    return value


def _within_the_calendar(moment: datetime) -> datetime:
    """In UTC; the first and last hours of the calendar have no UTC in it and are moved inside."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def _region(iso: str) -> str:
    if iso not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError("is not a country with telephone numbers")
    return iso


def _calling_code(text: str) -> str:
    if int(text.removeprefix("+")) not in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        raise ValueError("is not a country calling code")
    return text


Calls = Annotated[int, Field(ge=1, le=10_000), BeforeValidator(_whole)]
Retries = Annotated[int, Field(ge=0, le=100), BeforeValidator(_whole)]
Minutes = Annotated[int, Field(ge=1, le=100_000), BeforeValidator(_whole)]
NUL_FREE = r"^[^\x00]*$"
Text = Annotated[str, Field(max_length=200, pattern=NUL_FREE)]
FilledText = Annotated[str, Field(min_length=1, max_length=200, pattern=NUL_FREE)]
Value = Annotated[str, Field(max_length=10_000, pattern=NUL_FREE)]
E164 = Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")]
Moment = Annotated[AwareDatetime, BeforeValidator(_written_as_date), AfterValidator(_within_the_calendar)]
Notes = Annotated[dict[FilledText, Value], Field(max_length=MAX_NOTES)]
CallingCode = Annotated[
    str,
    Field(pattern=r"^\+[1-9][0-9]{0,2}$"),
    AfterValidator(_calling_code),
    WithJsonSchema(
        {"type": "string", "enum": [f"+{code}" for code in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)]}
    ),
]
Region = Annotated[str, AfterValidator(_region), WithJsonSchema({"type": "string", "enum": REGIONS})]
Prefix = Annotated[str, Field(pattern=r"^[0-9]{1,12}$")]
Status = Literal["draft", "active", "running", "paused", "completed", "cancelled"]


class Request(BaseModel):
    """A body; fields that nobody knows are passed over."""

    model_config = ConfigDict(extra="ignore")


class RetryConfig(Request):
    """How often the provider calls again (documented)."""

    max_retries: Retries = 0
    retry_interval_minutes: Minutes = 60


class NewCampaign(Request):
    """A campaign to be made (documented)."""

    name: FilledText
    agent_id: FilledText
    from_phone_number: E164
    scheduled_at: Moment | None = None
    max_concurrent_calls: Calls | None = None
    retry_config: RetryConfig | None = None

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "June offers", "agent_id": "agent_1", "from_phone_number": "+912234567890"}]
        }
    )


class CampaignChange(Request):
    """What shall change of a campaign; what is absent stays (documented)."""

    name: FilledText | None = None
    agent_id: FilledText | None = None
    from_phone_number: E164 | None = None
    status: Status | None = None
    scheduled_at: Moment | None = None
    max_concurrent_calls: Calls | None = None
    retry_config: RetryConfig | None = None

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "paused"}]})


class NewLead(Request):
    """One lead to be queued; camelCase, as documented."""

    campaignId: Annotated[str, Field(pattern=r"^cmp_[a-z0-9]{12}$")]  # noqa: N815 - the wire's own name
    phoneNumber: FilledText  # noqa: N815 - the wire's own name
    name: Text | None = None
    countryCode: CallingCode | None = None  # noqa: N815 - the wire's own name
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


class LeadChange(Request):
    """What shall change of a pending lead; what is absent stays."""

    phoneNumber: FilledText | None = None  # noqa: N815 - the wire's own name
    name: Text | None = None
    countryCode: CallingCode | None = None  # noqa: N815 - the wire's own name
    notes: Notes | None = None

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Priya S."}]})


class EnabledCountry(Request):
    """A country that may be called, and the starts of its national numbers; no prefix: none may (documented mode)."""

    country_iso: Region
    prefixes: Annotated[list[Prefix], Field(max_length=1_000)] = Field(default_factory=list)


class TelephonyConfig(Request):
    """The whole Telephony Config of a workspace (ours: DialNexa has it in its dashboard only)."""

    countries: Annotated[list[EnabledCountry], Field(max_length=1_000)]

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"countries": [{"country_iso": "IN", "prefixes": ["6", "7", "8", "9"]}]}]}
    )


class NewPhoneNumber(Request):
    """A number campaigns can call from (ours)."""

    phone_number: E164
    nickname: Text = ""
    sip_trunk_enabled: Annotated[bool, Strict()] = False

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"phone_number": "+12125550123", "sip_trunk_enabled": True}]}
    )
