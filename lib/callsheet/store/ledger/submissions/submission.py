"""A submission, before it is created and as the ledger holds it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from callsheet.store.ledger.model import FileCounts
from callsheet.store.ledger.states import (
    ROW_STATE,
    DestinationKind,
    Hold,
    PartState,
    Recall,
    RowState,
    SubmissionState,
    submission_state,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import RowMapping

    from callsheet.store.ledger.model import Part, RowOutcome
    from callsheet.store.ledger.release import Release
    from callsheet.store.ledger.submissions.row_facts import RowFact


@dataclass(frozen=True)
class NewSubmission:
    """A submission to create.

    Args:
        id: unguessable.
        token: what a press of Send is spent for; unique.
        draft_id: the draft it came from; "" from the command line.
        server: name of the server that receives the leads.
        campaign_id: the campaign.
        campaign_name: its name.
        file_name: the operator's file.
        file_sha256: hex digest of that file's bytes.
        counts: where the rows of the file ended up.
        created_by: who pressed Send.
        facts: what the receipt shows besides: mapping, edits, fixes.
        first_rows: row numbers of a first part that is sent alone; the rest waits for the operator. Empty: no such
            part.
        again: True when numbers that went to this campaign before are called again on purpose.
        count_before: leads in the campaign by the operator's count, where the server has no count.
        releases: when its rows may leave; those that none names leave at once.
        destination: what `campaign_id` is the id of: a campaign, an agent that makes a batch call, or a workflow.
        row_facts: why rows of the file are not ready, and what each says about consent.
    """

    id: str
    token: str
    draft_id: str
    server: str
    campaign_id: str
    campaign_name: str
    file_name: str
    file_sha256: str
    counts: FileCounts
    created_by: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    first_rows: Sequence[int] = ()
    again: bool = False
    count_before: int | None = None
    releases: Sequence[Release] = ()
    destination: DestinationKind = DestinationKind.CAMPAIGN
    row_facts: Sequence[RowFact] = ()

    def values(self) -> dict[str, Any]:
        """Return the column values of a row of `submissions`, without `created_at`."""
        stored = {"facts": dict(self.facts), "again": int(self.again), "trial": len(self.first_rows)}
        values = {name.name: getattr(self, name.name) for name in fields(self)} | stored
        values["counts"] = self.counts.to_json()
        del values["first_rows"], values["releases"], values["row_facts"]
        return values | {"hold": Hold.NONE, "already_claimed": 0, "take_back": Recall.NONE}


@dataclass(frozen=True)
class Submission:
    """A file that was sent to a campaign.

    Args:
        id: its id.
        token: the press of Send that created it.
        draft_id: the draft it came from; "" from the command line.
        server: name of the server that receives the leads.
        campaign_id: the campaign.
        campaign_name: its name.
        file_name: the operator's file.
        file_sha256: hex digest of that file's bytes.
        counts: where the rows of the file ended up.
        facts: mapping, edits and fixes, for the receipt.
        created_by: who pressed Send.
        created_at: when Send was pressed.
        hold: why the rest waits for the operator.
        trial: leads of a first part that is sent alone, while the rest waits for the operator; 0: no such part.
        again: True when numbers are called again on purpose.
        already_claimed: rows whose number went to this campaign before.
        count_before: leads in the campaign before, by the operator's count.
        recall: whether its pending leads are to be removed at the server.
        erased_at: when its numbers, values and bytes were erased; None: not yet.
        parts: its uploads, by position.
        refused: the refused rows whose number was not erased.
        destination: what `campaign_id` is the id of: a campaign, an agent that makes a batch call, or a workflow.
    """

    id: str
    token: str
    draft_id: str
    server: str
    campaign_id: str
    campaign_name: str
    file_name: str
    file_sha256: str
    counts: FileCounts
    facts: Mapping[str, Any]
    created_by: str
    created_at: datetime
    hold: Hold
    trial: int
    again: bool
    already_claimed: int
    count_before: int | None
    recall: Recall
    erased_at: datetime | None
    parts: tuple[Part, ...]
    refused: tuple[RowOutcome, ...]
    destination: DestinationKind = DestinationKind.CAMPAIGN

    @property
    def state(self) -> SubmissionState:
        """Its state, computed from its parts."""
        has_refused_rows = any(part.refused for part in self.parts)
        return submission_state({part.state for part in self.parts}, self.hold, has_refused_rows=has_refused_rows)

    @property
    def row_counts(self) -> dict[RowState, int]:
        """Rows by `RowState`, without zeros; they add up to `counts.ready`."""
        counts = dict.fromkeys(RowState, 0) | {RowState.ALREADY_CLAIMED: self.already_claimed}
        for part in self.parts:
            counts[RowState.REFUSED] += part.refused
            counts[RowState.TAKEN_BACK] += part.taken_back
            counts[RowState.HELD_BACK] += part.held_back
            if part.state is not PartState.ABSENT:
                counts[ROW_STATE[part.state]] += part.rows
        return {state: count for state, count in counts.items() if count}

    @property
    def rows_sent(self) -> int:
        """Leads that the server queued."""
        return self.row_counts.get(RowState.SENT, 0)

    @property
    def rows_carried(self) -> int:
        """Leads in its uploads, whatever their outcome."""
        return sum(self.row_counts.values()) - self.already_claimed

    @property
    def ended_at(self) -> datetime | None:
        """When its last part was settled; None when no part is settled."""
        return max((part.settled_at for part in self.parts if part.settled_at), default=None)

    @property
    def message(self) -> str:
        """The server's latest message; "" without one."""
        answered = [(part.settled_at, part.message) for part in self.parts if part.message and part.settled_at]
        return max(answered, key=lambda answer: answer[0])[1] if answered else ""

    @property
    def refused_rows(self) -> dict[int, str]:
        """Row number of the file → the server's message."""
        return {outcome.row: outcome.message for outcome in self.refused}

    @property
    def refused_numbers(self) -> dict[tuple[int, str], str]:
        """(row number, E.164) → the server's message, as `validation.check` takes them."""
        return {(outcome.row, outcome.phone_number): outcome.message for outcome in self.refused}

    @property
    def calling_hours(self) -> str:
        """The calling hours in which its leads may be sent, as the operator named them; "" without any."""
        return str(self.facts.get("schedule", {}).get("hours", ""))

    @property
    def calls_at_once(self) -> int | None:
        """How many people its destination calls at the same time, by the operator's word; None: not said."""
        said: int | None = self.facts.get("schedule", {}).get("calls_at_once")
        return said

    @property
    def starts_at(self) -> datetime | None:
        """The time before which nothing of it may be sent, as the operator chose it; None: at once."""
        at = self.facts.get("schedule", {}).get("at")
        return None if at is None else datetime.fromisoformat(at)

    @property
    def batch(self) -> Mapping[str, Any]:
        """What the operator chose for a batch call: title, agent version and start; empty for another destination."""
        chosen: Mapping[str, Any] = self.facts.get("batch", {})
        return chosen

    def waiting_until(self, now: datetime) -> dict[datetime, int]:
        """Return when leads that wait for their time will leave → how many of them, the earliest first.

        Args:
            now: the present time.
        """
        leads: dict[datetime, int] = {}
        for part in self.in_state(PartState.PLANNED, PartState.READY):
            if part.opens_at is not None and part.opens_at > now:
                leads[part.opens_at] = leads.get(part.opens_at, 0) + part.rows
        return dict(sorted(leads.items()))

    def is_waiting(self, now: datetime) -> bool:
        """Return True when nothing is left to do at present: all that is not sent waits for its time.

        Args:
            now: the present time.
        """
        waiting = sum(part.rows for part in self.in_state(PartState.PLANNED, PartState.READY))
        return self.state is SubmissionState.READY and waiting == sum(self.waiting_until(now).values())

    def in_state(self, *states: PartState) -> list[Part]:
        """Return its parts in any of some states, by position."""
        return [part for part in self.parts if part.state in states]


def submission_from(row: RowMapping, parts: Sequence[Part], refused: Sequence[RowOutcome]) -> Submission:
    """Build a submission from what the tables hold.

    Args:
        row: a row of `submissions`.
        parts: its parts, by position.
        refused: its refused rows.
    """
    values: dict[str, Any] = dict(row)
    recall, erased_at = Recall(values.pop("take_back")), values.pop("forgotten_at")
    values.pop("prepare_until")
    values |= {"counts": FileCounts.from_json(row["counts"]), "hold": Hold(row["hold"]), "again": bool(row["again"])}
    values["destination"] = DestinationKind(row["destination"])
    return Submission(**values, recall=recall, erased_at=erased_at, parts=tuple(parts), refused=tuple(refused))
