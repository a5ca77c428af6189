"""Create a submission in one transaction: claim the numbers, insert the rows, split the payload into parts."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, insert, literal, select, update

from callsheet.database.sql import insert_or_ignore
from callsheet.store.ledger.pseudonyms import release_pseudonymous_claims
from callsheet.store.ledger.queries import ROWS
from callsheet.store.ledger.states import Evidence, PartState, RowState
from callsheet.store.tables import CLAIMS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd
    from sqlalchemy import Connection

    from callsheet.store.ledger.model import PartLimits
    from callsheet.store.ledger.payload import PayloadBuilder
    from callsheet.store.ledger.submission import NewSubmission

ROWS_PER_STATEMENT = 20_000
"""Bounds the memory of one bulk insert; chosen by hand."""


def claim_and_insert_rows(
    connection: Connection, new: NewSubmission, numbers: pd.Series[str], repeats: Mapping[str, int]
) -> list[int]:
    """Insert every ready row and claim its number.

    Args:
        connection: inside the transaction that creates the submission.
        new: the submission.
        numbers: E.164 by row number of the file, dtype str.
        repeats: numbers called again on purpose → how often they were sent before.

    Returns:
        The row numbers whose claim was granted, ascending.
    """
    repeat_by_row = numbers.map(repeats).fillna(0).astype("int64").tolist() if repeats else [0] * len(numbers)
    rows = [
        {"submission_id": new.id, "row": row, "phone_number": number, "round": repeat, "outcome": "", "words": ""}
        for row, number, repeat in zip(numbers.index.tolist(), numbers.tolist(), repeat_by_row, strict=True)
    ]
    for start in range(0, len(rows), ROWS_PER_STATEMENT):
        connection.execute(insert(SUBMISSION_ROWS), rows[start : start + ROWS_PER_STATEMENT])
    of_submission = ROWS.submission_id == new.id
    claims = select(
        literal(new.server), literal(new.campaign_id), ROWS.phone_number, ROWS.round, ROWS.submission_id, ROWS.row
    )
    # ordered by number: two overlapping submissions then wait for each other instead of running into a deadlock
    ordered = claims.where(of_submission).order_by(ROWS.phone_number, ROWS.row)
    columns = ["server", "campaign_id", "phone_number", "round", "submission_id", "row"]
    connection.execute(insert_or_ignore(connection, CLAIMS).from_select(columns, ordered))
    release_pseudonymous_claims(connection, new.id, new.server, new.campaign_id)
    has_claim = exists().where(CLAIMS.c.submission_id == new.id, CLAIMS.c.row == ROWS.row)
    already_claimed = update(SUBMISSION_ROWS).where(of_submission, ~has_claim)
    connection.execute(already_claimed.values(outcome=RowState.ALREADY_CLAIMED))
    granted = select(ROWS.row).where(of_submission, ROWS.outcome == "").order_by(ROWS.row)
    return list(connection.scalars(granted))


def split_into_parts(
    connection: Connection, new: NewSubmission, granted: Sequence[int], build: PayloadBuilder, limits: PartLimits
) -> list[str]:
    """Split the granted rows into parts and store their bytes.

    Args:
        connection: inside the transaction that creates the submission.
        new: the submission; its `trial` is the number of rows of a first part that is sent alone.
        granted: row numbers, ascending.
        build: returns the bytes of an upload.
        limits: the maximum size of a part.

    Returns:
        Ids of the parts, by position.
    """
    part_ids: list[str] = []
    for rows, data in split_rows(granted, new.trial, build, limits):
        part_ids.append(add_part(connection, new.id, len(part_ids) + 1, len(rows), data))
        in_part = and_(ROWS.row >= rows[0], ROWS.row <= rows[-1], ROWS.outcome == "")
        assign = update(SUBMISSION_ROWS).where(ROWS.submission_id == new.id, in_part)
        connection.execute(assign.values(part_id=part_ids[-1]))
    already_claimed = new.counts.ready - len(granted)
    connection.execute(update(SUBMISSIONS).where(SUBMISSIONS.c.id == new.id).values(already_claimed=already_claimed))
    return part_ids


def split_rows(
    rows: Sequence[int], trial: int, build: PayloadBuilder, limits: PartLimits
) -> Iterator[tuple[Sequence[int], bytes]]:
    """Split rows into parts.

    Args:
        rows: row numbers, ascending.
        trial: rows of a first part that is sent alone; 0: no such part.
        build: returns the bytes of an upload.
        limits: the maximum size of a part.

    Yields:
        The rows and the bytes of every part; nothing without rows.
    """
    if not rows:
        return
    groups = [rows[:trial], rows[trial:]] if 0 < trial < len(rows) else [rows]
    for group in groups:
        for start in range(0, len(group), limits.rows):
            yield from _halve(group[start : start + limits.rows], build, limits.size)


def _halve(rows: Sequence[int], build: PayloadBuilder, max_bytes: int) -> Iterator[tuple[Sequence[int], bytes]]:
    """Yield rows and bytes; rows are halved until their bytes fit, down to a single row."""
    data = build(rows)
    if len(data) <= max_bytes or len(rows) == 1:
        yield rows, data
        return
    middle = len(rows) // 2
    yield from _halve(rows[:middle], build, max_bytes)
    yield from _halve(rows[middle:], build, max_bytes)


def add_part(
    connection: Connection, submission_id: str, position: int, rows: int, data: bytes, *, generation: int = 0
) -> str:
    """Insert a part that is READY.

    Args:
        connection: inside a transaction.
        submission_id: its submission.
        position: its number in the submission, from 1.
        rows: leads in it.
        data: its bytes.
        generation: how often its leads were moved to a new part.

    Returns:
        Its unguessable id, also its idempotency key.
    """
    part_id = secrets.token_urlsafe(16)
    part = {"id": part_id, "submission_id": submission_id, "place": position, "rows": rows, "generation": generation}
    initial = {"state": PartState.READY, "refused": 0, "taken_back": 0, "tries": 0, "evidence": Evidence.NONE}
    connection.execute(insert(PARTS).values(**part, **initial, message="", data=data))
    return part_id
