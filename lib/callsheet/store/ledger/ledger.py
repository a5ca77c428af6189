"""The ledger: what was sent where, in which state each row is, and who has claimed which number.

A claim, unique by server, campaign, E.164 and round, is what keeps a person from being called twice: it is taken in
the same transaction that makes the submission, and given back only when it is certain that nothing was queued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from callsheet.database.sql import insert_or_ignore
from callsheet.store.clock import Clock
from callsheet.store.ledger.creation import PartLimits, claim_and_insert_rows, split_into_parts
from callsheet.store.ledger.erasure import Eraser
from callsheet.store.ledger.lead_counts import LeadCounts
from callsheet.store.ledger.model import (
    Attempt,
    Event,
    Part,
    Submission,
    part_of,
)
from callsheet.store.ledger.moves import Moves
from callsheet.store.ledger.pseudonyms import read_claimed
from callsheet.store.ledger.queries import (
    ROW_STATES,
    ROWS,
    WITHOUT_DATA,
    check_every_row,
    check_sums,
    read_attempt,
    read_part,
    read_submission,
)
from callsheet.store.ledger.states import UNSETTLED, PartState, RowState
from callsheet.store.tables import ATTEMPTS, CLAIMS, EVENTS, PARTS, SERVERS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    from sqlalchemy import ColumnElement, Engine

    from callsheet.store.ledger.model import NewSubmission


class Ledger(LeadCounts):
    """The submissions of one database.

    Args:
        engine: where they lie.
        clock: the time.
    """

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        super().__init__(engine)
        self.clock = clock or Clock()
        self.transitions = Moves(engine, self.clock)
        self.eraser = Eraser(engine, self.clock)

    def create(
        self, new: NewSubmission, numbers: pd.Series[str], part: Callable[[Sequence[int]], bytes], *,
        rounds: Mapping[str, int] | None = None, sizes: PartLimits | None = None,
    ) -> Submission:  # fmt: skip
        """Claim the numbers and keep what will be sent. Nothing has left yet.

        Args:
            new: what the submission is.
            numbers: E.164 by row number of the file, of every row that is ready.
            part: makes the bytes of an upload from row numbers, ascending.
            rounds: of numbers called again on purpose, how often they were called before.
            sizes: how large an upload may be.

        Returns:
            The submission, its parts READY; rows whose number was claimed before are ALREADY_CLAIMED. A token that is
            spent answers with the submission it was spent for.
        """
        spent = self._of_token(new.token)
        if spent is not None:
            return spent
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(SUBMISSIONS).values(**new.values(), created_at=self.clock.now()))
                granted = claim_and_insert_rows(connection, new, numbers, rounds or {})
                parts = split_into_parts(connection, new, granted, part, sizes or PartLimits())
                facts = {"rows": len(granted), "parts": len(parts), "again": new.again, "trial": new.trial}
                self.transitions.note(connection, new.id, "pressed", new.created_by, "", **facts)
                check_sums(connection, new.id, *parts)
                check_every_row(connection, new.id)
                return read_submission(connection, new.id)
        except IntegrityError:
            spent = self._of_token(new.token)
            if spent is None:
                raise
            return spent

    def _of_token(self, token: str) -> Submission | None:
        found = self._list(SUBMISSIONS.c.token == token)
        return found[0] if found else None

    def get(self, submission_id: str) -> Submission:
        """Fetch a submission.

        Raises:
            StoreError: there is none of that id.
        """
        with self._engine.connect() as connection:
            return read_submission(connection, submission_id)

    def of_draft(self, draft_id: str) -> list[Submission]:
        """The submissions of a draft, the newest first."""
        return self._list(SUBMISSIONS.c.draft_id == draft_id)

    def of_file(self, sha256: str, server: str, campaign_id: str) -> list[Submission]:
        """The submissions of a file to a campaign, the newest first."""
        here = (SUBMISSIONS.c.server == server, SUBMISSIONS.c.campaign_id == campaign_id)
        return self._list(SUBMISSIONS.c.file_sha256 == sha256, *here)

    def latest(self, number: int) -> list[Submission]:
        """The newest submissions, at most so many."""
        return self._list(limit=number)

    def unfinished(self, server: str | None = None) -> list[Submission]:
        """Submissions with something undone (waiting, in flight, unknown, to be taken back), the newest first."""
        undone = select(PARTS.c.submission_id).where(PARTS.c.state.in_(UNSETTLED))
        some = or_(SUBMISSIONS.c.id.in_(undone), SUBMISSIONS.c.take_back == "asked")
        return self._list(some) if server is None else self._list(some, SUBMISSIONS.c.server == server)

    def _list(self, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Submission]:
        query = select(SUBMISSIONS.c.id).where(*conditions).limit(limit)
        query = query.order_by(SUBMISSIONS.c.created_at.desc(), SUBMISSIONS.c.id)
        with self._engine.connect() as connection:
            return [read_submission(connection, each) for each in connection.scalars(query).all()]

    def part(self, part_id: str) -> Part:
        """Fetch a part.

        Raises:
            StoreError: there is none of that id.
        """
        with self._engine.connect() as connection:
            return read_part(connection, part_id)

    def find_part(self, part_id: str) -> Part | None:
        """Fetch a part; None when there is none of that id."""
        with self._engine.connect() as connection:
            row = connection.execute(select(*WITHOUT_DATA).where(PARTS.c.id == part_id)).one_or_none()
        return None if row is None else part_of(row)

    def attempt(self, attempt_id: str | None) -> Attempt | None:
        """Fetch an attempt; None when there is none of that id."""
        with self._engine.connect() as connection:
            return read_attempt(connection, attempt_id)

    def attempt_ids(self) -> frozenset[str]:
        """Ids of every attempt."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(ATTEMPTS.c.id)))

    def data(self, part_id: str) -> bytes:
        """The bytes of a part."""
        with self._engine.connect() as connection:
            return bytes(connection.scalar(select(PARTS.c.data).where(PARTS.c.id == part_id)) or b"")

    def part_rows(self, part_id: str) -> list[tuple[int, str, int]]:
        """Row number, E.164 and round of the rows of a part that share its state, in the order of the upload.

        A row whose number was forgotten is not among them.
        """
        query = select(ROWS.row, ROWS.phone_number, ROWS.round).where(ROWS.part_id == part_id, ROWS.outcome == "")
        query = query.where(ROWS.phone_number != "")
        with self._engine.connect() as connection:
            return [(row, number, turn) for row, number, turn in connection.execute(query.order_by(ROWS.row))]

    def rows(self, submission_id: str, *states: RowState) -> list[tuple[int, str, RowState, str]]:
        """Row number, E.164, state and the server's words of a submission's rows, in the order of the file.

        Args:
            submission_id: which one.
            *states: only rows in one of these; none given: all.
        """
        query = select(ROWS.row, ROWS.phone_number, ROW_STATES, ROWS.words)
        query = query.select_from(SUBMISSION_ROWS.outerjoin(PARTS, ROWS.part_id == PARTS.c.id))
        query = query.where(ROWS.submission_id == submission_id).order_by(ROWS.row)
        with self._engine.connect() as connection:
            found = [(row, number, RowState(state), words) for row, number, state, words in connection.execute(query)]
        return [line for line in found if line[2] in states] if states else found

    def events(self, submission_id: str) -> list[Event]:
        """What happened to a submission, in its order."""
        names = (EVENTS.c.at, EVENTS.c.part_id, EVENTS.c.who, EVENTS.c.what, EVENTS.c.facts)
        query = select(*names).where(EVENTS.c.submission_id == submission_id).order_by(EVENTS.c.id)
        with self._engine.connect() as connection:
            return [Event(at, part, who, what, facts) for at, part, who, what, facts in connection.execute(query)]

    def claims(self, server: str, campaign_id: str) -> list[tuple[str, int, str]]:
        """Every number that is spoken for in a campaign: E.164, round, submission; a number's newest round last."""
        query = select(CLAIMS.c.phone_number, CLAIMS.c.round, CLAIMS.c.submission_id).order_by(CLAIMS.c.round)
        query = query.where(CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id)
        with self._engine.connect() as connection:
            return [(number, turn, submission_id) for number, turn, submission_id in connection.execute(query)]

    def claimed(self, server: str, campaign_id: str, numbers: pd.Series[str]) -> pd.DataFrame:
        """Which of some numbers are spoken for in a campaign, also where the number itself is not kept any more.

        Args:
            server: name of the server that takes the leads.
            campaign_id: where they go.
            numbers: E.164.

        Returns:
            n × (phone_number, round, submission_id, row); a number's newest round only, its row that of its send.
        """
        with self._engine.begin() as connection:
            return read_claimed(connection, server, campaign_id, numbers)

    def audit(self, submission_id: str) -> None:
        """Count every row of a submission.

        Raises:
            ConservationError: its rows do not add up to its parts.
        """
        with self._engine.connect() as connection:
            check_every_row(connection, submission_id)

    def is_all_or_nothing(self, server: str) -> bool:
        """True when the operator's answer has shown that a refusal of this server queues nothing."""
        with self._engine.connect() as connection:
            return bool(connection.scalar(select(SERVERS.c.all_or_nothing).where(SERVERS.c.name == server)))

    def set_all_or_nothing(self, server: str, *, holds: bool = True) -> None:
        """Remember whether a refusal of this server queues nothing."""
        with self._engine.begin() as connection:
            connection.execute(insert_or_ignore(connection, SERVERS).values(name=server, all_or_nothing=int(holds)))
            connection.execute(update(SERVERS).where(SERVERS.c.name == server).values(all_or_nothing=int(holds)))

    def expire_leases(self) -> None:
        """What has been in flight for longer than its lease is unknown; never ready."""
        for submission in self.unfinished():
            for part in submission.in_state(PartState.INTENT):
                attempt = self.attempt(part.attempt_id)
                if attempt is not None and attempt.lease_until < self.clock.now():
                    self.transitions.mark_unknown(part.id)

    def count_before(self, submission_id: str, count: int) -> None:
        """Keep how many leads the campaign had before, as the operator told it."""
        with self._engine.begin() as connection:
            mine = SUBMISSIONS.c.id == submission_id
            connection.execute(update(SUBMISSIONS).where(mine).values(count_before=count))
