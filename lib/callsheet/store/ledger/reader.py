"""What the ledger knows: submissions, parts, rows, events and claims, as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, case, func, or_, select

from callsheet.database.sql import blocks
from callsheet.store.audit import OPTION as AUDIT_KEY
from callsheet.store.ledger.gates.contacts import called_lately, read_cap
from callsheet.store.ledger.model import Attempt, Event, Part, PartRow, RowOutcome, event_from
from callsheet.store.ledger.pseudonyms import Pseudonymizer, read_claims
from callsheet.store.ledger.queries import (
    ROWS,
    driver_rows,
    find_part,
    read_attempt,
    read_part,
    read_rows,
    read_submission,
    read_submissions,
)
from callsheet.store.ledger.states import UNDECIDED, UNSETTLED, DestinationKind, EventKind, PartState, Recall
from callsheet.store.ledger.submissions.attention import AttentionReason, read_attention
from callsheet.store.ledger.submissions.row_facts import RowFact, read_row_facts
from callsheet.store.ledger.submissions.summary import SubmissionSummary, read_summaries
from callsheet.store.tables import (
    ATTEMPTS,
    CLAIMS,
    DESTINATION_SETTINGS,
    EVENTS,
    PARTS,
    SERVERS,
    SUBMISSION_ROWS,
    SUBMISSIONS,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    import pandas as pd
    from sqlalchemy import ColumnElement, Engine

    from callsheet.store.ledger.gates.contacts import CallCap, LatelyCalled
    from callsheet.store.ledger.states import RowState
    from callsheet.store.ledger.submissions.submission import Submission

_AT_ONCE = 100
"""Submissions that one statement fetches; chosen by hand, far below what a statement can name."""


# Made once: every part of a send asks for these, and making one costs more than SQLite needs to answer it.
_DATA = select(PARTS.c.data).where(PARTS.c.id == bindparam("id"))
_EXPECTED_COUNT = (
    select(ATTEMPTS.c.count_before + PARTS.c.rows + PARTS.c.taken_back)
    .select_from(PARTS.join(ATTEMPTS, ATTEMPTS.c.id == PARTS.c.attempt_id))
    .where(
        PARTS.c.submission_id == bindparam("id"),
        PARTS.c.state == PartState.ACKED,
        ATTEMPTS.c.count_before.is_not(None),
    )
    .order_by(PARTS.c.settled_at.desc(), PARTS.c.place)
    .limit(1)
)
_IS_UNFINISHED = or_(
    SUBMISSIONS.c.id.in_(select(PARTS.c.submission_id).where(PARTS.c.state.in_(UNSETTLED))),
    SUBMISSIONS.c.take_back == Recall.ASKED,
)


class LedgerReader:
    """Reads the submissions of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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

    def summaries(self, limit: int) -> list[SubmissionSummary]:
        """Return the latest submissions as a list shows them, the newest first.

        Args:
            limit: most submissions.
        """
        with self._engine.connect() as connection:
            return read_summaries(connection, limit)

    def attention(self, now: datetime) -> dict[str, AttentionReason]:
        """Return the ids of the submissions that need a person, with the reason; see `AttentionReason`.

        Args:
            now: the present time.
        """
        with self._engine.connect() as connection:
            return read_attention(connection, now)

    def unfinished(self, server: str | None = None) -> list[Submission]:
        """Return the submissions with an unsettled part or a requested recall, the newest first.

        Args:
            server: only those to this server; None: all.
        """
        conditions = [_IS_UNFINISHED]
        if server is not None:
            conditions.append(SUBMISSIONS.c.server == server)
        return self._list(*conditions)

    def _list(self, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Submission]:
        query = select(SUBMISSIONS.c.id).where(*conditions).limit(limit)
        query = query.order_by(SUBMISSIONS.c.created_at.desc(), SUBMISSIONS.c.id)
        with self._engine.connect() as connection:
            ids = connection.scalars(query).all()
            return [found for some in blocks(ids, _AT_ONCE) for found in read_submissions(connection, some)]

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

    def waits_since(self, part_id: str) -> datetime | None:
        """When a part was last put back to be tried again; None when it never was."""
        query = select(EVENTS.c.at).where(EVENTS.c.part_id == part_id, EVENTS.c.what == EventKind.NOT_SENT)
        owner = EVENTS.c.submission_id == select(PARTS.c.submission_id).where(PARTS.c.id == part_id).scalar_subquery()
        with self._engine.connect() as connection:
            return connection.scalar(query.where(owner).order_by(EVENTS.c.id.desc()).limit(1))

    def attempt(self, attempt_id: str | None) -> Attempt | None:
        """Fetch an attempt; None when there is no attempt with that id."""
        with self._engine.connect() as connection:
            return read_attempt(connection, attempt_id)

    def expected_count(self, submission_id: str) -> int | None:
        """Leads that a campaign should have after the latest part that it received.

        Args:
            submission_id: the submission.

        Returns:
            Leads in the campaign before that part, by its attempt, and those of the part, also such as were removed
            again; None where no attempt has a count.
        """
        with self._engine.connect() as connection:
            return connection.scalar(_EXPECTED_COUNT, {"id": submission_id})

    def attempt_ids(self) -> frozenset[str]:
        """Return the ids of all attempts."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(ATTEMPTS.c.id)))

    def data(self, part_id: str) -> bytes:
        """Return the bytes of a part; empty when they were erased."""
        with self._engine.connect() as connection:
            return bytes(connection.scalar(_DATA, {"id": part_id}) or b"")

    def part_rows(self, part_id: str) -> list[PartRow]:
        """Return the rows of a part without an outcome separate from the part, in the order of the upload.

        Rows whose number was erased are missing.
        """
        query = select(ROWS.row, ROWS.phone_number, ROWS.round).order_by(ROWS.row)
        query = query.where(ROWS.part_id == part_id, ROWS.outcome == "", ROWS.phone_number != "")
        with self._engine.connect() as connection:
            return list(map(PartRow._make, driver_rows(connection, query)))

    def rows(self, submission_id: str, *states: RowState) -> list[RowOutcome]:
        """Return the outcome of a submission's ready rows, in the order of the file.

        Args:
            submission_id: the submission.
            *states: only rows in one of these; without any, all rows.
        """
        with self._engine.connect() as connection:
            outcomes = read_rows(connection, submission_id)
        return [outcome for outcome in outcomes if outcome.state in states] if states else outcomes

    def lead_ids(self, submission_id: str) -> dict[int, str]:
        """Return row number → the server's id of its lead, where the server gave one."""
        query = select(ROWS.row, ROWS.lead_id).where(ROWS.submission_id == submission_id, ROWS.lead_id != "")
        with self._engine.connect() as connection:
            return dict(map(tuple, connection.execute(query.order_by(ROWS.row))))

    def marks(self) -> frozenset[str]:
        """Return the marks of all batch calls that this ledger may have made."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(ATTEMPTS.c.mark).where(ATTEMPTS.c.mark != "")))

    def phone_header(self, server: str, destination: DestinationKind) -> str | None:
        """Return the name of the phone column that a destination has asked for; None: it has asked for none."""
        setting = (DESTINATION_SETTINGS.c.server == server, DESTINATION_SETTINGS.c.destination == destination)
        with self._engine.connect() as connection:
            return connection.scalar(select(DESTINATION_SETTINGS.c.phone_header).where(*setting))

    def events(self, submission_id: str) -> list[Event]:
        """Return the events of a submission, the oldest first."""
        query = select(EVENTS).where(EVENTS.c.submission_id == submission_id).order_by(EVENTS.c.id)
        with self._engine.connect() as connection:
            return [event_from(row) for row in connection.execute(query).mappings()]

    def row_facts(self, submission_id: str) -> list[RowFact]:
        """Return what was known of the rows of a submission's file at the press, in the order of the file."""
        with self._engine.connect() as connection:
            return read_row_facts(connection, submission_id)

    def part_ids(self, submission_id: str) -> dict[int, str]:
        """Return the part of each row of a submission that is in one: row number → part id."""
        query = select(ROWS.row, ROWS.part_id).where(ROWS.submission_id == submission_id, ROWS.part_id.is_not(None))
        with self._engine.connect() as connection:
            return dict(map(tuple, connection.execute(query)))

    def signing_key(self) -> bytes:
        """Return the key that signs audit and receipts; empty where the database was opened without one."""
        return bytes(self._engine.get_execution_options().get(AUDIT_KEY, b""))

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

    def campaigns_with(self, server: str, number: str) -> dict[str, str]:
        """Return the campaigns of a server that were sent a number, or may have been: id → name.

        Args:
            server: name of the server.
            number: E.164; also one that was erased since.
        """
        return self._sent_to(number, CLAIMS.c.server == server)

    def agents_and_workflows_with(self, number: str, *, besides: str | None = None) -> list[str]:
        """Return the names of agents and workflows that were sent a number, or may have been, in any batch call.

        Args:
            number: E.164; also one that was erased since.
            besides: name of a server whose agents and workflows are left out, but not the files that a person uploads
                to a dashboard; None: no server.
        """
        condition = SUBMISSIONS.c.destination != DestinationKind.CAMPAIGN
        if besides is not None:
            condition &= (CLAIMS.c.server != besides) | (SUBMISSIONS.c.destination == DestinationKind.FILE)
        sent_to = self._sent_to(number, condition)
        return sorted(set(sent_to.values()))

    def _sent_to(self, number: str, condition: ColumnElement[bool]) -> dict[str, str]:
        """Id → name of the destinations that may have a number."""
        with self._engine.begin() as connection:
            marks = (number, Pseudonymizer.for_database(connection).pseudonym(number))
            claims = CLAIMS.join(SUBMISSIONS).outerjoin(
                SUBMISSION_ROWS, (ROWS.submission_id == CLAIMS.c.submission_id) & (ROWS.row == CLAIMS.c.row)
            )
            sent = claims.join(PARTS, ROWS.part_id == PARTS.c.id)
            query = select(SUBMISSIONS.c.campaign_id, SUBMISSIONS.c.campaign_name).select_from(sent).distinct()
            may_be_there = PARTS.c.state.in_([*UNDECIDED, PartState.ACKED])
            has_number = (CLAIMS.c.phone_number.in_(marks), may_be_there, ROWS.outcome == "")
            return dict(map(tuple, connection.execute(query.where(condition, *has_number))))

    def call_cap(self) -> CallCap:
        """Return how often one person may be called."""
        with self._engine.connect() as connection:
            return read_cap(connection)

    def called_lately(self, numbers: Collection[str]) -> list[LatelyCalled]:
        """Return how often some numbers were called lately in which campaign; the days are those of the cap.

        Args:
            numbers: E.164.
        """
        with self._engine.begin() as connection:
            return called_lately(connection, numbers, read_cap(connection).days)

    def unsent(self, number: str) -> tuple[int, int]:
        """Return how many rows with a number have not left, and how many are on their way or in question.

        Args:
            number: E.164.
        """
        sending = func.coalesce(func.sum(case((PARTS.c.state.in_(UNDECIDED), 1), else_=0)), 0)
        query = select(func.count(), sending).select_from(SUBMISSION_ROWS.join(PARTS, ROWS.part_id == PARTS.c.id))
        query = query.where(ROWS.phone_number == number, ROWS.outcome == "", PARTS.c.state.in_(UNSETTLED))
        with self._engine.connect() as connection:
            rows, on_the_way = connection.execute(query).one()
        return rows - on_the_way, on_the_way

    def is_all_or_nothing(self, server: str) -> bool:
        """True when an answer of the operator has shown that a refusal of this server queues nothing."""
        with self._engine.connect() as connection:
            return bool(connection.scalar(select(SERVERS.c.all_or_nothing).where(SERVERS.c.name == server)))
