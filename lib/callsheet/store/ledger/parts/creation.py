"""Plan a submission: one short transaction inserts it, its rows and its parts; nothing is claimed or written yet."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import insert

from callsheet.database.bulk import insert_into_sqlite
from callsheet.store.ledger.release import AT_ONCE, split_by_release, zones_text
from callsheet.store.ledger.states import Evidence, PartState
from callsheet.store.tables import PARTS, SUBMISSION_ROWS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import pandas as pd
    from sqlalchemy import Connection

    from callsheet.store.ledger.model import PartLimits
    from callsheet.store.ledger.parts.payload import PayloadBuilder
    from callsheet.store.ledger.release import Release
    from callsheet.store.ledger.submissions.submission import NewSubmission

_ROW_COLUMNS = '"row", phone_number, round, submission_id, part_id, outcome, words'


def plan_rows(
    connection: Connection,
    new: NewSubmission,
    numbers: pd.Series[str],
    limits: PartLimits,
    *,
    repeats: Mapping[str, int],
    last: Collection[int],
) -> Iterator[int]:
    """Insert every ready row, in parts of the maximum number of rows that are PLANNED.

    Args:
        connection: inside the transaction that creates the submission.
        new: the submission; its `first_rows` make a first part of their own, and no part has rows of two `releases`.
        numbers: E.164 by row number of the file, dtype str.
        limits: the maximum size of a part.
        repeats: numbers called again on purpose → how often they were sent before.
        last: row numbers that go into the last parts: those whose number was claimed when the operator looked.

    Yields:
        The number of rows of each part, once they are inserted.
    """
    number_by_row = dict(zip(numbers.index.tolist(), numbers.tolist(), strict=True))
    parts = [
        (new_part_id(), release, group[start : start + limits.rows])
        for release, group in _groups(list(number_by_row), new.first_rows, last, new.releases)
        for start in range(0, len(group), limits.rows)
    ]
    for position, (part_id, release, rows) in enumerate(parts, start=1):
        add_part(
            connection, new.id, position, len(rows), b"", state=PartState.PLANNED, part_id=part_id, release=release
        )
    for part_id, _, rows in parts:
        _insert_rows(connection, (new.id, part_id), rows, [number_by_row[row] for row in rows], repeats)
        yield len(rows)


def _insert_rows(
    connection: Connection,
    ids: tuple[str, str],
    rows: Sequence[int],
    numbers: Sequence[str],
    repeats: Mapping[str, int],
) -> None:
    """Insert rows of a part without an outcome by the driver's bulk path: few statements in SQLite, COPY in PostgreSQL.

    Args:
        connection: inside a transaction.
        ids: of the submission and of the part.
        rows: row numbers.
        numbers: E.164 of each row. Neither numbers nor ids contain what COPY escapes.
        repeats: number → its round; 0 of a number that is missing.
    """
    rounds = [repeats.get(number, 0) for number in numbers] if repeats else [0] * len(rows)
    table, (submission_id, part_id) = SUBMISSION_ROWS.name, ids
    if connection.dialect.name == "sqlite":
        constants = {"submission_id": submission_id, "part_id": part_id, "outcome": "", "words": ""}
        insert_into_sqlite(connection, table, {"row": rows, "phone_number": numbers, "round": rounds}, constants)
        return
    constant_cells = f"{submission_id}\t{part_id}\t\t\n"
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({_ROW_COLUMNS}) FROM STDIN") as copy:
        cells = zip(rows, numbers, rounds, strict=True)
        copy.write("".join([f"{row}\t{number}\t{again}\t{constant_cells}" for row, number, again in cells]))
    cursor.close()


def _groups(
    rows: list[int], first: Collection[int], last: Collection[int], releases: Sequence[Release]
) -> Iterator[tuple[Release, list[int]]]:
    """Rows that share no part with those of another group, in the order in which they are sent."""
    first, last = frozenset(first), frozenset(last).difference(first)
    groups = [rows]
    if first or last:
        between = [row for row in rows if row not in first and row not in last]
        groups = [[row for row in rows if row in first], between, [row for row in rows if row in last]]
    for group in groups:
        yield from split_by_release(group, releases)


def split_rows(
    rows: Sequence[int],
    first: Collection[int],
    build: PayloadBuilder,
    limits: PartLimits,
    releases: Sequence[Release] = (),
) -> Iterator[tuple[Sequence[int], bytes]]:
    """Split rows into parts.

    Args:
        rows: row numbers, ascending.
        first: rows of a first part that is sent alone; empty: no such part.
        build: returns the bytes of an upload.
        limits: the maximum size of a part.
        releases: no part has rows of two of them.

    Yields:
        The rows and the bytes of every part; nothing without rows.
    """
    for _, group in _groups(list(rows), first, (), releases):
        for start in range(0, len(group), limits.rows):
            yield from halve(group[start : start + limits.rows], build, limits.size)


def halve(rows: Sequence[int], build: PayloadBuilder, max_bytes: int) -> Iterator[tuple[Sequence[int], bytes]]:
    """Yield rows and their bytes; rows are halved until their bytes fit, down to a single row.

    Args:
        rows: row numbers, ascending, at least one.
        build: returns the bytes of an upload.
        max_bytes: the maximum size of a part.
    """
    data = build(rows)
    if len(data) <= max_bytes or len(rows) == 1:
        yield rows, data
        return
    middle = len(rows) // 2
    yield from halve(rows[:middle], build, max_bytes)
    yield from halve(rows[middle:], build, max_bytes)


def new_part_id() -> str:
    """Return an unguessable id of a part, also its idempotency key; it never begins with a dash."""
    while (part_id := secrets.token_urlsafe(16)).startswith("-"):
        pass
    return part_id


def add_part(
    connection: Connection,
    submission_id: str,
    position: int,
    rows: int,
    data: bytes,
    *,
    generation: int = 0,
    state: PartState = PartState.READY,
    part_id: str | None = None,
    release: Release = AT_ONCE,
) -> str:
    """Insert a part.

    Args:
        connection: inside a transaction.
        submission_id: its submission.
        position: its number in the submission, from 1.
        rows: leads in it.
        data: its bytes.
        generation: how often its leads were moved to a new part.
        state: READY or PLANNED.
        part_id: its id; None: a new one.
        release: when it may leave.

    Returns:
        Its id.
    """
    part_id = part_id or new_part_id()
    part = {"id": part_id, "submission_id": submission_id, "place": position, "rows": rows, "generation": generation}
    initial = {"state": state, "refused": 0, "taken_back": 0, "held_back": 0, "tries": 0, "evidence": Evidence.NONE}
    opening = {"opens_at": release.opens_at, "zones": zones_text(release.zones)}
    connection.execute(insert(PARTS).values(**part, **initial, **opening, message="", data=data))
    return part_id
