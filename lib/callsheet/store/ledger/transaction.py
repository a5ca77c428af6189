"""What every move of the ledger shares: one transaction, the submission locked first, the sums checked last."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, exists, func, insert, select, update

from callsheet.errors import StoreError
from callsheet.store.ledger.creation import add_part
from callsheet.store.ledger.queries import ROWS, check_sums, read_part
from callsheet.store.tables import ATTEMPTS, CLAIMS, EVENTS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from callsheet.store.clock import Clock
    from callsheet.store.ledger.model import Part
    from callsheet.store.ledger.states import Hold, PartState

SENDER = "sender"
"""Who moves what no person moved."""


class Moving:
    """Moves of one database.

    Args:
        engine: the database.
        clock: the time.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    @contextmanager
    def _move(self, part_id: str, what: str, who: str = SENDER, **facts: Any) -> Iterator[tuple[Connection, Part]]:
        with self._engine.begin() as connection:
            owner = select(PARTS.c.submission_id).where(PARTS.c.id == part_id).scalar_subquery()
            self._lock(connection, owner)
            part = read_part(connection, part_id)
            yield connection, part
            self.note(connection, part.submission_id, what, who, part_id, **facts)
            check_sums(connection, part.submission_id, part_id)

    @staticmethod
    def _lock(connection: Connection, submission_id: Any) -> None:
        """Change nothing, first of all: from here on nobody else moves this submission."""
        mine = SUBMISSIONS.c.id == submission_id
        connection.execute(update(SUBMISSIONS).where(mine).values(hold=SUBMISSIONS.c.hold))

    def note(
        self, connection: Connection, submission_id: str, what: str, who: str, part_id: str = "", **facts: Any
    ) -> None:
        """Add an event; never a lead's data."""
        values = {"at": self._clock.now(), "submission_id": submission_id, "part_id": part_id, "who": who, "what": what}
        connection.execute(insert(EVENTS).values(**values, facts=facts))

    def _put(self, connection: Connection, part: Part, state: PartState, **values: Any) -> None:
        if "evidence" in values:
            values["settled_at"] = self._clock.now()
        moved = update(PARTS).where(PARTS.c.id == part.id, PARTS.c.state == part.state)
        if connection.execute(moved.values(state=state, **values)).rowcount != 1:
            raise StoreError(f"part {part.id} has moved meanwhile")

    @staticmethod
    def _set(connection: Connection, part_id: str, **values: Any) -> None:
        connection.execute(update(PARTS).where(PARTS.c.id == part_id).values(**values))

    @staticmethod
    def _on_attempt(connection: Connection, part: Part, **values: Any) -> None:
        connection.execute(update(ATTEMPTS).where(ATTEMPTS.c.id == part.attempt_id).values(**values))

    def _tell(self, connection: Connection, part: Part, outcome: str) -> None:
        self._on_attempt(connection, part, outcome=outcome)

    @staticmethod
    def _rows(connection: Connection, part_id: str) -> list[int]:
        query = select(ROWS.row).where(ROWS.part_id == part_id, ROWS.outcome == "").order_by(ROWS.row)
        return list(connection.scalars(query))

    @staticmethod
    def _release(connection: Connection, submission_id: str, *which: Any) -> None:
        """Give claims back: only of rows of which it is certain that nobody will be called for them."""
        rows = exists().where(ROWS.submission_id == submission_id, ROWS.row == CLAIMS.c.row, *which)
        connection.execute(delete(CLAIMS).where(CLAIMS.c.submission_id == submission_id, rows))

    def _hold(self, connection: Connection, submission_id: str, hold: Hold) -> None:
        if hold:
            mine = SUBMISSIONS.c.id == submission_id
            connection.execute(update(SUBMISSIONS).where(mine).values(hold=hold))

    def _into_new_part(
        self, connection: Connection, part: Part, rows: Sequence[int], moving: Collection[int],
        subset: Callable[[bytes, Sequence[bool]], bytes],
    ) -> str:  # fmt: skip
        going = set(moving)
        data = bytes(connection.scalar(select(PARTS.c.data).where(PARTS.c.id == part.id)) or b"")
        place = connection.scalar(select(func.max(PARTS.c.place)).where(PARTS.c.submission_id == part.submission_id))
        fresh = add_part(
            connection, part.submission_id, (place or 0) + 1, len(going), subset(data, [row in going for row in rows]),
            generation=part.generation + 1,
        )  # fmt: skip
        connection.execute(
            update(SUBMISSION_ROWS)
            .where(ROWS.submission_id == part.submission_id, ROWS.row == bindparam("file_row"))
            .values(part_id=fresh),
            [{"file_row": row} for row in moving],
        )
        check_sums_of_new = len(self._rows(connection, fresh))
        if check_sums_of_new != len(going):
            raise StoreError(f"part {fresh} did not get its rows")
        return fresh
