"""Statements that change which rows a part holds, and which claims they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, func, select, update

from callsheet.errors import StoreError
from callsheet.store.ledger.model import release_of
from callsheet.store.ledger.parts.creation import add_part
from callsheet.store.ledger.parts.payload import join_records, select_records
from callsheet.store.ledger.queries import ROWS, find_part, read_submission
from callsheet.store.ledger.states import WAITING, PartState, RowState
from callsheet.store.tables import CLAIMS, PARTS, SUBMISSION_ROWS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from callsheet.store.ledger.model import Part
    from callsheet.store.ledger.release import Release
    from callsheet.store.ledger.transaction import PartTransaction, Transaction


def undecided_rows(connection: Connection, part_id: str) -> list[int]:
    """Return the row numbers of a part's rows without an outcome separate from the part, ascending."""
    query = select(ROWS.row).where(ROWS.part_id == part_id, ROWS.outcome == "").order_by(ROWS.row)
    return list(connection.scalars(query))


def release_claims(connection: Connection, submission_id: str, *conditions: ColumnElement[bool]) -> None:
    """Delete the claims of rows of a submission: only where it is certain that the server will not call them.

    Args:
        connection: inside a transaction.
        submission_id: the submission.
        *conditions: which of its rows, by columns of `submission_rows`.
    """
    rows = exists().where(ROWS.submission_id == submission_id, ROWS.row == CLAIMS.c.row, *conditions)
    connection.execute(delete(CLAIMS).where(CLAIMS.c.submission_id == submission_id, rows))


def refuse_rows(connection: Connection, part: Part, messages: Mapping[int, str]) -> None:
    """Give rows of a part the outcome "refused" and release their claims.

    Args:
        connection: inside a transaction.
        part: the part.
        messages: row number → the server's message.
    """
    connection.execute(
        update(SUBMISSION_ROWS)
        .where(ROWS.submission_id == part.submission_id, ROWS.row == bindparam("file_row"))
        .values(outcome=RowState.REFUSED, words=bindparam("message")),
        [{"file_row": row, "message": message} for row, message in messages.items()],
    )
    release_claims(connection, part.submission_id, ROWS.part_id == part.id, ROWS.outcome == RowState.REFUSED)


def record_lead_ids(connection: Connection, part_id: str, lead_ids: Mapping[int, str]) -> None:
    """Store the server's ids of leads of a part.

    Args:
        connection: inside a transaction.
        part_id: the part.
        lead_ids: row number → id.
    """
    if lead_ids:
        connection.execute(
            update(SUBMISSION_ROWS)
            .where(ROWS.part_id == part_id, ROWS.row == bindparam("file_row"))
            .values(lead_id=bindparam("lead")),
            [{"file_row": row, "lead": lead_id} for row, lead_id in lead_ids.items()],
        )


def recall_rows(connection: Connection, part: Part, rows: Collection[int]) -> int:
    """Give rows of a part the outcome "taken_back" and release their claims.

    Returns:
        The number of rows changed.
    """
    recalled = (ROWS.part_id == part.id, ROWS.outcome == "", ROWS.row.in_(list(rows)))
    changed = connection.execute(update(SUBMISSION_ROWS).where(*recalled).values(outcome=RowState.TAKEN_BACK)).rowcount
    release_claims(connection, part.submission_id, ROWS.part_id == part.id, ROWS.outcome == RowState.TAKEN_BACK)
    return changed


