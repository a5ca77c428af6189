"""The loop of the sender process: one thread per campaign at most, so that a slow one delays no other."""

from __future__ import annotations

import hashlib
import logging
import math
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from callsheet.database import DatabaseFault, ProcessLock, database_file
from callsheet.errors import CallsheetError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.sending.worker.sender import Sender
    from callsheet.store import Store

LOG = logging.getLogger(__name__)
CAMPAIGNS_AT_ONCE = 4
"""Threads. Chosen by hand; no measurement."""
IDLE_SECONDS = 0.2
AFTER_FAILURE_SECONDS = 1.0


class WorkerLoop:
    """Processes every campaign of a sender until it is stopped.

    Args:
        sender: its lock is held.
    """

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._busy: dict[str, Future[None]] = {}
        self._stop = threading.Event()
        self._faults = _Faults()

    def stop(self) -> None:
        """End after the parts that are in flight."""
        self._stop.set()

    def run(self, is_done: Callable[[], bool] = lambda: False, patience: float = math.inf) -> None:
        """Work until stopped.

        Args:
            is_done: called between rounds; True ends the work.
            patience: seconds for which the disk or the database may fail.

        Raises:
            SystemFault: it has failed for longer; what is in flight then has ended.
        """
        with ThreadPoolExecutor(CAMPAIGNS_AT_ONCE) as pool:
            while not self._stop.is_set():
                try:
                    if is_done():
                        return
                    self._start_round(pool)
                except DatabaseFault as fault:
                    self._faults.note(fault)
                if self._faults.seconds > patience:
                    self._stop.set()
                    raise self._faults.latest
                self._stop.wait(IDLE_SECONDS)

    def _start_round(self, pool: ThreadPoolExecutor) -> None:
        self._busy = {campaign: future for campaign, future in self._busy.items() if not future.done()}
        try:
            campaigns = self._sender.campaigns()
        except DatabaseFault as fault:
            self._faults.note(fault)
            return
        except SQLAlchemyError as error:
            LOG.warning("the ledger cannot be read: %s", type(error).__name__)
            return
        for campaign in campaigns:
            if campaign not in self._busy:
                self._busy[campaign] = pool.submit(self._process, campaign)

    def _process(self, campaign: str) -> None:
        try:
            while not self._stop.is_set() and self._sender.process_campaign(campaign):
                pass
            self._faults.clear()
        except DatabaseFault as fault:
            self._faults.note(fault)
            self._stop.wait(AFTER_FAILURE_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever failed is logged and tried again
            # no traceback: it could hold lead data
            message = error if isinstance(error, CallsheetError) else ""
            LOG.warning("processing a campaign failed: %s %s", type(error).__name__, message)
            self._stop.wait(AFTER_FAILURE_SECONDS)


class _Faults:
    """The latest fault of the disk or the database, and for how long work has failed; each is logged once."""

    def __init__(self) -> None:
        self.latest = DatabaseFault(Fault.DATABASE_FAILED)
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """How long nothing has succeeded; 0 when the latest work did."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def note(self, fault: DatabaseFault) -> None:
        if self._since is None or fault.fault is not self.latest.fault:
            LOG.warning("%s", fault)
        self.latest = fault
        self._since = self._since or time.monotonic()

    def clear(self) -> None:
        self._since = None


def sender_lock(store: Store, server: str) -> ProcessLock:
    """The lock that makes one sender of a database and server active: its holder knows every earlier sender dead.

    Args:
        store: whose ledger is worked on.
        server: name of the server that takes the leads; a sender has the key of one server only.
    """
    digest = hashlib.sha256(server.encode()).hexdigest()[:12]
    database = database_file(store.engine) or store.home / "callsheet.db"
    path = database.with_name(f"{database.name}.{digest}.sender.lock")
    return ProcessLock(path, store.engine, f"callsheet-sender-{digest}")


def is_sender_running(store: Store, server: str) -> bool:
    """True when a process holds the sender's lock.

    Args:
        store: whose ledger.
        server: name of the server.
    """
    return sender_lock(store, server).is_taken()
