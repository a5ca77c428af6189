"""SELECT statements of the ledger on an open connection, and the checks that its rows add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from callsheet.errors import ConservationError, StoreError
from callsheet.store.ledger.model import Attempt, FileCounts, Part, RowOutcome, attempt_from, part_from
from callsheet.store.ledger.states import ROW_STATE, PartState, RowState
from callsheet.store.ledger.submissions.submission import Submission, submission_from
from callsheet.store.tables import ATTEMPTS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Join, Select

ROWS = SUBMISSION_ROWS.c
_PART_COLUMNS = tuple(column for column in PARTS.c if column.name != "data")
_ROWS_WITH_PARTS = SUBMISSION_ROWS.outerjoin(PARTS, ROWS.part_id == PARTS.c.id)


def driver_rows(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """Fetch rows as the driver has them, without an object of SQLAlchemy for each: 5,000 in a fifth of the time.

    Args:
        connection: to the database.
        query: of columns of numbers and texts, which the driver returns as they are.
    """
    result: Any = connection.execute(query)
    rows: list[tuple[Any, ...]] = result.cursor.fetchall()
    result.close()
    return rows


def rows_with_parts() -> Join:
    """Return the rows joined with their parts, for `row_state`."""
    return _ROWS_WITH_PARTS


def row_state(outcome: ColumnElement[str] = ROWS.outcome) -> ColumnElement[str]:
    """Return the state of a row in SQL: its own outcome, else that of its part's state."""
    of_part = ((PARTS.c.state == part, state.value) for part, state in ROW_STATE.items())
    return case((outcome != "", outcome), *of_part, else_=RowState.UNKNOWN.value)


def read_submission(connection: Connection, submission_id: str) -> Submission:
    """Fetch a submission with its parts.

    Raises:
        StoreError: there is no submission with that id.
    """
    row = connection.execute(select(SUBMISSIONS).where(SUBMISSIONS.c.id == submission_id)).mappings().one_or_none()
    if row is None:
        raise StoreError(f"no submission {submission_id}")
    query = select(*_PART_COLUMNS).where(PARTS.c.submission_id == submission_id).order_by(PARTS.c.place)
    parts = [part_from(part) for part in connection.execute(query).mappings()]
    refused: list[RowOutcome] = []
    if any(part.refused for part in parts):
        numbers = select(ROWS.row, ROWS.phone_number, ROWS.words).order_by(ROWS.row)
        numbers = numbers.where(ROWS.submission_id == submission_id, ROWS.outcome == RowState.REFUSED)
        refused = [
            RowOutcome(number, phone_number, RowState.REFUSED, message)
            for number, phone_number, message in connection.execute(numbers.where(ROWS.phone_number != ""))
        ]
    return submission_from(row, parts, refused)


def find_part(connection: Connection, part_id: str) -> Part | None:
    """Fetch a part without its bytes; None when there is no part with that id."""
    row = connection.execute(select(*_PART_COLUMNS).where(PARTS.c.id == part_id)).mappings().one_or_none()
    return None if row is None else part_from(row)


def read_part(connection: Connection, part_id: str) -> Part:
    """Fetch a part without its bytes.

    Raises:
        StoreError: there is no part with that id.
    """
    part = find_part(connection, part_id)
    if part is None:
        raise StoreError(f"no part {part_id}")
    return part


def read_attempt(connection: Connection, attempt_id: str | None) -> Attempt | None:
    """Fetch an attempt; None when there is no attempt with that id, as for a part that was never tried."""
    row = connection.execute(select(ATTEMPTS).where(ATTEMPTS.c.id == attempt_id)).mappings().one_or_none()
    return None if row is None else attempt_from(row)


def read_rows(connection: Connection, submission_id: str) -> list[RowOutcome]:
    """Fetch the outcome of every ready row of a submission, in the order of the file."""
    query = select(ROWS.row, ROWS.phone_number, row_state(ROWS.outcome), ROWS.words).select_from(_ROWS_WITH_PARTS)
    query = query.where(ROWS.submission_id == submission_id).order_by(ROWS.row)
    return [
        RowOutcome(number, phone_number, RowState(state), message)
        for number, phone_number, state, message in connection.execute(query)
    ]


def check_sums(connection: Connection, submission_id: str, *part_ids: str) -> None:
    """Check that every ready row is in exactly one state, by the counts of the parts.

    Args:
        connection: inside the transaction that changed something; the error rolls it back.
        submission_id: the submission.
        *part_ids: the changed parts; their rows are counted.

    Raises:
        ConservationError: rows are missing, or in two states.
    """
    for part_id in part_ids:
        query = select(ROWS.outcome, func.count()).where(ROWS.part_id == part_id).group_by(ROWS.outcome)
        counted: dict[str, int] = dict(map(tuple, connection.execute(query)))
        part = read_part(connection, part_id)
        separate = {
            RowState.REFUSED: part.refused,
            RowState.TAKEN_BACK: part.taken_back,
            RowState.HELD_BACK: part.held_back,
        }
        expected = {"": part.rows} | {state.value: count for state, count in separate.items()}
        if counted != {outcome: count for outcome, count in expected.items() if count}:
            raise ConservationError(f"part {part_id} does not add up")
        if part.state is PartState.ABSENT and counted.keys() - {RowState.HELD_BACK.value}:
            raise ConservationError(f"part {part_id} was not received and still holds rows")
    undecided = case((PARTS.c.state == PartState.ABSENT, 0), else_=PARTS.c.rows)
    rows = undecided + PARTS.c.refused + PARTS.c.taken_back + PARTS.c.held_back
    in_parts = select(func.coalesce(func.sum(rows), 0)).where(PARTS.c.submission_id == submission_id)
    query = select(SUBMISSIONS.c.counts, SUBMISSIONS.c.already_claimed, in_parts.scalar_subquery())
    counts, already_claimed, carried = connection.execute(query.where(SUBMISSIONS.c.id == submission_id)).one()
    if already_claimed + carried != FileCounts.from_json(counts).ready:
        raise ConservationError(f"submission {submission_id} does not add up")


def check_every_row(connection: Connection, submission_id: str) -> None:
    """Count every row of a submission by state and compare with the counts of its parts.

    Raises:
        ConservationError: they differ.
    """
    by_part = select(ROWS.part_id, ROWS.outcome, func.count().label("rows")).where(ROWS.submission_id == submission_id)
    counts = by_part.group_by(ROWS.part_id, ROWS.outcome).subquery()
    state = row_state(counts.c.outcome)
    query = select(state, func.sum(counts.c.rows)).select_from(counts.outerjoin(PARTS, counts.c.part_id == PARTS.c.id))
    counted = {RowState(name): int(rows) for name, rows in connection.execute(query.group_by(state))}
    if counted != read_submission(connection, submission_id).row_counts:
        raise ConservationError(f"submission {submission_id}: its rows do not add up to its parts")
