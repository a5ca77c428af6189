"""A send from the command line: from the press, or the release of the rest, to the last part, with progress."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import complain, visible
from callsheet.cli.terminal.interrupts import noted_interrupts
from callsheet.cli.terminal.screen import is_screen, progress
from callsheet.runtime.sender import run_worker_until
from callsheet.sending import waits_for_operator
from callsheet.store import Hold, SubmissionState
from callsheet.wording.cli.findings import PREPARING, SENDING, progress_line
from callsheet.wording.cli.sends import RESTORED

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from threading import Thread

    from callsheet.cli.terminal.interrupts import Interrupt
    from callsheet.client import CallsheetApi
    from callsheet.contract import Campaign
    from callsheet.runtime.services import Services
    from callsheet.sending import Preparation
    from callsheet.store import Submission

PATIENCE_SECONDS = 5.0
"""How long evidence about an unknown part is awaited. Chosen by hand."""
LONGEST_QUARANTINE_AWAITED = 20.0
"""Seconds; a longer quarantine is left to the sender process."""
SECONDS_BETWEEN_LINES = 10.0
"""In a pipe, a line of progress is printed this often: few in a log, and no long silence; chosen by hand."""
SECONDS_BETWEEN_LOOKS = 1.0
"""Between two looks at whether a restored ledger waits for the operator: each reads the whole intent log."""
SHOWN_EVERY_SECONDS = 0.1


@dataclass(frozen=True)
class FileSend:
    """The send of one file.

    Args:
        services: ledger and server.
        options: the command line for this file.
        sha256: digest of the file.
        campaign: gets the leads.
        submission_id: one submission alone; "": every one of the file to the campaign.
    """

    services: Services
    options: argparse.Namespace
    sha256: str
    campaign: Campaign
    submission_id: str = ""

    @property
    def talks(self) -> bool:
        """True where sentences are printed."""
        return not (self.options.json or self.options.jsonl or self.options.quiet)

    def submissions(self) -> list[Submission]:
        """Submissions of this very file to this campaign, the newest first; or the one submission."""
        if self.submission_id:
            return [self.services.store.ledger.get(self.submission_id)]
        return self.services.store.ledger.of_file(self.sha256, self.services.server, self.campaign.id)


def work(send: FileSend, api: CallsheetApi, preparation: Preparation | None) -> bool:
    """Prepare a press and send until all is settled; the first leads are sent while later ones are prepared.

    Args:
        send: the file and where it goes.
        api: a client of the server.
        preparation: of a new press, not started yet; None: only what earlier presses have left is sent.

    Returns:
        True when Ctrl+C ended it after a part.

    Raises:
        Exception: whatever ended the preparation.
    """
    with noted_interrupts() as interrupt:
        thread = None if preparation is None else preparation.start()
        try:
            if preparation is not None and thread is not None:
                _await_first_part(send, preparation, thread, interrupt)
            for submission in send.submissions():
                if submission.state is SubmissionState.HELD and submission.hold is not Hold.TRIAL:
                    send.services.send_service().resume(submission.id)
            _send_until_settled(send, api, preparation, interrupt)
        finally:
            if preparation is not None and thread is not None:
                preparation.stop()
                thread.join()
    if preparation is not None and preparation.error is not None:
        raise preparation.error
    if _is_ready(send) and waits_for_operator(send.services.store, send.services.server, send.campaign.id):
        complain(RESTORED)
    return interrupt.is_noted


def _await_first_part(send: FileSend, preparation: Preparation, thread: Thread, interrupt: Interrupt) -> None:
    with _shown(PREPARING, send) as show:
        while preparation.is_running and not preparation.done:
            if interrupt.is_noted:
                preparation.stop()
            show(preparation.stored, preparation.total)
            thread.join(SHOWN_EVERY_SECONDS)


def _send_until_settled(
    send: FileSend, api: CallsheetApi, preparation: Preparation | None, interrupt: Interrupt
) -> None:
    is_settled = _make_done_check(send)
    with _shown(SENDING, send) as show:

        def is_done() -> bool:
            for submission in send.submissions()[:1]:
                show(submission.rows_sent, sum(part.rows for part in submission.parts))
            if preparation is not None and preparation.is_running:
                return interrupt.is_noted
            has_failed = preparation is not None and preparation.error is not None
            return interrupt.is_noted or has_failed or is_settled()

        run_worker_until(send.services, api, is_done)


@contextmanager
def _shown(label: str, send: FileSend) -> Iterator[Callable[[int, int], None]]:
    """Show progress: a bar on a terminal; in a pipe a line on standard error, when it takes long.

    Args:
        label: what is being done, with a place for the campaign's name.
        send: the file and where it goes.

    Yields:
        A function to call with how many leads are done and how many there are.
    """
    label = label.format(name=visible(send.campaign.name))
    is_shown = not send.options.quiet
    with progress(label, is_shown=is_shown, is_counted=True) as show:
        if not is_shown or is_screen(sys.stderr):
            yield show
            return
        printed_at = [time.monotonic()]

        def print_line(done: int, total: int) -> None:
            if time.monotonic() - printed_at[0] >= SECONDS_BETWEEN_LINES:
                printed_at[0] = time.monotonic()
                complain(progress_line(label, done, total))

        yield print_line


def _is_ready(send: FileSend) -> bool:
    return any(submission.state is SubmissionState.READY for submission in send.submissions())


def _make_done_check(send: FileSend) -> Callable[[], bool]:
    """A function that is True when all is settled, or the operator is needed, or evidence was awaited long enough."""
    quarantine = float(send.services.settings.quarantine_seconds)
    patience = PATIENCE_SECONDS + (quarantine if quarantine <= LONGEST_QUARANTINE_AWAITED else 0)
    unknown_since: list[float] = []

    looked: list[tuple[float, bool]] = []

    def is_blocked() -> bool:
        """True while the sender waits for the operator; it compares the campaign's count first."""
        now = time.monotonic()
        if not looked or now - looked[-1][0] > SECONDS_BETWEEN_LOOKS:
            blocked = waits_for_operator(send.services.store, send.services.server, send.campaign.id)
            looked[:] = [(now, blocked)]
        return looked[-1][1]

    def is_done() -> bool:
        send.services.store.ledger.expire_leases()
        now = send.services.store.clock.now()
        states = {submission.state for submission in send.submissions() if not submission.is_waiting(now)}
        if SubmissionState.UNKNOWN not in states and not is_blocked():
            unknown_since.clear()
            return not states & {SubmissionState.READY, SubmissionState.SENDING}
        unknown_since.append(time.monotonic())
        return unknown_since[-1] - unknown_since[0] > patience

    return is_done
