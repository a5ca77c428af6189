"""The moves of a part on its way: it leaves, and what came back."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from callsheet.errors import StoreError
from callsheet.store.ledger.queries import read_submission
from callsheet.store.ledger.states import UNDECIDED, Evidence, Hold, PartState
from callsheet.store.ledger.transaction import SENDER, Moving
from callsheet.store.tables import ATTEMPTS, PARTS, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from callsheet.store.ledger.model import Part


class Leaving(Moving):
    """Moves of a part that is sent."""

    def record_intent(
        self, part_id: str, owner: str, *, lease: timedelta, keeps_keys: bool, count_before: int | None = None,
        count_expected: int | None = None,
    ) -> str:  # fmt: skip
        """Note, durably, that the next moment the first byte may leave.

        Args:
            part_id: what leaves.
            owner: the process that sends.
            lease: after this time without an end it counts as unknown.
            keeps_keys: True when the server said that it keeps idempotency keys.
            count_before: leads in the campaign just before, where the server tells.
            count_expected: what that should be by this ledger.

        Returns:
            Id of the attempt.

        Raises:
            StoreError: the part is not ready, or another part of its campaign is under way; nothing may be sent.
        """
        attempt = secrets.token_hex(16)
        now = self._clock.now()
        with self._move(part_id, "intent", attempt=attempt) as (connection, part):
            if part.state is not PartState.READY or self._campaign_is_busy(connection, part):
                raise StoreError(f"part {part_id} may not leave now")
            values = {"id": attempt, "part_id": part_id, "owner": owner, "left_at": now, "lease_until": now + lease}
            counts = {"count_before": count_before, "count_expected": count_expected}
            told = {"keeps_keys": int(keeps_keys), "boot_id": self._clock.boot_id(), "outcome": ""}
            connection.execute(insert(ATTEMPTS).values(**values, **counts, **told))
            self._put(connection, part, PartState.INTENT, attempt_id=attempt)
        return attempt

    @staticmethod
    def _campaign_is_busy(connection: Connection, part: Part) -> bool:
        mine = read_submission(connection, part.submission_id)
        here = (SUBMISSIONS.c.server == mine.server, SUBMISSIONS.c.campaign_id == mine.campaign_id)
        # locks the campaign: of two senders that ask at the same moment one sees the other's intent
        connection.execute(update(SUBMISSIONS).where(*here).values(hold=SUBMISSIONS.c.hold))
        other = select(PARTS.c.id).join(SUBMISSIONS, PARTS.c.submission_id == SUBMISSIONS.c.id)
        other = other.where(*here, PARTS.c.state.in_(UNDECIDED)).limit(1)
        return connection.execute(other).one_or_none() is not None

    def acknowledge(self, part_id: str, evidence: Evidence, *, who: str = SENDER, status: int | None = None,
              message: str = "") -> None:  # fmt: skip
        """Note that every lead of a part is queued.

        Raises:
            StoreError: the part is not waiting for its outcome.
        """
        with self._move(part_id, "acked", who, evidence=evidence) as (connection, part):
            self._put(connection, part, PartState.ACKED, evidence=evidence, status=status, message=message)
            self._tell(connection, part, "acked")

    def mark_unknown(self, part_id: str, *, status: int | None = None, message: str = "", closed: bool = False,
                refusal: Mapping[str, Any] | None = None) -> None:  # fmt: skip
        """Note that nobody knows what became of a part.

        Args:
            part_id: which one; ready, in flight, or unknown already.
            status: HTTP status, if one came.
            message: the server's own words.
            closed: True when the attempt has closed its socket: the quarantine starts now.
            refusal: what a server said that may have taken some of it all the same.
        """
        with self._move(part_id, "unknown", status=status) as (connection, part):
            if part.state is not PartState.UNKNOWN:
                self._put(connection, part, PartState.UNKNOWN, status=status, message=message)
            if refusal is not None:
                self._on_attempt(connection, part, refusal=dict(refusal))
            if closed:
                self._start_quarantine(connection, part)

    def requeue(self, part_id: str, *, wait: timedelta, hold: Hold = Hold.NONE, message: str = "",
                    status: int | None = None) -> None:  # fmt: skip
        """Note that no byte of a part left, so that it may go later.

        Args:
            part_id: in flight, or given up for unknown meanwhile; only the attempt itself can know this.
            wait: before it may be tried again.
            hold: why the operator is asked first.
            message: the server's own words.
            status: HTTP status, if one came.
        """
        with self._move(part_id, "not_sent", hold=hold, status=status) as (connection, part):
            later = self._clock.now() + wait
            if part.state is not PartState.READY:
                self._put(connection, part, PartState.READY)
            self._set(connection, part_id, not_before=later, tries=part.tries + 1, message=message, status=status)
            self._tell(connection, part, "not_sent")
            self._hold(connection, part.submission_id, hold)

    def _start_quarantine(self, connection: Connection, part: Part) -> None:
        clock = self._clock
        stamp = {"quarantine_at": clock.now(), "quarantine_boot": clock.boot_seconds(), "boot_id": clock.boot_id()}
        self._on_attempt(connection, part, **stamp)

    def start_quarantine(self, part_id: str) -> None:
        """Note that the process that sent a part is proved dead: from now on nobody sends it any more."""
        with self._move(part_id, "quarantine") as (connection, part):
            if part.state is PartState.INTENT:
                self._put(connection, part, PartState.UNKNOWN)
            self._start_quarantine(connection, part)

    def record_recovered_upload(
        self, part_id: str, attempt: str, *, left_at: datetime, keeps_keys: bool, count_before: int | None,
        what: str = "restored", who: str = SENDER,
    ) -> None:  # fmt: skip
        """Note that a part left after all, as the intent log or the operator knows: it is unknown.

        Args:
            part_id: ready, in flight or unknown by this ledger.
            attempt: its id, as the log has it.
            left_at: when it left.
            keeps_keys: True when the server kept idempotency keys.
            count_before: leads in the campaign just before, where that was told.
            what: name of the event.
            who: who told.
        """
        with self._move(part_id, what, who) as (connection, part):
            values = {"id": attempt, "part_id": part_id, "owner": "", "left_at": left_at, "lease_until": left_at}
            told = {"keeps_keys": int(keeps_keys), "count_before": count_before, "boot_id": "", "outcome": ""}
            connection.execute(insert(ATTEMPTS).values(**values, **told))
            state = PartState.UNKNOWN
            if part.state is state:
                self._set(connection, part_id, attempt_id=attempt)
            else:
                self._put(connection, part, state, attempt_id=attempt)
            self._start_quarantine(connection, replace(part, attempt_id=attempt))

    def record_lead_count(self, part_id: str, count: int) -> None:
        """Note how many leads the campaign has, to be compared with a later look."""
        with self._move(part_id, "counted", count=count) as (connection, part):
            self._on_attempt(connection, part, seen_count=count, seen_boot=self._clock.boot_seconds())

    def note_inconclusive_answer(self, part_id: str, who: str, **told: int) -> None:
        """Note an answer that fits neither "received" nor "not received"; the part stays as it is."""
        with self._move(part_id, "on_hold", who, **told):
            pass
