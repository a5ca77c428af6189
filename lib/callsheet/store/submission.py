"""What the ledger keeps of one upload: its states, and the value that is read back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from callsheet.store.clock import aware

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row


class RowState(StrEnum):
    """Where a row that was ready stands."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ALREADY_CLAIMED = "already_claimed"


class State(StrEnum):
    """Where a submission stands."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    RATE_LIMITED = "rate_limited"
    UNKNOWN = "unknown"

    @property
    def row_state(self) -> RowState:
        """The state of its rows, those apart that the server named."""
        return RowState.READY if self.nothing_was_queued else RowState(self.value)

    @property
    def nothing_was_queued(self) -> bool:
        """True when it is certain that the server took none of the leads."""
        return self in (State.REFUSED, State.NOT_SENT, State.RATE_LIMITED)


OPEN_STATES = (State.READY, State.SENDING, State.UNKNOWN)
LEAVING = (RowState.READY, RowState.SENDING, RowState.UNKNOWN)
"""States of rows that move with their submission; already claimed ones do not."""


@dataclass(frozen=True)
class NewSubmission:
    """A submission about to begin.

    Args:
        id: unguessable; also its idempotency key.
        draft_id: the draft it came from; "" from the command line.
        server: base URL that takes the leads.
        campaign_id: where they go.
        campaign_name: its name.
        file_name: the operator's file.
        file_sha256: hex digest of that file's bytes.
        counts: the adding-up line of the report.
        owner: the process that sends.
        keeps_keys: True when the server said beforehand that it keeps idempotency keys.
    """

    id: str
    draft_id: str
    server: str
    campaign_id: str
    campaign_name: str
    file_name: str
    file_sha256: str
    counts: Mapping[str, int]
    owner: str
    keeps_keys: bool

    def values(self) -> dict[str, Any]:
        """Column values."""
        return asdict(self) | {"counts": dict(self.counts), "keeps_keys": int(self.keeps_keys)}


@dataclass(frozen=True)
class Submission:
    """One upload of one file to one campaign, as the ledger knows it.

    Args:
        id: its id, also its idempotency key.
        draft_id: the draft it came from; "" from the command line.
        server: base URL that takes the leads.
        campaign_id: where they go.
        campaign_name: its name.
        file_name: the operator's file.
        file_sha256: hex digest of that file's bytes.
        counts: the adding-up line of the report.
        state: where it stands.
        owner: the process that sends.
        keeps_keys: True when the server said beforehand that it keeps idempotency keys.
        created_at: when Send was pressed.
        ended_at: when its state was last settled.
        status: HTTP status, if one came.
        message: the server's own words.
        retry_after: seconds to wait, when the server asked for it.
        row_counts: rows by `RowState`; they add up to `counts["ready"]`.
        refused_rows: row number of the file → the server's words.
        refused_numbers: (row number, E.164) → the server's words, as `validation.check` takes them.
    """

    id: str
    draft_id: str
    server: str
    campaign_id: str
    campaign_name: str
    file_name: str
    file_sha256: str
    counts: Mapping[str, int]
    state: State
    owner: str
    keeps_keys: bool
    created_at: datetime
    ended_at: datetime | None
    status: int | None
    message: str
    retry_after: int | None
    row_counts: Mapping[RowState, int]
    refused_rows: Mapping[int, str]
    refused_numbers: Mapping[tuple[int, str], str]

    @property
    def rows_sent(self) -> int:
        """Leads the server queued."""
        return self.row_counts.get(RowState.SENT, 0)

    @property
    def rows_carried(self) -> int:
        """Leads in its upload, whatever became of them."""
        return sum(self.row_counts.values()) - self.row_counts.get(RowState.ALREADY_CLAIMED, 0)


@dataclass(frozen=True)
class Claim:
    """A number that is spoken for in a campaign.

    Args:
        phone_number: E.164.
        submission_id: the submission that carries it.
        file_name: the file it came from.
        claimed_at: when.
    """

    phone_number: str
    submission_id: str
    file_name: str
    claimed_at: datetime


def submission_of(row: Row[Any], tally: Mapping[str, int], refused: Sequence[Row[int, str, str]]) -> Submission:
    """Build the value from what the tables hold.

    Args:
        row: a row of `submissions` without its part.
        tally: rows by state.
        refused: (row, phone_number, words) of the refused rows.
    """
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for the row as a mapping
    ended_at = values["ended_at"]
    values |= {
        "state": State(values["state"]),
        "keeps_keys": bool(values["keeps_keys"]),
        "created_at": aware(values["created_at"]),
        "ended_at": None if ended_at is None else aware(ended_at),
    }
    return Submission(
        **values,
        row_counts={RowState(state): number for state, number in tally.items()},
        refused_rows={number: words for number, _, words in refused},
        refused_numbers={(number, phone): words for number, phone, words in refused},
    )
