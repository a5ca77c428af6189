"""`callsheet work`: the sender, a process of its own; one a database and server."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from callsheet.child_process import when_parent_ends
from callsheet.cli.context import open_ledgers
from callsheet.database import check_durable
from callsheet.sending import Sender, WorkerLoop, sender_lock
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
    lock = sender_lock(ledgers.store, ledgers.server)
    if not lock.acquire(wait=False):
        print(words.SENDER_RUNS)
        return 0
    try:
        check_durable(ledgers.store.engine)
        seconds = ledgers.settings.quarantine_seconds
        api = ledgers.api()
        sender = Sender(ledgers.store, api, ledgers.server, quarantine_seconds=seconds, is_locked=lock.is_held)
        sender.recover()
        work = WorkerLoop(sender)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: work.stop())
        if options.embedded:
            when_parent_ends(work.stop)
        work.run(lambda: not lock.is_held() or ledgers.has_moved(api))
    finally:
        lock.release()
    return 0
