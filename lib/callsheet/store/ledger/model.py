"""What the ledger keeps of a file that was sent, as values that are read back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from callsheet.store.ledger.states import (
    ROW_STATE,
    Evidence,
    Hold,
    PartState,
    RowState,
    SubmissionState,
    state_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row


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


@dataclass(frozen=True)
class Part:
    """One upload of a submission.

    Args:
        id: unguessable; also its idempotency key.
        submission_id: what it is part of.
        place: its number in the submission, from 1.
        state: where it stands.
        rows: leads in it, those apart of which something became alone.
        refused: leads of it that the server refused.
        taken_back: leads of it that were removed at the server.
        generation: how often its leads were put into a part anew.
        tries: how often it was tried without a byte of it leaving.
        not_before: when it may be tried; None: at once.
        attempt_id: the attempt that decides about it.
        evidence: what settled it.
        settled_at: when.
        status: HTTP status, if one came.
        message: the server's own words.
    """

    id: str
    submission_id: str
    place: int
    state: PartState
    rows: int
    refused: int
    taken_back: int
    generation: int
    tries: int
    not_before: datetime | None
    attempt_id: str | None
    evidence: Evidence
    settled_at: datetime | None
    status: int | None
    message: str


@dataclass(frozen=True)
class Attempt:
    """One time that a part may have left.

    Args:
        id: unguessable; stands in the intent log.
        part_id: what left.
        owner: the process that sent.
        left_at: when the intent was committed.
        lease_until: when it counts as unknown if nobody has told its end.
        keeps_keys: True when the server said beforehand that it keeps idempotency keys.
        count_before: leads in the campaign just before, as the server told; None: it does not tell.
        count_expected: what that number should have been by this ledger; None: not known.
        quarantine_at: since when it is certain that nobody sends it any more; None: not yet.
        quarantine_boot: the same on the machine's own clock, in seconds.
        boot_id: which start of which machine that counts from.
        seen_count: leads in the campaign when last looked, seconds apart by `seen_boot`.
        seen_boot: when that was, on the machine's own clock.
        refusal: a refusal that may not have been whole: status, words and rows by number of the file.
        outcome: what the attempt itself told; "" nothing.
    """

    id: str
    part_id: str
    owner: str
    left_at: datetime
    lease_until: datetime
    keeps_keys: bool
    count_before: int | None
    count_expected: int | None
    quarantine_at: datetime | None
    quarantine_boot: float | None
    boot_id: str
    seen_count: int | None
    seen_boot: float | None
    refusal: Mapping[str, Any] | None
    outcome: str


@dataclass(frozen=True)
class Submission:
    """A file that was sent to a campaign, as the ledger knows it.

    Args:
        id: its id.
        token: the press it answers.
        draft_id: the draft it came from; "" from the command line.
        server: name of the server that takes the leads.
        campaign_id: where they go.
        campaign_name: its name.
        file_name: the operator's file.
        file_sha256: hex digest of that file's bytes.
        counts: the adding-up line of the report.
        facts: mapping, edits and causes fixed, for the receipt.
        created_by: who pressed.
        created_at: when Send was pressed.
        hold: why the rest waits for the operator.
        trial: leads of a first part that must come back clean.
        again: True when numbers are called again on purpose.
        already_claimed: rows whose number went to this campaign before.
        count_before: leads in the campaign before, as the operator told it.
        take_back: "" no, "asked", or "done".
        forgotten_at: when its numbers, values and bytes were let go; None: they are still here.
        parts: its uploads, in their order.
        refused: (row number, E.164, the server's words) of the refused rows.
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
    facts: Mapping[str, Any]
    created_by: str
    created_at: datetime
    hold: Hold
    trial: int
    again: bool
    already_claimed: int
    count_before: int | None
    take_back: str
    forgotten_at: datetime | None
    parts: tuple[Part, ...]
    refused: tuple[tuple[int, str, str], ...]

    @property
    def state(self) -> SubmissionState:
        """Where it stands, told by its parts."""
        return state_of({part.state for part in self.parts}, self.hold, refused=any(p.refused for p in self.parts))

    @property
    def row_counts(self) -> dict[RowState, int]:
        """Rows by `RowState`; they add up to `counts["ready"]`."""
        found = {RowState.ALREADY_CLAIMED: self.already_claimed}
        for part in self.parts:
            found[RowState.REFUSED] = found.get(RowState.REFUSED, 0) + part.refused
            found[RowState.TAKEN_BACK] = found.get(RowState.TAKEN_BACK, 0) + part.taken_back
            if part.state is not PartState.ABSENT:
                state = ROW_STATE[part.state]
                found[state] = found.get(state, 0) + part.rows
        return {state: found[state] for state in RowState if found.get(state)}

    @property
    def rows_sent(self) -> int:
        """Leads the server queued."""
        return self.row_counts.get(RowState.SENT, 0)

    @property
    def rows_carried(self) -> int:
        """Leads in its uploads, whatever became of them."""
        return sum(self.row_counts.values()) - self.already_claimed

    @property
    def ended_at(self) -> datetime | None:
        """When the last of its parts was settled."""
        return max((part.settled_at for part in self.parts if part.settled_at), default=None)

    @property
    def message(self) -> str:
        """The server's newest words."""
        told = [part for part in self.parts if part.message and part.settled_at]
        return max(told, key=lambda part: str(part.settled_at)).message if told else ""

    @property
    def refused_rows(self) -> dict[int, str]:
        """Row number of the file → the server's words."""
        return {row: words for row, _, words in self.refused}

    @property
    def refused_numbers(self) -> dict[tuple[int, str], str]:
        """(row number, E.164) → the server's words, as `validation.check` takes them."""
        return {(row, number): words for row, number, words in self.refused}

    def in_state(self, state: PartState) -> list[Part]:
        """Its parts in one state."""
        return [part for part in self.parts if part.state is state]


@dataclass(frozen=True)
class Event:
    """Something that happened to a submission; events only grow.

    Args:
        at: when.
        part_id: to which part; "" to the whole.
        who: a person, or the sender.
        what: its name.
        facts: plain values; never a lead's data.
    """

    at: datetime
    part_id: str
    who: str
    what: str
    facts: Mapping[str, Any]


def _values(row: Row[Any]) -> dict[str, Any]:
    return dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for the row as a mapping


def part_of(row: Row[Any]) -> Part:
    """Build the value of a row of `parts` without its data."""
    values = _values(row)
    return Part(**values | {"state": PartState(values["state"]), "evidence": Evidence(values["evidence"])})


def attempt_of(row: Row[Any]) -> Attempt:
    """Build the value of a row of `attempts`."""
    values = _values(row)
    return Attempt(**values | {"keeps_keys": bool(values["keeps_keys"])})


def submission_of(row: Row[Any], parts: Sequence[Part], refused: Sequence[tuple[int, str, str]]) -> Submission:
    """Build the value from what the tables hold.

    Args:
        row: a row of `submissions`.
        parts: its parts, in their order.
        refused: (row, phone_number, words) of the refused rows.
    """
    values = _values(row)
    values |= {"hold": Hold(values["hold"]), "again": bool(values["again"])}
    return Submission(**values, parts=tuple(parts), refused=tuple(refused))
