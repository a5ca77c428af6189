"""The ledger: what was sent where, in which state each row is, and who has claimed which number.

A claim, unique by server, campaign and E.164, is what keeps a person from being called twice: it is taken in the same
transaction that makes the submission, and given back only when it is certain that nothing was queued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from callsheet.errors import ConservationError, StoreError
from callsheet.store.clock import aware, now
from callsheet.store.submission import (
    LEAVING,
    OPEN_STATES,
    Claim,
    NewSubmission,
    RowState,
    State,
    Submission,
    submission_of,
)
from callsheet.store.tables import CLAIMS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, Engine

CLAIMS_A_STATEMENT = 5_000
WITHOUT_PART = tuple(column for column in SUBMISSIONS.c if column.name != "part")


class Ledger:
    """The submissions of one database.

    Args:
        engine: where they lie.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(
        self, new: NewSubmission, numbers: Mapping[int, str], part: Callable[[Sequence[int]], bytes]
    ) -> Submission:
        """Claim the numbers and keep what will be sent. Nothing has left yet.

        Args:
            new: what the submission is.
            numbers: row number of the file → E.164 of every row that is ready.
            part: makes the bytes of the upload from the rows whose claim was granted (row numbers, ascending).

        Returns:
            The submission, in state READY; rows whose number was claimed before are in state ALREADY_CLAIMED.
        """
        with self._engine.begin() as connection:
            values = new.values() | {"state": State.READY, "created_at": now(), "message": "", "part": b""}
            connection.execute(insert(SUBMISSIONS).values(**values))
            granted = self._claim(connection, new, numbers)
            rows = sorted(granted)
            connection.execute(
                update(SUBMISSIONS).where(SUBMISSIONS.c.id == new.id).values(part=part(rows) if rows else b"")
            )
            lines = [
                {
                    "submission_id": new.id,
                    "row": row,
                    "phone_number": number,
                    "state": RowState.READY if row in granted else RowState.ALREADY_CLAIMED,
                    "words": "",
                }
                for row, number in numbers.items()
            ]
            if lines:
                connection.execute(insert(SUBMISSION_ROWS), lines)
            return self._read(connection, new.id)

    def _claim(self, connection: Connection, new: NewSubmission, numbers: Mapping[int, str]) -> set[int]:
        make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        statement = make(CLAIMS).on_conflict_do_nothing()
        base = {"server": new.server, "campaign_id": new.campaign_id, "submission_id": new.id}
        wanted = [base | {"phone_number": number} for number in dict.fromkeys(numbers.values())]
        for start in range(0, len(wanted), CLAIMS_A_STATEMENT):
            connection.execute(statement, wanted[start : start + CLAIMS_A_STATEMENT])
        mine = set(connection.scalars(select(CLAIMS.c.phone_number).where(CLAIMS.c.submission_id == new.id)))
        granted: set[int] = set()
        for row, number in numbers.items():
            if number in mine:
                granted.add(row)
                mine.discard(number)
        return granted

    def leave(self, submission_id: str) -> None:
        """Note, durably, that the next moment the first byte may leave.

        Raises:
            StoreError: the submission is not in state READY; nothing may be sent.
        """
        with self._engine.begin() as connection:
            changed = connection.execute(
                update(SUBMISSIONS)
                .where(SUBMISSIONS.c.id == submission_id, SUBMISSIONS.c.state == State.READY)
                .values(state=State.SENDING)
            )
            if changed.rowcount != 1:
                raise StoreError(f"submission {submission_id} is not ready to be sent")
            self._move_rows(connection, submission_id, RowState.READY, RowState.SENDING)

    def end(
        self,
        submission_id: str,
        state: State,
        *,
        status: int | None = None,
        message: str = "",
        retry_after: int | None = None,
        refused: Mapping[int, str] | None = None,
    ) -> Submission:
        """Note what became of a submission.

        Args:
            submission_id: which one.
            state: how it ended; READY and SENDING are no ends.
            status: HTTP status, if one came.
            message: the server's own words.
            retry_after: seconds to wait, when the server asked for it.
            refused: row number of the file → the server's words, for the rows it named.

        Raises:
            StoreError: the submission has ended for good already.
            ConservationError: the row states do not add up to the rows that were ready.
        """
        with self._engine.begin() as connection:
            changed = connection.execute(
                update(SUBMISSIONS)
                .where(SUBMISSIONS.c.id == submission_id, SUBMISSIONS.c.state.in_(OPEN_STATES))
                .values(state=state, status=status, message=message, retry_after=retry_after, ended_at=now())
            )
            if changed.rowcount != 1:
                raise StoreError(f"submission {submission_id} has ended already")
            for before in LEAVING:
                self._move_rows(connection, submission_id, before, state.row_state)
            self._note_refused(connection, submission_id, refused or {})
            if state.nothing_was_queued:
                connection.execute(delete(CLAIMS).where(CLAIMS.c.submission_id == submission_id))
            submission = self._read(connection, submission_id)
            if sum(submission.row_counts.values()) != submission.counts["ready"]:
                raise ConservationError(f"submission {submission_id} does not add up")
            return submission

    @staticmethod
    def _move_rows(connection: Connection, submission_id: str, before: RowState, after: RowState) -> None:
        rows = SUBMISSION_ROWS
        connection.execute(
            update(rows).where(rows.c.submission_id == submission_id, rows.c.state == before).values(state=after)
        )

    @staticmethod
    def _note_refused(connection: Connection, submission_id: str, refused: Mapping[int, str]) -> None:
        rows = SUBMISSION_ROWS
        if refused:
            connection.execute(
                update(rows)
                .where(rows.c.submission_id == submission_id, rows.c.row == bindparam("file_row"))
                .values(state=RowState.REFUSED, words=bindparam("said")),
                [{"file_row": row, "said": words} for row, words in refused.items()],
            )

    def get(self, submission_id: str) -> Submission:
        """Fetch a submission.

        Raises:
            StoreError: there is none of that id.
        """
        with self._engine.connect() as connection:
            return self._read(connection, submission_id)

    def of_draft(self, draft_id: str) -> list[Submission]:
        """The submissions of a draft, the newest first."""
        return self._list(SUBMISSIONS.c.draft_id == draft_id)

    def open(self) -> list[Submission]:
        """Submissions whose end is not known: ready, sending or unknown; the newest first."""
        return self._list(SUBMISSIONS.c.state.in_(OPEN_STATES))

    def _list(self, condition: Any) -> list[Submission]:
        with self._engine.connect() as connection:
            order = (SUBMISSIONS.c.created_at.desc(), SUBMISSIONS.c.id)
            found = connection.scalars(select(SUBMISSIONS.c.id).where(condition).order_by(*order)).all()
            return [self._read(connection, submission_id) for submission_id in found]

    @staticmethod
    def _read(connection: Connection, submission_id: str) -> Submission:
        row = connection.execute(select(*WITHOUT_PART).where(SUBMISSIONS.c.id == submission_id)).one_or_none()
        if row is None:
            raise StoreError(f"no submission {submission_id}")
        rows = SUBMISSION_ROWS
        mine = rows.c.submission_id == submission_id
        tally = connection.execute(select(rows.c.state, func.count()).where(mine).group_by(rows.c.state)).all()
        refused = connection.execute(
            select(rows.c.row, rows.c.phone_number, rows.c.words).where(mine, rows.c.state == RowState.REFUSED)
        ).all()
        return submission_of(row, dict(map(tuple, tally)), refused)

    def part(self, submission_id: str) -> bytes:
        """The bytes of a submission's upload."""
        with self._engine.connect() as connection:
            part = connection.scalar(select(SUBMISSIONS.c.part).where(SUBMISSIONS.c.id == submission_id))
            return bytes(part or b"")

    def rows(self, submission_id: str, *states: RowState) -> list[tuple[int, str, RowState, str]]:
        """Row number, E.164, state and the server's words of a submission's rows, in the order of the file.

        Args:
            submission_id: which one.
            *states: only rows in one of these; none given: all.
        """
        rows = SUBMISSION_ROWS
        query = select(rows.c.row, rows.c.phone_number, rows.c.state, rows.c.words)
        query = query.where(rows.c.submission_id == submission_id).order_by(rows.c.row)
        if states:
            query = query.where(rows.c.state.in_(states))
        with self._engine.connect() as connection:
            return [(row, number, RowState(state), words) for row, number, state, words in connection.execute(query)]

    def claims(self, server: str, campaign_id: str) -> dict[str, Claim]:
        """Who has claimed which number of a campaign: E.164 → claim."""
        query = (
            select(CLAIMS.c.phone_number, SUBMISSIONS.c.id, SUBMISSIONS.c.file_name, SUBMISSIONS.c.created_at)
            .join_from(CLAIMS, SUBMISSIONS)
            .where(CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id)
        )
        with self._engine.connect() as connection:
            return {
                number: Claim(number, submission_id, name, aware(moment))
                for number, submission_id, name, moment in connection.execute(query)
            }
