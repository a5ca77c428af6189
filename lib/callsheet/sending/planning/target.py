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
        ends_at: when it ends; None: not before all are called. With a time zone.
        hours: from when to when the provider calls on a day, "HH:MM" each; None: at any hour. Only for people who have
            one local time, because its time zone is not documented.
    """

    title: str
    version: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    hours: tuple[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what the ledger stores and the receipt states."""
        starts_at = _as_text(self.starts_at)
        stored: dict[str, Any] = {"title": self.title, "version": self.version, "starts_at": starts_at}
        if self.ends_at is not None:
            stored["ends_at"] = _as_text(self.ends_at)
        if self.hours is not None:
            stored["hours"] = list(self.hours)
        return {"batch": stored}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return what `to_json` has stored under "batch"."""
        hours = stored.get("hours")
        return cls(
            str(stored.get("title", "")),
            stored.get("version"),
            _as_moment(stored.get("starts_at")),
            _as_moment(stored.get("ends_at")),
            None if hours is None else (hours[0], hours[1]),
        )


def _as_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")


def _as_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


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
        return cls(DestinationKind(stored["kind"]), None if batch is None else BatchChoice.from_json(batch))


CAMPAIGN = Target()
