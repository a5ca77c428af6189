"""The results of sends in the database: each call once, by the server's id, so that a page may be read again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from callsheet.database.sql import blocks, insert_or_ignore
from callsheet.store.ledger.transaction import lock_submission
from callsheet.store.results.lead_frame import LEAD, RESULT_COLUMNS, read_lead_frame
from callsheet.store.results.model import MADE, CallOutcome, FoundCall, LeadResult, ReadProblem, ResultsRead
from callsheet.store.tables import CALL_RESULTS, CLAIMS, RESULT_READS, SUBMISSION_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from sqlalchemy import Connection, Engine

    from callsheet.store.clock import Clock

_COLUMNS = tuple(column.name for column in CALL_RESULTS.c if column.name not in ("submission_id", "pass"))
_ROWS_PER_STATEMENT = 500


class CallResults:
    """The results of one database.

    Args:
        engine: the database.
        clock: the clocks.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def state(self, submission_id: str) -> ResultsRead | None:
        """Return how far the results of a send were read; None: never."""
        return self.states([submission_id]).get(submission_id)

    def states(self, submission_ids: Sequence[str]) -> dict[str, ResultsRead]:
        """Return how far the results of some sends were read: id → state; those never read are missing."""
        found: dict[str, ResultsRead] = {}
        with self._engine.connect() as connection:
            for ids in blocks(submission_ids, _ROWS_PER_STATEMENT):
                query = select(RESULT_READS).where(RESULT_READS.c.submission_id.in_(ids))
                found |= {row["submission_id"]: _state(row) for row in connection.execute(query).mappings()}
        return found

    def begin(self, submission_id: str) -> ResultsRead:
        """Begin a pass over the server's list, or go on with one that was not completed."""
        of_send = RESULT_READS.c.submission_id == submission_id
        with self._engine.begin() as connection:
            lock_submission(connection, submission_id)
            first = {"pass": 0, "counts": {}, "simulated": 0, "is_whole": 1, "is_over": 0, "problem": ""}
            connection.execute(insert_or_ignore(connection, RESULT_READS).values(submission_id=submission_id, **first))
            row = connection.execute(select(RESULT_READS).where(of_send)).mappings().one()
            if row["position"] is None:
                values = {"pass": row["pass"] + 1, "position": "", "is_whole": 1}
                connection.execute(update(RESULT_READS).where(of_send).values(values))
                row = connection.execute(select(RESULT_READS).where(of_send)).mappings().one()
        return _state(row)

    def add(self, submission_id: str, number: int, calls: Sequence[FoundCall], position: str) -> int | None:
        """Store a page of calls, and where the pass goes on, in one transaction.

        Args:
            submission_id: the send.
            number: of the pass.
            calls: rows whose number was erased meanwhile are left out.
            position: where the pass continues.

        Returns:
            How many of the calls this pass had not seen before; None: another pass has begun, nothing is stored.
        """
        calls = list({call.call_id: call for call in calls}.values())
        with self._engine.begin() as connection:
            lock_submission(connection, submission_id)
            own = (RESULT_READS.c.submission_id == submission_id, RESULT_READS.c["pass"] == number)
            moved = update(RESULT_READS).where(*own, RESULT_READS.c.position.is_not(None)).values(position=position)
            if not connection.execute(moved).rowcount:
                return None
            present = _present_rows(connection, submission_id, {call.row for call in calls})
            stored = [call for call in calls if call.row in present]
            seen = _seen(connection, submission_id, number, [call.call_id for call in stored])
            _upsert(connection, submission_id, number, stored)
        return sum(call.call_id not in seen for call in stored)

    def note(self, submission_id: str, number: int, *, is_whole: bool) -> None:
        """Store that the list of this pass is not whole; `is_whole` True changes nothing."""
        if not is_whole:
            own = (RESULT_READS.c.submission_id == submission_id, RESULT_READS.c["pass"] == number)
            with self._engine.begin() as connection:
                connection.execute(update(RESULT_READS).where(*own).values(is_whole=0))

    def finish(
        self, submission_id: str, number: int, *, is_over: bool = False, problem: ReadProblem = ReadProblem.NONE
    ) -> ResultsRead:
        """Complete a pass and count the leads.

        Args:
            submission_id: the send.
            number: of the pass.
            is_over: True if nothing can change any more.
            problem: why nothing was read; counts of an earlier pass stay.
        """
        of_send = RESULT_READS.c.submission_id == submission_id
        with self._engine.begin() as connection:
            lock_submission(connection, submission_id)
            is_whole = bool(connection.scalar(select(RESULT_READS.c.is_whole).where(of_send)))
            values: dict[str, Any] = {"position": None, "problem": problem.value}
            if problem in (ReadProblem.NONE, ReadProblem.INCOMPLETE):
                frame = read_lead_frame(connection, submission_id, is_whole=is_whole)
                sent = frame[frame["outcome"] != ""]
                values |= {"counts": dict(Counter(sent["outcome"])), "simulated": int(sent["simulated"].sum())}
                values |= {"read_at": self._clock.now(), "is_over": int(is_over and is_whole)}
                values["problem"] = "" if is_whole else ReadProblem.INCOMPLETE.value
            own = (of_send, RESULT_READS.c["pass"] == number)
            connection.execute(update(RESULT_READS).where(*own).values(values))
            row = connection.execute(select(RESULT_READS).where(of_send)).mappings().one()
        return _state(row)

    def frame(self, submission_id: str) -> pd.DataFrame | None:
        """Return what became of every row that was ready, as `read_lead_frame` does; None: it was never read.

        Args:
            submission_id: the send.
        """
        with self._engine.connect() as connection:
            read = select(RESULT_READS.c.is_whole).where(RESULT_READS.c.submission_id == submission_id)
            is_whole = connection.scalar(read.where(RESULT_READS.c.read_at.is_not(None)))
            return None if is_whole is None else read_lead_frame(connection, submission_id, is_whole=bool(is_whole))

    def states_only(self, submission_id: str) -> pd.DataFrame:
        """Return the states of the rows of a send whose results were never read, in the layout of `frame`."""
        with self._engine.connect() as connection:
            return read_lead_frame(connection, submission_id, is_whole=False).assign(outcome="")

    def leads(self, submission_id: str) -> dict[int, LeadResult]:
        """Return what became of every lead that was sent: row number → result, in the file's order.

        A send whose results were never read has none.
        """
        frame = self.frame(submission_id)
        if frame is None:
            return {}
        sent = frame[frame["outcome"] != ""]
        lists = [sent[name].tolist() for name in RESULT_COLUMNS]
        return {
            row: LeadResult(CallOutcome(outcome), attempts, _known(last), _known(duration), simulated, *links)
            for row, outcome, attempts, last, duration, simulated, *links in zip(
                sent.index.tolist(), *lists, strict=True
            )
        }

    def known_leads(self, submission_id: str) -> dict[int, str]:
        """Return row number → the server's id of its lead, for rows that an earlier pass has found."""
        query = select(CALL_RESULTS.c.row, CALL_RESULTS.c.call_id).where(
            CALL_RESULTS.c.submission_id == submission_id, CALL_RESULTS.c.call_id.startswith(LEAD, autoescape=True)
        )
        with self._engine.connect() as connection:
            return {row: call_id.removeprefix(LEAD) for row, call_id in connection.execute(query)}

    def ended(self, submission_id: str) -> set[int]:
        """Return the rows of which a call is known that was made: nothing has to be asked of them again."""
        query = select(CALL_RESULTS.c.row).where(
            CALL_RESULTS.c.submission_id == submission_id,
            CALL_RESULTS.c.outcome.in_([outcome.value for outcome in MADE]),
            ~CALL_RESULTS.c.call_id.startswith(LEAD, autoescape=True),
        )
        with self._engine.connect() as connection:
            return set(connection.scalars(query))

    def rounds(self, server: str, campaign_id: str, numbers: Sequence[str]) -> dict[str, list[int]]:
        """Return how often numbers are claimed in a campaign: number → its rounds, ascending.

        Claims whose number was erased are not found by it.

        Args:
            server: name of the server.
            campaign_id: the campaign.
            numbers: E.164.
        """
        found: dict[str, list[int]] = {}
        own = (CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id)
        with self._engine.connect() as connection:
            for block in blocks(numbers, _ROWS_PER_STATEMENT):
                some = CLAIMS.c.phone_number.in_(block)
                query = select(CLAIMS.c.phone_number, CLAIMS.c.round).where(*own, some).order_by(CLAIMS.c.round)
                for number, again in connection.execute(query):
                    found.setdefault(number, []).append(again)
        return found


