"""Backups of a SQLite database that `migrate` makes before it changes the tables: `….db.before-<revision>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.database.engine import database_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine


def delete_migration_backups(engine: Engine, before: datetime | None = None) -> int:
    """Delete the migration backups of a database; each holds everything that the database held then.

    Args:
        engine: the database; PostgreSQL has no such backups.
        before: only backups made before this moment; None: all.

    Returns:
        The number of files deleted.
    """
    backups = [
        backup for backup in migration_backups(engine) if before is None or backup.stat().st_mtime < before.timestamp()
    ]
    for backup in backups:
        backup.unlink(missing_ok=True)
    return len(backups)


def migration_backups(engine: Engine) -> list[Path]:
    """The backups of a database that `migrate` made, the oldest revision first; none of PostgreSQL.

    Args:
        engine: the database.
    """
    file = database_file(engine)
    return [] if file is None else sorted(file.parent.glob(f"{file.name}.before-*"))
