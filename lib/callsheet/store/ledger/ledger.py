"""The ledger: what was sent where, the state of every row, and which submission has claimed which number.

A claim, unique by server, campaign, E.164 and repeat, prevents a person from being called twice: it is taken in the
transaction that creates the submission, and released only when it is certain that nothing was queued.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from callsheet.database.sql import insert_or_ignore
from callsheet.errors import StoreError
from callsheet.store.clock import Clock
from callsheet.store.ledger.decisions import Decisions
from callsheet.store.ledger.erasure import Eraser
from callsheet.store.ledger.lead_counts import LeadCounts
from callsheet.store.ledger.model import PartLimits
from callsheet.store.ledger.parts.creation import plan_rows
from callsheet.store.ledger.parts.preparation import LEASE, Preparer, abandoned_submissions
from callsheet.store.ledger.queries import check_every_row, read_submission
from callsheet.store.ledger.reader import LedgerReader
from callsheet.store.ledger.states import EventKind, PartState
from callsheet.store.ledger.submissions.destination_history import DestinationHistory
from callsheet.store.ledger.submissions.row_facts import write_row_facts
from callsheet.store.ledger.transaction import record_event
from callsheet.store.ledger.transitions import Transitions
from callsheet.store.tables import ATTEMPTS, DESTINATION_SETTINGS, PARTS, SERVERS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import pandas as pd
    from sqlalchemy import Engine

    from callsheet.store.ledger.parts.payload import PayloadBuilder
    from callsheet.store.ledger.states import DestinationKind
    from callsheet.store.ledger.submissions.submission import NewSubmission, Submission

STEP = timedelta(minutes=5)
"""A clock that is set back by less leaves a lease as it is: the clocks of several machines differ. Chosen by hand."""


class Ledger(LedgerReader):
    """The submissions of one database.

    Args:
        engine: the database.
        clock: the clocks; None: those of the machine.

    Attributes:
        transitions: changes the state of parts.
        decisions: what an operator decides about a submission.
        lead_counts: how many leads a campaign should have.
        destinations: what was sent to each.
        eraser: erases personal data.
    """

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        super().__init__(engine)
        self.clock = clock or Clock()
        self.transitions = Transitions(engine, self.clock)
        self.decisions = Decisions(engine, self.clock)
        self.lead_counts = LeadCounts(engine)
        self.destinations = DestinationHistory(engine)
        self.eraser = Eraser(engine, self.clock)

    def create(
        self,
        new: NewSubmission,
        numbers: pd.Series[str],
        build: PayloadBuilder,
        *,
        repeats: Mapping[str, int] | None = None,
        limits: PartLimits | None = None,
        last: Collection[int] = (),
    ) -> Submission:
        """Claim the numbers and store what will be sent; nothing is sent here.

        Args:
            new: the submission.
            numbers: E.164 by row number of the file, of every ready row, dtype str.
            build: returns the bytes of an upload from row numbers, ascending.
            repeats: numbers called again on purpose → how often they were sent before.
            limits: the maximum size of an upload.
            last: row numbers that go into the last parts.

        Returns:
            The submission, its parts READY; rows whose number was claimed before are ALREADY_CLAIMED. For a spent
            token, the submission it was spent for.
        """
        planned = self.plan(new, numbers, repeats=repeats, limits=limits, last=last)
        preparer = self.preparer(planned.id, build, limits)
        for part in planned.in_state(PartState.PLANNED):
            preparer.prepare(part.id)
        return self.get(planned.id)

    def plan(
        self,
        new: NewSubmission,
        numbers: pd.Series[str],
        *,
        repeats: Mapping[str, int] | None = None,
        limits: PartLimits | None = None,
        last: Collection[int] = (),
        on_stored: Callable[[int], None] = lambda _rows: None,
    ) -> Submission:
        """Store a submission with its rows; `preparer` claims the numbers and writes the parts.

        Args:
            new: the submission.
            numbers: E.164 by row number of the file, of every ready row, dtype str.
            repeats: numbers called again on purpose → how often they were sent before.
            limits: the maximum size of an upload.
            last: row numbers that go into the last parts.
            on_stored: called inside the transaction with the number of rows just stored; what it raises undoes all.

        Returns:
            The submission, its parts PLANNED. For a spent token, the submission it was spent for.
        """
        spent = self._with_token(new.token)
        if spent is not None:
            return spent
        try:
            with self._engine.begin() as connection:
                now = self.clock.now()
                connection.execute(
                    insert(SUBMISSIONS).values(**new.values(), created_at=now, prepare_until=now + LEASE)
                )
                write_row_facts(connection, new.id, new.row_facts)
                limits = limits or PartLimits()
                for rows in plan_rows(connection, new, numbers, limits, repeats=repeats or {}, last=last):
                    on_stored(rows)
                record_event(
                    connection,
                    self.clock,
                    new.id,
                    EventKind.PRESSED,
                    new.created_by,
                    rows=len(numbers),
                    again=new.again,
                    trial=len(new.first_rows),
                )
                check_every_row(connection, new.id)
                return read_submission(connection, new.id)
        except IntegrityError:  # another process has spent the token meanwhile
            spent = self._with_token(new.token)
            if spent is None:
                raise
            return spent

    def preparer(self, submission_id: str, build: PayloadBuilder, limits: PartLimits | None = None) -> Preparer:
        """Return what prepares the planned parts of a submission.

        Args:
            submission_id: the submission.
            build: returns the bytes of an upload from row numbers, ascending.
            limits: the maximum size of an upload.
        """
        return Preparer(self._engine, self.clock, submission_id, build, limits or PartLimits())

    def _with_token(self, token: str) -> Submission | None:
        return next(iter(self._list(SUBMISSIONS.c.token == token)), None)

    def set_phone_header(self, server: str, destination: DestinationKind, header: str) -> None:
        """Store the name of the phone column that a destination of a server wants.

        Args:
            server: name of the server.
            destination: of its kinds.
            header: the column's name.
        """
        of_destination = {"server": server, "destination": destination.value}
        columns = DESTINATION_SETTINGS.c
        same = (columns.server == server, columns.destination == destination)
        with self._engine.begin() as connection:
            values = {**of_destination, "phone_header": header}
            connection.execute(insert_or_ignore(connection, DESTINATION_SETTINGS).values(**values))
            connection.execute(update(DESTINATION_SETTINGS).where(*same).values(phone_header=header))

    def set_all_or_nothing(self, server: str, *, holds: bool = True) -> None:
        """Store whether a refusal of this server queues nothing."""
        with self._engine.begin() as connection:
            connection.execute(insert_or_ignore(connection, SERVERS).values(name=server, all_or_nothing=int(holds)))
            connection.execute(update(SERVERS).where(SERVERS.c.name == server).values(all_or_nothing=int(holds)))

    def expire_leases(self) -> None:
        """Mark parts unknown that have been in flight for longer than their lease; they never become ready.

        One that left further in the future than `STEP` left before the clock was set back: its lease is over as well.
        """
        now = self.clock.now()
        is_over = or_(ATTEMPTS.c.lease_until < now, ATTEMPTS.c.left_at > now + STEP)
        overdue = select(PARTS.c.id).join(ATTEMPTS, ATTEMPTS.c.id == PARTS.c.attempt_id)
        overdue = overdue.where(PARTS.c.state == PartState.INTENT, is_over)
        with self._engine.connect() as connection:
            part_ids = connection.scalars(overdue).all()
        for part_id in part_ids:
            with suppress(StoreError):  # settled meanwhile
                self.transitions.mark_unknown(part_id)

    def withdraw_abandoned(self) -> None:
        """Withdraw parts that are planned and that no process prepares any more: nothing of them was claimed."""
        with self._engine.connect() as connection:
            abandoned = abandoned_submissions(connection, self.clock)
        for submission_id in abandoned:
            self.decisions.withdraw_planned(submission_id)
