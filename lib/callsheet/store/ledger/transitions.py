"""The transitions of an upload: sent, answered, unknown, settled. Every one is a transaction that records an event."""

from __future__ import annotations

import secrets
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from callsheet.database.sql import lock_rows
from callsheet.errors import StoreError
from callsheet.store.ledger.gates.checks import closed_rows
from callsheet.store.ledger.gates.evidence import gate_facts
from callsheet.store.ledger.gates.reasons import HoldBackReason
from callsheet.store.ledger.model import AtServer
from callsheet.store.ledger.parts.changes import (
    hold_back_rows,
    keep_records,
    move_to_new_part,
    recall_rows,
    record_lead_ids,
    refuse_rows,
    split_part,
    undecided_rows,
    withdraw_waiting_parts,
)
from callsheet.store.ledger.parts.creation import new_part_id
from callsheet.store.ledger.queries import check_sums, find_part
from callsheet.store.ledger.states import UNDECIDED, EventKind, Evidence, Hold, PartState
from callsheet.store.ledger.transaction import (
    SENDER,
    PartTransaction,
    part_transaction,
    submission_transaction,
)
from callsheet.store.tables import PARTS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime, timedelta

    from sqlalchemy import Connection, Engine

    from callsheet.store.clock import Clock
    from callsheet.store.ledger.model import Part, PartRefusal, RecoveredUpload


# Made once: making one costs more than the database needs to answer it.
_SIZE = select(func.length(PARTS.c.data)).where(PARTS.c.id == bindparam("id"))
_CAMPAIGN_OF = select(SUBMISSIONS.c.server, SUBMISSIONS.c.campaign_id).where(SUBMISSIONS.c.id == bindparam("id"))
_UNDECIDED_OF = (
    select(PARTS.c.id)
    .join(SUBMISSIONS, PARTS.c.submission_id == SUBMISSIONS.c.id)
    .where(
        SUBMISSIONS.c.server == bindparam("server"),
        SUBMISSIONS.c.campaign_id == bindparam("campaign"),
        PARTS.c.state.in_(UNDECIDED),
    )
    .limit(1)
)


