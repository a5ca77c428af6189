"""One sender a database and server: whoever holds the lock sends, and proves by it that every other sender is dead."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from callsheet.store import Store


class SenderLock:
    """The lock; the system gives it back when the process that holds it dies.

    Args:
        store: whose ledger is worked on. SQLite: a locked file beside the database. PostgreSQL: an advisory lock.
        server: name of the server that takes the leads; a sender knows the key of one.
    """

    def __init__(self, store: Store, server: str) -> None:
        self._store = store
        self._digest = hashlib.sha256(server.encode()).hexdigest()[:12]
        self._file = FileLock(self._path(), thread_local=False) if self._is_sqlite else None
        self._connection: Connection | None = None

    @property
    def _is_sqlite(self) -> bool:
        return self._store.engine.dialect.name == "sqlite"

    def _path(self) -> Path:
        database = self._store.engine.url.database
        beside = Path(database) if database and database != ":memory:" else self._store.home / "callsheet.db"
        return beside.with_name(f"{beside.name}.{self._digest}.sender.lock")

    def acquire(self) -> bool:
        """Take the lock; False when another process holds it."""
        if self._file is not None:
            try:
                self._file.acquire(timeout=0)
            except Timeout:
                return False
            return True
        connection = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.scalar(text("SELECT pg_try_advisory_lock(hashtext(:name))"), {"name": self._name}):
            self._connection = connection
            return True
        connection.close()
        return False

    @property
    def _name(self) -> str:
        return f"callsheet-sender-{self._digest}"

    def is_held(self) -> bool:
        """True while this process holds the lock; a PostgreSQL that was restarted has forgotten it."""
        if self._file is not None:
            return bool(self._file.is_locked)
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.release()
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.execute(text("SELECT pg_advisory_unlock(hashtext(:name))"), {"name": self._name})
            self._connection.close()
            self._connection = None


def is_sender_running(store: Store, server: str) -> bool:
    """True when a process holds the sender's lock.

    Args:
        store: whose ledger.
        server: which server.
    """
    probe = SenderLock(store, server)
    if not probe.acquire():
        return True
    probe.release()
    return False
