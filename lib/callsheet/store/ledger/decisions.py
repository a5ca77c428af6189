"""What an operator decides about a submission; every decision is one transaction that records one event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from callsheet.errors import StoreError
from callsheet.store.ledger.parts.changes import rejoin_rows, restore_rows, withdraw_waiting_parts
from callsheet.store.ledger.queries import read_submission
from callsheet.store.ledger.states import EventKind, Evidence, Hold, PartState, Recall
from callsheet.store.ledger.transaction import SENDER, part_transaction, submission_transaction
from callsheet.store.tables import EVENTS, PARTS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from callsheet.store.clock import Clock


class Decisions:
    """Withdraw, resume or recall a submission; answer a question about a part, or undo the answer.

    Args:
        engine: the database.
        clock: the clocks.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def reopen(self, part_id: str, who: str, **facts: Any) -> None:
        """Undo an answer of the operator; the part is unknown again.

        Raises:
            StoreError: the part was settled by other evidence, its leads were sent again since, or its bytes were
                erased.
        """
        with part_transaction(self._engine, self._clock, part_id, EventKind.REOPENED, who, **facts) as transaction:
            connection, part = transaction.connection, transaction.part
            if part.evidence is not Evidence.OPERATOR:
                raise StoreError(f"part {part_id} was not settled by an answer")
            if not connection.scalar(select(func.length(PARTS.c.data)).where(PARTS.c.id == part_id)):
                raise StoreError(f"the bytes of part {part_id} were erased")
            if part.state is PartState.ABSENT:
                restore_rows(connection, part)
            moved_to = _moved_to(connection, part_id)
            if moved_to and part.state is PartState.ACKED:
                rejoin_rows(connection, part, moved_to)
            transaction.enter(PartState.UNKNOWN, evidence=Evidence.NONE, settled_at=None)

    def mark_seen(self, submission_id: str, who: str) -> None:
        """Record that a person has seen what failed or was missed of a submission."""
        with submission_transaction(self._engine, self._clock, submission_id) as transaction:
            transaction.record_event(EventKind.SEEN, who)

    def withdraw(self, submission_id: str, who: str) -> int:
        """Withdraw every part that was not sent; its numbers are free again.

        Returns:
            The number of leads withdrawn.
        """
        with submission_transaction(self._engine, self._clock, submission_id) as transaction:
            leads = withdraw_waiting_parts(transaction)
            transaction.record_event(EventKind.WITHDRAWN, who, rows=leads)
        return leads

    def withdraw_planned(self, submission_id: str) -> int:
        """Withdraw the parts that are still planned: the process that prepared them has ended.

        Returns:
            The number of leads withdrawn.
        """
        with submission_transaction(self._engine, self._clock, submission_id) as transaction:
            leads = withdraw_waiting_parts(transaction, PartState.PLANNED)
            if leads:
                transaction.record_event(EventKind.WITHDRAWN, SENDER, rows=leads)
        return leads

    def resume(self, submission_id: str, who: str) -> None:
        """Release the rest of a held submission; none of it was sent, so that nothing can be sent twice."""
        with submission_transaction(self._engine, self._clock, submission_id) as transaction:
            transaction.update_submission(hold=Hold.NONE, trial=0)
            ready = (PARTS.c.submission_id == submission_id, PARTS.c.state == PartState.READY)
            transaction.connection.execute(update(PARTS).where(*ready).values(tries=0, not_before=None))
            transaction.record_event(EventKind.RESUMED, who)

    def request_recall(self, submission_id: str, who: str) -> None:
        """Ask the sender to remove a submission's pending leads at the server.

        Raises:
            StoreError: its numbers were erased.
        """
        self._set_recall(submission_id, Recall.ASKED, EventKind.RECALL_ASKED, who)

    def finish_recall(self, submission_id: str) -> None:
        """Record that the sender has tried to remove every pending lead of a submission.

        Raises:
            StoreError: its numbers were erased.
        """
        self._set_recall(submission_id, Recall.DONE, EventKind.RECALL_DONE, SENDER)

    def stop_recall(self, submission_id: str, who: str) -> None:
        """Record that the operator wants no more leads removed; nothing happens when none are being removed.

        Raises:
            StoreError: its numbers were erased.
        """
        with self._engine.connect() as connection:
            is_asked = read_submission(connection, submission_id).recall is Recall.ASKED
        if is_asked:
            self._set_recall(submission_id, Recall.DONE, EventKind.RECALL_DONE, who)

    def _set_recall(self, submission_id: str, recall: Recall, kind: EventKind, who: str) -> None:
        with submission_transaction(self._engine, self._clock, submission_id) as transaction:
            if read_submission(transaction.connection, submission_id).erased_at is not None:
                raise StoreError(f"the numbers of submission {submission_id} were erased")
            transaction.update_submission(take_back=recall)
            transaction.record_event(kind, who)

    def note_inconclusive_answer(self, part_id: str, who: str, **counts: int) -> None:
        """Record an answer that means neither "received" nor "not received"; the part stays unknown."""
        with part_transaction(self._engine, self._clock, part_id, EventKind.ON_HOLD, who, **counts):
            pass


def _moved_to(connection: Connection, part_id: str) -> str | None:
    """The part that has the rows which the latest answer called missing; None: it called no row of the part missing."""
    kinds = (EventKind.PARTLY_ARRIVED, EventKind.ACKED)
    of_part = (EVENTS.c.part_id == part_id, EVENTS.c.what.in_(kinds))
    latest = select(EVENTS.c.facts).where(*of_part).order_by(EVENTS.c.id.desc()).limit(1)
    facts = connection.scalar(latest) or {}
    moved_to = facts.get("moved_to")
    held = select(PARTS.c.id).where(PARTS.c.id == moved_to)
    return None if moved_to is None else connection.scalar(held)
