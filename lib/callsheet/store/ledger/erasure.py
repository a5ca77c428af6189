"""Forgetting: after its time, or for one number at once, the ledger lets go of values. Counts and claims stay.

Only what is settled is forgotten: leads that wait, are on their way or may still arrive keep what is needed to bring
them to their end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from callsheet.database.sql import secure_delete_transaction
from callsheet.store.ledger.pseudonyms import SIGN, Pseudonymizer
from callsheet.store.ledger.queries import ROWS, check_sums
from callsheet.store.ledger.states import UNSETTLED
from callsheet.store.ledger.transaction import Moving
from callsheet.store.tables import ATTEMPTS, CLAIMS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True)
class NumberOccurrences:
    """Where a number stands in the ledger.

    Args:
        settled: rows of sends that came to their end.
        open: rows of sends that did not.
    """

    settled: int
    open: int


class Eraser(Moving):
    """Lets go of values of one database."""

    def due_before(self, moment: datetime) -> list[str]:
        """Ids of settled submissions that still hold values and were last moved before a moment."""
        last = func.max(func.coalesce(PARTS.c.settled_at, SUBMISSIONS.c.created_at))
        query = select(SUBMISSIONS.c.id).outerjoin(PARTS).where(SUBMISSIONS.c.forgotten_at.is_(None), _SETTLED)
        query = query.where(SUBMISSIONS.c.created_at < moment).group_by(SUBMISSIONS.c.id)
        with self._engine.connect() as connection:
            return list(connection.scalars(query.having(func.coalesce(last, moment) < moment)))

    def erase(self, submission_id: str) -> bool:
        """Let go of every number, value and byte of a settled submission.

        Returns:
            False when it is not settled after all; nothing changed then.
        """
        with secure_delete_transaction(self._engine) as connection:
            self._lock(connection, submission_id)
            mine = SUBMISSIONS.c.id == submission_id
            if connection.execute(select(SUBMISSIONS.c.id).where(mine, _SETTLED)).one_or_none() is None:
                return False
            connection.execute(update(SUBMISSIONS).where(mine).values(forgotten_at=self._clock.now()))
            _mark_claims(connection, CLAIMS.c.submission_id == submission_id)
            rows = update(SUBMISSION_ROWS).where(ROWS.submission_id == submission_id)
            connection.execute(rows.values(phone_number="", words=""))
            _empty_parts(connection, PARTS.c.submission_id == submission_id)
            self.note(connection, submission_id, "forgotten", "sweep")
            check_sums(connection, submission_id)
            return True

    def count(self, number: str) -> NumberOccurrences:
        """Count the rows that hold a number.

        Args:
            number: E.164.
        """
        query = select(_IS_OPEN, func.count()).select_from(SUBMISSION_ROWS.join(SUBMISSIONS))
        with self._engine.connect() as connection:
            found = {
                bool(is_open): n
                for is_open, n in connection.execute(query.where(ROWS.phone_number == number).group_by(_IS_OPEN))
            }
        return NumberOccurrences(found.get(False, 0), found.get(True, 0))

    def erase_number(self, number: str, who: str) -> NumberOccurrences:
        """Let go of one number wherever a send came to its end; what was uploaded with it goes as a whole.

        Args:
            number: E.164.
            who: the person.

        Returns:
            How many rows were made unreadable, and how many stay because their send is not at its end.
        """
        found = self.count(number)
        with secure_delete_transaction(self._engine) as connection:
            query = select(ROWS.submission_id).join(SUBMISSIONS).where(ROWS.phone_number == number, _SETTLED)
            for submission_id in sorted(set(connection.scalars(query))):
                self._lock(connection, submission_id)
                mine = (ROWS.submission_id == submission_id, ROWS.phone_number == number)
                parts = select(ROWS.part_id).where(*mine, ROWS.part_id.is_not(None))
                _empty_parts(connection, PARTS.c.id.in_(set(connection.scalars(parts))))
                connection.execute(update(SUBMISSION_ROWS).where(*mine).values(phone_number="", words=""))
                held = (CLAIMS.c.submission_id == submission_id, CLAIMS.c.phone_number == number)
                _mark_claims(connection, *held)
                self.note(connection, submission_id, "number_forgotten", who)
                check_sums(connection, submission_id)
        return found


_OPEN_PARTS = select(PARTS.c.submission_id).where(PARTS.c.state.in_(UNSETTLED))
_IS_OPEN: ColumnElement[bool] = SUBMISSIONS.c.id.in_(_OPEN_PARTS) | (SUBMISSIONS.c.take_back == "asked")
_SETTLED: ColumnElement[bool] = ~_IS_OPEN


def _empty_parts(connection: Connection, which: ColumnElement[bool]) -> None:
    connection.execute(update(PARTS).where(which).values(data=b"", message=""))
    mine = ATTEMPTS.c.part_id.in_(select(PARTS.c.id).where(which))
    connection.execute(update(ATTEMPTS).where(mine).values(refusal=None))


def _mark_claims(connection: Connection, *which: ColumnElement[bool]) -> None:
    """Put marks in the place of numbers; a claim itself is never given up."""
    plain = ~CLAIMS.c.phone_number.startswith(SIGN, autoescape=True)
    query = select(CLAIMS.c.submission_id, CLAIMS.c.row, CLAIMS.c.phone_number).where(*which, plain)
    claims = connection.execute(query).all()
    if claims:
        marker = Pseudonymizer.of(connection)
        _write_marks(connection, [(each.submission_id, each.row, marker.mark(each.phone_number)) for each in claims])


def _write_marks(connection: Connection, marks: Sequence[tuple[str, int, str]]) -> None:
    mine = (CLAIMS.c.submission_id == bindparam("of"), CLAIMS.c.row == bindparam("at"))
    lines: list[dict[str, Any]] = [{"of": of, "at": row, "mark": mark} for of, row, mark in marks]
    connection.execute(update(CLAIMS).where(*mine).values(phone_number=bindparam("mark")), lines)
