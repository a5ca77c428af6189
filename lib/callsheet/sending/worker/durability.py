"""Before the first send: is what is committed really on disk? A forgotten intent is a second call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.errors import StoreError
from callsheet.wording import sending as words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from callsheet.store import Store

SQLITE_FULL = 2
REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs", "afs"})
MOUNTS = Path("/proc/self/mounts")


def check_durable(store: Store) -> None:
    """Refuse to send over a ledger that may forget.

    Args:
        store: the ledger.

    Raises:
        StoreError: commits are not synced, or the database lies on a network drive; says what to change.
    """
    with store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            _check_sqlite(connection, store.engine.url.database)
        else:
            for setting in ("synchronous_commit", "fsync"):
                if connection.exec_driver_sql(f"SHOW {setting}").scalar_one() == "off":
                    raise StoreError(words.not_durable(f"{setting} = off"))


def _check_sqlite(connection: Connection, database: str | None) -> None:
    if connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() != "wal":
        raise StoreError(words.not_durable("journal_mode"))
    if int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one()) < SQLITE_FULL:
        raise StoreError(words.not_durable("synchronous"))
    kind = file_system(Path(database)) if database else ""
    if kind in REMOTE:
        raise StoreError(words.on_a_network_drive(kind))


def file_system(path: Path) -> str:
    """The kind of file system a path lies on; "" where the system does not tell.

    Args:
        path: of a file or folder.
    """
    try:
        mounts = [line.split() for line in MOUNTS.read_text("utf-8").splitlines()]
    except OSError:
        return ""
    where = path.resolve()
    over = [(mount[1], mount[2]) for mount in mounts if where.is_relative_to(mount[1].replace("\\040", " "))]
    return max(over, key=lambda each: len(each[0]), default=("", ""))[1]
