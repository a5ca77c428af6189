"""What an operator chooses for a batch call, besides the agent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class BatchChoice:
    """What an operator chooses for a batch call.

    Args:
        title: of the batch call; what does not fit beside the mark is cut off.
        version: a published version of the agent; None: the latest published one.
        starts_at: when the provider begins to call; None: at once. With a time zone.
    """

    title: str
    version: int | None = None
    starts_at: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what the ledger stores and the receipt states."""
        at = None if self.starts_at is None else self.starts_at.astimezone(UTC).isoformat(timespec="seconds")
        return {"batch": {"title": self.title, "version": self.version, "starts_at": at}}