class Transitions:
    """Changes the state of parts; `TRANSITIONS` lists what is legal.

    Every method raises `StoreError` when its event is not legal in the part's state.

    Args:
        engine: the database.
        clock: the clocks.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def _part(
        self, part_id: str, kind: EventKind, who: str = SENDER, **facts: Any
    ) -> AbstractContextManager[PartTransaction]:
        return part_transaction(self._engine, self._clock, part_id, kind, who, **facts)

    def record_intent(
        self,
        part_id: str,
        owner: str,
        *,
        lease: timedelta,
        keeps_keys: bool,
        size: int | None = None,
        count_before: int | None = None,
        count_expected: int | None = None,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
        hours_until: datetime | None = None,
        mark: str = "",
        known_ids: Sequence[str] | None = None,
    ) -> str:
        """Commit that the first byte of a part may be sent from now on.

        Args:
            part_id: a READY part.
            owner: the process that sends it.
            lease: after this time the part counts as unknown if it was not settled.
            keeps_keys: True when the server has stated that it stores idempotency keys.
            size: bytes of the file that will be sent; None: not compared with what the part holds now.
            count_before: leads in the campaign just before; None where the server has no count.
            count_expected: what that number should be by this ledger.
            not_before: when its calling hours were found open; a clock that was set back since sends nothing of it.
            not_after: nothing of it is sent from then on, so that the server can call its leads before their hours end;
                a part with zones is not sent without it.
            hours_until: when its calling hours end.
            mark: in the title of its batch call.
            known_ids: ids that the destination has now; see `Attempt`.

        Returns:
            Id of the attempt.

        Raises:
            StoreError: the part is not READY, another part of its campaign is undecided, its calling hours are closed,
                leads were taken out of it since its bytes were read, or a gate is closed for some of its leads
                (`hold_back` takes them out); nothing may be sent.
        """
        attempt_id, now = secrets.token_hex(16), self._clock.now()
        checked: dict[str, Any] = {}
        with self._part(part_id, EventKind.INTENT, attempt=attempt_id, checked=checked) as transaction:
            if _is_campaign_busy(transaction.connection, transaction.part):
                raise StoreError(f"another part of the campaign of part {part_id} is undecided")
            if not _is_open(transaction.part, now, not_before, not_after):
                raise StoreError(f"the calling hours of part {part_id} are closed")
            if size is not None and size != _size_of(transaction.connection, part_id):
                raise StoreError(f"the leads of part {part_id} have changed since they were read")
            if closed_rows(transaction.connection, part_id):
                raise StoreError(f"a gate is closed for leads of part {part_id}")
            checked |= gate_facts(transaction.connection, transaction.part.submission_id, hours_until)
            counts = {"count_before": count_before, "count_expected": count_expected}
            times = {"left_at": now, "lease_until": now + lease, "boot_id": self._clock.boot_id()}
            before = {"mark": mark, "known_ids": None if known_ids is None else list(known_ids)}
            transaction.insert_attempt(attempt_id, owner=owner, keeps_keys=int(keeps_keys), **times, **counts, **before)
            transaction.enter(PartState.INTENT, attempt_id=attempt_id)
        return attempt_id

    def postpone(self, part_id: str, opens_at: datetime, *, is_missed: bool = False) -> None:
        """Record that the calling hours of a part are closed.

        Args:
            part_id: a READY part.
            opens_at: when they open next; nothing of the part is sent before.
            is_missed: True when the hours have passed for which it had waited.
        """
        kind = EventKind.MISSED if is_missed else EventKind.POSTPONED
        with self._part(part_id, kind, until=opens_at.isoformat()) as transaction:
            transaction.enter(PartState.READY, opens_at=opens_at)

    def split(self, part_id: str, first: int, opens_at: datetime) -> str:
        """Leave the first leads in a part and move the others to a new one: the server cannot call them all in time.

        A part that was tried before has its bytes, and with them its idempotency key, at the server perhaps: both
        halves are new parts then.

        Args:
            part_id: a READY part.
            first: how many leads stay; at least one, and fewer than it has.
            opens_at: nothing of the others is sent before.

        Returns:
            The id of the part that has the first leads.
        """
        with self._part(part_id, EventKind.POSTPONED, until=opens_at.isoformat(), rows=first) as transaction:
            return split_part(transaction, first, opens_at)

    def hold_back(
        self, part_id: str, rows: Collection[int] = (), reason: HoldBackReason = HoldBackReason.IN_CAMPAIGN
    ) -> int:
        """Take the leads out of a part for which a gate is closed.

        Args:
            part_id: the part; nothing happens when it is not READY.
            rows: row numbers of further leads to take out, as those that the server already has in the campaign.
            reason: why these are taken out.

        Returns:
            The number of leads taken out.
        """
        with self._engine.connect() as connection:
            part = find_part(connection, part_id)
        if part is None:
            return 0
        with submission_transaction(self._engine, self._clock, part.submission_id) as opened:
            connection, part = opened.connection, find_part(opened.connection, part_id)
            waiting = set(undecided_rows(connection, part_id)).intersection(rows)
            reasons = dict.fromkeys(waiting, reason.value) | closed_rows(connection, part_id)
            if part is None or part.state is not PartState.READY or not reasons:
                return 0
            transaction = PartTransaction(connection, self._clock, part.submission_id, part, EventKind.HELD_BACK)
            part_ids = hold_back_rows(transaction, reasons)
            if part_ids == [part_id] and len(reasons) == part.rows:
                _hold_after_lost_trial(transaction)
            by_reason = dict(Counter(reasons.values()))
            transaction.record_event(EventKind.HELD_BACK, SENDER, part_id=part_id, rows=len(reasons), reasons=by_reason)
            check_sums(connection, part.submission_id, *part_ids)
        return len(reasons)

    def acknowledge(
        self,
        part_id: str,
        evidence: Evidence,
        *,
        who: str = SENDER,
        status: int | None = None,
        message: str = "",
        at_server: AtServer | None = None,
    ) -> None:
        """Record that every lead of a part is queued at the server.

        Args:
            part_id: the part.
            evidence: how that is known.
            who: who reported it.
            status: HTTP status, if any.
            message: the server's message.
            at_server: what the server calls the batch call and the leads, where it says so.
        """
        at_server = at_server or AtServer()
        with self._part(part_id, EventKind.ACKED, who, evidence=evidence, **at_server.facts) as transaction:
            answer = {"status": status, "message": message, "remote_id": at_server.remote_id}
            transaction.enter(PartState.ACKED, evidence=evidence, **answer)
            record_lead_ids(transaction.connection, part_id, at_server.lead_ids)
            transaction.update_attempt(outcome="acked")
            _hold_after_trial(transaction)

    def mark_unknown(
        self,
        part_id: str,
        *,
        status: int | None = None,
        message: str = "",
        closed: bool = False,
        refusal: PartRefusal | None = None,
    ) -> None:
        """Record that it is not known whether the leads of a part are queued.

        Args:
            part_id: the part.
            status: HTTP status, if any.
            message: the server's message.
            closed: True when the attempt has closed its socket: the quarantine starts now.
            refusal: a refusal of a server that may have queued some of the leads all the same.
        """
        with self._part(part_id, EventKind.UNKNOWN, status=status) as transaction:
            if transaction.part.state is not PartState.UNKNOWN:
                transaction.enter(PartState.UNKNOWN, status=status, message=message)
            if refusal is not None:
                transaction.update_attempt(refusal=refusal.to_json())
            if closed:
                transaction.start_quarantine()

    def requeue(
        self, part_id: str, *, wait: timedelta, hold: Hold = Hold.NONE, message: str = "", status: int | None = None
    ) -> None:
        """Record that no byte of a part was sent, so that it may be sent later.

        Args:
            part_id: the part; also one that became unknown meanwhile, since only the attempt itself knows this.
            wait: time before the next try.
            hold: why the operator is asked first.
            message: the server's message.
            status: HTTP status, if any.
        """
        with self._part(part_id, EventKind.NOT_SENT, hold=hold, status=status) as transaction:
            later, tries = self._clock.now() + wait, transaction.part.tries + 1
            transaction.enter(PartState.READY, not_before=later, tries=tries, message=message, status=status)
            transaction.update_attempt(outcome="not_sent")
            if hold:
                transaction.update_submission(hold=hold)

    def start_quarantine(self, part_id: str) -> None:
        """Record that the process that sent a part is proved dead: from now on no process is sending it."""
        with self._part(part_id, EventKind.QUARANTINE) as transaction:
            transaction.enter(PartState.UNKNOWN)
            transaction.start_quarantine()

    def record_recovered_upload(
        self, part_id: str, upload: RecoveredUpload, *, kind: EventKind = EventKind.RESTORED, who: str = SENDER
    ) -> None:
        """Record that a part was sent after all, as the intent log or the operator's count shows: it is unknown.

        Args:
            part_id: the part.
            upload: the upload.
            kind: RESTORED or LEFT_EARLIER.
            who: who found it.
        """
        with self._part(part_id, kind, who) as transaction:
            times = {"left_at": upload.left_at, "lease_until": upload.left_at, "boot_id": ""}
            facts = {"keeps_keys": int(upload.keeps_keys), "count_before": upload.count_before, "mark": upload.mark}
            transaction.insert_attempt(upload.attempt_id, owner="", **times, **facts)
            transaction.enter(PartState.UNKNOWN, attempt_id=upload.attempt_id)
            transaction.start_quarantine(upload.attempt_id)

    def record_lead_count(self, part_id: str, count: int) -> None:
        """Record how many leads the campaign of an unknown part has, for comparison with a later reading."""
        with self._part(part_id, EventKind.COUNTED, count=count) as transaction:
            transaction.update_attempt(seen_count=count, seen_boot=self._clock.boot_seconds())

    def record_refusal(
        self,
        part_id: str,
        refusal: PartRefusal,
        evidence: Evidence,
        *,
        resend_rest: bool,
        who: str = SENDER,
        hold: Hold = Hold.NONE,
    ) -> None:
        """Record that the server queued no lead of a part; a refusal of the whole part withdraws the rest.

        Args:
            part_id: the part.
            refusal: the server's answer.
            evidence: how it is known that nothing was queued.
            resend_rest: True to move the rows that were not named into a new part.
            who: who reported it.
            hold: why the rest waits for the operator, when rows are moved to a new part.
        """
        facts = {"rows": len(refusal.rows), "status": refusal.status}
        with self._part(part_id, EventKind.REFUSED, who, **facts) as transaction:
            connection, part = transaction.connection, transaction.part
            rows = undecided_rows(connection, part_id)
            named = {row: refusal.rows[row] for row in rows if row in refusal.rows}
            rest = [row for row in rows if row not in named] if named and resend_rest else []
            if rest:
                move_to_new_part(connection, part, rows, rest)
            refused = named if rest else {row: named.get(row, refusal.message) for row in rows}
            refuse_rows(connection, part, refused)
            answer = {"evidence": evidence, "status": refusal.status, "message": refusal.message}
            transaction.enter(PartState.REFUSED, **answer, rows=0, refused=len(refused))
            transaction.update_attempt(outcome="refused")
            if not named:
                withdraw_waiting_parts(transaction)
            elif rest and hold:
                transaction.update_submission(hold=hold)

    def record_absence(
        self,
        part_id: str,
        missing: Collection[int] | None,
        evidence: Evidence,
        *,
        who: str = SENDER,
        lead_ids: Mapping[int, str] | None = None,
    ) -> None:
        """Record that leads of an unknown part are proved not to have arrived; they move to a new part.

        Args:
            part_id: the part.
            missing: row numbers that did not arrive, the others are queued; None: nothing arrived.
            evidence: how that is known.
            who: who reported it.
            lead_ids: row number → the server's id of a lead that arrived.
        """
        with self._part(part_id, EventKind.ABSENT, who, evidence=evidence) as transaction:
            rows = undecided_rows(transaction.connection, part_id)
            absent = set(rows) if missing is None else set(missing).intersection(rows)
            move_to_new_part(transaction.connection, transaction.part, rows, absent)
            arrived = len(rows) - len(absent)
            if not arrived:
                transaction.enter(PartState.ABSENT, evidence=evidence, rows=0)
                return
            keep_records(transaction, rows, absent)
            record_lead_ids(transaction.connection, part_id, lead_ids or {})
            transaction.enter(PartState.ACKED, evidence=evidence, rows=arrived)
            _hold_after_trial(transaction)

    def record_arrivals(self, part_id: str, arrived: Collection[int], refused: Mapping[int, str], *, who: str) -> None:
        """Record, by what the operator found at the server, which leads of an unknown part are queued.

        Args:
            part_id: the part.
            arrived: row numbers that are queued; at least one.
            refused: row numbers that the server refused → its message. The others move to a new part.
            who: who reported it.
        """
        facts = {"rows": len(arrived), "moved_to": new_part_id()}
        with self._part(part_id, EventKind.PARTLY_ARRIVED, who, **facts) as transaction:
            connection, part = transaction.connection, transaction.part
            rows = undecided_rows(connection, part_id)
            named = {row: refused[row] for row in rows if row in refused and row not in arrived}
            absent = [row for row in rows if row not in arrived and row not in named]
            if absent:
                move_to_new_part(connection, part, rows, absent, part_id=str(facts["moved_to"]))
            if named:
                refuse_rows(connection, part, named)
            keep_records(transaction, rows, {*absent, *named})
            left = len(rows) - len(absent) - len(named)
            counts = {"rows": left, "refused": part.refused + len(named)}
            transaction.enter(PartState.ACKED, evidence=Evidence.OPERATOR, **counts)
            _hold_after_trial(transaction)

    def confirm_recall(self, part_id: str, rows: Collection[int], who: str, **facts: int) -> None:
        """Record that leads were removed at the server before they were called; their numbers are free again.

        Args:
            part_id: the part.
            rows: row numbers of the leads that are certainly removed.
            who: who asked for it.
            **facts: what the server says about it, such as how many it removed.
        """
        with self._part(part_id, EventKind.TAKEN_BACK, who, **{"rows": len(rows)} | facts) as transaction:
            part = transaction.part
            changed = recall_rows(transaction.connection, part, rows)
            transaction.update_part(rows=part.rows - changed, taken_back=part.taken_back + changed)


def _hold_after_trial(transaction: PartTransaction) -> None:
    """Hold the rest of a submission whose first leads were sent alone, until the operator releases or withdraws it."""
    has_trial = (SUBMISSIONS.c.id == transaction.submission_id, SUBMISSIONS.c.trial > 0)
    transaction.connection.execute(update(SUBMISSIONS).where(*has_trial).values(hold=Hold.TRIAL))


def _hold_after_lost_trial(transaction: PartTransaction) -> None:
    """Hold the rest of a submission when none of the leads is left that were to be sent first."""
    if transaction.part.position == 1:
        _hold_after_trial(transaction)


def _is_open(part: Part, now: datetime, not_before: datetime | None, not_after: datetime | None) -> bool:
    """True when a part may leave at this moment by its release."""
    if any(moment is not None and now < moment for moment in (part.opens_at, not_before)):
        return False
    return part.zones is None or (not_after is not None and now < not_after)


def _size_of(connection: Connection, part_id: str) -> int | None:
    return connection.scalar(_SIZE, {"id": part_id})


def _is_campaign_busy(connection: Connection, part: Part) -> bool:
    server, campaign_id = connection.execute(_CAMPAIGN_OF, {"id": part.submission_id}).one()
    same_campaign = (SUBMISSIONS.c.server == server, SUBMISSIONS.c.campaign_id == campaign_id)
    # every submission of the campaign: of two senders that ask at the same moment one sees the intent of the other
    lock_rows(connection, SUBMISSIONS.c.hold, *same_campaign)
    campaign = {"server": server, "campaign": campaign_id}
    return connection.execute(_UNDECIDED_OF, campaign).one_or_none() is not None
