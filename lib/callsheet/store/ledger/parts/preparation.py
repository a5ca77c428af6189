"""Prepare the planned parts of a submission: claim their numbers and write their bytes, one transaction a part.

A prepared part is READY and may be sent while later ones are still planned. Every number is claimed, and every byte
written, in the transaction that makes its part READY; what is not READY cannot be sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, exists, func, literal, or_, select, update

from callsheet.database.sql import insert_or_ignore
from callsheet.store.ledger.model import release_of
from callsheet.store.ledger.parts.creation import add_part, halve
from callsheet.store.ledger.pseudonyms import release_pseudonymous_claims
from callsheet.store.ledger.queries import ROWS, check_sums, driver_rows, find_part
from callsheet.store.ledger.states import EventKind, Hold, PartState, RowState
from callsheet.store.ledger.transaction import SENDER, submission_transaction
from callsheet.store.tables import CLAIMS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Engine

    from callsheet.store.clock import Clock
    from callsheet.store.ledger.model import Part, PartLimits
    from callsheet.store.ledger.parts.payload import PayloadBuilder
    from callsheet.store.ledger.transaction import Transaction

LEASE = timedelta(seconds=60)
"""How long after its last prepared part a process counts as preparing. One part takes less than a second; chosen by
hand, long enough for a busy machine. Afterwards what is still planned is withdrawn: no number of it was claimed."""


@dataclass(frozen=True)
class Preparer:
    """Prepares parts of one submission. Several may work on it at once: each part is prepared by one of them.

    Args:
        engine: the database.
        clock: the clocks.
        submission_id: the submission.
        build: returns the bytes of an upload from row numbers, ascending.
        limits: the maximum size of a part.
    """

    engine: Engine
    clock: Clock
    submission_id: str
    build: PayloadBuilder
    limits: PartLimits

    def prepare(self, part_id: str) -> None:
        """Claim the numbers of a part and write its bytes; nothing happens to a part that is no longer PLANNED.

        Rows whose number is claimed by another submission become ALREADY_CLAIMED; a part without any other row is
        deleted. A part whose bytes do not fit is split.

        Args:
            part_id: the part.
        """
        planned = self._planned_rows(part_id)
        written = list(halve(planned, self.build, self.limits.size)) if planned else []
        with submission_transaction(self.engine, self.clock, self.submission_id) as transaction:
            connection = transaction.connection
            part = find_part(connection, part_id)
            if part is None or part.state is not PartState.PLANNED:
                return
            granted = claim_numbers(connection, part)
            if len(granted) != len(planned):
                written = list(halve(granted, self.build, self.limits.size)) if granted else []
            lost = part.rows - len(granted)
            _enter_ready(connection, part, written)
            if lost:
                _release_rows(connection, part, lost)
            part_ids = _write_parts(connection, part, written)
            if not granted:
                _delete_part(transaction, part)
            transaction.update_submission(prepare_until=self.clock.now() + LEASE)
            transaction.record_event(EventKind.PREPARED, SENDER, part_id=part_id, rows=len(granted))
            check_sums(connection, self.submission_id, *part_ids)

    def _planned_rows(self, part_id: str) -> list[int]:
        query = select(ROWS.row).where(ROWS.part_id == part_id).order_by(ROWS.row)
        with self.engine.connect() as connection:
            return [row for (row,) in driver_rows(connection, query)]


def claim_numbers(connection: Connection, part: Part) -> Sequence[int]:
    """Claim the number of every row of a planned part.

    Args:
        connection: inside the transaction that makes the part READY; its submission is locked.
        part: the part.

    Returns:
        The row numbers whose claim was granted, ascending.
    """
    of_part = ROWS.part_id == part.id
    query = select(SUBMISSIONS.c.server, SUBMISSIONS.c.campaign_id).where(SUBMISSIONS.c.id == part.submission_id)
    server, campaign_id = connection.execute(query).one()
    claims = select(literal(server), literal(campaign_id), ROWS.phone_number, ROWS.round, ROWS.submission_id, ROWS.row)
    # ordered by number: two overlapping submissions then wait for each other instead of running into a deadlock
    ordered = claims.where(of_part).order_by(ROWS.phone_number, ROWS.row)
    columns = ["server", "campaign_id", "phone_number", "round", "submission_id", "row"]
    connection.execute(insert_or_ignore(connection, CLAIMS).from_select(columns, ordered))
    release_pseudonymous_claims(connection, part.id, server, campaign_id)
    granted = select(ROWS.row).where(of_part, _has_claim()).order_by(ROWS.row)
    return [row for (row,) in driver_rows(connection, granted)]


def _has_claim() -> ColumnElement[bool]:
    return exists().where(CLAIMS.c.submission_id == ROWS.submission_id, CLAIMS.c.row == ROWS.row)


def _enter_ready(connection: Connection, part: Part, written: Sequence[tuple[Sequence[int], bytes]]) -> None:
    rows, data = written[0] if written else ((), b"")
    values = {"state": PartState.READY, "rows": len(rows), "data": data}
    connection.execute(update(PARTS).where(PARTS.c.id == part.id).values(**values))


def _release_rows(connection: Connection, part: Part, lost: int) -> None:
    """Take rows without a claim out of a part: another submission has their number."""
    without_claim = and_(ROWS.part_id == part.id, ~_has_claim())
    taken_out = {"outcome": RowState.ALREADY_CLAIMED, "part_id": None}
    connection.execute(update(SUBMISSION_ROWS).where(without_claim).values(**taken_out))
    submission = SUBMISSIONS.c.id == part.submission_id
    already_claimed = SUBMISSIONS.c.already_claimed + lost
    connection.execute(update(SUBMISSIONS).where(submission).values(already_claimed=already_claimed))


def _write_parts(connection: Connection, part: Part, written: Sequence[tuple[Sequence[int], bytes]]) -> list[str]:
    """Insert the parts that a part was split into, behind it; return the ids of all of them that have rows."""
    part_ids = [part.id] if written else []
    if len(written) > 1:
        behind = (PARTS.c.submission_id == part.submission_id, PARTS.c.place > part.position)
        connection.execute(update(PARTS).where(*behind).values(place=PARTS.c.place + len(written) - 1))
    for index, (rows, data) in enumerate(written[1:], start=1):
        position, release = part.position + index, release_of(part)
        part_ids.append(add_part(connection, part.submission_id, position, len(rows), data, release=release))
        moved = and_(ROWS.part_id == part.id, ROWS.row >= rows[0], ROWS.row <= rows[-1])
        connection.execute(update(SUBMISSION_ROWS).where(moved).values(part_id=part_ids[-1]))
    return part_ids


def _delete_part(transaction: Transaction, part: Part) -> None:
    """Delete a part without rows. The rest of a submission whose trial is gone waits for the operator."""
    connection = transaction.connection
    connection.execute(delete(PARTS).where(PARTS.c.id == part.id))
    others = select(func.count()).where(PARTS.c.submission_id == part.submission_id, PARTS.c.place < part.position)
    trial = select(SUBMISSIONS.c.trial).where(SUBMISSIONS.c.id == part.submission_id)
    if connection.scalar(trial) and not connection.scalar(others):
        transaction.update_submission(hold=Hold.TRIAL)


def abandoned_submissions(connection: Connection, clock: Clock) -> list[str]:
    """Return the ids of submissions with planned parts that no process prepares any more.

    A lease that ends further ahead than one can be taken was taken before the clock was set back: it has ended too.

    Args:
        connection: to the database.
        clock: the clocks.
    """
    now, until = clock.now(), SUBMISSIONS.c.prepare_until
    ended = or_(until.is_(None), until < now, until > now + LEASE)
    planned = SUBMISSIONS.c.id.in_(select(PARTS.c.submission_id).where(PARTS.c.state == PartState.PLANNED))
    return list(connection.scalars(select(SUBMISSIONS.c.id).where(planned, ended)))