def _state(row: Any) -> ResultsRead:
    return ResultsRead(
        number=row["pass"],
        position=row["position"],
        read_at=row["read_at"],
        counts={outcome: row["counts"][outcome] for outcome in CallOutcome if row["counts"].get(outcome)},
        simulated=row["simulated"],
        is_whole=bool(row["is_whole"]),
        is_over=bool(row["is_over"]),
        problem=ReadProblem(row["problem"]),
    )


def _present_rows(connection: Connection, submission_id: str, rows: set[int]) -> set[int]:
    """Those of some rows whose number is not erased."""
    found: set[int] = set()
    for block in blocks(sorted(rows), _ROWS_PER_STATEMENT):
        query = select(SUBMISSION_ROWS.c.row).where(
            SUBMISSION_ROWS.c.submission_id == submission_id,
            SUBMISSION_ROWS.c.row.in_(block),
            SUBMISSION_ROWS.c.phone_number != "",
        )
        found |= set(connection.scalars(query))
    return found


def _seen(connection: Connection, submission_id: str, number: int, call_ids: Sequence[str]) -> set[str]:
    seen: set[str] = set()
    for block in blocks(call_ids, _ROWS_PER_STATEMENT):
        query = select(CALL_RESULTS.c.call_id).where(
            CALL_RESULTS.c.submission_id == submission_id,
            CALL_RESULTS.c.call_id.in_(block),
            CALL_RESULTS.c["pass"] == number,
        )
        seen |= set(connection.scalars(query))
    return seen


def _upsert(connection: Connection, submission_id: str, number: int, calls: Sequence[FoundCall]) -> None:
    if not calls:
        return
    own = {"submission_id": submission_id, "pass": number}
    rows = [
        {**own, **{name: getattr(call, name) for name in _COLUMNS}, "simulated": int(call.simulated)} for call in calls
    ]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(CALL_RESULTS)
    changed = {name: statement.excluded[name] for name in (*_COLUMNS, "pass") if name != "call_id"}
    key = ["submission_id", "call_id"]
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)


def _known(value: int) -> int | None:
    return None if value < 0 else value
