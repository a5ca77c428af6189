"""Models of batch calls: one file of leads, called by one agent (documented)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from callsheet.contract.examples import MOMENT, tolerant
from callsheet.contract.requests import NUL_FREE, FilledText, RequestModel, Timestamp, VersionNumber
from callsheet.contract.responses import WireModel

MAX_TITLE = 35
"""Characters of a title (documented)."""
DOCUMENTED_PHONE_HEADER, OBSERVED_PHONE_HEADER = "phone_number", "phone"
"""Header of the phone column: as documented, and as a real server was seen to require."""
BATCH_EXAMPLE = {
    "id": "batch_abc123def456",
    "title": "June offers",
    "status": "running",
    "total_records": 250,
    "createdAt": MOMENT,
    "total_lead_count": 250,
    "sent_lead_count": 240,
    "picked_up_calls": 116,
    "last_call_sent_at": MOMENT,
    "simulated": False,
}
CREATED_EXAMPLE = {
    "id": "batch_abc123def456",
    "title": "June offers",
    "total_records": 250,
    "status": "initiated",
    "from_number": "+912234567890",
    "warning": {
        "message": "This batch was created, but your organization already has 1 running batch ahead of it. "
        "Batches run one at a time per organization, so this batch may be delayed.",
        "conflicts": [
            {"kind": "running", "batch_name": "July renewals", "processed_leads": 42, "total_leads": 250},
        ],
    },
}


class BatchStatus(StrEnum):
    """The state of a batch call (documented)."""

    DRAFT = "draft"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DELETED = "deleted"


_ENDED = frozenset({"completed", "cancelled", "canceled", "deleted"})
"""Of batch calls that call nobody any more; servers spell the second in both ways."""


def has_batch_ended(status: str) -> bool:
    """Tell whether a batch call of this status calls nobody any more. A word that is not known may mean anything.

    Args:
        status: as the server writes it.
    """
    return status.lower() in _ENDED


class BatchAction(StrEnum):
    """What can be done with a batch call (documented)."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


HourText = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["09:00"])]


class BatchCallForm(BaseModel):
    """The fields of the form besides the file. An empty field counts as absent."""

    model_config = ConfigDict(extra="ignore")

    title: Annotated[str, Field(min_length=1, pattern=NUL_FREE, examples=["June offers"])] = Field(
        description=f"At most {MAX_TITLE} characters.", json_schema_extra={"maxLength": MAX_TITLE}
    )
    agent_id: FilledText = Field(examples=["agent_abc123def456"])
    agent_version_number: VersionNumber | None = Field(
        default=None, description="A published version. Absent: the latest published one.", examples=[1]
    )
    starts_at: Timestamp | None = Field(
        default=None, description="ISO 8601. Absent: at once.", examples=["2026-06-01T03:30:00Z"]
    )
    ends_at: Timestamp | None = Field(default=None, examples=["2026-06-01T12:30:00Z"])
    calling_hours_start: HourText | None = Field(default=None, description="HH:MM; the time zone is not documented.")
    calling_hours_end: HourText | None = None

    @field_validator("agent_version_number", mode="before")
    @classmethod
    def _from_text(cls, text: object) -> object:
        """A form has no numbers: digits are one."""
        return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else text


class BatchConflict(WireModel):
    """Another batch, ahead of this one."""

    kind: str = Field(description="running, waiting or scheduled")
    batch_name: str = ""
    processed_leads: int = 0
    total_leads: int = 0
    starts_at: datetime | None = None


class BatchWarning(WireModel):
    """Why a batch may start late."""

    message: str = ""
    conflicts: list[BatchConflict] = Field(default_factory=list)


class CreatedBatchCall(WireModel):
    """The batch call that was created. `from_number` is null when the server does not say which number will call."""

    model_config = tolerant(CREATED_EXAMPLE)

    id: str
    title: str
    total_records: int
    status: str = "initiated"
    from_number: str | None = None
    warning: BatchWarning | None = None


class BatchCall(WireModel):
    """A batch call in a list. `simulated` is ours: true when our server pretended to make its calls."""

    model_config = tolerant(BATCH_EXAMPLE)

    id: str
    title: str
    status: str
    total_records: int | None = None
    createdAt: datetime | None = None  # noqa: N815 - name of the JSON field
    total_lead_count: int | None = None
    sent_lead_count: int | None = Field(default=None, description="Leads that were called, or are being called.")
    picked_up_calls: int | None = Field(default=None, description="Completed calls.")
    last_call_sent_at: datetime | None = None
    simulated: bool = False


class BatchCallPage(WireModel):
    """One page of batch calls, as documented."""

    model_config = tolerant({"items": [BATCH_EXAMPLE], "total": 1, "page": 1, "limit": 20})

    items: list[BatchCall]
    total: int
    page: int
    limit: int


class BatchStatusChange(RequestModel):
    """What to do with a batch call."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"action": "cancel"}]})

    action: Literal["pause", "resume", "cancel"]


class BatchHead(WireModel):
    """A batch call by its id, status and title."""

    id: str
    status: str
    title: str = ""


class AffectedCalls(WireModel):
    """How many calls an action reached; those that are under way are not stopped."""

    initiated: int = 0
    queued: int = 0
    removedFromQueue: int = 0  # noqa: N815 - name of the JSON field
    cancelledCallLogs: int = 0  # noqa: N815 - name of the JSON field
    resumedCallLogs: int = 0  # noqa: N815 - name of the JSON field


class ChangedBatchCall(WireModel):
    """The batch call after an action."""

    model_config = tolerant(
        {
            "success": True,
            "message": "Campaign cancelled successfully",
            "campaign": {"id": "batch_abc123def456", "status": "cancelled", "title": "June offers"},
            "affectedCalls": {
                "initiated": 0,
                "queued": 0,
                "removedFromQueue": 12,
                "cancelledCallLogs": 12,
                "resumedCallLogs": 0,
            },
        }
    )

    success: bool
    message: str = ""
    campaign: BatchHead
    affectedCalls: AffectedCalls = Field(default_factory=AffectedCalls)  # noqa: N815 - name of the JSON field
