"""The one way to open a database: SQLite embedded, PostgreSQL by URL, tables by Alembic.

Two rooms have tables (`store`, `backend`), each with a migration history of its own; both open theirs here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from filelock import FileLock
from sqlalchemy import create_engine, event, make_url

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 30


def open_database(url: str) -> Engine:
    """Open a database with the durability that the ledger rests on.

    Args:
        url: SQLAlchemy URL, `sqlite:///…` or `postgresql…`; a plain `postgresql://` uses psycopg 3.

    Returns:
        An engine. SQLite runs in WAL mode with `synchronous=FULL` and enforced foreign keys; its folder is made
        when absent, readable by its owner only.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _make_durable)
    return engine


def _make_durable(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def migrate(engine: Engine, migrations: Path, version_table: str) -> None:
    """Bring the tables to the newest version; safe when several processes start at once.

    Args:
        engine: the database.
        migrations: an Alembic script folder (`env.py`, `versions/`).
        version_table: the table that remembers how far this history has come.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["version_table"] = version_table
    database = engine.url.database
    if engine.dialect.name == "sqlite" and database and database != ":memory:":
        with FileLock(f"{database}.{version_table}.lock"), engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock(hashtext('{version_table}'))")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
