"""The moves that settle a part, and those that an operator makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, update

from callsheet.errors import StoreError
from callsheet.store.ledger.queries import ROWS, check_sums, read_submission
from callsheet.store.ledger.states import (
    Evidence,
    Hold,
    PartState,
    RowState,
)
from callsheet.store.ledger.transaction import SENDER, Moving
from callsheet.store.tables import PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from callsheet.store.ledger.model import Part


class Settling(Moving):
    """Moves of a part whose end is known, and of a submission by its operator."""

    def record_refusal(
        self, part_id: str, refused: Mapping[int, str], subset: Callable[[bytes, Sequence[bool]], bytes], *,
        evidence: Evidence, status: int | None, message: str, again: bool, who: str = SENDER, hold: Hold = Hold.NONE,
    ) -> None:  # fmt: skip
        """Note that the server took nothing of a part.

        Args:
            part_id: which one.
            refused: row number of the file → the server's words, for the rows it named; empty: the whole part.
            subset: the bytes of a part with only some of its rows, told by one flag a row.
            evidence: how that is known.
            status: HTTP status.
            message: the server's own words.
            again: True to put the rows that were not named into a part of their own.
            who: who told.
            hold: why the rest waits for the operator.
        """
        with self._move(part_id, "refused", who, rows=len(refused), status=status) as (connection, part):
            rows = self._rows(connection, part_id)
            named = {row: refused[row] for row in rows if row in refused}
            rest = [row for row in rows if row not in named] if named and again else []
            if rest:
                self._into_new_part(connection, part, rows, rest, subset)
            staying = set(rest)
            self._note_refused(connection, part, {row: named.get(row, message) for row in rows if row not in staying})
            self._put(connection, part, PartState.REFUSED, evidence=evidence, status=status, message=message, rows=0,
                      refused=len(rows) - len(rest))  # fmt: skip
            self._tell(connection, part, "refused")
            if not named:
                self._withdraw(connection, part.submission_id)
            elif rest:
                self._hold(connection, part.submission_id, hold)

    def _note_refused(self, connection: Connection, part: Part, said: Mapping[int, str]) -> None:
        mine = ROWS.submission_id == part.submission_id
        connection.execute(
            update(SUBMISSION_ROWS)
            .where(mine, ROWS.row == bindparam("file_row"))
            .values(outcome=RowState.REFUSED, words=bindparam("said")),
            [{"file_row": row, "said": words} for row, words in said.items()],
        )
        self._release(connection, part.submission_id, ROWS.part_id == part.id, ROWS.outcome == RowState.REFUSED)

    def record_absence(
        self, part_id: str, missing: Collection[int] | None, subset: Callable[[bytes, Sequence[bool]], bytes], *,
        evidence: Evidence, who: str = SENDER,
    ) -> None:  # fmt: skip
        """Note that leads of a part are proved not to have arrived; they go into a part of their own.

        Args:
            part_id: in state UNKNOWN.
            missing: the row numbers that did not arrive; None: none of it did. The others are queued.
            subset: as for `refused`.
            evidence: how that is known.
            who: who told.

        Raises:
            StoreError: the part is not unknown.
        """
        with self._move(part_id, "absent", who, evidence=evidence) as (connection, part):
            if part.state is not PartState.UNKNOWN:
                raise StoreError(f"part {part_id} is not unknown")
            rows = self._rows(connection, part_id)
            wanted = set(rows if missing is None else missing)
            moving = [row for row in rows if row in wanted]
            self._into_new_part(connection, part, rows, moving, subset)
            arrived = len(rows) - len(moving)
            state = PartState.ACKED if arrived else PartState.ABSENT
            self._put(connection, part, state, evidence=evidence, rows=arrived)

    def withdraw(self, submission_id: str, who: str) -> int:
        """Take what has not left off the list; its numbers are free again.

        Returns:
            How many leads were withdrawn.
        """
        with self._engine.begin() as connection:
            self._lock(connection, submission_id)
            number = self._withdraw(connection, submission_id)
            self.note(connection, submission_id, "withdrawn", who, rows=number)
            check_sums(connection, submission_id)
            return number

    def _withdraw(self, connection: Connection, submission_id: str) -> int:
        waiting = (PARTS.c.submission_id == submission_id, PARTS.c.state == PartState.READY)
        ids = list(connection.scalars(select(PARTS.c.id).where(*waiting)))
        if not ids:
            return 0
        number = connection.scalar(select(func.sum(PARTS.c.rows)).where(PARTS.c.id.in_(ids)))
        values = {"state": PartState.WITHDRAWN, "settled_at": self._clock.now()}
        connection.execute(update(PARTS).where(PARTS.c.id.in_(ids), PARTS.c.state == PartState.READY).values(**values))
        self._release(connection, submission_id, ROWS.part_id.in_(ids), ROWS.outcome == "")
        return int(number or 0)

    def resume(self, submission_id: str, who: str) -> None:
        """Let the rest of a held submission go on; nothing of it left, so nothing can go twice."""
        with self._engine.begin() as connection:
            mine = SUBMISSIONS.c.id == submission_id
            connection.execute(update(SUBMISSIONS).where(mine).values(hold=Hold.NONE, trial=0))
            waiting = (PARTS.c.submission_id == submission_id, PARTS.c.state == PartState.READY)
            connection.execute(update(PARTS).where(*waiting).values(tries=0, not_before=None))
            self.note(connection, submission_id, "resumed", who)

    def reopen(self, part_id: str, who: str, **facts: Any) -> None:
        """Go back on what the operator said; the database refuses it for anything better founded.

        Raises:
            StoreError: the leads were sent again since, or their bytes were let go, so that the answer cannot be
                taken back.
        """
        with self._move(part_id, "reopened", who, **facts) as (connection, part):
            if part.evidence is not Evidence.OPERATOR or part.state not in (PartState.ACKED, PartState.ABSENT):
                raise StoreError(f"part {part_id} was not settled by an answer")
            if not connection.scalar(select(func.length(PARTS.c.data)).where(PARTS.c.id == part_id)):
                raise StoreError(f"what part {part_id} carried is not kept any more")
            if part.state is PartState.ABSENT:
                self._bring_back(connection, part)
            self._put(connection, part, PartState.UNKNOWN, evidence=Evidence.NONE)
            self._set(connection, part_id, settled_at=None)

    def _bring_back(self, connection: Connection, part: Part) -> None:
        submission = read_submission(connection, part.submission_id)
        later = [each for each in submission.in_state(PartState.READY) if each.generation == part.generation + 1]
        if len(later) != 1 or later[0].attempt_id is not None:
            raise StoreError(f"the leads of part {part.id} were sent again")
        fresh = later[0]
        connection.execute(update(SUBMISSION_ROWS).where(ROWS.part_id == fresh.id).values(part_id=part.id))
        self._set(connection, part.id, rows=fresh.rows)
        connection.execute(delete(PARTS).where(PARTS.c.id == fresh.id))

    def confirm_recall(self, part_id: str, rows: Collection[int], who: str) -> None:
        """Note that leads were removed at the server before they were called; their numbers are free again."""
        with self._move(part_id, "taken_back", who, rows=len(rows)) as (connection, part):
            mine = (ROWS.part_id == part_id, ROWS.outcome == "", ROWS.row.in_(list(rows)))
            changed = connection.execute(
                update(SUBMISSION_ROWS).where(*mine).values(outcome=RowState.TAKEN_BACK)
            ).rowcount
            counts = {"rows": part.rows - changed, "taken_back": part.taken_back + changed}
            self._set(connection, part_id, **counts)
            self._release(connection, part.submission_id, ROWS.part_id == part_id, ROWS.outcome == RowState.TAKEN_BACK)

    def request_recall(self, submission_id: str, who: str, state: str) -> None:
        """Ask the sender to remove a submission's leads ("asked"), or note that it has tried ("done").

        Raises:
            StoreError: its numbers are not kept any more.
        """
        with self._engine.begin() as connection:
            if read_submission(connection, submission_id).forgotten_at is not None:
                raise StoreError(f"the numbers of submission {submission_id} are not kept any more")
            connection.execute(update(SUBMISSIONS).where(SUBMISSIONS.c.id == submission_id).values(take_back=state))
            self.note(connection, submission_id, f"take_back_{state}", who)
