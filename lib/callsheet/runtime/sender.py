"""Run the sender in this process: lock, durability check, recovery, then the worker loop."""

from __future__ import annotations

import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from callsheet.database import check_durable
from callsheet.sending import Sender, WorkerLoop, sender_lock

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from callsheet.client import CallsheetApi
    from callsheet.database import ProcessLock
    from callsheet.runtime.services import Services

RETRY_SECONDS = 0.1
PATIENCE_SECONDS = 10.0
"""How long a command waits while the disk or the database fails; a database server restarts in less. By hand."""


def make_worker(
    services: Services,
    api: CallsheetApi,
    lock: ProcessLock,
    timed: Callable[[str], AbstractContextManager[object]] = nullcontext,
) -> WorkerLoop:
    """A worker loop, after whatever earlier senders left unfinished is recovered.

    Args:
        services: the ledger and its server.
        api: a client of the server.
        lock: the sender's lock, held.
        timed: measures the phases of a part.

    Raises:
        StoreError: the database may forget what was committed.
    """
    check_durable(services.store.engine)
    seconds = services.settings.quarantine_seconds
    sender = Sender(
        services.store, api, services.server, quarantine_seconds=seconds, has_lock=lock.is_held, timed=timed
    )
    sender.recover()
    return WorkerLoop(sender)


def run_worker_until(services: Services, api: CallsheetApi, is_done: Callable[[], bool]) -> None:
    """Send until done: in this process where no sender runs, else wait for the one that does.

    Args:
        services: the ledger and its server.
        api: a client of the server.
        is_done: called between rounds; True ends the work.

    Raises:
        StoreError: the database may forget what was committed.
        SystemFault: the disk or the database has failed for `PATIENCE_SECONDS`.
    """
    lock = sender_lock(services.store, services.server)
    while not is_done():
        if lock.acquire(wait=False):
            try:
                make_worker(services, api, lock).run(is_done, PATIENCE_SECONDS)
            finally:
                lock.release()
            return
        time.sleep(RETRY_SECONDS)
