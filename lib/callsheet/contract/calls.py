"""Models of calls and their results (documented)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from callsheet.contract.examples import MOMENT, tolerant
from callsheet.contract.requests import E164, MAX_NOTES, FilledText, RequestModel, Value, VersionNumber
from callsheet.contract.responses import WireModel

MAX_CALLS_A_PAGE = 200
"""Calls in one answer (documented)."""
CALL_EXAMPLE = {
    "id": "call_abc123def456",
    "agent_id": "agent_abc123def456",
    "to_number": "+919876543210",
    "from_number": "+912234567890",
    "status": "completed",
    "call_direction": "outbound",
    "createdAt": MOMENT,
    "started_at": MOMENT,
    "ended_at": MOMENT,
    "duration": 42,
    "end_reason": "completed",
    "batch_id": "batch_abc123def456",
    "metadata": {"customer_name": "Priya"},
    "simulated": False,
}


class CallStatus(StrEnum):
    """What has become of a call. The first three are not over yet; their names were seen, the others are documented."""

    QUEUED = "queued"
    INITIATED = "initiated"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DID_NOT_PICK = "did_not_pick"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    CANCELLED = "cancelled"
    RETRY_EXPIRED = "retry_expired"


CALLS_UNDER_WAY = (CallStatus.INITIATED.value, CallStatus.IN_PROGRESS.value)
"""Statuses of calls that ring, or in which somebody talks."""
OPEN_CALL_STATUSES = frozenset({CallStatus.QUEUED, CallStatus.INITIATED, CallStatus.IN_PROGRESS})
"""Statuses of calls that are not over."""


class Call(WireModel):
    """A call. `simulated` is ours: true for a call that our server only pretended to make."""

    model_config = tolerant(CALL_EXAMPLE)

    id: str
    agent_id: str | None = None
    to_number: str | None = None
    from_number: str | None = None
    status: str | None = None
    call_direction: str | None = None
    createdAt: datetime | None = None  # noqa: N815 - name of the JSON field
    started_at: datetime | None = None
    ended_at: datetime | None = None
    duration: float | None = Field(default=None, description="Seconds of talk.")
    end_reason: str | None = None
    batch_id: str | None = None
    metadata: dict[str, str] | None = Field(default=None, description="The variables of the call.")
    simulated: bool = False


class CallLogs(WireModel):
    """One page of the calls of a batch, as documented."""

    model_config = tolerant({"callLogs": [CALL_EXAMPLE], "total": 1, "page": 1, "limit": 20, "totalPages": 1})

    callLogs: list[Call]  # noqa: N815 - name of the JSON field
    total: int
    page: int
    limit: int
    totalPages: int  # noqa: N815 - name of the JSON field


class NewCall(RequestModel):
    """One call. It rings at once and is billed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "phone_number": "+919876543210",
                    "agent_id": "agent_abc123def456",
                    "agent_version_number": 1,
                    "metadata": {"customer_name": "Priya"},
                }
            ]
        }
    )

    phone_number: E164
    agent_id: FilledText
    agent_version_number: VersionNumber | None = None
    metadata: dict[FilledText, Value] = Field(description="The variables of the call.")
    notes: Annotated[dict[FilledText, Value], Field(max_length=MAX_NOTES)] | None = None


class CreatedCall(WireModel):
    """The call that was queued."""

    model_config = tolerant(
        {
            "id": "call_abc123def456",
            "to_phone_number": "+919876543210",
            "agent_id": "agent_abc123def456",
            "agent_version_number": 1,
        }
    )

    id: str
    to_phone_number: str
    agent_id: str
    agent_version_number: int | None = None
