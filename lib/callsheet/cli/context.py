"""What the commands about sending share: the store, the desk, and a sender of their own where none runs."""

from __future__ import annotations

import getpass
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet.client import CallsheetApi
from callsheet.database import check_durable
from callsheet.errors import SettingsError
from callsheet.runtime.embedded_backend import EmbeddedBackend
from callsheet.sending import Sender, SendService, WorkerLoop, sender_lock, server_name
from callsheet.settings import load_settings
from callsheet.store import open_store
from callsheet.wording import cli
from callsheet.wording import sending_terminal as words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from callsheet.database import ProcessLock
    from callsheet.sending import Question
    from callsheet.settings import Settings
    from callsheet.store import Store, Submission

WAIT_SECONDS = 0.1


@dataclass(frozen=True)
class SendContext:
    """Settings, store and desk of one command.

    Args:
        settings: as the environment and the Settings page say.
        store: the ledger.
        server: name of the server.
        address: another server named on the command line; None: the configured one.
    """

    settings: Settings
    store: Store
    server: str
    address: str | None

    @property
    def send_service(self) -> SendService:
        """Decides for whoever runs the command."""
        return SendService(self.store, self.server, whoami(), quarantine_seconds=self.settings.quarantine_seconds)

    def api(self) -> CallsheetApi:
        """Speaks to the server; the embedded backend is started when it does not run.

        Raises:
            SettingsError: a server without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        address = self.address or self.settings.api_url
        if address is None:
            return CallsheetApi(*EmbeddedBackend(self.settings).address())
        if self.settings.api_key is None:
            raise SettingsError(cli.NO_KEY)
        return CallsheetApi(address, self.settings.api_key.get_secret_value())

    def has_moved(self, api: CallsheetApi) -> bool:
        """True when the embedded backend was started again elsewhere: whoever speaks to the old address is done."""
        if self.address or self.settings.api_url:
            return False
        known = EmbeddedBackend(self.settings).announced()
        return known is not None and known != api.base_url.removesuffix("/v1")


def open_ledgers(options: argparse.Namespace) -> SendContext:
    """Open what a command about sending needs.

    Args:
        options: the command line; `server` may name another server.
    """
    first = load_settings()
    store = open_store(first)
    settings = store.saved_settings.merged_into(first)
    address = getattr(options, "server", None)
    return SendContext(settings, store, server_name(settings, address), address)


def whoami() -> str:
    """Who runs this command, as the machine knows them."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


def run_worker_until(ledgers: SendContext, api: CallsheetApi, is_done: Callable[[], bool]) -> None:
    """Send until done: in this process where no sender runs, else wait for the one that does.

    Args:
        ledgers: the ledger and its server.
        api: speaks to the server.
        is_done: asked between rounds.

    Raises:
        StoreError: the database may forget what is committed.
    """
    lock = sender_lock(ledgers.store, ledgers.server)
    while not is_done():
        if lock.acquire(wait=False):
            try:
                work_alone(ledgers, api, lock, is_done)
            finally:
                lock.release()
            return
        time.sleep(WAIT_SECONDS)


def work_alone(ledgers: SendContext, api: CallsheetApi, lock: ProcessLock, is_done: Callable[[], bool]) -> WorkerLoop:
    """Be the sender, with its lock held.

    Raises:
        StoreError: the database may forget what is committed.
    """
    check_durable(ledgers.store.engine)
    seconds = ledgers.settings.quarantine_seconds
    sender = Sender(ledgers.store, api, ledgers.server, quarantine_seconds=seconds, is_locked=lock.is_held)
    sender.recover()
    work = WorkerLoop(sender)
    work.run(is_done)
    return work


def submission_json(submission: Submission, questions: list[Question]) -> dict[str, Any]:
    """A submission for other tools."""
    return {
        "id": submission.id,
        "state": submission.state.value,
        "file": {"name": submission.file_name, "sha256": submission.file_sha256},
        "campaign_id": submission.campaign_id,
        "created_at": submission.created_at.isoformat(),
        "created_by": submission.created_by,
        "rows": {state.value: number for state, number in submission.row_counts.items()},
        "parts": [{"id": part.id, "state": part.state.value, "rows": part.rows} for part in submission.parts],
        "message": submission.message,
        "refused": [{"row": row, "reason": said} for row, said in submission.refused_rows.items()],
        "questions": [question_json(each) for each in questions],
    }


def question_json(question: Question) -> dict[str, Any]:
    """An open question for other tools."""
    return {
        "part": question.part.id,
        "leads": question.part.rows,
        "left_at": question.attempt.left_at.isoformat(),
        "count_before": question.count_before,
        "sent_since": question.sent_since,
        "quarantine_seconds_left": question.quarantine_left,
        "on_hold": question.on_hold,
    }


def print_questions(questions: list[Question]) -> None:
    """Print what only a person can tell, and how to tell it."""
    for question in questions:
        print(
            words.question_in_terminal(
                question.part.id, question.part.rows, question.submission.campaign_name, question.attempt.left_at,
                before=None if question.count_before is None else question.count_before + question.sent_since,
                seconds_left=question.quarantine_left,
            )
        )  # fmt: skip
