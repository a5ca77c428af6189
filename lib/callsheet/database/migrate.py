"""Migrate a database with Alembic, one process at a time, after a backup of SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from callsheet.database.backups import migration_backups
from callsheet.database.engine import database_file
from callsheet.database.faults import explained_disk, shown_address
from callsheet.database.locks import ProcessLock
from callsheet.errors import Fault, SystemFault

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine


def migrate(engine: Engine, migrations: Path, version_table: str, *, to: str = "head") -> None:
    """Migrate a database; safe when several processes start at once. A SQLite file is backed up first.

    `store` and `backend` have separate migration histories, which may share one PostgreSQL database.

    Args:
        engine: the database.
        migrations: an Alembic script folder (`env.py`, `versions/`).
        version_table: the table that records the revision of this history.
        to: the revision to migrate to.

    Raises:
        SystemFault: a newer version of this program made the database, or the disk or the database fails.
    """
    config = _config(migrations)
    config.attributes["version_table"] = version_table
    file = database_file(engine)
    if file is None and engine.dialect.name == "sqlite":  # in memory: no other process sees it
        _upgrade(engine, config, to)
        return
    lock_file = Path(version_table) if file is None else file.with_name(f"{file.name}.{version_table}.lock")
    with explained_disk(lock_file), ProcessLock(lock_file, engine, version_table).held():
        scripts = _scripts(migrations)
        current = _check_version(engine, scripts, version_table)
        newest = scripts.get_current_head()
        if current == newest and to == "head":
            return
        if file is not None and current not in (None, newest):
            _back_up(file, newest)
        _upgrade(engine, config, to)


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config


@cache
def _scripts(migrations: Path) -> ScriptDirectory:
    """The revisions of a folder, loaded once: a process opens its databases many times."""
    return ScriptDirectory.from_config(_config(migrations))


def _upgrade(engine: Engine, config: Config, to: str) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":  # its driver begins no transaction before a statement that changes tables
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _check_version(engine: Engine, scripts: ScriptDirectory, version_table: str) -> str | None:
    """The revision of a database; None: it has no tables yet.

    Raises:
        SystemFault: this program does not know the revision.
    """
    with engine.connect() as connection:
        current = MigrationContext.configure(connection, opts={"version_table": version_table}).get_current_revision()
    known = [script.revision for script in scripts.walk_revisions()]
    if current is None or current in known:
        return current
    backups = [backup for backup in migration_backups(engine) if backup.name.rpartition("-")[2] not in known]
    facts = {"where": shown_address(engine.url), "found": current, "known": known[0]}
    raise SystemFault(Fault.DATABASE_NEWER, **facts, backup=backups[0].name if backups else "")


def _back_up(file: Path, newest: str | None) -> None:
    """Copy a SQLite database that needs a migration: `….db` at 0001 → `….db.before-0002`."""
    copy = file.with_name(f"{file.name}.before-{newest}")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        copy.chmod(0o600)
        source.backup(target)
