"""A sender that waits while another one is active, takes over when that one ends, and goes on after a failover."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from callsheet.database import DatabaseFault
from callsheet.errors import ServerUnreachable
from callsheet.runtime.results_thread import ResultsThread
from callsheet.runtime.sender import make_worker
from callsheet.sending import sender_lock
from callsheet.web.metrics import timed

if TYPE_CHECKING:
    from callsheet.runtime.services import Services
    from callsheet.sending import WorkerLoop

LOG = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
"""Between two attempts to become the active sender, and after a failure. By hand: one short query a second."""
LIFE_SECONDS = 120.0
"""After which a sender that has done nothing counts as hung; a statement may wait 30 s for another writer."""


class Role(StrEnum):
    """What a sender does now."""

    ACTIVE = "active"
    STANDING_BY = "standing by"


class StandingSender:
    """One sender process of several on one database.

    Args:
        services: the ledger and its server.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._stop = threading.Event()
        self._worker: WorkerLoop | None = None
        self._last_round = time.monotonic()
        self.role = Role.STANDING_BY

    @property
    def is_alive(self) -> bool:
        """True while it goes round its loop."""
        return time.monotonic() - self._last_round < LIFE_SECONDS

    def stop(self) -> None:
        """End after the parts that are in flight."""
        self._stop.set()
        worker = self._worker
        if worker is not None:
            worker.stop()

    def run(self) -> None:
        """Be active whenever no other sender is, until stopped.

        Raises:
            SettingsError: a server is configured without a key.
            StoreError: the database may forget what was committed.
        """
        faults: set[str] = set()
        while not self._stop.is_set():
            self._last_round = time.monotonic()
            try:
                self._work_once()
                faults.clear()
            except (DatabaseFault, ServerUnreachable) as fault:
                if str(fault) not in faults:
                    LOG.warning("%s", fault)
                    faults.add(str(fault))
            except SQLAlchemyError as error:  # its text could hold lead data
                LOG.warning("the ledger cannot be read: %s", type(error).__name__)
            self._stop.wait(LOOK_SECONDS)

    def _work_once(self) -> None:
        """Work for as long as the lock is ours; do nothing when another sender has it."""
        lock = sender_lock(self._services.store, self._services.server)
        if not lock.acquire(wait=False):
            return
        self.role = Role.ACTIVE
        try:
            api = self._services.api()
            self._worker = make_worker(self._services, api, lock, timed)

            def is_over() -> bool:
                self._last_round = time.monotonic()
                return not lock.is_held() or self._services.has_backend_moved(api)

            if not self._stop.is_set():
                with ResultsThread(self._services, self._services.api()):
                    self._worker.run(is_over)
        finally:
            self.role, self._worker = Role.STANDING_BY, None
            with suppress(SQLAlchemyError):
                lock.release()
