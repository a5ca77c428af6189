"""Check that a commit is on disk before it is acknowledged; a forgotten upload intent is a second call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.database.engine import database_file
from callsheet.errors import StoreError
from callsheet.system import platform_support
from callsheet.wording import sending as words

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SQLITE_FULL = 2
"""`PRAGMA synchronous` of FULL; EXTRA is 3, NORMAL 1, OFF 0 (sqlite.org/pragma.html)."""
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs", "afs"}
)
"""File systems whose locks and syncs SQLite cannot rely on (sqlite.org/wal.html)."""


def check_durable(engine: Engine) -> None:
    """Refuse a database that may forget what was committed.

    Args:
        engine: the database.

    Raises:
        StoreError: commits are not synced, or the database is on a network drive; the message says what to change.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _check_sqlite(connection)
        else:
            for setting in ("synchronous_commit", "fsync"):
                if connection.exec_driver_sql(f"SHOW {setting}").scalar_one() == "off":
                    raise StoreError(words.not_durable(f"{setting} = off"))
    path = database_file(engine)
    kind = platform_support.file_system(path) if path is not None else ""
    if kind in NETWORK_FILE_SYSTEMS:
        raise StoreError(words.on_a_network_drive(kind))


def _check_sqlite(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() != "wal":
        raise StoreError(words.not_durable("journal_mode"))
    if int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one()) < SQLITE_FULL:
        raise StoreError(words.not_durable("synchronous"))
