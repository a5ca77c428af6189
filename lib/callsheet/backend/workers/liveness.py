"""Which processes are alive: each holds a lock for as long as it lives, however it ends."""

from __future__ import annotations

import secrets
import threading
from typing import TYPE_CHECKING

from callsheet.database import ProcessLock

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


class ProcessRegistry:
    """This process among those that share a database: each holds a lock under its name.

    Args:
        engine: the database.
        folder: holds the lock files of processes that share a SQLite database.
    """

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._one_at_a_time = threading.Lock()
        self._name = ""
        self._lock: ProcessLock | None = None

    @property
    def name(self) -> str:
        """The name under which this process is alive now; a new one when its lock was lost."""
        with self._one_at_a_time:
            if self._lock is None or not self._lock.is_held():
                self._name = secrets.token_hex(7)
                self._lock = self._lock_of(self._name)
                self._lock.acquire()
            return self._name

    def is_alive(self, name: str) -> bool:
        """Whether the process of that name is alive."""
        return name == self._name or self._lock_of(name).is_taken()

    def end(self) -> None:
        """Release the lock: other processes may take over what this one left unfinished."""
        with self._one_at_a_time:
            if self._lock is not None:
                self._lock.release()
            self._name, self._lock = "", None

    def _lock_of(self, name: str) -> ProcessLock:
        path = self._folder / f"{name}.lock"
        return ProcessLock(path, self._engine, f"callsheet process {name}", is_temporary=True)
