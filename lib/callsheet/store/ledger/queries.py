"""Reads of the ledger on a connection of the caller's: shared by what only looks and by what moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from callsheet.errors import ConservationError, StoreError
from callsheet.store.ledger.model import (
    Attempt,
    Part,
    Submission,
    attempt_of,
    part_of,
    submission_of,
)
from callsheet.store.ledger.states import ROW_STATE, PartState, RowState
from callsheet.store.tables import ATTEMPTS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROWS = SUBMISSION_ROWS.c
WITHOUT_DATA = tuple(column for column in PARTS.c if column.name != "data")
ROW_STATES = case(
    (ROWS.outcome != "", ROWS.outcome),
    *((PARTS.c.state == part, state.value) for part, state in ROW_STATE.items()),
    else_=RowState.UNKNOWN.value,
)
"""Where a row stands, in SQL: its own outcome, else its part's state."""


def read_submission(connection: Connection, submission_id: str) -> Submission:
    """Fetch a submission with its parts.

    Raises:
        StoreError: there is none of that id.
    """
    row = connection.execute(select(SUBMISSIONS).where(SUBMISSIONS.c.id == submission_id)).one_or_none()
    if row is None:
        raise StoreError(f"no submission {submission_id}")
    mine = PARTS.c.submission_id == submission_id
    parts = [part_of(each) for each in connection.execute(select(*WITHOUT_DATA).where(mine).order_by(PARTS.c.place))]
    refused: list[tuple[int, str, str]] = []
    if any(part.refused for part in parts):
        query = select(ROWS.row, ROWS.phone_number, ROWS.words).order_by(ROWS.row)
        query = query.where(ROWS.submission_id == submission_id, ROWS.outcome == RowState.REFUSED)
        query = query.where(ROWS.phone_number != "")
        refused = [(row, number, words) for row, number, words in connection.execute(query)]
    return submission_of(row, parts, refused)


def read_part(connection: Connection, part_id: str) -> Part:
    """Fetch a part without its bytes.

    Raises:
        StoreError: there is none of that id.
    """
    row = connection.execute(select(*WITHOUT_DATA).where(PARTS.c.id == part_id)).one_or_none()
    if row is None:
        raise StoreError(f"no part {part_id}")
    return part_of(row)


def read_attempt(connection: Connection, attempt_id: str | None) -> Attempt | None:
    """Fetch an attempt; None when a part was never tried."""
    row = connection.execute(select(ATTEMPTS).where(ATTEMPTS.c.id == attempt_id)).one_or_none()
    return None if row is None else attempt_of(row)


def check_sums(connection: Connection, submission_id: str, *parts: str) -> None:
    """Hold the ledger to its promise: every ready row is in exactly one state.

    Args:
        connection: inside the transaction that moved something; it is undone when the sums do not hold.
        submission_id: whose rows.
        *parts: the parts that were touched; their rows are counted anew.

    Raises:
        ConservationError: rows went missing, or are in two states.
    """
    for part_id in parts:
        query = select(ROWS.outcome, func.count()).where(ROWS.part_id == part_id).group_by(ROWS.outcome)
        found: dict[str, int] = dict(map(tuple, connection.execute(query)))
        part = read_part(connection, part_id)
        wanted = {"": part.rows, RowState.REFUSED.value: part.refused, RowState.TAKEN_BACK.value: part.taken_back}
        if found != {name: number for name, number in wanted.items() if number}:
            raise ConservationError(f"part {part_id} does not add up")
        if part.state is PartState.ABSENT and found:
            raise ConservationError(f"part {part_id} was not received and still holds rows")
    submission = read_submission(connection, submission_id)
    if sum(submission.row_counts.values()) != submission.counts["ready"]:
        raise ConservationError(f"submission {submission_id} does not add up")


def check_every_row(connection: Connection, submission_id: str) -> None:
    """Count every row of a submission by state and compare with what its parts say.

    Raises:
        ConservationError: they differ.
    """
    query = select(ROW_STATES, func.count()).select_from(SUBMISSION_ROWS.outerjoin(PARTS, ROWS.part_id == PARTS.c.id))
    query = query.where(ROWS.submission_id == submission_id).group_by(ROW_STATES)
    found = {RowState(state): number for state, number in connection.execute(query)}
    if found != read_submission(connection, submission_id).row_counts:
        raise ConservationError(f"submission {submission_id}: its rows do not add up to its parts")
