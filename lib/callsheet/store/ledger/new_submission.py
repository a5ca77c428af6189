"""A submission about to begin, as a value."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from callsheet.store.ledger.states import Hold

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class NewSubmission:
    """A submission about to begin.

    Args:
        id: unguessable.
        token: what a press of Send is spent for; unique.
        draft_id: the draft it came from; "" from the command line.
        server: name of the server that takes the leads.
        campaign_id: where they go.
        campaign_name: its name.
        file_name: the operator's file.
        file_sha256: hex digest of that file's bytes.
        counts: the adding-up line of the report.
        created_by: who pressed.
        facts: what the receipt tells besides: mapping, edits, causes fixed.
        trial: leads of a first part that must come back clean before the rest leaves; 0: none.
        again: True when numbers that went to this campaign before are called again on purpose.
        count_before: leads in the campaign as the operator told it, where the server tells none.
    """

    id: str
    token: str
    draft_id: str
    server: str
    campaign_id: str
    campaign_name: str
    file_name: str
    file_sha256: str
    counts: Mapping[str, int]
    created_by: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    trial: int = 0
    again: bool = False
    count_before: int | None = None

    def values(self) -> dict[str, Any]:
        """Column values."""
        plain = {"counts": dict(self.counts), "facts": dict(self.facts), "again": int(self.again)}
        return asdict(self) | plain | {"hold": Hold.NONE, "already_claimed": 0, "take_back": ""}
