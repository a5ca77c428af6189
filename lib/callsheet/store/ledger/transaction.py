"""Ledger transactions: the submission is locked first, an event is recorded and the row totals are checked last."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from callsheet.database.sql import lock_rows
from callsheet.errors import StoreError
from callsheet.store.audit import append
from callsheet.store.ledger.queries import check_sums, read_part
from callsheet.store.ledger.states import TRANSITIONS
from callsheet.store.tables import ATTEMPTS, EVENTS, PARTS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine, ScalarSelect

    from callsheet.store.clock import Clock
    from callsheet.store.ledger.model import Part
    from callsheet.store.ledger.states import EventKind, PartState

SENDER = "sender"
"""Who made a transition that no person made."""


@dataclass(frozen=True)
class Transaction:
    """An open transaction on a locked submission.

    Args:
        connection: inside the transaction.
        clock: the clocks.
        submission_id: the submission.
    """

    connection: Connection
    clock: Clock
    submission_id: str

    def record_event(self, kind: EventKind, who: str, *, part_id: str = "", **facts: Any) -> None:
        """Add an event.

        Args:
            kind: what happened.
            who: a person, or `SENDER`.
            part_id: the part; "" for the whole submission.
            **facts: plain values; never a lead's data.
        """
        record_event(self.connection, self.clock, self.submission_id, kind, who, part_id=part_id, **facts)

    def update_submission(self, **values: Any) -> None:
        """Set columns of the submission."""
        self.connection.execute(update(SUBMISSIONS).where(SUBMISSIONS.c.id == self.submission_id).values(**values))


@dataclass(frozen=True)
class PartTransaction(Transaction):
    """An open transaction on a part of a locked submission.

    Args:
        part: the part as it was when the transaction began.
        kind: the event; `TRANSITIONS` says which states it may lead to.
    """

    part: Part
    kind: EventKind

    def enter(self, state: PartState, **values: Any) -> None:
        """Change the state of the part, and columns of it.

        Raises:
            StoreError: the transition is not in `TRANSITIONS`, or the part has another state by now.
        """
        if (self.part.state, state) not in TRANSITIONS[self.kind]:
            raise StoreError(f"part {self.part.id} cannot go from {self.part.state} to {state} by {self.kind}")
        if "evidence" in values:
            values = {"settled_at": self.clock.now()} | values
        unchanged = (PARTS.c.id == self.part.id, PARTS.c.state == self.part.state)
        if self.connection.execute(update(PARTS).where(*unchanged).values(state=state, **values)).rowcount != 1:
            raise StoreError(f"part {self.part.id} has changed meanwhile")

    def update_part(self, **values: Any) -> None:
        """Set columns of the part."""
        self.connection.execute(update(PARTS).where(PARTS.c.id == self.part.id).values(**values))

    def insert_attempt(self, attempt_id: str, **values: Any) -> None:
        """Insert an attempt of the part that has reported nothing yet.

        Args:
            attempt_id: its id.
            **values: columns of `attempts`.
        """
        attempt = {"id": attempt_id, "part_id": self.part.id, "outcome": ""}
        self.connection.execute(insert(ATTEMPTS).values(**attempt, **values))

    def update_attempt(self, attempt_id: str | None = None, **values: Any) -> None:
        """Set columns of an attempt; by default the part's latest one before the transaction."""
        latest = ATTEMPTS.c.id == (attempt_id or self.part.attempt_id)
        self.connection.execute(update(ATTEMPTS).where(latest).values(**values))

    def start_quarantine(self, attempt_id: str | None = None) -> None:
        """Start the quarantine of an attempt now."""
        clock = self.clock
        stamps = {"quarantine_at": clock.now(), "quarantine_boot": clock.boot_seconds(), "boot_id": clock.boot_id()}
        self.update_attempt(attempt_id, **stamps)


def record_event(
    connection: Connection,
    clock: Clock,
    submission_id: str,
    kind: EventKind,
    who: str,
    *,
    part_id: str = "",
    **facts: Any,
) -> None:
    """Add an event, and what a person did to the audit as well; see `Transaction.record_event`."""
    values = {"at": clock.now(), "submission_id": submission_id, "part_id": part_id, "who": who, "what": kind}
    connection.execute(insert(EVENTS).values(**values, facts=facts))
    if who != SENDER:
        append(connection, kind.value, who, submission_id, **facts)


def lock_submission(connection: Connection, submission_id: str | ScalarSelect[str]) -> None:
    """Lock a submission, before anything of it is read: its transitions happen one after the other."""
    lock_rows(connection, SUBMISSIONS.c.hold, SUBMISSIONS.c.id == submission_id)


@contextmanager
def submission_transaction(engine: Engine, clock: Clock, submission_id: str) -> Iterator[Transaction]:
    """Open a transaction on a submission; the row totals are checked before it is committed.

    Raises:
        ConservationError: rows are missing, or in two states; nothing is committed.
    """
    with engine.begin() as connection:
        lock_submission(connection, submission_id)
        yield Transaction(connection, clock, submission_id)
        check_sums(connection, submission_id)


@contextmanager
def part_transaction(
    engine: Engine, clock: Clock, part_id: str, kind: EventKind, who: str = SENDER, **facts: Any
) -> Iterator[PartTransaction]:
    """Open a transaction on a part that records one event; the row totals are checked before it is committed.

    Args:
        engine: the database.
        clock: the clocks.
        part_id: the part.
        kind: the event.
        who: a person, or `SENDER`.
        **facts: of the event; never a lead's data.

    Raises:
        StoreError: there is no such part, or the event is not legal in the part's state; nothing is committed.
        ConservationError: rows are missing, or in two states; nothing is committed.
    """
    with engine.begin() as connection:
        lock_submission(connection, select(PARTS.c.submission_id).where(PARTS.c.id == part_id).scalar_subquery())
        part = read_part(connection, part_id)
        if part.state not in {before for before, _ in TRANSITIONS[kind]}:
            raise StoreError(f"part {part_id} is {part.state}, so {kind} cannot happen to it")
        transaction = PartTransaction(connection, clock, part.submission_id, part, kind)
        yield transaction
        transaction.record_event(kind, who, part_id=part_id, **facts)
        check_sums(connection, part.submission_id, part_id)
