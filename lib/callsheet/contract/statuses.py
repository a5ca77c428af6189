"""The statuses of campaigns, leads and uploads, and what follows from them."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

CampaignStatus = Literal["draft", "active", "running", "paused", "completed", "cancelled"]

CLOSED_STATUSES = frozenset({"completed", "cancelled"})
"""Statuses of campaigns that accept no more leads: the server answers 409 (documented for a sister endpoint)."""

CALLING_STATUSES = frozenset({"active", "running"})
"""Statuses of campaigns that call a new lead at once."""

ASSUMED_CALL_MINUTES = 2
"""Minutes that a call is assumed to take, unanswered ones included; chosen by hand and named where it is used."""

ASSUMED_CALLS_AT_ONCE = 10
"""Calls at the same time where the server does not tell how many it makes; chosen by hand, named where it is used."""


class LeadStatus(StrEnum):
    """What has become of a lead (documented)."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"
    REMOVED = "removed"


class UploadStatus(StrEnum):
    """The state of an upload with an Idempotency-Key (ours)."""

    PROCESSING = "processing"
    APPLIED = "applied"
    REFUSED = "refused"
