"""How a submission begins: numbers claimed, rows kept, bytes cut into parts; one transaction, whole columns."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, insert, literal, select, update

from callsheet.contract import MAX_BYTES_CLIENT
from callsheet.database.sql import insert_or_ignore
from callsheet.store.ledger.pseudonyms import give_back_marked
from callsheet.store.ledger.queries import ROWS
from callsheet.store.ledger.states import Evidence, PartState, RowState
from callsheet.store.tables import CLAIMS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    from sqlalchemy import Connection

    from callsheet.store.ledger.model import NewSubmission

ROWS_A_STATEMENT = 20_000
MakePart = "Callable[[Sequence[int]], bytes]"


@dataclass(frozen=True)
class PartLimits:
    """How large an upload may be.

    Args:
        rows: leads.
        size: bytes of its file.
    """

    rows: int = 5_000
    size: int = MAX_BYTES_CLIENT


def claim_and_insert_rows(
    connection: Connection, new: NewSubmission, numbers: pd.Series[str], rounds: Mapping[str, int]
) -> list[int]:
    """Keep every ready row and claim its number.

    Args:
        connection: inside the transaction of the press.
        new: what the submission is.
        numbers: E.164 by row number of the file.
        rounds: of numbers called again on purpose, how often they were called before.

    Returns:
        The rows whose claim was granted, ascending.
    """
    turns = numbers.map(rounds).fillna(0).astype("int64").tolist() if rounds else [0] * len(numbers)
    lines = [
        {"submission_id": new.id, "row": row, "phone_number": number, "round": turn, "outcome": "", "words": ""}
        for row, number, turn in zip(numbers.index.tolist(), numbers.tolist(), turns, strict=True)
    ]
    for start in range(0, len(lines), ROWS_A_STATEMENT):
        connection.execute(insert(SUBMISSION_ROWS), lines[start : start + ROWS_A_STATEMENT])
    mine = ROWS.submission_id == new.id
    claimed = select(
        literal(new.server), literal(new.campaign_id), ROWS.phone_number, ROWS.round, ROWS.submission_id, ROWS.row
    )
    # in the order of the numbers: two presses that overlap then wait for each other instead of locking each other out
    ordered = claimed.where(mine).order_by(ROWS.phone_number, ROWS.row)
    names = ["server", "campaign_id", "phone_number", "round", "submission_id", "row"]
    connection.execute(insert_or_ignore(connection, CLAIMS).from_select(names, ordered))
    give_back_marked(connection, new.id, new.server, new.campaign_id)
    holds = exists().where(CLAIMS.c.submission_id == new.id, CLAIMS.c.row == ROWS.row)
    connection.execute(update(SUBMISSION_ROWS).where(mine, ~holds).values(outcome=RowState.ALREADY_CLAIMED))
    granted = select(ROWS.row).where(mine, ROWS.outcome == "").order_by(ROWS.row)
    return list(connection.scalars(granted))


def split_into_parts(
    connection: Connection, new: NewSubmission, granted: Sequence[int], make: Callable[[Sequence[int]], bytes],
    sizes: PartLimits,
) -> list[str]:  # fmt: skip
    """Cut the granted rows into parts and keep their bytes.

    Args:
        connection: inside the transaction of the press.
        new: what the submission is; its `trial` is the size of a first part that goes alone.
        granted: row numbers, ascending.
        make: bytes of an upload from row numbers.
        sizes: how large an upload may be.

    Returns:
        Ids of the parts, in their order.
    """
    pieces = [granted[: new.trial], granted[new.trial :]] if 0 < new.trial < len(granted) else [granted]
    ids: list[str] = []
    for piece in pieces:
        for start in range(0, len(piece), sizes.rows):
            for rows, data in _cut(piece[start : start + sizes.rows], make, sizes.size):
                ids.append(add_part(connection, new.id, len(ids) + 1, len(rows), data))
                within = and_(ROWS.row >= rows[0], ROWS.row <= rows[-1], ROWS.outcome == "")
                into = update(SUBMISSION_ROWS).where(ROWS.submission_id == new.id, within)
                connection.execute(into.values(part_id=ids[-1]))
    left = len(granted)
    total = update(SUBMISSIONS).where(SUBMISSIONS.c.id == new.id)
    connection.execute(total.values(already_claimed=new.counts["ready"] - left))
    return ids


def _cut(rows: Sequence[int], make: Callable[[Sequence[int]], bytes], size: int) -> list[tuple[Sequence[int], bytes]]:
    data = make(rows)
    if len(data) <= size or len(rows) == 1:
        return [(rows, data)]
    half = len(rows) // 2
    return [*_cut(rows[:half], make, size), *_cut(rows[half:], make, size)]


def add_part(
    connection: Connection, submission_id: str, place: int, rows: int, data: bytes, *, generation: int = 0
) -> str:
    """Keep a part that is ready to be sent.

    Returns:
        Its unguessable id, also its idempotency key.
    """
    part_id = secrets.token_urlsafe(16)
    values = {"id": part_id, "submission_id": submission_id, "place": place, "state": PartState.READY, "rows": rows}
    empty = {"refused": 0, "taken_back": 0, "tries": 0, "evidence": Evidence.NONE, "message": ""}
    connection.execute(insert(PARTS).values(**values, **empty, data=data, generation=generation))
    return part_id
