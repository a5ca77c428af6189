"""How often a person was called lately, in whichever campaign, and the gate that caps it.

A call counts from the moment when the first byte of its part could leave; what was refused, withdrawn, taken back or
proved absent does not count. Claims outlive the erasure of numbers as pseudonyms, so retention changes nothing here.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select, text

from callsheet.store.clock import utc_now
from callsheet.store.ledger.gates.reasons import HoldBackReason
from callsheet.store.ledger.gates.workspace_setting import workspace_setting
from callsheet.store.ledger.pseudonyms import Pseudonymizer, starts_like_a_pseudonym
from callsheet.store.ledger.queries import ROWS
from callsheet.store.ledger.states import UNDECIDED, PartState
from callsheet.store.tables import ATTEMPTS, CLAIMS, PARTS, SUBMISSION_ROWS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Connection

FIELD = "call_cap"
"""The field of `Settings`, the name under which it is saved, and the option of an engine that wins over it."""
TELL_DAYS = 7
"""Days that are looked back on where calls are only reported, not capped; chosen by hand."""
_LOCK = int.from_bytes(sha256(b"callsheet call cap").digest()[:8], signed=True)
"""Advisory lock on PostgreSQL: of two parts with one person the second sees the first."""
_MAY_BE_CALLED = (*UNDECIDED, PartState.ACKED)
_MARKS_AT_ONCE = 20_000
"""Bounds the memory of one look-up; chosen by hand."""


class CallCap(NamedTuple):
    """How often one person may be called.

    Args:
        calls: at most so many calls; None: no limit, calls are only reported.
        days: in so many days.
    """

    calls: int | None
    days: int

    @classmethod
    def of(cls, setting: str) -> CallCap:
        """Return the cap of a setting: "tell", or "2/7" for at most two calls in seven days."""
        calls, is_capped, days = setting.partition("/")
        return cls(int(calls), int(days)) if is_capped else cls(None, TELL_DAYS)

    def since(self) -> datetime:
        """Return from when calls count."""
        return utc_now() - timedelta(days=self.days)


class LatelyCalled(NamedTuple):
    """A person who was called lately.

    Args:
        number: E.164.
        campaign_id: in this campaign.
        campaign_name: its name.
        calls: how often in that campaign.
    """

    number: str
    campaign_id: str
    campaign_name: str
    calls: int


def read_cap(connection: Connection) -> CallCap:
    """Return the cap in effect: of the environment, else the saved one, else none.

    Args:
        connection: its engine may have the option `FIELD`.
    """
    return CallCap.of(workspace_setting(connection, FIELD, "tell"))


def over_cap(connection: Connection, part_id: str) -> dict[int, str]:
    """Return the rows of a part whose person was called as often as the cap allows.

    On PostgreSQL the transaction then holds a lock until its end, so that two senders decide one after the other;
    SQLite has one writer at a time anyway.

    Args:
        connection: inside the transaction that decides about the part.
        part_id: the part.
    """
    cap = read_cap(connection)
    if cap.calls is None:
        return {}
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    query = select(ROWS.row, ROWS.phone_number).where(ROWS.part_id == part_id, ROWS.outcome == "")
    row_of = {number: row for row, number in connection.execute(query)}
    calls: Counter[str] = Counter()
    for (server, campaign_id), part_ids in _recent_parts(connection, cap.since()).items():
        wanted = _with_marks(connection, server, campaign_id, row_of)
        for mark, of_part in _claimed(connection, server, campaign_id, list(wanted)):
            calls[wanted[mark]] += of_part in part_ids and of_part != part_id
    return {row_of[number]: HoldBackReason.CAPPED.value for number, count in calls.items() if count >= cap.calls}


def _recent_parts(connection: Connection, since: datetime) -> dict[tuple[str, str], set[str]]:
    """Server and campaign → ids of the parts that were sent there lately, or may have been."""
    sent = SUBMISSIONS.join(PARTS, PARTS.c.submission_id == SUBMISSIONS.c.id)
    sent = sent.join(ATTEMPTS, ATTEMPTS.c.id == PARTS.c.attempt_id)
    query = select(SUBMISSIONS.c.server, SUBMISSIONS.c.campaign_id, PARTS.c.id).select_from(sent)
    found: dict[tuple[str, str], set[str]] = {}
    lately = (PARTS.c.state.in_(_MAY_BE_CALLED), ATTEMPTS.c.left_at >= since)
    for server, campaign_id, part_id in connection.execute(query.where(*lately)):
        found.setdefault((server, campaign_id), set()).add(part_id)
    return found


def _with_marks(connection: Connection, server: str, campaign_id: str, numbers: Iterable[str]) -> dict[str, str]:
    """Each number, and its pseudonym where the campaign has claims of erased numbers → the number."""
    wanted = {number: number for number in numbers}
    erased = (CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id, starts_like_a_pseudonym(connection))
    if connection.scalar(select(CLAIMS.c.row).where(*erased).limit(1)) is not None:
        wanted |= Pseudonymizer.for_database(connection).numbers_by_pseudonym(list(wanted))
    return wanted


def _claimed(connection: Connection, server: str, campaign_id: str, marks: list[str]) -> Iterator[tuple[str, str]]:
    """The claims of a campaign on numbers or pseudonyms, with the part of each row that has no outcome of its own.

    The order of the joins is given: the planner knows nothing of how many marks there are.
    """
    source, mark, bound = "unnest(%s::text[]) AS wanted(value) JOIN", "%s", "JOIN"
    if connection.dialect.name == "sqlite":
        source, mark, bound = "json_each(?) AS wanted CROSS JOIN", "?", "CROSS JOIN"
    statement = (
        f"SELECT c.phone_number, r.part_id FROM {source} {CLAIMS.name} c"  # noqa: S608 - constants
        f" ON c.server = {mark} AND c.campaign_id = {mark} AND c.phone_number = wanted.value"
        f' {bound} {SUBMISSION_ROWS.name} r ON r.submission_id = c.submission_id AND r."row" = c."row"'
        " WHERE r.outcome = ''"
    )
    cursor = connection.connection.cursor()
    for start in range(0, len(marks), _MARKS_AT_ONCE):
        some = marks[start : start + _MARKS_AT_ONCE]
        values = json.dumps(some) if connection.dialect.name == "sqlite" else some
        cursor.execute(statement, (values, server, campaign_id))
        yield from cursor.fetchall()
    cursor.close()


def _carried(connection: Connection, part_ids: list[str]) -> Iterator[tuple[str, str]]:
    """Number and part of every row of some parts that has no outcome of its own."""
    if not part_ids:
        return
    source, bound = "unnest(%s::text[]) AS wanted(value)", "JOIN"
    given: object = part_ids
    if connection.dialect.name == "sqlite":
        source, bound, given = "json_each(?) AS wanted", "CROSS JOIN", json.dumps(part_ids)
    cursor = connection.connection.cursor()
    cursor.execute(
        f"SELECT r.phone_number, r.part_id FROM {source} {bound} {SUBMISSION_ROWS.name} r"  # noqa: S608 - constants
        " ON r.part_id = wanted.value WHERE r.outcome = ''",
        (given,),
    )
    yield from cursor.fetchall()
    cursor.close()


def called_lately(connection: Connection, numbers: Collection[str], days: int) -> list[LatelyCalled]:
    """Return the calls of the last days to some numbers, by number and campaign.

    Args:
        connection: inside a transaction; the key of pseudonyms may be made.
        numbers: E.164.
        days: how far to look back.
    """
    since, wanted = utc_now() - timedelta(days=days), frozenset(numbers)
    recent = _recent_parts(connection, since)
    campaign_of = {part_id: campaign_id for (_, campaign_id), part_ids in recent.items() for part_id in part_ids}
    calls: Counter[tuple[str, str]] = Counter(
        (number, campaign_of[part_id])
        for number, part_id in _carried(connection, list(campaign_of))
        if number in wanted
    )
    for (server, campaign_id), part_ids in recent.items():
        marks = _with_marks(connection, server, campaign_id, wanted)
        erased = [mark for mark, number in marks.items() if mark != number]
        for mark, part_id in _claimed(connection, server, campaign_id, erased):
            calls[marks[mark], campaign_id] += part_id in part_ids
    names = select(SUBMISSIONS.c.campaign_id, SUBMISSIONS.c.campaign_name).order_by(SUBMISSIONS.c.created_at)
    name_of = dict(map(tuple, connection.execute(names))) if calls else {}
    return [LatelyCalled(number, id_, name_of.get(id_, id_), count) for (number, id_), count in calls.items() if count]
