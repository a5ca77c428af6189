"""Upload one part. The intent is committed and synced after the connection is open and before the first byte leaves."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.client import NotSent, Unknown
from callsheet.errors import StoreError
from callsheet.sending.failpoints import failpoint
from callsheet.sending.worker.intent_log import LoggedIntent
from callsheet.store import PartState

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.client import Outcome
    from callsheet.sending.destinations.destination import Before, Destination
    from callsheet.sending.worker.calling_window import Window
    from callsheet.sending.worker.intent_log import IntentLog
    from callsheet.store import Part, Store, Submission

LOG = logging.getLogger(__name__)
OLDEST_INTENT_SECONDS = 30.0
"""An intent that is older when it is committed (the machine slept) is not acted on. Chosen by hand."""
LEASE = timedelta(seconds=300)
"""After which a part in flight counts as unknown; longer than the read time-out of an upload."""


@dataclass(frozen=True)
class UploadContext:
    """What every upload of a sender needs.

    Args:
        store: the ledger.
        server: name of the server.
        owner: id of the sender, which owns its attempts.
        log: the intent log beside the ledger.
        has_lock: returns False when the sender's lock was lost.
    """

    store: Store
    server: str
    owner: str
    log: IntentLog
    has_lock: Callable[[], bool]


class PartUpload:
    """One upload of a part.

    Args:
        context: of the sender.
        submission: whose part.
        part: in state READY.
        destination: where it goes.
        before: what the destination said.
        window: when the part may leave by its calling hours; None: it has none.
    """

    def __init__(
        self,
        context: UploadContext,
        submission: Submission,
        part: Part,
        destination: Destination,
        before: Before,
        *,
        window: Window | None = None,
    ) -> None:
        self._destination, self._before, self._window = destination, before, window
        self._context, self._submission, self._part = context, submission, part
        self._ledger, self._clock = context.store.ledger, context.store.clock
        self._started_at, self._size = 0.0, 0
        self._is_committed = self._has_left = False

    def run(self) -> Outcome | None:
        """Upload the part.

        Returns:
            The outcome; None when not even the intent was committed, so that nothing is to be recorded.
        """
        self._started_at = self._clock.boot_seconds()
        data = self._ledger.data(self._part.id)
        self._size = len(data)
        try:
            return self._destination.upload(self._submission, self._part, data, self._before, self._before_first_byte)
        except Exception as error:  # noqa: BLE001 - whatever failed, the outcome must be recorded
            LOG.warning("upload of part %s failed: %s", self._part.id, type(error).__name__)
            if self._has_left:
                return Unknown("")
            is_in_flight = self._is_committed or self._ledger.part(self._part.id).state is PartState.INTENT
            return NotSent("") if is_in_flight else None

    def _before_first_byte(self) -> None:
        failpoint("connected")
        before = self._before
        has_keys = before.capabilities.idempotency_key
        attempt = self._ledger.transitions.record_intent(
            self._part.id,
            self._context.owner,
            lease=LEASE,
            size=self._size,
            keeps_keys=has_keys,
            count_before=before.count_before,
            count_expected=self._expected_count(),
            not_before=None if self._window is None else self._window.not_before,
            not_after=None if self._window is None else self._window.not_after,
            hours_until=None if self._window is None else self._window.closes_at,
            mark=before.mark,
            known_ids=before.known_ids,
        )
        self._is_committed = True
        failpoint("intent_committed")
        self._context.log.append(
            LoggedIntent(
                attempt=attempt,
                part=self._part.id,
                campaign=self._submission.campaign_id,
                rows=self._part.rows,
                at=self._clock.now(),
                server=self._context.server,
                keeps_keys=has_keys,
                count_before=before.count_before,
                mark=before.mark,
            )
        )
        failpoint("intent_logged")
        self._check_may_leave()
        self._has_left = True
        failpoint("first_byte")

    def _check_may_leave(self) -> None:
        """The last check before the first byte.

        Raises:
            StoreError: the machine slept since the upload began, or the sender's lock was lost.
        """
        age = self._clock.boot_seconds() - self._started_at
        if not self._context.has_lock() or age > OLDEST_INTENT_SECONDS:
            raise StoreError("the intent is too old, or the sender's lock was lost")

    def _expected_count(self) -> int | None:
        """Leads that the campaign should have by this ledger; None before the first part."""
        counted = self._ledger.expected_count(self._submission.id)
        return self._submission.count_before if counted is None else counted