def hold_back_rows(transaction: PartTransaction, reasons: Mapping[int, str]) -> list[str]:
    """Take rows out of a READY part: the part goes without them, and is withdrawn when none is left.

    The bytes are written anew. A part that was tried before gets a new id with them: the id is the idempotency key,
    and the server may have seen it with the old bytes. Claims are released, except of leads that an earlier part has
    carried: until that is certain, they may have arrived with it.

    Args:
        transaction: on the part.
        reasons: row number → code of the reason; at least one.

    Returns:
        The ids of the changed parts.
    """
    connection, part = transaction.connection, transaction.part
    rows = undecided_rows(connection, part.id)
    left = [row for row in rows if row not in reasons]
    for reason in sorted(set(reasons.values())):
        closed = [row for row, code in reasons.items() if code == reason]
        held = update(SUBMISSION_ROWS).where(ROWS.part_id == part.id, ROWS.outcome == "", ROWS.row.in_(closed))
        connection.execute(held.values(outcome=RowState.HELD_BACK, words=reason))
    if not part.generation:
        release_claims(connection, part.submission_id, ROWS.part_id == part.id, ROWS.outcome == RowState.HELD_BACK)
    changed = {"held_back": part.held_back + len(rows) - len(left)}
    if left and part.attempt_id is None:
        data = bytes(connection.scalar(select(PARTS.c.data).where(PARTS.c.id == part.id)) or b"")
        records = select_records(data, [row not in reasons for row in rows])
        transaction.enter(PartState.READY, rows=len(left), data=records, **changed)
        return [part.id]
    new_ids = [move_to_new_part(connection, part, rows, left)] if left else []
    transaction.enter(PartState.WITHDRAWN, rows=0, data=b"", settled_at=transaction.clock.now(), **changed)
    return [part.id, *new_ids]


def split_part(transaction: PartTransaction, first: int, opens_at: datetime) -> str:
    """Move all but the first rows of a READY part to a new part; see `Transitions.split`.

    Args:
        transaction: on the part.
        first: rows that stay together.
        opens_at: when the others may leave.

    Returns:
        The id of the part that has the first rows.

    Raises:
        StoreError: one of the two would be empty.
    """
    connection, part = transaction.connection, transaction.part
    rows = undecided_rows(connection, part.id)
    if not 0 < first < len(rows):
        raise StoreError(f"part {part.id} cannot be split at {first}")
    later = replace(release_of(part), opens_at=opens_at)
    if part.attempt_id is None:
        # never sent: whatever closes a gate for these rows later may release their claims, as with the part itself
        move_to_new_part(connection, part, rows, rows[first:], generation=part.generation, release=later)
        keep_records(transaction, rows, rows[first:])
        transaction.enter(PartState.READY, rows=first)
        return part.id
    new_id = move_to_new_part(connection, part, rows, rows[:first])
    move_to_new_part(connection, part, rows, rows[first:], release=later)
    transaction.enter(PartState.WITHDRAWN, rows=0, data=b"", settled_at=transaction.clock.now())
    return new_id


def withdraw_waiting_parts(transaction: Transaction, *states: PartState) -> int:
    """Withdraw every part of a submission that was not sent, and release its claims.

    Args:
        transaction: on the submission.
        *states: only parts in one of these; without any, all that were not sent.

    Returns:
        The number of leads withdrawn.
    """
    connection, submission_id = transaction.connection, transaction.submission_id
    waiting = PARTS.c.state.in_(states or WAITING)
    part_ids = list(connection.scalars(select(PARTS.c.id).where(PARTS.c.submission_id == submission_id, waiting)))
    if not part_ids:
        return 0
    leads = connection.scalar(select(func.sum(PARTS.c.rows)).where(PARTS.c.id.in_(part_ids)))
    withdrawn = {"state": PartState.WITHDRAWN, "settled_at": transaction.clock.now()}
    connection.execute(update(PARTS).where(PARTS.c.id.in_(part_ids), waiting).values(**withdrawn))
    release_claims(connection, submission_id, ROWS.part_id.in_(part_ids), ROWS.outcome == "")
    return int(leads or 0)


