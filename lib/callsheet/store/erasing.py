"""Deleting for good: what is gone from the tables is gone from the database's files."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Engine


@contextmanager
def erasing(engine: Engine) -> Iterator[Connection]:
    """A transaction whose deletions leave nothing behind.

    SQLite writes zeros over what the tables held and empties its log afterwards; PostgreSQL frees the place at its
    next vacuum.

    Args:
        engine: the database.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
            connection.rollback()
        with connection.begin():
            yield connection
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _copies(engine: Engine) -> list[Path]:
    """The copies of a SQLite database that were made before its tables changed: each holds all it held then."""
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:":
        return []
    path = Path(database)
    return sorted(path.parent.glob(f"{path.name}.before-*"))


def delete_migration_backups(engine: Engine, before: datetime | None = None) -> int:
    """Delete those copies.

    Args:
        engine: the database.
        before: only those made before a moment; None: all.

    Returns:
        How many were deleted.
    """
    old = [each for each in _copies(engine) if before is None or each.stat().st_mtime < before.timestamp()]
    for each in old:
        each.unlink(missing_ok=True)
    return len(old)
