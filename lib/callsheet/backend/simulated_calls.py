"""A thread that pretends to call what the server was sent. Nobody is ever rung: it only changes rows of the database.

Of several processes on one database, one works at a time; another takes over when it ends. Two at once would do no
harm: each step changes a row only from the status that it was read with.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from callsheet.backend.db.calling.call_ends import end_batches, move_calls_on
from callsheet.backend.db.calling.call_starts import begin_calls
from callsheet.database import ProcessLock

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

LOG = logging.getLogger("callsheet.backend")
LOCK_NAME = "callsheet simulated calls"
SHORTEST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
"""Seconds between two steps, a sixtieth of a simulated minute within these bounds."""
STOP_SECONDS = 10
"""How long the end of the server waits for the step that is under way."""


def simulate_step(engine: Engine, minute: timedelta, now: datetime) -> int:
    """Let every call take the step that is due, and begin new ones.

    Args:
        engine: the database.
        minute: how long a simulated minute takes.
        now: the present moment, in UTC.

    Returns:
        How many changes were made.
    """
    return move_calls_on(engine, now, minute) + end_batches(engine, now) + begin_calls(engine, now, minute)


class SimulatedCalls:
    """The thread of one process.

    Args:
        engine: the database.
        lock_folder: holds the lock file that processes on one SQLite database share.
        minute_seconds: how long a simulated minute takes.
    """

    def __init__(self, engine: Engine, lock_folder: Path, minute_seconds: float) -> None:
        self._engine = engine
        self._lock = ProcessLock(lock_folder / "simulated-calls.lock", engine, LOCK_NAME)
        self._minute = timedelta(seconds=minute_seconds)
        self._pause = min(max(minute_seconds / 60, SHORTEST_PAUSE), LONGEST_PAUSE)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulated calls", daemon=True)

    def start(self) -> None:
        """Begin to simulate."""
        LOG.info("calls are simulated, nobody is rung")
        self._thread.start()

    def stop(self) -> None:
        """End after the step that is under way."""
        self._stopping.set()
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._stopping.wait(self._pause if self._step() else LONGEST_PAUSE)
        finally:
            with suppress(OSError, SQLAlchemyError):
                self._lock.release()

    def _step(self) -> bool:
        """Make one step; False if another process works, or the database does not answer."""
        try:
            if not self._lock.is_held() and not self._lock.acquire(wait=False):
                return False
            simulate_step(self._engine, self._minute, datetime.now(UTC))
        except (OSError, SQLAlchemyError) as error:
            # The class only: the message could hold lead data.
            LOG.error("simulated calls failed", extra={"facts": {"error": type(error).__name__}})  # noqa: TRY400
            return False
        return True
