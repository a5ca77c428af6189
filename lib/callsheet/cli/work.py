"""`callsheet work`: the sender, a process of its own; one a database and server."""

from __future__ import annotations

import signal
import sys
import threading
from typing import TYPE_CHECKING

from callsheet.cli.context import open_ledgers
from callsheet.sending import Sender, SenderLock, WorkerLoop, check_durable
from callsheet.wording import sending_terminal as words

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Send what the ledger holds until stopped.

    Returns:
        0; also when another sender works already.

    Raises:
        SettingsError: a server without a key.
        StoreError: the database may forget what is committed.
    """
    ledgers = open_ledgers(options)
    lock = SenderLock(ledgers.store, ledgers.server)
    if not lock.acquire():
        print(words.SENDER_RUNS)
        return 0
    try:
        check_durable(ledgers.store)
        seconds = ledgers.settings.quarantine_seconds
        api = ledgers.api()
        sender = Sender(ledgers.store, api, ledgers.server, quarantine_seconds=seconds, is_locked=lock.is_held)
        sender.recover()
        work = WorkerLoop(sender)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: work.stop())
        if options.embedded:
            threading.Thread(target=_end_with_stdin, args=(work,), daemon=True).start()
        work.run(lambda: not lock.is_held() or ledgers.has_moved(api))
    finally:
        lock.release()
    return 0


def _end_with_stdin(work: WorkerLoop) -> None:
    while sys.stdin.buffer.read(1024):
        pass
    work.stop()
