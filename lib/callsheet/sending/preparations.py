"""The presses of Send that one process prepares at the moment, by draft, and how the last one of a draft ended."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet.sending.planning.plan import Plan, SendRequest
    from callsheet.sending.preparation import Preparation
    from callsheet.sending.service import SendService

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class EndedPress:
    """A press that ended before all its leads were prepared.

    Args:
        total: ready rows it was to prepare.
        is_stored: False when nothing of it is in the ledger.
        is_stopped: True when the operator stopped it; False when something failed.
    """

    total: int
    is_stored: bool
    is_stopped: bool


@dataclass(frozen=True)
class _Running:
    preparation: Preparation
    thread: threading.Thread


class Preparations:
    """One press of Send at a time for each draft, each in a thread; every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[str, _Running] = {}
        self._ended: dict[str, EndedPress] = {}

    def start(self, service: SendService, request: SendRequest, plan: Plan) -> None:
        """Prepare a press; nothing happens while an earlier press of the same draft is prepared.

        Args:
            service: in the name of the operator.
            request: what shall be sent.
            plan: what the operator saw.
        """
        draft_id = request.draft_id
        with self._lock:
            if draft_id in self._running:
                return
            self._ended.pop(draft_id, None)
            preparation = service.prepare(request, plan)
            thread = threading.Thread(
                target=self._run, args=(draft_id, service, preparation), daemon=True, name="preparation"
            )
            self._running[draft_id] = _Running(preparation, thread)
            thread.start()

    def _run(self, draft_id: str, service: SendService, preparation: Preparation) -> None:
        try:
            preparation.run()
            if preparation.is_stopped and preparation.submission_id:
                service.withdraw(preparation.submission_id)
        except Exception as error:  # noqa: BLE001 - the page says it; no traceback, which could hold lead data
            LOG.error("a send could not be prepared: %s", type(error).__name__)  # noqa: TRY400 - as above
        finally:
            with self._lock:
                del self._running[draft_id]
                if preparation.is_stopped or preparation.error is not None:
                    self._ended[draft_id] = EndedPress(
                        preparation.total,
                        is_stored=bool(preparation.submission_id),
                        is_stopped=preparation.error is None,
                    )

    def of_draft(self, draft_id: str) -> Preparation | None:
        """Return what is being prepared for a draft; None: nothing."""
        with self._lock:
            running = self._running.get(draft_id)
        return None if running is None else running.preparation

    def of_submission(self, submission_id: str) -> Preparation | None:
        """Return what prepares a submission in this process; None: nothing."""
        with self._lock:
            preparations = [running.preparation for running in self._running.values()]
        return next((found for found in preparations if found.submission_id == submission_id), None)

    def ended(self, draft_id: str) -> EndedPress | None:
        """Return how the last press of a draft ended, where it ended early; None: nothing is to be said."""
        with self._lock:
            return self._ended.get(draft_id)

    def wait(self, draft_id: str, seconds: float) -> None:
        """Wait until nothing is prepared for a draft any more.

        Args:
            draft_id: the draft.
            seconds: at most this long.
        """
        with self._lock:
            running = self._running.get(draft_id)
        if running is not None:
            running.thread.join(seconds)

    def wait_all(self, seconds: float) -> None:
        """Wait until nothing is prepared any more.

        Args:
            seconds: at most this long for each press.
        """
        with self._lock:
            draft_ids = list(self._running)
        for draft_id in draft_ids:
            self.wait(draft_id, seconds)
