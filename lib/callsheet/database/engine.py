"""The one way to open a database: SQLite embedded, PostgreSQL by URL, tables by Alembic.

Two rooms have tables (`store`, `backend`), each with a migration history of its own; both open theirs here.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import create_engine, event, make_url

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 30
CONNECT_SECONDS = 10


def open_database(url: str) -> Engine:
    """Open a database with the durability that the ledger rests on.

    Args:
        url: SQLAlchemy URL, `sqlite:///…` or `postgresql…`; a plain `postgresql://` uses psycopg 3.

    Returns:
        An engine. SQLite runs in WAL mode with `synchronous=FULL` and enforced foreign keys; its folder and its file
        are made when absent, readable by their owner only.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        waits = {} if "connect_timeout" in parsed.query else {"connect_timeout": CONNECT_SECONDS}
        return create_engine(parsed, pool_pre_ping=True, connect_args=waits)
    if parsed.database and parsed.database != ":memory:":
        path = Path(parsed.database)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():  # SQLite would let everybody read what it makes
            path.touch(mode=0o600)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _make_durable)
    return engine


def _make_durable(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def migrate(engine: Engine, migrations: Path, version_table: str, *, to: str = "head") -> None:
    """Bring the tables to the newest version; safe when several processes start at once. SQLite is backed up before.

    Args:
        engine: the database.
        migrations: an Alembic script folder (`env.py`, `versions/`).
        version_table: the table that remembers how far this history has come.
        to: the revision to come to.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["version_table"] = version_table
    database = engine.url.database
    if engine.dialect.name == "sqlite" and database and database != ":memory:":
        with FileLock(f"{database}.{version_table}.lock"):
            _back_up(engine, config, version_table)
            with engine.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, to)
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock(hashtext('{version_table}'))")
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _back_up(engine: Engine, config: Config, version_table: str) -> None:
    """Copy a SQLite database that is about to be migrated: `….db` at 0001 → `….db.before-0002`."""
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": version_table})
        current = context.get_current_revision()
    if current in (None, newest):
        return
    database = Path(str(engine.url.database))
    copy = database.with_name(f"{database.name}.before-{newest}")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        copy.chmod(0o600)
        source.backup(target)
