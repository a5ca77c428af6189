"""What a press of Send starts: plan the submission, then claim and write its parts while the first are already sent."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from callsheet.sending.failpoints import failpoint
from callsheet.sending.planning.payloads import payload_builder
from callsheet.store import PartState
from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.sending.planning.plan import Plan, SendRequest
    from callsheet.store import Ledger, NewSubmission, PartLimits, Submission


class _StoppedError(Exception):
    """Undoes what was stored of a press that is stopped before all of it is."""


class Preparation:
    """The preparation of one submission. It may run in a thread; every attribute may be read meanwhile.

    Args:
        ledger: stores the submission.
        request: what shall be sent.
        plan: what the operator saw; its token is spent by the first press.
        make_submission: returns the submission to store, when the work begins.
        limits: the maximum size of a part.

    Attributes:
        submission_id: of the stored submission; "" before.
        stored: ready rows that are in the ledger.
        done: ready rows whose part is prepared.
        total: ready rows to prepare.
        error: what ended `run` early; None: nothing.
    """

    def __init__(
        self,
        ledger: Ledger,
        request: SendRequest,
        plan: Plan,
        make_submission: Callable[[], NewSubmission],
        limits: PartLimits,
    ) -> None:
        self._ledger, self._request, self._plan = ledger, request, plan
        self._make_submission, self._limits = make_submission, limits
        self._stopped, self._ended = threading.Event(), threading.Event()
        self.submission_id = ""
        self.stored, self.done, self.total = 0, 0, request.report.counts.ready
        self.error: Exception | None = None

    @property
    def is_running(self) -> bool:
        """True until `run` has ended."""
        return not self._ended.is_set()

    @property
    def is_stopped(self) -> bool:
        """True once `stop` was called."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Prepare nothing more. A submission that is stored whole is withdrawn by `SendService.withdraw`."""
        self._stopped.set()

    def run(self) -> Submission | None:
        """Store the submission and prepare its parts.

        A press whose token is spent prepares what an earlier one, whose process has ended, has left.

        Returns:
            The submission; for a second press, that of the first. None when it was stopped before it was stored.
        """
        try:
            return self._run()
        except _StoppedError:
            return None
        except Exception as error:
            self.error = error
            raise
        finally:
            self._ended.set()

    def start(self) -> threading.Thread:
        """Run in a thread of its own, which does not keep this process alive. `error` has what it raises."""
        thread = threading.Thread(target=self._run_quietly, daemon=True, name="preparation")
        thread.start()
        return thread

    def _run_quietly(self) -> None:
        with suppress(Exception):  # `error` has it, and whoever follows the preparation says it
            self.run()

    def _run(self) -> Submission | None:
        report, again = self._request.report, self._request.call_again
        new = self._make_submission()
        if self._stopped.is_set():
            return None
        planned = self._ledger.plan(
            new,
            report.clean[PHONE_NUMBER],
            repeats=self._plan.next_repeats() if again else {},
            limits=self._limits,
            last=() if again else self._plan.known,
            on_stored=self._count_stored,
        )
        self.submission_id = planned.id
        failpoint("planned")
        preparer = self._ledger.preparer(planned.id, payload_builder(report.clean), self._limits)
        for part in planned.in_state(PartState.PLANNED):
            if self._stopped.is_set():
                break
            preparer.prepare(part.id)
            self.done += part.rows
            failpoint("prepared")
        failpoint("pressed")
        return self._ledger.get(planned.id)

    def _count_stored(self, rows: int) -> None:
        self.stored += rows
        failpoint("stored")
        if self._stopped.is_set():
            raise _StoppedError
