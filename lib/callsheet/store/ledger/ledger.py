"""The ledger: what was sent where, the state of every row, and which submission has claimed which number.

A claim, unique by server, campaign, E.164 and repeat, prevents a person from being called twice: it is taken in the
transaction that creates the submission, and released only when it is certain that nothing was queued.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from callsheet.database.sql import insert_or_ignore
from callsheet.errors import StoreError
from callsheet.store.clock import Clock
from callsheet.store.ledger.creation import plan_rows
from callsheet.store.ledger.decisions import Decisions
from callsheet.store.ledger.erasure import Eraser
from callsheet.store.ledger.lead_counts import LeadCounts
from callsheet.store.ledger.model import Attempt, Event, Part, PartLimits, PartRow, RowOutcome, event_from
from callsheet.store.ledger.preparation import LEASE, Preparer, abandoned_submissions
from callsheet.store.ledger.pseudonyms import read_claims
from callsheet.store.ledger.queries import (
    ROWS,
    check_every_row,
    find_part,
    read_attempt,
    read_part,
    read_rows,
    read_submission,
)
from callsheet.store.ledger.states import UNSETTLED, EventKind, PartState, Recall
from callsheet.store.ledger.transaction import record_event
from callsheet.store.ledger.transitions import Transitions
from callsheet.store.tables import ATTEMPTS, EVENTS, PARTS, SERVERS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import pandas as pd
    from sqlalchemy import ColumnElement, Engine

    from callsheet.store.ledger.payload import PayloadBuilder
    from callsheet.store.ledger.states import RowState
    from callsheet.store.ledger.submission import NewSubmission, Submission


class Ledger:
    """The submissions of one database.

    Args:
        engine: the database.
        clock: the clocks; None: those of the machine.

    Attributes:
        transitions: changes the state of parts.
        decisions: what an operator decides about a submission.
        lead_counts: how many leads a campaign should have.
        eraser: erases personal data.
    """

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self._engine = engine
        self.clock = clock or Clock()
        self.transitions = Transitions(engine, self.clock)
        self.decisions = Decisions(engine, self.clock)
        self.lead_counts = LeadCounts(engine)
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

    def get(self, submission_id: str) -> Submission:
        """Fetch a submission.

        Raises:
            StoreError: there is no submission with that id.
        """
        with self._engine.connect() as connection:
            return read_submission(connection, submission_id)

    def of_draft(self, draft_id: str) -> list[Submission]:
        """Return the submissions of a draft, the newest first."""
        return self._list(SUBMISSIONS.c.draft_id == draft_id)

    def of_file(self, sha256: str, server: str, campaign_id: str) -> list[Submission]:
        """Return the submissions of a file to a campaign, the newest first."""
        same_campaign = (SUBMISSIONS.c.server == server, SUBMISSIONS.c.campaign_id == campaign_id)
        return self._list(SUBMISSIONS.c.file_sha256 == sha256, *same_campaign)

    def latest(self, limit: int) -> list[Submission]:
        """Return the latest submissions, the newest first."""
        return self._list(limit=limit)

    def unfinished(self, server: str | None = None) -> list[Submission]:
        """Return the submissions with an unsettled part or a requested recall, the newest first.

        Args:
            server: only those to this server; None: all.
        """
        unsettled = SUBMISSIONS.c.id.in_(select(PARTS.c.submission_id).where(PARTS.c.state.in_(UNSETTLED)))
        conditions = [or_(unsettled, SUBMISSIONS.c.take_back == Recall.ASKED)]
        if server is not None:
            conditions.append(SUBMISSIONS.c.server == server)
        return self._list(*conditions)

    def _list(self, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Submission]:
        query = select(SUBMISSIONS.c.id).where(*conditions).limit(limit)
        query = query.order_by(SUBMISSIONS.c.created_at.desc(), SUBMISSIONS.c.id)
        with self._engine.connect() as connection:
            return [read_submission(connection, submission_id) for submission_id in connection.scalars(query).all()]

    def part(self, part_id: str) -> Part:
        """Fetch a part.

        Raises:
            StoreError: there is no part with that id.
        """
        with self._engine.connect() as connection:
            return read_part(connection, part_id)

    def find_part(self, part_id: str) -> Part | None:
        """Fetch a part; None when there is no part with that id."""
        with self._engine.connect() as connection:
            return find_part(connection, part_id)

    def attempt(self, attempt_id: str | None) -> Attempt | None:
        """Fetch an attempt; None when there is no attempt with that id."""
        with self._engine.connect() as connection:
            return read_attempt(connection, attempt_id)

    def attempt_ids(self) -> frozenset[str]:
        """Return the ids of all attempts."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(ATTEMPTS.c.id)))

    def data(self, part_id: str) -> bytes:
        """Return the bytes of a part; empty when they were erased."""
        with self._engine.connect() as connection:
            return bytes(connection.scalar(select(PARTS.c.data).where(PARTS.c.id == part_id)) or b"")

    def part_rows(self, part_id: str) -> list[PartRow]:
        """Return the rows of a part without an outcome separate from the part, in the order of the upload.

        Rows whose number was erased are missing.
        """
        query = select(ROWS.row, ROWS.phone_number, ROWS.round).order_by(ROWS.row)
        query = query.where(ROWS.part_id == part_id, ROWS.outcome == "", ROWS.phone_number != "")
        with self._engine.connect() as connection:
            return [PartRow(*row) for row in connection.execute(query)]

    def rows(self, submission_id: str, *states: RowState) -> list[RowOutcome]:
        """Return the outcome of a submission's ready rows, in the order of the file.

        Args:
            submission_id: the submission.
            *states: only rows in one of these; without any, all rows.
        """
        with self._engine.connect() as connection:
            outcomes = read_rows(connection, submission_id)
        return [outcome for outcome in outcomes if outcome.state in states] if states else outcomes

    def events(self, submission_id: str) -> list[Event]:
        """Return the events of a submission, the oldest first."""
        query = select(EVENTS).where(EVENTS.c.submission_id == submission_id).order_by(EVENTS.c.id)
        with self._engine.connect() as connection:
            return [event_from(row) for row in connection.execute(query).mappings()]

    def claimed(self, server: str, campaign_id: str, numbers: pd.Series[str]) -> pd.DataFrame:
        """Return which of some numbers are claimed in a campaign, including erased ones.

        Args:
            server: name of the server that receives the leads.
            campaign_id: the campaign.
            numbers: E.164, dtype str.

        Returns:
            n × (phone_number, round, submission_id, row), dtypes (str, int64, str, int64); only the latest round of a
            number, `row` being its row in the file of that submission.
        """
        with self._engine.begin() as connection:
            return read_claims(connection, server, campaign_id, numbers)

    def is_all_or_nothing(self, server: str) -> bool:
        """True when an answer of the operator has shown that a refusal of this server queues nothing."""
        with self._engine.connect() as connection:
            return bool(connection.scalar(select(SERVERS.c.all_or_nothing).where(SERVERS.c.name == server)))

    def set_all_or_nothing(self, server: str, *, holds: bool = True) -> None:
        """Store whether a refusal of this server queues nothing."""
        with self._engine.begin() as connection:
            connection.execute(insert_or_ignore(connection, SERVERS).values(name=server, all_or_nothing=int(holds)))
            connection.execute(update(SERVERS).where(SERVERS.c.name == server).values(all_or_nothing=int(holds)))

    def expire_leases(self) -> None:
        """Mark parts unknown that have been in flight for longer than their lease; they never become ready."""
        overdue = select(PARTS.c.id).join(ATTEMPTS, ATTEMPTS.c.id == PARTS.c.attempt_id)
        overdue = overdue.where(PARTS.c.state == PartState.INTENT, ATTEMPTS.c.lease_until < self.clock.now())
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
