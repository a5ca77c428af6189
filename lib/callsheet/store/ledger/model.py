"""Parts, attempts and events of the ledger, as frozen values."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from callsheet.contract import MAX_BYTES_CLIENT
from callsheet.store.ledger.release import Release, zones_from
from callsheet.store.ledger.states import EventKind, Evidence, PartState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import RowMapping

    from callsheet.store.ledger.states import RowState


class PartRow(NamedTuple):
    """A row of a part.

    Args:
        row: row number of the file.
        phone_number: E.164.
        repeat: how often the number was deliberately sent to the campaign before.
    """

    row: int
    phone_number: str
    repeat: int


class RowOutcome(NamedTuple):
    """What became of a row that was ready.

    Args:
        row: row number of the file.
        phone_number: E.164; "" when it was erased.
        state: its state.
        message: the server's message about it; "" without one.
    """

    row: int
    phone_number: str
    state: RowState
    message: str


@dataclass(frozen=True)
class PartLimits:
    """The maximum size of one upload.

    Args:
        rows: leads.
        size: bytes of its file.
    """

    rows: int = 5_000
    size: int = MAX_BYTES_CLIENT


@dataclass(frozen=True)
class FileCounts:
    """Where the rows of a file ended up (`validation.Counts`), as stored with a submission.

    The six buckets ready, errors, duplicates, blank, left_out and without_consent add up to `rows`; the other counts
    are facts about the errors and the rows left out.
    """

    rows: int
    ready: int
    errors: int = 0
    duplicates: int = 0
    blank: int = 0
    left_out: int = 0
    missing: int = 0
    suppressed: int = 0
    without_consent: int = 0

    @classmethod
    def from_json(cls, values: Mapping[str, int]) -> FileCounts:
        """Build the counts from stored values; a missing count is 0.

        Of sends made before consent was a bucket, rows without consent are counted among those left out.
        """
        counts = cls(**{name.name: values.get(name.name, 0) for name in fields(cls)})
        beyond = counts.buckets - counts.rows
        is_twice = beyond and beyond == counts.without_consent
        return replace(counts, left_out=counts.left_out - beyond) if is_twice else counts

    @property
    def buckets(self) -> int:
        """The rows in all buckets together."""
        return sum((self.ready, self.errors, self.duplicates, self.blank, self.left_out, self.without_consent))

    def to_json(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


@dataclass(frozen=True)
class PartRefusal:
    """A server's refusal of an upload.

    Args:
        status: HTTP status; None without one.
        message: the server's message.
        rows: row number of the file → the server's message, for the rows that it named; empty: the whole part.
    """

    status: int | None
    message: str = ""
    rows: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> PartRefusal:
        """Build a refusal from the JSON of an attempt."""
        rows = {int(row): message for row, message in values.get("rows", {}).items()}
        return cls(values.get("status", 400), values.get("words", ""), rows)

    def to_json(self) -> dict[str, Any]:
        """Return the refusal as an attempt stores it."""
        rows = {str(row): message for row, message in self.rows.items()}
        return {"status": self.status, "words": self.message, "rows": rows}


@dataclass(frozen=True)
class AtServer:
    """What a server calls what it has queued of a part.

    Args:
        remote_id: id of the batch call; "" for another destination.
        lead_ids: row number of the file → id of its lead; empty where the server gives none.
        facts: what else it answered, as the event keeps it; never a lead's data.
    """

    remote_id: str = ""
    lead_ids: Mapping[int, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RecoveredUpload:
    """An upload that the ledger did not record.

    Args:
        attempt_id: its id.
        left_at: when its first byte left.
        keeps_keys: True when the server stored idempotency keys.
        count_before: leads in the campaign just before; None where that is not known.
        mark: in the title of the batch call; "" without one.
    """

    attempt_id: str
    left_at: datetime
    keeps_keys: bool
    count_before: int | None
    mark: str = ""


@dataclass(frozen=True)
class Part:
    """One upload of a submission.

    Args:
        id: unguessable; also its idempotency key.
        submission_id: the submission it belongs to.
        position: its number in the submission, from 1.
        state: its state.
        rows: leads in it, without those that have an outcome separate from the part.
        refused: leads of it that the server refused.
        taken_back: leads of it that were removed at the server.
        held_back: leads of it for which a gate was closed.
        generation: how often its leads were moved to a new part.
        tries: how often it was tried without a byte being sent.
        not_before: when it may be tried; None: now.
        attempt_id: its latest attempt.
        evidence: what settled it.
        settled_at: when it was settled.
        status: HTTP status of the answer, if any.
        message: the server's message.
        opens_at: nothing of it is sent before; None: it may leave at once.
        zones: where the calling hours of its submission must be open; see `Release`.
        remote_id: the server's id of the batch call that the part became; "" where it became none, or not yet.
    """

    id: str
    submission_id: str
    position: int
    state: PartState
    rows: int
    refused: int
    taken_back: int
    held_back: int
    generation: int
    tries: int
    not_before: datetime | None
    attempt_id: str | None
    evidence: Evidence
    settled_at: datetime | None
    status: int | None
    message: str
    opens_at: datetime | None = None
    zones: tuple[str, ...] | None = None
    remote_id: str = ""


@dataclass(frozen=True)
class Attempt:
    """One time that a part may have been sent.

    Args:
        id: unguessable; also in the intent log.
        part_id: the part.
        owner: the process that sent it.
        left_at: when the intent was committed.
        lease_until: when it counts as unknown if it was not settled by then.
        keeps_keys: True when the server had stated that it stores idempotency keys.
        count_before: leads in the campaign just before, from the server; None where the server has no count.
        count_expected: what that number should have been by this ledger; None: not known.
        quarantine_at: when it became certain that no process is sending it any more; None: not yet.
        quarantine_boot: the same in seconds of the boot clock.
        boot_id: the start of the machine that those seconds count from.
        seen_count: leads in the campaign when last read.
        seen_boot: when that was, in seconds of the boot clock.
        refusal: a refusal of a server that may have queued some of the leads all the same.
        outcome: what the attempt itself reported: "acked", "refused" or "not_sent"; "" nothing.
        mark: in the title of its batch call; "" without one.
        known_ids: ids that the destination had before: of batch calls, or of leads with a number of the part. None: it
            was not asked, or did not say.
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
    refusal: PartRefusal | None
    outcome: str
    mark: str = ""
    known_ids: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened to a submission; events are never changed or deleted.

    Args:
        at: when.
        part_id: the part; "" for the whole submission.
        who: a person, or "sender".
        kind: what happened.
        facts: plain values; never a lead's data.
    """

    at: datetime
    part_id: str
    who: str
    kind: EventKind
    facts: Mapping[str, Any]


def part_from(row: RowMapping) -> Part:
    """Build a part from a row of `parts` without its bytes."""
    values: dict[str, Any] = dict(row)
    values |= {"state": PartState(values["state"]), "evidence": Evidence(values["evidence"])}
    values["zones"] = zones_from(values["zones"])
    return Part(position=values.pop("place"), **values)


def attempt_from(row: RowMapping) -> Attempt:
    """Build an attempt from a row of `attempts`."""
    refusal = None if row["refusal"] is None else PartRefusal.from_json(row["refusal"])
    known_ids = None if row["known_ids"] is None else tuple(row["known_ids"])
    values = {"keeps_keys": bool(row["keeps_keys"]), "refusal": refusal, "known_ids": known_ids}
    return Attempt(**dict(row) | values)


def event_from(row: RowMapping) -> Event:
    """Build an event from a row of `events`."""
    return Event(row["at"], row["part_id"], row["who"], EventKind(row["what"]), row["facts"])


def release_of(part: Part) -> Release:
    """When a part may leave, for a part that some of its rows move to."""
    return Release(opens_at=part.opens_at, zones=part.zones)
