"""The sender: one part at a time for each campaign, from READY to a settled state.

The order is the promise: claims and bytes are committed when Send is pressed; the connection is opened; the intent is
committed and synced; only then may the first byte leave. What is not a clear answer is UNKNOWN and never sent again by
itself.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from callsheet.client import NotSent, RateLimited, Refused
from callsheet.database import DatabaseFault
from callsheet.errors import StoreError
from callsheet.sending.destinations.destination import NotToSend
from callsheet.sending.destinations.registry import destinations_of
from callsheet.sending.failpoints import failpoint
from callsheet.sending.reconciliation.evidence import RECHECK_SECONDS
from callsheet.sending.reconciliation.recall import Recaller
from callsheet.sending.reconciliation.reconciler import Reconciler
from callsheet.sending.reconciliation.refused_rows import BAD_REQUEST
from callsheet.sending.worker.apply_outcome import OtherForm, SentPart, apply_outcome
from callsheet.sending.worker.call_queues import CallQueues
from callsheet.sending.worker.calling_window import CallingWindows
from callsheet.sending.worker.intent_log import IntentLog
from callsheet.sending.worker.part_upload import PartUpload, UploadContext
from callsheet.sending.worker.restored_ledger import RestoredLedger
from callsheet.sending.worker.waits import Waits
from callsheet.store import UNDECIDED, PartState, Recall

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from callsheet.client import CallsheetApi, Outcome
    from callsheet.sending.destinations.destination import Destination
    from callsheet.sending.worker.calling_window import Window
    from callsheet.store import Part, Store, Submission

LOG = logging.getLogger(__name__)


class Sender:
    """Sends what the ledger holds for one server. The caller holds the sender's lock.

    Args:
        store: the ledger.
        api: a client of the server.
        server: the name under which its numbers are claimed.
        quarantine_seconds: how long an unanswered upload may still arrive.
        has_lock: returns False when the lock was lost: nothing may be sent.
        timed: measures the phases "compare" and "send" of a part.
    """

    def __init__(
        self,
        store: Store,
        api: CallsheetApi,
        server: str,
        *,
        quarantine_seconds: float = 900,
        has_lock: Callable[[], bool] = lambda: True,
        timed: Callable[[str], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._timed = timed
        self.owner = secrets.token_hex(8)
        self._destinations = destinations_of(api, store.ledger, server)
        recheck_seconds = min(RECHECK_SECONDS, quarantine_seconds)
        self.reconciler = Reconciler(store, self._destinations, quarantine_seconds, recheck_seconds)
        self._ledger, self._clock, self._server = store.ledger, store.clock, server
        self._context = UploadContext(store, server, self.owner, IntentLog(store), has_lock)
        self._restored = RestoredLedger(store, api, server)
        self._waits = Waits(store.ledger, store.clock)
        self._recaller = Recaller(store.ledger, lambda submission: self._destination(submission).removal(submission))
        self._queues = CallQueues(api, store.ledger, server)
        self._windows = CallingWindows(store.ledger, self._queues)
        self._unsaved: dict[str, Callable[[], None]] = {}
        self._in_flight: set[str] = set()

    def recover(self) -> None:
        """Take over from earlier senders, which the lock proves dead: what they had in flight is unknown, not ready."""
        for submission in self._ledger.unfinished(self._server):
            for part in submission.parts:
                attempt = self._ledger.attempt(part.attempt_id)
                if part.state not in UNDECIDED or attempt is None or attempt.owner == self.owner:
                    continue
                if attempt.quarantine_at is None or attempt.boot_id != self._clock.boot_id():
                    with suppress(StoreError):  # an operator has settled it meanwhile
                        self._ledger.transitions.start_quarantine(part.id)
        self._restored.recover_uploads()
        failpoint("recovered")

    def campaigns(self) -> list[str]:
        """Ids of campaigns, agents and workflows with unfinished submissions, the one that has waited longest first."""
        unfinished = reversed(self._ledger.unfinished(self._server))
        return list(dict.fromkeys(submission.campaign_id for submission in unfinished))

    def process_campaign(self, campaign_id: str) -> bool:
        """Do what is due next for a campaign: resolve what is unknown, else recall leads, else send one part.

        Args:
            campaign_id: of `campaigns`.

        Returns:
            True when something was done.
        """
        self._save_pending_outcomes()
        self._ledger.withdraw_abandoned()
        unfinished = reversed(self._ledger.unfinished(self._server))
        submissions = [submission for submission in unfinished if submission.campaign_id == campaign_id]
        self._reset_stale_in_flight(submissions)
        undecided = [(submission, part) for submission in submissions for part in submission.in_state(*UNDECIDED)]
        if undecided:
            changed = [self.reconciler.reconcile(submission, part) for submission, part in undecided]
            return any(changed)
        if self._restored.is_blocked(campaign_id):
            return False
        recalled = [submission for submission in submissions if submission.recall is Recall.ASKED]
        if recalled:
            finished = [self._recaller.recall(submission) for submission in recalled]
            return all(finished)
        for submission in submissions:
            part = self._next_part(submission)
            if part is None:
                continue
            window = None if part.zones is None else self._windows.window(submission, part)
            if part.zones is not None and window is None:
                return True
            return self._upload_part(submission, part, window)
        return False

    def _save_pending_outcomes(self) -> None:
        """Save outcomes that could not be saved when they came: a full disk must not turn them into questions.

        Raises:
            DatabaseFault: it is still full, or the database still fails.
        """
        faults = []
        for part_id, save in list(self._unsaved.items()):
            try:
                self._save_once(part_id, save)
                del self._unsaved[part_id]
            except SQLAlchemyError as error:
                faults += [error] if isinstance(error, DatabaseFault) else []
        if faults:
            raise faults[0]

    def _reset_stale_in_flight(self, submissions: Sequence[Submission]) -> None:
        """Mark parts unknown that the ledger lists as in flight for this process although no upload is running.

        Their outcome could not be saved.
        """
        for submission in submissions:
            for part in submission.in_state(PartState.INTENT):
                attempt = self._ledger.attempt(part.attempt_id)
                is_ours = attempt is not None and attempt.owner == self.owner
                if is_ours and part.id not in self._in_flight and part.id not in self._unsaved:
                    self._ledger.transitions.mark_unknown(part.id, closed=True)

    def _next_part(self, submission: Submission) -> Part | None:
        due = filter(self._windows.is_due, submission.in_state(PartState.READY))
        ready = sorted(due, key=lambda part: (-part.generation, part.position))
        if submission.hold or not ready:
            return None
        part = ready[0]
        waits_for_trial = bool(submission.trial) and not submission.in_state(PartState.ACKED)
        if waits_for_trial and part.position > submission.parts[0].position and not part.generation:
            return None
        return part if self._waits.is_over(part) else None

    def _destination(self, submission: Submission) -> Destination:
        return self._destinations[submission.destination]

    def _upload_part(self, submission: Submission, part: Part, window: Window | None) -> bool:
        destination, rows = self._destination(submission), self._ledger.part_rows(part.id)
        with self._timed("compare"):
            before = destination.look(submission, rows)
        if isinstance(before, NotSent | RateLimited):
            apply_outcome(self._ledger, SentPart(part, rows, is_all_or_nothing=True), before)
            return True
        if isinstance(before, NotToSend):
            return self._ledger.transitions.hold_back(part.id, before.rows, before.reason) > 0
        upload = PartUpload(self._context, submission, part, destination, before, window=window)
        self._in_flight.add(part.id)
        self._queues.forget(submission)
        try:
            with self._timed("send"):
                outcome: Outcome | OtherForm | None = upload.run()
            if outcome is None:  # no intent was committed; perhaps because a gate is closed for some of the leads
                return self._ledger.transitions.hold_back(part.id) > 0
            failpoint("answered")
            queued_nothing = False
            if isinstance(outcome, Refused) and outcome.status == BAD_REQUEST:
                queued_nothing = destination.queued_nothing(submission, rows, before)
                if queued_nothing and destination.can_change_form(part, outcome):
                    outcome = OtherForm(outcome.status, outcome.message)
            is_trial = bool(submission.trial) and not submission.in_state(PartState.ACKED)
            sent = SentPart(part, rows, queued_nothing, is_trial)
            settled = outcome
            self._save(part.id, lambda: apply_outcome(self._ledger, sent, settled))
            failpoint("settled")
            self._context.store.restores.remember_progress()
        finally:
            self._in_flight.discard(part.id)
        return True

    def _save(self, part_id: str, save: Callable[[], None]) -> None:
        try:
            self._save_once(part_id, save)
        except SQLAlchemyError as error:
            LOG.error("the outcome of part %s cannot be saved: %s", part_id, type(error).__name__)  # noqa: TRY400 - a trace could hold lead data
            self._unsaved[part_id] = save

    @staticmethod
    def _save_once(part_id: str, save: Callable[[], None]) -> None:
        try:
            save()
        except (IntegrityError, StoreError):
            LOG.warning("part %s was settled meanwhile; its late outcome is ignored", part_id)