def move_to_new_part(
    connection: Connection,
    part: Part,
    rows: Sequence[int],
    moved: Collection[int],
    *,
    part_id: str | None = None,
    generation: int | None = None,
    release: Release | None = None,
) -> str:
    """Move rows of a part, with their records, into a new part that is READY.

    Args:
        connection: inside a transaction.
        part: the part.
        rows: its rows, ascending, as in its bytes.
        moved: those to move.
        part_id: id of the new part; None: a new one.
        generation: of the new part; None: one more than that of the part.
        release: when the new part may leave; None: as the part.

    Returns:
        The id of the new part.

    Raises:
        StoreError: the new part did not get its rows.
    """
    moved = set(moved)
    data = bytes(connection.scalar(select(PARTS.c.data).where(PARTS.c.id == part.id)) or b"")
    last = connection.scalar(select(func.max(PARTS.c.place)).where(PARTS.c.submission_id == part.submission_id))
    records = select_records(data, [row in moved for row in rows])
    new_id = add_part(
        connection,
        part.submission_id,
        (last or 0) + 1,
        len(moved),
        records,
        generation=part.generation + 1 if generation is None else generation,
        part_id=part_id,
        release=release or release_of(part),
    )
    connection.execute(
        update(SUBMISSION_ROWS)
        .where(ROWS.submission_id == part.submission_id, ROWS.row == bindparam("file_row"))
        .values(part_id=new_id),
        [{"file_row": row} for row in moved],
    )
    if len(undecided_rows(connection, new_id)) != len(moved):
        raise StoreError(f"part {new_id} did not get its rows")
    return new_id


def keep_records(transaction: PartTransaction, rows: Sequence[int], removed: Collection[int]) -> None:
    """Take the records of rows that a part no longer holds out of its bytes.

    Args:
        transaction: on the part.
        rows: the rows of its bytes, ascending.
        removed: those to take out.
    """
    stored = select(PARTS.c.data).where(PARTS.c.id == transaction.part.id)
    data = bytes(transaction.connection.scalar(stored) or b"")
    transaction.update_part(data=select_records(data, [row not in removed for row in rows]))


def rejoin_rows(connection: Connection, part: Part, new_id: str) -> None:
    """Move the rows that an answer has moved to a new part back into their part, and delete the new one.

    Args:
        connection: inside a transaction.
        part: the part that was answered about.
        new_id: the part that has its missing rows.

    Raises:
        StoreError: the new part may have been sent, or was withdrawn.
    """
    new = find_part(connection, new_id)
    if new is None or new.state is not PartState.READY or new.attempt_id is not None or new.held_back:
        raise StoreError(f"the leads of part {part.id} were sent again")
    rows = [*undecided_rows(connection, part.id), *undecided_rows(connection, new_id)]
    query = select(PARTS.c.data).where(PARTS.c.id == bindparam("part"))
    files = [bytes(connection.scalar(query, {"part": id_}) or b"") for id_ in (part.id, new_id)]
    connection.execute(update(SUBMISSION_ROWS).where(ROWS.part_id == new_id).values(part_id=part.id))
    joined = {"rows": len(rows), "data": join_records(files, rows)}
    connection.execute(update(PARTS).where(PARTS.c.id == part.id).values(**joined))
    connection.execute(delete(PARTS).where(PARTS.c.id == new_id))


def restore_rows(connection: Connection, part: Part) -> int:
    """Move the rows of an absent part back from the new part that was made for them, and delete that part.

    Returns:
        The number of rows moved back.

    Raises:
        StoreError: the new part may have been sent.
    """
    submission = read_submission(connection, part.submission_id)
    new_parts = [new for new in submission.in_state(PartState.READY) if new.generation == part.generation + 1]
    if len(new_parts) != 1 or new_parts[0].attempt_id is not None:
        raise StoreError(f"the leads of part {part.id} were sent again")
    (new,) = new_parts
    if new.held_back:
        raise StoreError(f"leads of part {part.id} were held back since")
    connection.execute(update(SUBMISSION_ROWS).where(ROWS.part_id == new.id).values(part_id=part.id))
    connection.execute(update(PARTS).where(PARTS.c.id == part.id).values(rows=new.rows))
    connection.execute(delete(PARTS).where(PARTS.c.id == new.id))
    return new.rows
