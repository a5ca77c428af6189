"""Erase personal data: after its retention time, or one number at once. Counts and claims remain.

Only settled submissions are erased: leads that are waiting, in flight or unknown need their data to be settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, update

from callsheet.database.sql import secure_delete_transaction
from callsheet.store.ledger.pseudonyms import Pseudonymizer, is_pseudonym
from callsheet.store.ledger.queries import ROWS, check_sums
from callsheet.store.ledger.states import UNSETTLED, EventKind, Recall
from callsheet.store.ledger.transaction import lock_submission, record_event
from callsheet.store.tables import ATTEMPTS, CALL_RESULTS, CLAIMS, PARTS, ROW_FACTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Engine

    from callsheet.store.clock import Clock

RETENTION = "sweep"
"""Who erases what is past its time, as stored in the events."""


@dataclass(frozen=True)
class NumberOccurrences:
    """How often a number is stored in the ledger.

    Args:
        settled: rows of settled submissions.
        open: rows of other submissions.
    """

    settled: int
    open: int


class Eraser:
    """Erases personal data from the ledger of one database.

    Args:
        engine: the database.
        clock: the clocks.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def due_before(self, moment: datetime) -> list[str]:
        """Return the ids of settled submissions that are not erased and were created and settled before a moment."""
        last_change = func.max(func.coalesce(PARTS.c.settled_at, SUBMISSIONS.c.created_at))
        query = select(SUBMISSIONS.c.id).outerjoin(PARTS).where(SUBMISSIONS.c.forgotten_at.is_(None), ~_IS_OPEN)
        query = query.where(SUBMISSIONS.c.created_at < moment).group_by(SUBMISSIONS.c.id)
        with self._engine.connect() as connection:
            return list(connection.scalars(query.having(func.coalesce(last_change, moment) < moment)))

    def erase(self, submission_id: str) -> bool:
        """Erase every number, message and byte of a settled submission.

        Returns:
            False when it is not settled; nothing has changed then.
        """
        of_submission = SUBMISSIONS.c.id == submission_id
        with secure_delete_transaction(self._engine) as connection:
            lock_submission(connection, submission_id)
            if connection.execute(select(SUBMISSIONS.c.id).where(of_submission, ~_IS_OPEN)).one_or_none() is None:
                return False
            connection.execute(update(SUBMISSIONS).where(of_submission).values(forgotten_at=self._clock.now()))
            _pseudonymize_claims(connection, CLAIMS.c.submission_id == submission_id)
            rows = update(SUBMISSION_ROWS).where(ROWS.submission_id == submission_id)
            connection.execute(rows.values(phone_number="", words="", lead_id=""))
            for table in (CALL_RESULTS, ROW_FACTS):
                connection.execute(delete(table).where(table.c.submission_id == submission_id))
            _erase_payloads(connection, PARTS.c.submission_id == submission_id)
            record_event(connection, self._clock, submission_id, EventKind.ERASED, RETENTION)
            check_sums(connection, submission_id)
            return True

    def count(self, number: str) -> NumberOccurrences:
        """Count the rows that hold a number.

        Args:
            number: E.164.
        """
        query = select(_IS_OPEN, func.count()).select_from(SUBMISSION_ROWS.join(SUBMISSIONS))
        query = query.where(ROWS.phone_number == number).group_by(_IS_OPEN)
        with self._engine.connect() as connection:
            counts = {bool(is_open): count for is_open, count in connection.execute(query)}
        return NumberOccurrences(counts.get(False, 0), counts.get(True, 0))

    def erase_number(self, number: str, who: str) -> NumberOccurrences:
        """Erase one number from every settled submission, with the bytes of the parts that carried it.

        Args:
            number: E.164.
            who: the person who asks for it.

        Returns:
            The rows erased, and the rows left because their submission is not settled.
        """
        occurrences = self.count(number)
        with secure_delete_transaction(self._engine) as connection:
            query = select(ROWS.submission_id).join(SUBMISSIONS).where(ROWS.phone_number == number, ~_IS_OPEN)
            # sorted: two erasures lock the submissions in the same order and cannot deadlock
            for submission_id in sorted(set(connection.scalars(query))):
                lock_submission(connection, submission_id)
                rows = (ROWS.submission_id == submission_id, ROWS.phone_number == number)
                parts = select(ROWS.part_id).where(*rows, ROWS.part_id.is_not(None))
                _erase_payloads(connection, PARTS.c.id.in_(set(connection.scalars(parts))))
                person = select(ROWS.row).where(*rows).scalar_subquery()
                for table in (CALL_RESULTS, ROW_FACTS):
                    of_person = (table.c.submission_id == submission_id, table.c.row.in_(person))
                    connection.execute(delete(table).where(*of_person))
                connection.execute(update(SUBMISSION_ROWS).where(*rows).values(phone_number="", words="", lead_id=""))
                _pseudonymize_claims(
                    connection, CLAIMS.c.submission_id == submission_id, CLAIMS.c.phone_number == number
                )
                record_event(connection, self._clock, submission_id, EventKind.NUMBER_ERASED, who)
                check_sums(connection, submission_id)
        return occurrences


_OPEN_PARTS = select(PARTS.c.submission_id).where(PARTS.c.state.in_(UNSETTLED))
_IS_OPEN: ColumnElement[bool] = SUBMISSIONS.c.id.in_(_OPEN_PARTS) | (SUBMISSIONS.c.take_back == Recall.ASKED)


def _erase_payloads(connection: Connection, condition: ColumnElement[bool]) -> None:
    connection.execute(update(PARTS).where(condition).values(data=b"", message=""))
    attempts = ATTEMPTS.c.part_id.in_(select(PARTS.c.id).where(condition))
    connection.execute(update(ATTEMPTS).where(attempts).values(refusal=None, known_ids=None))


def _pseudonymize_claims(connection: Connection, *conditions: ColumnElement[bool]) -> None:
    """Replace the numbers of claims by pseudonyms; the claims themselves remain."""
    query = select(CLAIMS.c.submission_id, CLAIMS.c.row, CLAIMS.c.phone_number).where(*conditions, ~is_pseudonym())
    claims = connection.execute(query).all()
    if not claims:
        return
    pseudonymizer = Pseudonymizer.for_database(connection)
    values: list[dict[str, Any]] = [
        {"claim_submission": submission_id, "claim_row": row, "pseudonym": pseudonymizer.pseudonym(number)}
        for submission_id, row, number in claims
    ]
    of_claim = (CLAIMS.c.submission_id == bindparam("claim_submission"), CLAIMS.c.row == bindparam("claim_row"))
    connection.execute(update(CLAIMS).where(*of_claim).values(phone_number=bindparam("pseudonym")), values)
