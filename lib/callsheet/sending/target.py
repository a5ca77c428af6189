"""What kind of destination a set goes to, and what an operator chooses for a batch call besides the agent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from callsheet.store import DestinationKind

if TYPE_CHECKING:
    from collections.abc import Mapping


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


@dataclass(frozen=True)
class Target:
    """A kind of destination with what was chosen for it, as a draft stores it.

    Args:
        kind: a campaign, a batch call of an agent, or a workflow.
        batch: for a batch call; None for another kind.
    """

    kind: DestinationKind = DestinationKind.CAMPAIGN
    batch: BatchChoice | None = None

    def to_json(self) -> dict[str, Any] | None:
        """Return what a draft stores; None for a campaign."""
        if self.kind is DestinationKind.CAMPAIGN:
            return None
        return {"kind": self.kind.value, **(self.batch.to_json() if self.batch else {})}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self:
        """Return the target that a draft stores.

        Args:
            stored: from `to_json`.
        """
        if not stored:
            return cls()
        batch = stored.get("batch")
        if batch is None:
            return cls(DestinationKind(stored["kind"]))
        at = batch.get("starts_at")
        starts_at = None if at is None else datetime.fromisoformat(at)
        return cls(DestinationKind(stored["kind"]), BatchChoice(batch["title"], batch.get("version"), starts_at))


CAMPAIGN = Target()
