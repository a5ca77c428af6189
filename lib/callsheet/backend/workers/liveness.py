"""Which processes are alive: each holds a lock for as long as it lives, whatever ends it."""

from __future__ import annotations

import secrets
import threading
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_HELD = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND (classid::bigint << 32) + objid::bigint = :number"
)


class ProcessRegistry:
    """This process among those that share a database: a lock file beside SQLite, an advisory lock in PostgreSQL.

    Args:
        engine: the database.
        folder: where lock files lie.
    """

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._lock = threading.Lock()
        self._name = ""
        self._held: FileLock | Connection | None = None

    @property
    def name(self) -> str:
        """The name under which this process is alive now; a new one when its lock was lost."""
        with self._lock:
            if not self._name or not self._still_held():
                self._take()
            return self._name

    def is_alive(self, name: str) -> bool:
        """Whether the process of that name still lives."""
        if name == self._name:
            return True
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect() as connection:
                return bool(connection.scalar(_HELD, {"number": int(name, 16)}))
        path = self._path(name)
        if not path.exists():
            return False
        try:
            with FileLock(path, timeout=0):
                path.unlink(missing_ok=True)
        except Timeout:
            return True
        return False

    def end(self) -> None:
        """Let go; what this process left unfinished is nobody's any more."""
        with self._lock:
            if isinstance(self._held, FileLock):
                self._path(self._name).unlink(missing_ok=True)
                self._held.release()
            elif self._held is not None:
                self._held.close()
            self._name, self._held = "", None

    def _take(self) -> None:
        name = secrets.token_hex(7)
        if self._engine.dialect.name == "postgresql":
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": int(name, 16)})
            self._held = connection
        else:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(self._path(name), thread_local=False)
            lock.acquire()
            self._held = lock
        self._name = name

    def _still_held(self) -> bool:
        if self._held is None or isinstance(self._held, FileLock):
            return self._held is not None
        try:
            return bool(self._held.scalar(text("SELECT 1")))
        except SQLAlchemyError:
            self._held.invalidate()
            return False

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"
