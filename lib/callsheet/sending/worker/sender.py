"""The sender: one campaign, one part at a time, from the press of Send to a settled state.

The order is the promise: claims and bytes are committed when Send is pressed; the connection is opened; the intent is
committed and synced; only then may the first byte leave. What is not a clear answer is UNKNOWN and never sent again by
itself.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from callsheet.client import Capabilities, NotSent, Refused, Unknown
from callsheet.errors import ServerError, ServerUnreachable, StoreError
from callsheet.sending.failpoints import failpoint
from callsheet.sending.reconciliation.evidence import RECHECK_SECONDS, leads_in
from callsheet.sending.reconciliation.recall import take_back
from callsheet.sending.reconciliation.reconciler import Inquiry
from callsheet.sending.worker.apply_outcome import BAD_REQUEST, not_sent, settle
from callsheet.sending.worker.intent_log import IntentLog
from callsheet.sending.worker.restored_ledger import Restored
from callsheet.store import PartState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callsheet.client import CallsheetApi, Outcome
    from callsheet.store import Part, Store, Submission

LOG = logging.getLogger(__name__)
OLDEST_INTENT_SECONDS = 30.0
"""An intent older than this when it is committed (the machine slept) is not acted on."""
LEASE = timedelta(seconds=300)


class Sender:
    """Sends what the ledger holds for one server. Whoever runs it holds the sender's lock.

    Args:
        store: the ledger.
        api: speaks to the server.
        server: the name under which its numbers are claimed.
        quarantine_seconds: how long an unanswered upload may still arrive.
        is_locked: False when the lock was lost: nothing may leave.
    """

    def __init__(
        self,
        store: Store,
        api: CallsheetApi,
        server: str,
        *,
        quarantine_seconds: float = 900,
        is_locked: Callable[[], bool] = lambda: True,
    ) -> None:
        self._ledger, self._api, self._server = store.ledger, api, server
        self._clock, self._is_locked = store.clock, is_locked
        self._log, self._restored = IntentLog(store), Restored(store, server)
        self._inquiry = Inquiry(store, api, quarantine_seconds, min(RECHECK_SECONDS, quarantine_seconds))
        self._pending: dict[str, Callable[[], None]] = {}
        self._flying: set[str] = set()
        self.owner = secrets.token_hex(8)

    def recover(self) -> None:
        """Whoever holds the lock knows every earlier sender dead: what they left in flight is unknown, never ready."""
        for submission in self._ledger.unfinished(self._server):
            for part in submission.parts:
                attempt = self._ledger.attempt(part.attempt_id)
                undecided = part.state in (PartState.INTENT, PartState.UNKNOWN)
                if not undecided or attempt is None or attempt.owner == self.owner:
                    continue
                if attempt.quarantine_at is None or attempt.boot_id != self._clock.boot_id():
                    self._ledger.transitions.start_quarantine(part.id)
        self._restored.reveal()
        failpoint("recovered")

    def campaigns(self) -> list[str]:
        """Campaigns with something undone, the one that waits longest first."""
        waiting = reversed(self._ledger.unfinished(self._server))
        return list(dict.fromkeys(submission.campaign_id for submission in waiting))

    def tend(self, campaign_id: str) -> bool:
        """Do the next thing that is due for a campaign: learn what is unknown, else send one part.

        Returns:
            True when something was done.
        """
        self._settle_pending()
        mine = [each for each in reversed(self._ledger.unfinished(self._server)) if each.campaign_id == campaign_id]
        self._ground(mine)
        undecided = [
            part for each in mine for part in each.parts if part.state in (PartState.INTENT, PartState.UNKNOWN)
        ]
        if undecided:
            capabilities = self._capabilities_if_told()
            looked = [self._inquiry.look(campaign_id, part, capabilities) for part in undecided]
            return any(looked)
        if campaign_id in self._restored.campaigns():
            return False
        asked = [each for each in mine if each.take_back == "asked"]
        if asked:
            return all(take_back(self._ledger, self._api, each) for each in asked)
        for submission in mine:
            part = self._next(submission)
            if part is not None:
                return self._carry(submission, part)
        return False

    def _settle_pending(self) -> None:
        """Answers that could not be written down when they came: a full disk must not turn them into questions."""
        for part_id, write in list(self._pending.items()):
            with suppress(SQLAlchemyError):
                self._write_once(part_id, write)
                del self._pending[part_id]

    def _ground(self, submissions: Sequence[Submission]) -> None:
        """What this process has in flight by the ledger alone is not in flight: its end could not be written down."""
        for part in (part for each in submissions for part in each.in_state(PartState.INTENT)):
            attempt = self._ledger.attempt(part.attempt_id)
            own = attempt is not None and attempt.owner == self.owner
            if own and part.id not in self._flying and part.id not in self._pending:
                self._ledger.transitions.mark_unknown(part.id, closed=True)

    def _next(self, submission: Submission) -> Part | None:
        ready = sorted(submission.in_state(PartState.READY), key=lambda part: (-part.generation, part.place))
        if submission.hold or not ready:
            return None
        part = ready[0]
        on_trial = submission.trial and not submission.in_state(PartState.ACKED)
        if on_trial and part.place > 1 and not part.generation:
            return None
        return part if part.not_before is None or part.not_before <= self._clock.now() else None

    def _capabilities_if_told(self) -> Capabilities:
        try:
            return self._api.capabilities()
        except ServerError:
            return Capabilities()

    def _carry(self, submission: Submission, part: Part) -> bool:
        try:
            capabilities = self._api.capabilities()
        except ServerUnreachable:
            not_sent(self._ledger, part)
            return True
        except ServerError:
            capabilities = Capabilities()
        rows = self._ledger.part_rows(part.id)
        self._flying.add(part.id)
        try:
            outcome, before = self._upload(submission, part, capabilities)
            if outcome is None:
                return False
            failpoint("answered")
            whole = capabilities.all_or_nothing or self._ledger.is_all_or_nothing(self._server)
            unmoved = self._refused_whole(submission, outcome, before) if not whole else True
            trial = bool(submission.trial) and not submission.in_state(PartState.ACKED)
            self._write(part.id, lambda: settle(self._ledger, part, rows, outcome, whole=unmoved, trial=trial))
            failpoint("settled")
        finally:
            self._flying.discard(part.id)
        return True

    def _write(self, part_id: str, write: Callable[[], None]) -> None:
        try:
            self._write_once(part_id, write)
        except SQLAlchemyError as error:
            LOG.error("the end of part %s cannot be written: %s", part_id, type(error).__name__)  # noqa: TRY400 - a trace could hold lead data
            self._pending[part_id] = write

    @staticmethod
    def _write_once(part_id: str, write: Callable[[], None]) -> None:
        try:
            write()
        except (IntegrityError, StoreError):
            LOG.warning("part %s was settled meanwhile; its late end is passed over", part_id)

    def _refused_whole(self, submission: Submission, outcome: Outcome, before: int | None) -> bool:
        """True when a 400 is seen to have queued nothing: the campaign's counter has not moved."""
        if not isinstance(outcome, Refused) or outcome.status != BAD_REQUEST or before is None:
            return False
        return leads_in(self._api, submission.campaign_id) == before

    def _upload(
        self, submission: Submission, part: Part, capabilities: Capabilities
    ) -> tuple[Outcome | None, int | None]:
        before = None if capabilities.idempotency_key else leads_in(self._api, submission.campaign_id)
        left = committed = False
        started = self._clock.boot_seconds()

        def leave() -> None:
            nonlocal left, committed
            failpoint("connected")
            attempt = self._ledger.transitions.record_intent(
                part.id,
                self.owner,
                lease=LEASE,
                keeps_keys=capabilities.idempotency_key,
                count_before=before,
                count_expected=self._expected(submission),
            )
            committed = True
            failpoint("intent_committed")
            told = {"rows": part.rows, "keeps_keys": capabilities.idempotency_key, "count_before": before}
            at = self._clock.now().isoformat(timespec="seconds")
            here = {"server": self._server, "campaign": submission.campaign_id}
            self._log.append(attempt=attempt, part=part.id, at=at, **here, **told)
            failpoint("intent_logged")
            self._check_may_leave(started)
            left = True
            failpoint("first_byte")

        try:
            data = self._ledger.data(part.id)
            key = part.id if capabilities.idempotency_key else None
            return self._api.upload(
                submission.campaign_id, "leads.csv", data, idempotency_key=key, before_first_byte=leave
            ), before
        except Exception as error:  # noqa: BLE001 - whatever broke, the part must be settled and told
            LOG.warning("upload of part %s broke: %s", part.id, type(error).__name__)
            if left:
                return Unknown(""), before
            is_in_flight = committed or self._ledger.part(part.id).state is PartState.INTENT
            return (NotSent("") if is_in_flight else None), before

    def _check_may_leave(self, started: float) -> None:
        """The last look before the first byte.

        Raises:
            StoreError: the machine slept since, or the lock is gone.
        """
        if not self._is_locked() or self._clock.boot_seconds() - started > OLDEST_INTENT_SECONDS:
            raise StoreError("too late to leave")

    def _expected(self, submission: Submission) -> int | None:
        """Leads that the campaign should have by this ledger; None before the first part."""
        acked = submission.in_state(PartState.ACKED)
        for part in sorted(acked, key=lambda each: str(each.settled_at), reverse=True):
            attempt = self._ledger.attempt(part.attempt_id)
            if attempt is not None and attempt.count_before is not None:
                return attempt.count_before + part.rows + part.taken_back
        return submission.count_before
