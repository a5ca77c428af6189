"""Locks between processes that the system releases when their holder dies, however it dies."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_IS_TAKEN = text(
    # an advisory lock with one 64-bit key: its upper half is `classid`, its lower half `objid`, and `objsubid` is 1
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND (classid::bigint << 32) + objid::bigint = :key"
)


class ProcessLock:
    """An exclusive lock between processes: a locked file, or an advisory lock where they share a PostgreSQL.

    It excludes other instances in the same process as well. It is not re-entrant, and any thread may release it.

    Args:
        path: the lock file; its folder is created on `acquire`, readable by its owner only. Not used on PostgreSQL.
        engine: the database that the processes share; None: they share this machine, and the file decides.
        name: names the lock on PostgreSQL, where processes of several hosts may have different paths; None: the
            file's name.
        is_temporary: True deletes the file on release, for a name that is never locked again.
    """

    def __init__(
        self, path: Path, engine: Engine | None = None, name: str | None = None, *, is_temporary: bool = False
    ) -> None:
        self._lock: _Lock
        if engine is not None and engine.dialect.name == "postgresql":
            self._lock = _AdvisoryLock(engine, name or path.name)
        else:
            self._lock = _LockFile(path, is_temporary=is_temporary)

    def acquire(self, *, wait: bool = True) -> bool:
        """Take the lock.

        Args:
            wait: True waits until it is free.

        Returns:
            True when this instance holds it now; False when another holder has it and `wait` is False.
        """
        return self._lock.acquire(wait=wait)

    def is_held(self) -> bool:
        """True while this instance holds the lock. A PostgreSQL that was restarted, or is unreachable, ends that."""
        return self._lock.is_held()

    def is_taken(self) -> bool:
        """True while any process holds the lock, this one included."""
        return self._lock.is_taken()

    def release(self) -> None:
        """Release the lock; does nothing when this instance does not hold it."""
        self._lock.release()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the lock and hold it for the block."""
        self.acquire()
        try:
            yield
        finally:
            self.release()


class _Lock(Protocol):
    """What `ProcessLock` needs of a way to lock."""

    def acquire(self, *, wait: bool) -> bool: ...

    def is_held(self) -> bool: ...

    def is_taken(self) -> bool: ...

    def release(self) -> None: ...


class _LockFile:
    def __init__(self, path: Path, *, is_temporary: bool) -> None:
        self._path, self._is_temporary = path, is_temporary
        self._file = FileLock(path, thread_local=False)

    def acquire(self, *, wait: bool) -> bool:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._file.is_locked:  # FileLock would count a second acquisition
            return False
        try:
            self._file.acquire(timeout=-1 if wait else 0)
        except Timeout:
            return False
        return True

    def is_held(self) -> bool:
        return bool(self._file.is_locked)

    def is_taken(self) -> bool:
        if self.is_held():
            return True
        if not self._path.exists():
            return False
        if not self.acquire(wait=False):
            return True
        self.release()
        return False

    def release(self) -> None:
        if self._is_temporary and self.is_held():
            self._path.unlink(missing_ok=True)  # while it is still locked, so that no other process has locked it
        self._file.release()


class _AdvisoryLock:
    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._key = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)
        self._connection: Connection | None = None
        self._one_at_a_time = threading.Lock()  # a SQLAlchemy connection is for one thread

    def acquire(self, *, wait: bool) -> bool:
        function = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
        with self._one_at_a_time:
            if self._connection is not None:
                return False
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            try:
                is_ours = connection.scalar(text(f"SELECT {function}(:key)"), {"key": self._key}) is not False
            except BaseException:
                connection.close()
                raise
            if is_ours:
                self._connection = connection
            else:
                connection.close()
            return is_ours

    def is_held(self) -> bool:
        with self._one_at_a_time:
            if self._connection is None:
                return False
            try:
                self._connection.execute(text("SELECT 1"))
            except SQLAlchemyError:
                # SQLAlchemy would reconnect on the next statement, without the lock
                self._connection.invalidate()
                self._connection.close()
                self._connection = None
                return False
            return True

    def is_taken(self) -> bool:
        with self._engine.connect() as connection:
            return bool(connection.scalar(_IS_TAKEN, {"key": self._key}))

    def release(self) -> None:
        with self._one_at_a_time:
            if self._connection is None:
                return
            with suppress(SQLAlchemyError):
                self._connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": self._key})
            self._connection.close()
            self._connection = None
